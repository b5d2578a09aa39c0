"""Prices of a desk's list, and what an account accepted to pay. Money is in integer minor units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, DeskId, PersonId, TicketId


@dataclass(frozen=True, slots=True)
class Price:
    """A line of a price list: what one unit of `code` costs, in minor units of an ISO 4217 currency."""

    desk_id: DeskId
    code: str
    title: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Charge:
    """Something that is billed: accepted by a person of the account before it was done, by a clause."""

    desk_id: DeskId
    account_id: AccountId
    ticket_id: TicketId | None
    code: str
    quantity: int
    amount: int
    """Of the whole quantity."""
    currency: str
    clause: str
    accepted_by: PersonId
    at: datetime
