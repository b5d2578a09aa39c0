"""What a desk has decided by the end of a rehearsal: every ticket with its history, without what names a platform."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import count
from typing import Any

from bot.compose import House
from bot.domain.ids import TicketId
from bot.storage import StorageError, UnitOfWork

PLATFORMS_OWN = ("ref", "turn")
"""What a platform calls a message, and its edits."""


def decided(house: House) -> list[str]:
    """A line a ticket, and a line for each thing that happened to it: who, when, what."""
    with house.database.reading() as uow:
        return [line for desk in uow.desks.all() for line in _tickets(uow, desk.id)]


def _tickets(uow: UnitOfWork, desk: Any) -> list[str]:
    lines = []
    for number in count(1):
        try:
            ticket = uow.tickets.load(desk, TicketId(number))
        except StorageError:
            return lines
        lines += [_told(replace(ticket, history=())), *map(_told, ticket.history)]
    return lines


def _told(fact: Any) -> str:
    held = {field.name: getattr(fact, field.name) for field in fields(fact)}
    said = (f"{name}={value}" for name, value in held.items() if name not in PLATFORMS_OWN)
    return f"{type(fact).__name__}: {', '.join(said)}"
