"""What the use cases about an account's own first line answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.first_line import RequestState
from bot.results.views import PersonView


@dataclass(frozen=True, slots=True)
class RequestView:
    """An internal request, to its author and to those whom it was for."""

    number: int
    author: PersonView
    subject: str
    facts: str
    at: datetime
    state: RequestState
    asked: PersonView | None = None
    settled_by: PersonView | None = None
    settled_at: datetime | None = None
    answer: str | None = None
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class RequestsTold:
    """What waits: for this person, and what they asked themselves."""

    account: str
    zone: str
    now: datetime
    waiting: tuple[RequestView, ...]
    asked: tuple[RequestView, ...]


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One internal request; `mine` to its author, else to somebody who may settle it."""

    request: RequestView
    desk: str
    zone: str
    now: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class RequestForm:
    """The answer of a contact, to be written."""

    request: RequestView


@dataclass(frozen=True, slots=True)
class RequestSettled:
    """A contact answered it, or its author withdrew it."""

    request: RequestView
    told: tuple[PersonView, ...] = ()


@dataclass(frozen=True, slots=True)
class AvailabilityTold:
    """Whether somebody can be reached now, and until when not; `mine` where they said it themselves."""

    person: PersonView
    zone: str
    now: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class DelegateView:
    """Who stands in for whom, until when."""

    person: PersonView
    by: PersonView
    until: datetime


@dataclass(frozen=True, slots=True)
class DelegateForm:
    """Whom to let open tickets, and for how many days."""

    account: str
    colleagues: tuple[PersonView, ...]
    person: PersonView | None
    longest: int
    each: int
    clause: str


@dataclass(frozen=True, slots=True)
class Delegated:
    """A colleague may open tickets for a time; `until` None: no longer."""

    person: PersonView
    account: str
    desk: str
    zone: str
    now: datetime
    until: datetime | None
    clause: str | None = None
