"""Write an internal note."""

from __future__ import annotations

from bot.commands import Note
from bot.results import Sent, TextForm
from bot.usecases.asking import Asking
from bot.usecases.conversing import noted


def note(command: Note, asking: Asking) -> Sent | TextForm:
    """Keep it; without a text, ask for it. A closed ticket may still be noted on."""
    ticket = asking.ticket(command.ticket, "note", lock=True)
    if not command.text:
        return TextForm("note", asking.view(ticket))
    return Sent("note", asking.view(noted(asking, ticket, command.text)))
