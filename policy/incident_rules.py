"""Rules on how a ticket ends: outcomes, follow-up, closing by silence, what is published, going across."""

from dataclasses import dataclass
from enum import StrEnum

from policy.facts import Role
from policy.rule_parts import ALWAYS, Condition
from policy.units import Duration


class Duty(StrEnum):
    """What a breach gives somebody to do."""

    DISCUSS = "discuss"
    """Contact the client and discuss the alternatives."""


class Outcome(StrEnum):
    """What came of a request that was not resolved in time."""

    NOT_CRITICAL = "not_critical"
    FEATURE = "feature"
    """Kept as a wish for a later version."""
    DEFECT = "defect"
    """A malfunction: escalated for correction and entered in the register of defects."""


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """Which outcomes a ticket may be given, by whom, and that it was discussed with the client first."""

    clause: str
    outcomes: tuple[Outcome, ...]
    roles: tuple[Role, ...]
    discussed: bool = True
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """So long after an outcome somebody of that role asks whether the client is satisfied; then a rating."""

    clause: str
    after: Duration
    calendar: str
    role: Role
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ClosingRule:
    """A solved ticket closes after so much silence, reminded of once, and reopens free for some time."""

    clause: str
    silence: Duration
    calendar: str
    remind: Duration | None = None
    reopen: Duration | None = None
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class TransparencyRule:
    """Response times and ratings of the past months are published."""

    clause: str
    months: int
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class AcrossRule:
    """Who may escalate a ticket across, to another group."""

    clause: str
    when: Condition = ALWAYS
    assumed: str | None = None
