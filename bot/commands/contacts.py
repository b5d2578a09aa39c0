"""What an account's people do among themselves before the desk hears of it, and who of them is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.commands.spec import CUSTOMERS, STAFF, verb
from bot.commands.words import PersonWord
from policy.facts import Role


@dataclass(frozen=True, slots=True)
class Until:
    """The end of a time as it is written: so many days, or a moment in words."""

    days: int | None = None
    words: str | None = None

    @property
    def is_said(self) -> bool:
        """Whether an end was given at all."""
        return self.days is not None or self.words is not None


class RequestAct(StrEnum):
    """What to do with an internal request."""

    SHOW = "show"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class InternalRequests:
    """What waits with the contacts of one's account; one of them by number, to see, answer or withdraw."""

    number: int | None = None
    act: RequestAct = RequestAct.SHOW
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Approve:
    """Send a colleague's request on to the desk: opens the form of the ticket with their words."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """Let a colleague open tickets for a time, or `stop`. Without a person or an end, the form."""

    person: PersonWord | None = None
    until: Until = field(default_factory=Until)
    stop: bool = False


@dataclass(frozen=True, slots=True)
class SayAvailable:
    """Say that one is available, or away and until when; the desk's own people may say it of others."""

    available: bool
    person: PersonWord | None = None
    until: Until = field(default_factory=Until)


_PRESENT = frozenset({Role.AUTHORIZED}) | STAFF

SPECS = (
    verb(
        "request", "demande demandes", "solicitud solicitudes", CUSTOMERS, en="request requests", writes=True
    ),
    verb("approve", "approuver transmettre", "aprobar transmitir", CUSTOMERS),
    verb("delegate", "déléguer", "delegar", frozenset({Role.AUTHORIZED}), writes=True),
    verb("available", "disponible présent présente", "disponible presente", _PRESENT, writes=True),
    verb("away", "absent absente", "ausente", _PRESENT, writes=True),
)
