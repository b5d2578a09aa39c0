"""Reopen a ticket: it is not over. Resolution starts again, first response never does."""

from __future__ import annotations

from bot.commands import Reopen
from bot.domain.events import Reopened
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.outgoing import Change, ChangeNotice
from bot.requests import Via
from bot.results import Changed, TextForm
from bot.usecases.asking import Asking
from bot.usecases.recording import keep_text, owe_thread, record


def reopen(command: Reopen, asking: Asking) -> Changed | TextForm:
    """Reopen it, with a reason that both sides read; without one, ask for it."""
    ticket = asking.over(asking.ticket(command.ticket, "reopen", lock=True))
    in_passing = asking.request.via is Via.BUTTON or asking.said_in(ticket, Face.DESK)
    if not command.reason or in_passing:
        # Written in the desk's own thread it was for the desk, until one says that both sides may read it.
        return TextForm("reopen", asking.view(ticket), command.reason or "")
    kept = keep_text(asking, ticket, command.reason)
    ticket = record(asking, ticket, Reopened(asking.at, asking.me, kept), status=Status.OPEN)
    for face in Face:
        owe_thread(asking, ticket, face, ChangeNotice(Change.REOPENED, asking.me, reason=kept))
    return Changed(Change.REOPENED, asking.view(ticket))
