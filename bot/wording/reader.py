"""Who will read a sentence: language, zone, and whether several will."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.files import File
from bot.domain.people import Face
from bot.outgoing import ReminderNotice
from bot.results import ClockView, PersonView, TicketView
from policy.documents import PolicyDocument
from policy.facts import Role

LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader of a reply. `zone` is an IANA name, None where unknown; `role` is the one held here.

    `shared` means a post that several will read (a place, a thread, a card): moments are then in the
    contract's zone only. `now` is desk time, for words such as a bare hour on the same day; without it
    moments are written out in full.
    """

    language: str
    zone: str | None = None
    person_id: int | None = None
    role: Role | None = None
    platform: str | None = None
    tenant: str | None = None
    shared: bool = False
    zones: frozenset[str] | None = None
    """Of a shared post: the zones of its known readers, None where nobody looked. Where all of them read the
    contract's wall clock, nobody needs their own time beside it."""
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoticeContext:
    """All that a notice may need, looked up before it is worded.

    `people` and `texts` are by their ids; `clock` is the one that a reminder is about, read at `now`;
    `face` is the side of the window that the notice goes to, None for a private chat.
    """

    desk: str
    now: datetime
    ticket: TicketView | None = None
    account: str | None = None
    people: Mapping[int, PersonView] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    edited: Mapping[int, datetime] = field(default_factory=dict)
    deleted: Mapping[int, datetime] = field(default_factory=dict)
    """Texts that read otherwise than they were written, and those that were taken away: since when."""
    files: Mapping[int, tuple[File, ...]] = field(default_factory=dict)
    """What came with the texts, by their ids."""
    clock: ClockView | None = None
    face: Face | None = None
    opposite: str | None = None
    """The platform of the ticket's other thread."""
    revision: tuple[PolicyDocument, PolicyDocument] | None = None
    """The two versions that a notice of a revision compares."""
    digest: DigestView | None = None
    again: int | None = None
    """The number of a message that may have been said already: then it says so."""


Told = tuple[ReminderNotice, NoticeContext]
"""A reminder, with all that it may speak of."""


@dataclass(frozen=True, slots=True)
class DigestView:
    """Where a desk stands at an opening. `held` are the reminders that its channel was spared.

    False where there is nothing to tell.
    """

    zone: str
    now: datetime
    due_today: int
    first: tuple[int, datetime] | None
    """What is due first: the ticket's number, and when."""
    breached: int
    pending: int
    undelivered: int
    held: tuple[Told, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.due_today or self.breached or self.pending or self.undelivered or self.held)


def language_for(locale: str | None) -> str:
    """The language in which to speak to someone of a locale: "fr-CA" reads French, an unknown one English."""
    language = (locale or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else "en"
