"""What a platform hands in: who, where, what they meant, and the key that makes it happen once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Actor:
    """A platform identity, before we know the person."""

    platform: str
    tenant: str
    user: str


class PlaceKind(StrEnum):
    """What sort of conversation it was said in, as the platform sees it."""

    CHANNEL = "channel"
    PRIVATE = "private"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """Where it was said. `thread` is the platform's reference of the thread, None at the top."""

    platform: str
    tenant: str
    conversation: str
    thread: str | None = None
    kind: PlaceKind = PlaceKind.CHANNEL
    name: str | None = None
    joined: bool | None = None
    """Whether the desk is in it and can post there; None where nobody looked."""
    shared: bool = False
    """People of another organisation are in it, as far as somebody looked."""


class Via(StrEnum):
    """By which way it came in; decides how it can be answered, never what is decided."""

    COMMAND = "command"
    BUTTON = "button"
    FORM = "form"
    MENTION = "mention"
    MESSAGE = "message"
    HOME = "home"
    CONSOLE = "console"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform says of a person. Missing for people of another tenant."""

    name: str
    locale: str | None = None
    zone: str | None = None
    email: str | None = None
    home_tenant: str | None = None
    is_admin: bool = False
    """An administrator of the platform's tenant: may set up its first desk."""
    vouched: str | None = None
    """The address that the platform itself vouches for: of a member of its tenant, never of a guest's."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message or a form: its name, the platform's id of it, and where to see it.

    `link` leads people to it on their platform; it is empty where the file was only named (an e-mail).
    `size` in bytes, 0 where it was not told.
    """

    name: str
    ref: str = ""
    link: str = ""
    kind: str = ""
    """Its media type, such as `image/png`; empty where it was not told."""
    size: int = 0


BRING = "bring"
"""The field of a form that says whether the files of the message that it began with come along."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A submitted form. Its values never meet the text parser.

    `command` is the form's own command in canonical English ("open", "reply 42"); `fields` maps
    language-neutral field ids to language-neutral values.
    """

    command: str
    fields: Mapping[str, str]
    files: tuple[Attachment, ...] = ()
    """What was put into its field for files."""
    brings: tuple[Attachment, ...] = ()
    """Those of the message that it began with, if they are to come along (`BRING`)."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A form still open whose field changed: asks for the same form, up to date (live promise)."""

    command: str
    fields: Mapping[str, str]
    brings: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message that somebody acts upon from where it stands: its words are data, and only ever fill a form.

    `command` is what its form is for ("open", "add"); `author` who wrote the message, None where no person
    did; `link` leads to it, empty where the platform gives none.
    """

    command: str
    text: str
    author: Actor | None = None
    link: str = ""
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A plain message that may belong to a ticket's thread. `ref` is the platform's message id."""

    text: str
    ref: str
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """Words in the command grammar: a slash command's text, a mention's, a button's command.

    `said`: the same words as a message, from a platform that tells of nothing but what is addressed to us.
    Where they are no command they are talk.
    """

    text: str
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A message reads otherwise now, where it was written. `ref` is the platform's id of the message.

    `turn` tells a later edit of a message from an earlier one: it sorts as they were made. `back`: it had
    been taken away, and stands there again.
    """

    text: str
    ref: str
    files: tuple[Attachment, ...] = ()
    turn: str = ""
    back: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message was taken away where it was written. The request's actor is who wrote it."""

    ref: str


class Happening(StrEnum):
    """What can become of a place: the desk came in or was sent away, or the place changed."""

    ENTERED = "entered"
    LEFT = "left"
    ARCHIVED = "archived"
    REOPENED = "reopened"
    RENAMED = "renamed"
    SHARED = "shared"
    """With another organisation."""


class Shut(StrEnum):
    """Why a place takes nothing from the desk."""

    UNINVITED = "uninvited"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Happened:
    """Something became of the place itself. Nobody asks for anything; `name` is the place's new one."""

    what: Happening
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Mailed:
    """An e-mail to one of the desk's mailboxes, which the request's tenant names.

    `message_id` is its own; `references` are those that it answers, the first one first. `automatic`: a
    program wrote it, so nothing answers it, and it opens nothing.
    """

    subject: str
    text: str
    message_id: str
    references: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Visited:
    """The person opened the app's home."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Asks for tickets by number or by words of their subjects, to put one into what is being written.

    Without words: the person's own, newest first. `skip` of them were shown already, `count` are wanted.
    """

    words: str = ""
    skip: int = 0
    count: int = 10


Intent = Typed | Filled | Changed | Quoted | Said | Edited | Deleted | Happened | Mailed | Visited | Sought


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked of the desk.

    `key` is unique per act of the person (a retry carries the same key); `received_at` is an aware
    instant: clocks start there. `via` tells which ways of answering exist.
    """

    actor: Actor
    place: PlaceRef
    intent: Intent
    key: str
    received_at: datetime
    via: Via = Via.COMMAND
    profile: Profile | None = field(default=None)
    mentioned: Mapping[str, Profile] = field(default_factory=dict)
    """What the platform says of the people and places named in the words, by their ids."""
