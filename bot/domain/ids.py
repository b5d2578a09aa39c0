"""Names for the numbers that rows are known by."""

from __future__ import annotations

from typing import NewType

DeskId = NewType("DeskId", int)
AccountId = NewType("AccountId", int)
PersonId = NewType("PersonId", int)
PlaceId = NewType("PlaceId", int)
TicketId = NewType("TicketId", int)
"""Internal; never shown."""
TicketNumber = NewType("TicketNumber", int)
"""Counts per desk: `#42` means this desk's."""
TextId = NewType("TextId", int)
OutgoingId = NewType("OutgoingId", int)
