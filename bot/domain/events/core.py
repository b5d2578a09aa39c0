"""Events of a ticket's life: opened, answered, escalated, over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.ids import PersonId, TextId
from policy.facts import Channel, Severity
from policy.targets import Kind, Milestone


class EscalationKind(StrEnum):
    """Hierarchical goes up the policy's ladder; functional goes across to another group."""

    HIERARCHICAL = "hierarchical"
    FUNCTIONAL = "functional"


@dataclass(frozen=True, slots=True)
class Opened:
    """The request was received; every clock starts at `at`."""

    at: datetime
    actor: PersonId
    severity: Severity
    channel: Channel
    facts: TextId | None = None
    agreed: tuple[str, ...] = ()
    """What the asker said yes to in order to open it, by the names that the decision asked for."""
    given: tuple[str, ...] = ()
    """The fields of the policy whose facts came with it."""
    concern: str | None = None
    """What it concerns, by its id in the policy's list."""
    tag: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class Assigned:
    """An agent took it, or was given it."""

    at: datetime
    actor: PersonId
    to: PersonId
    tag: Literal["assigned"] = "assigned"


@dataclass(frozen=True, slots=True)
class Answered:
    """An agent's public answer: stops the first response (SI-8.response).

    `channel` is phone where the text says what was said in a call; None where the text is the answer.
    """

    at: datetime
    actor: PersonId
    text: TextId
    channel: Channel | None = None
    tag: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class Heard:
    """The requester's side wrote in the public thread."""

    at: datetime
    actor: PersonId
    text: TextId
    ref: str | None = None
    tag: Literal["heard"] = "heard"


@dataclass(frozen=True, slots=True)
class Noted:
    """An internal note: the customer never sees it and no clock stops."""

    at: datetime
    actor: PersonId
    text: TextId
    ref: str | None = None
    tag: Literal["noted"] = "noted"


@dataclass(frozen=True, slots=True)
class Pended:
    """Waiting on the requester, who was asked a public question (an `Answered` before it)."""

    at: datetime
    actor: PersonId
    reason: str
    tag: Literal["pended"] = "pended"


@dataclass(frozen=True, slots=True)
class Resumed:
    """The wait is over: by an agent, or because the requester wrote."""

    at: datetime
    actor: PersonId
    reason: str
    tag: Literal["resumed"] = "resumed"


@dataclass(frozen=True, slots=True)
class SeverityChanged:
    """The clocks are read again from their start under the new target."""

    at: datetime
    actor: PersonId
    before: Severity
    after: Severity
    tag: Literal["severity_changed"] = "severity_changed"


@dataclass(frozen=True, slots=True)
class Escalated:
    """Up or across. `actor` is None where the policy did it; `level` is set on the way up."""

    at: datetime
    actor: PersonId | None
    kind: EscalationKind
    to: str
    level: str | None = None
    told: tuple[PersonId, ...] = ()
    reason: TextId | None = None
    clause: str | None = None
    tag: Literal["escalated"] = "escalated"


@dataclass(frozen=True, slots=True)
class Solved:
    """An agent holds it for solved; the requester confirms or reopens."""

    at: datetime
    actor: PersonId
    tag: Literal["solved"] = "solved"


@dataclass(frozen=True, slots=True)
class Closed:
    """Over: confirmed by the requester, withdrawn, or ended by an outcome; `actor` None: by silence."""

    at: datetime
    actor: PersonId | None
    tag: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True)
class Reopened:
    """Resolution starts again; first response never does."""

    at: datetime
    actor: PersonId
    reason: TextId | None = None
    tag: Literal["reopened"] = "reopened"


@dataclass(frozen=True, slots=True)
class Reminded:
    """A threshold was reached and dealt with, once: (milestone, kind, cycle, share) is unique.

    `due_at` is the clock's due instant at the time, `late_by_s` how many seconds after the threshold the
    sweep came by; `skipped` says that a higher one crossed in the same outage spoke for it.
    """

    at: datetime
    milestone: Milestone
    kind: Kind
    cycle: int
    share: str
    due_at: datetime
    threshold_at: datetime
    late_by_s: int = 0
    skipped: bool = False
    snoozed: bool = False
    """Reached while an agent had put reminders off: told when that ends, and then written again."""
    actor: PersonId | None = None
    tag: Literal["reminded"] = "reminded"
