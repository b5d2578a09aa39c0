"""Tickets to choose from while one writes: a row for the asker, and a card for whoever reads the message."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Face
from bot.replies import Actions, Because, Block, Line, Offer, Prose, Reply, plain
from bot.results import Found, FoundTicket
from bot.wording import buttons
from bot.wording.cards import context_line, countdowns, facts, summary, title_line
from bot.wording.clocks import row_line
from bot.wording.lines import joined, text
from bot.wording.reader import Reader
from bot.wording.voice import voice


def found(result: Found, reader: Reader) -> Reply:
    """What to choose from; a sentence where there is nothing."""
    if not result.tickets:
        return Reply(text(reader.language, "tickets.none_found" if result.asked else "tickets.list_empty"))
    offers = tuple(_offer(each, reader, for_desk=result.for_desk) for each in result.tickets)
    return Reply(text(reader.language, "tickets.count", len(offers)), offers=offers)


def _offer(each: FoundTicket, reader: Reader, *, for_desk: bool) -> Offer:
    ticket = each.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    title = plain(title_line(say, ticket))
    parts = [each.desk, ticket.account if for_desk else None, say.heading("status", ticket.status)]
    told: list[Line] = [(part,) for part in parts if part] + (
        [row_line(say, ticket)] if ticket.leading else []
    )
    said, blocks = _shown(each, replace(reader, shared=True, zone=None))
    return Offer(title, plain(joined(told, ", ")), said, blocks)


def _shown(each: FoundTicket, reader: Reader) -> tuple[str, tuple[Block, ...]]:
    """The public card as it stands now, where everybody reads it already; else number and subject alone.

    A number means another ticket at another desk, so there nothing can be pressed.
    """
    ticket = each.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    title = title_line(say, ticket)
    if not each.whole:
        return plain(title), (Prose(title),)
    # It is never edited: the day is told, which "at 09:00" would leave to guess.
    in_full = voice(replace(reader, now=None), ticket.zone).times
    as_of = say.line("tickets.as_of", on=in_full.on(ticket.read_at))
    return summary(say, ticket), (
        Prose(title),
        say.facts(facts(say, ticket, Face.CUSTOMER)),
        *countdowns(say, ticket),
        Because((context_line(say, ticket), as_of)),
        Actions((buttons.show(say.language, ticket.number),)),
    )
