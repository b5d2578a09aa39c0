"""Events of what a ticket needs before it is worked on: facts asked for and given, remote access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class FactsAsked:
    """An agent sent it back for facts, in a public question (an `Answered` before it).

    `fields` are those of the policy that were missing then; empty where the question alone says what is.
    """

    at: datetime
    actor: PersonId
    fields: tuple[str, ...] = ()
    tag: Literal["facts_asked"] = "facts_asked"


@dataclass(frozen=True, slots=True)
class FactsGiven:
    """The requester's side gave facts (a `Heard` before it holds their words), for these fields."""

    at: datetime
    actor: PersonId
    fields: tuple[str, ...] = ()
    tag: Literal["facts_given"] = "facts_given"


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The requester's side lets the desk reach their device, for this ticket."""

    at: datetime
    actor: PersonId
    tag: Literal["consent_given"] = "consent_given"


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """The requester's side lets the desk reach their device no longer."""

    at: datetime
    actor: PersonId
    tag: Literal["consent_withdrawn"] = "consent_withdrawn"
