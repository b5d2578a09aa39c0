"""Events of how a ticket ends: its outcome, the follow-up, the announced close, the rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId, TextId
from policy.incident_rules import Outcome


@dataclass(frozen=True, slots=True)
class OutcomeGiven:
    """What came of it, after it was discussed with the client (`discussed`: when and how, internal).

    `entry` is its name in the register ("D7", "W3"), None where it is entered nowhere.
    """

    at: datetime
    actor: PersonId
    outcome: Outcome
    clause: str
    discussed: TextId | None = None
    text: TextId | None = None
    entry: str | None = None
    tag: Literal["outcome_given"] = "outcome_given"


@dataclass(frozen=True, slots=True)
class Fixed:
    """What it was entered for in the register is done, in `version`."""

    at: datetime
    actor: PersonId
    entry: str
    version: str
    tag: Literal["fixed"] = "fixed"


@dataclass(frozen=True, slots=True)
class FollowUpDue:
    """Somebody of the desk was given the task to ask whether the client is satisfied."""

    at: datetime
    clause: str
    actor: PersonId | None = None
    tag: Literal["follow_up_due"] = "follow_up_due"


@dataclass(frozen=True, slots=True)
class RatingAsked:
    """The follow-up was done, and the requester asked for a rating."""

    at: datetime
    actor: PersonId
    tag: Literal["rating_asked"] = "rating_asked"


@dataclass(frozen=True, slots=True)
class CloseReminded:
    """The requester was reminded that a silence closes the ticket at `closes_at`."""

    at: datetime
    closes_at: datetime
    clause: str
    actor: PersonId | None = None
    tag: Literal["close_reminded"] = "close_reminded"


@dataclass(frozen=True, slots=True)
class Rated:
    """The requester's rating, of one to five; a later one within the day replaces it."""

    at: datetime
    actor: PersonId
    stars: int
    text: TextId | None = None
    tag: Literal["rated"] = "rated"
