"""E-mail that came in, and whose mailbox it came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import DeskId, TextId, TicketId


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A support address: a product's of a desk (SI-6.email)."""

    desk_id: DeskId
    product: str
    address: str


@dataclass(frozen=True, slots=True)
class Mail:
    """A message that was dealt with; `ticket_id` is what it opened or joined, if anything."""

    message_id: str
    desk_id: DeskId
    mailbox: str
    sender: str
    ticket_id: TicketId | None
    text_id: TextId | None
    automatic: bool
    at: datetime
