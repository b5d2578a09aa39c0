"""What a policy answers: a verdict with every reason for it, each citing its clause."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from policy.documents import Citation
from policy.facts import Contact
from policy.reason_codes import ReasonCode

__all__ = [
    "Allowed",
    "Decision",
    "Denied",
    "Fact",
    "NeedsApproval",
    "NeedsConsent",
    "Reason",
    "ReasonCode",
]

Fact = str | int | datetime | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One determining clause of a decision, with the facts that its sentence needs."""

    code: ReasonCode
    citation: Citation
    facts: Mapping[str, Fact] = field(default_factory=dict)


def _needs_a_reason(verdict: str, reasons: tuple[Reason, ...]) -> None:
    if not reasons:
        raise ValueError(f"{verdict} needs at least one reason with its clause")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, because of these clauses."""

    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        _needs_a_reason("Allowed", self.reasons)


@dataclass(frozen=True, slots=True)
class Denied:
    """No, because of these clauses; who could do it instead, and when it becomes possible."""

    reasons: tuple[Reason, ...]
    instead: tuple[Contact, ...] = ()
    possible_at: datetime | None = None

    def __post_init__(self) -> None:
        _needs_a_reason("Denied", self.reasons)


@dataclass(frozen=True, slots=True)
class NeedsConsent:
    """Not before the asker agrees to what these clauses ask.

    `asks` names what is asked, a name a reason, in the same order ("fee"); a yes comes back by that name.
    """

    reasons: tuple[Reason, ...]
    asks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _needs_a_reason("NeedsConsent", self.reasons)


@dataclass(frozen=True, slots=True)
class NeedsApproval:
    """Not before one of these people says yes, by these clauses."""

    reasons: tuple[Reason, ...]
    by: tuple[Contact, ...] = ()

    def __post_init__(self) -> None:
        _needs_a_reason("NeedsApproval", self.reasons)


Decision = Allowed | Denied | NeedsConsent | NeedsApproval
