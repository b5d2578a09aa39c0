"""What is said of worked minutes, of another ticket that they need, and of corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.ids import PersonId, TextId
from policy.ledgers import Unit
from policy.targets import Milestone


@dataclass(frozen=True, slots=True)
class WorkedNotice:
    """To the desk's thread: minutes were logged; `worked` in all, of those `covered` (None: no limit)."""

    author: PersonId
    minutes: int
    worked: int
    covered: int | None
    text: TextId | None
    tag: Literal["worked"] = "worked"


@dataclass(frozen=True, slots=True)
class AnotherTicketNotice:
    """Another ticket is needed to go on: to the customer's thread with a yes and a no, to the desk's told.

    `number` is the proposal's place in the ticket's history.
    """

    number: int
    worked: int
    covered: int
    clause: str
    tag: Literal["another_ticket"] = "another_ticket"


@dataclass(frozen=True, slots=True)
class SubjectNotice:
    """To the customer's thread: another subject takes a ticket of its own, which one button opens."""

    author: PersonId
    subject: TextId
    clause: str
    tag: Literal["subject"] = "subject"


@dataclass(frozen=True, slots=True)
class CreditNotice:
    """To somebody who may confirm it: a correction was proposed."""

    number: int
    account: str
    unit: Unit
    amount: int
    text: TextId
    author: PersonId
    owner: PersonId | None = None
    tag: Literal["credit"] = "credit"


@dataclass(frozen=True, slots=True)
class RemedyNotice:
    """To both threads: a guarantee of that milestone was breached, and what the ticket took is given back."""

    milestone: Milestone
    clause: str
    tag: Literal["remedy"] = "remedy"
