"""What is said of tasks, outcomes, the announced close, and ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.ids import AccountId, PersonId, TextId
from policy.facts import Role
from policy.incident_rules import Outcome


@dataclass(frozen=True, slots=True)
class TaskNotice:
    """Something is to be done, by whoever stands on that role. Suppressed once it is done."""

    number: int
    kind: str
    role: Role
    clause: str
    account: AccountId | None = None
    due_at: datetime | None = None
    tag: Literal["task"] = "task"


@dataclass(frozen=True, slots=True)
class TaskDoneNotice:
    """To whoever finished a task in its form, privately: it is done, and what comes next."""

    number: int
    kind: str
    rating: bool = False
    """The requester was then asked for a rating."""
    tag: Literal["task_done"] = "task_done"


@dataclass(frozen=True, slots=True)
class OutcomeNotice:
    """What came of it. `discussed` and `text` are shown on the desk's side only."""

    outcome: Outcome
    clause: str
    actor: PersonId
    entry: str | None = None
    discussed: TextId | None = None
    text: TextId | None = None
    tag: Literal["outcome"] = "outcome"


@dataclass(frozen=True, slots=True)
class FixedNotice:
    """What the ticket was entered for in the register is done, in a version."""

    entry: str
    version: str
    tag: Literal["fixed"] = "fixed"


class Silence(StrEnum):
    """What a silence on a solved ticket leads to."""

    REMINDED = "reminded"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SilenceNotice:
    """A solved ticket on which nothing is heard: it will close, or it just has."""

    what: Silence
    at: datetime
    """When it closes, or closed."""
    clause: str
    tag: Literal["silence"] = "silence"


@dataclass(frozen=True, slots=True)
class RatingAskedNotice:
    """To the requester, privately: how was it."""

    clause: str
    tag: Literal["rating_asked"] = "rating_asked"


@dataclass(frozen=True, slots=True)
class RatedNotice:
    """In the desk's thread: the requester's rating, or another one in its place; to them, that it is kept."""

    stars: int
    author: PersonId
    until: datetime
    """Until when it may be changed."""
    text: TextId | None = None
    again: bool = False
    tag: Literal["rated"] = "rated"
