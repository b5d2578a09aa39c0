"""What rules are made of: actions, milestones, conditions, steps."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from policy.facts import Channel, Role, Severity


class Action(StrEnum):
    """What a person may ask for under a policy."""

    OPEN = "open"
    ESCALATE = "escalate"


class Milestone(StrEnum):
    """One thing due on a ticket."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    PERIODIC_UPDATE = "periodic_update"
    RESOLUTION = "resolution"


class Kind(StrEnum):
    """How firmly it is promised."""

    GUARANTEE = "guarantee"
    GOAL = "goal"
    BEST_EFFORT = "best_effort"


class Tell(StrEnum):
    """Who hears of a threshold."""

    CARD = "card"
    ASSIGNEE = "assignee"
    LEAD = "lead"
    CHANNEL = "channel"
    NEXT_LEVEL = "next_level"


class WhileClosed(StrEnum):
    """What a channel does outside the hours of its calendar."""

    ACCEPT = "accept"
    TELL = "tell"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule applies; an empty or absent part applies always.

    `employees_below` also holds for an account whose number of employees is not known.
    """

    plan: tuple[str, ...] = ()
    severity: tuple[Severity, ...] = ()
    channel: tuple[Channel, ...] = ()
    role: tuple[Role, ...] = ()
    product: tuple[str, ...] = ()
    open_at_receipt: bool | None = None
    employees_min: int | None = None
    employees_below: int | None = None


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Step:
    """A share of a target's time at which somebody hears of it."""

    share: Decimal
    tell: tuple[Tell, ...]
