"""What several notices share: whose words, in which voice, about which ticket."""

from __future__ import annotations

from dataclasses import replace

from bot.replies import Audience, Because, Block, Line, Prose, Reply, plain
from bot.results import TicketView
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice


def said(line: Line, *more: Block) -> Reply:
    """A sentence for everybody there."""
    return Reply(plain(line), (Prose(line), *more), Audience.PLACE)


def marked(reply: Reply, context: NoticeContext, reader: Reader) -> Reply:
    """The same, saying in small words that it may have come already, where that is so."""
    if context.again is None:
        return reply
    small = Because((voice_of(context, reader).line("notices.again", number=context.again),))
    return replace(reply, blocks=(*reply.blocks, small))


def voice_of(context: NoticeContext, reader: Reader) -> Voice:
    """The voice of the ticket's contract, or of the reader's own zone."""
    zone = context.ticket.zone if context.ticket is not None else reader.zone or "UTC"
    return voice(reader, zone, context.now)


def ticket_of(context: NoticeContext) -> TicketView:
    """The ticket that the notice is about; ValueError where it is about none."""
    if context.ticket is None:
        raise ValueError("this notice is about a ticket")
    return context.ticket


def person_of(say: Voice, context: NoticeContext, person: int) -> str:
    """A person by name; "somebody" where nothing more is known."""
    known = context.people.get(person)
    return known.name if known is not None else say.text("notices.somebody")
