"""Forms about a ticket, before anything is done: what they ask, and who would read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.results.views import PersonView, PromiseView, TicketView
from policy.facts import Severity
from policy.texts import Translated


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The form that names who will read the answer (or the question)."""

    ticket: TicketView
    text: str
    question: bool
    readers: tuple[PersonView, ...]
    place: str | None
    by_mail: bool = False
    """They read it in a letter."""
    call: bool = False
    """What was said in a call, to be recorded."""


@dataclass(frozen=True, slots=True)
class AddTo:
    """A ticket that something can be added to."""

    number: int
    subject: str
    account: str


@dataclass(frozen=True, slots=True)
class WhichTicket:
    """Words in a private chat that are no command: the writer's tickets that they could belong to."""

    tickets: tuple[AddTo, ...]
    text: str
    has_files: bool = False
    """A button takes none of them along: that is said."""


@dataclass(frozen=True, slots=True)
class AddForm:
    """Which ticket to add to, what will be added, and who will read it there.

    `answer` names the readers of the ticket `number`, None where none is chosen yet or it is not to be
    seen. `elsewhere`: it was written where the ticket's account does not read, in `place` if that has a name.
    """

    zone: str
    tickets: tuple[AddTo, ...]
    number: int | None
    text: str
    answer: AnswerForm | None
    public: bool
    for_desk: bool
    elsewhere: bool
    place: str | None
    shown: str


@dataclass(frozen=True, slots=True)
class TextForm:
    """A form for one text: a note, a reason to reopen."""

    verb: str
    ticket: TicketView
    text: str = ""


@dataclass(frozen=True, slots=True)
class AssignForm:
    """Whom to give it to."""

    ticket: TicketView
    agents: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class SeverityForm:
    """How bad it is, each with what would then be promised."""

    ticket: TicketView
    promises: tuple[tuple[Severity, tuple[PromiseView, ...]], ...]
    meanings: Mapping[Severity, Translated] = field(default_factory=dict)
    """What each severity means under this policy."""
