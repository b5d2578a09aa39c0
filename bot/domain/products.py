"""Products of a desk, which of them an account has, and when each was down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.ids import DeskId, TicketId


@dataclass(frozen=True, slots=True)
class Product:
    """Something that a desk supports. `id` is what policies and tickets name it by ("sign-in-app").

    `mail` and `chat` say where support for it is asked for (SI-5.channels). `since` is the day from which its
    availability is measured.
    """

    desk_id: DeskId
    id: str
    name: str
    since: date
    mail: str | None = None
    chat: str | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """When a product was down, as declared from a critical ticket; without an end it still is."""

    desk_id: DeskId
    ticket_id: TicketId
    product: str
    from_at: datetime
    until_at: datetime | None
