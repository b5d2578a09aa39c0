"""The home, by role: what matters to this person now, and the parts that one can go to."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Home, HomePart
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    Item,
    Items,
    Line,
    Menu,
    Prose,
    Reply,
    Strong,
    Style,
    plain,
)
from bot.results import HomeTold, TicketView
from bot.wording import buttons
from bot.wording.contacts import asked_row, waiting_row
from bot.wording.home_staff import staff
from bot.wording.lines import listed, sentences
from bot.wording.paging import heading_of, pages
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.refusals import denied_lines
from bot.wording.tickets import row
from bot.wording.units import lot_line, work_line
from bot.wording.voice import Voice, voice
from policy.decisions import Denied, NeedsConsent

__all__ = ["home"]


def home(result: HomeTold, reader: Reader) -> Reply:
    """What matters to this person now, and what to do next; it says by which command it is shown again."""
    say = voice(reader, result.zone, result.now)
    title = say.line("home.title", desk=result.desk, name=result.person.name)
    role = result.person.role
    if role is not None and role.is_staff:
        said = staff(result, reader, say, title, role)
    elif result.part is HomePart.TICKETS:
        said = _tickets(result, reader, say, title)
    else:
        said = _customer(result, reader, say, title)
    again = Home(result.part, result.page, result.queue)
    head, *below = said.blocks
    return replace(said, blocks=(head, *_desks(say, result), *below), home=again.command)


def _desks(say: Voice, result: HomeTold) -> tuple[Block, ...]:
    """For somebody of several desks: whose home this is, and the others."""
    if len(result.desks) < 2:  # noqa: PLR2004  nothing to choose from
        return ()
    names = [name.replace('"', "") for name in result.desks]
    options = tuple(Action(name, f'home desk:"{name}"') for name in names)
    at = names.index(result.chosen) if result.chosen in names else None
    return (Actions((), (), (Menu(say.text("home.desk"), options, at),)),)


def _customer(result: HomeTold, reader: Reader, say: Voice, title: Line) -> Reply:
    blocks: list[Block] = [Prose((Strong(plain(title)),))]
    if result.account is not None and result.plan is not None:
        plan = say.known("plan", result.plan)
        blocks.append(Because((say.line("home.account", account=result.account, plan=plan),)))
    told = [lot_line(say, lot) for lot in result.balance] + [work_line(say, work) for work in result.works]
    if told:
        blocks.append(Prose(sentences(*told)))
    refused: tuple[Line, ...] = ()
    if isinstance(result.can_open, Denied):
        refused = denied_lines(say, result.can_open)
        who = result.can_open.instead
        if who:
            names = listed(say.language, [(contact.name,) for contact in who if contact.available])
            here = sum(contact.available for contact in who)
            refused += (say.line("refusals.available", here, names=names),) if here else ()
        blocks.append(Prose(sentences(*refused)))
    may_ask = isinstance(result.can_open, Denied) and bool(result.can_open.instead)
    consents: tuple[Line, ...] = ()
    if isinstance(result.can_open, NeedsConsent):
        consents = tuple(reason_line(say, reason) for reason in result.can_open.reasons)
        blocks.append(Prose(sentences(*consents)))
        may_ask = any(reason.facts.get("contacts") for reason in result.can_open.reasons)
    blocks.append(_customer_buttons(say, may_open=not refused, may_ask=may_ask, counted=bool(told)))
    blocks += _owed(reader, say, result)
    blocks += _requests(say, result)
    blocks += section(reader, say.text("home.my_tickets"), result.tickets, say.text("home.no_tickets"))
    if result.more:
        blocks.append(Actions((say.button("buttons.all_my_tickets", "home tickets"),)))
    waits = (say.line("home.owed_count", len(result.owed)),) if result.owed else ()
    summary = sentences((f"{plain(title)}.",), *told, *refused, *consents, *waits)
    return Reply(plain(summary), tuple(blocks))


def _tickets(result: HomeTold, reader: Reader, say: Voice, title: Line) -> Reply:
    """All that runs, by pages."""
    head = heading_of(say, say.text("home.my_tickets"), result.page)
    blocks: list[Block] = [
        Prose((Strong(plain(title)),)),
        Actions((say.button("buttons.home", "home"), say.button("buttons.open", "open"))),
        *section(reader, head, result.tickets, say.text("home.no_tickets")),
        *pages(say, "home tickets", result.page, more=result.more),
    ]
    return Reply(f"{plain(title)}. {head}.", tuple(blocks))


def _owed(reader: Reader, say: Voice, result: HomeTold) -> list[Block]:
    """What waits for this person: the button of each is what it waits for."""
    if not result.owed:
        return []
    rows = []
    for ticket in result.owed:
        item = row(reader, ticket, with_account=False)
        if ticket.scope is None or ticket.scope.waiting is None:
            item = Item(item.line, buttons.facts(say.language, ticket.number))
        rows.append(item)
    return [Prose((Strong(say.text("home.owed")),)), Items(tuple(rows))]


def _requests(say: Voice, result: HomeTold) -> list[Block]:
    """What colleagues ask of this person, and what this person asked their contacts."""
    blocks: list[Block] = []
    if result.waiting:
        rows = tuple(waiting_row(say, request) for request in result.waiting)
        blocks += [Prose((Strong(say.text("home.waiting")),)), Items(rows)]
    if result.asked:
        rows = tuple(asked_row(say, request) for request in result.asked)
        blocks += [Prose((Strong(say.text("home.asked")),)), Items(rows)]
    return blocks


def section(reader: Reader, title: str, tickets: tuple[TicketView, ...], empty: str) -> list[Block]:
    """Some tickets under their heading."""
    if not tickets:
        return [Prose((Strong(title),)), Because(((empty,),))]
    rows = tuple(row(reader, ticket, with_account=False) for ticket in tickets)
    return [Prose((Strong(title),)), Items(rows)]


def _customer_buttons(say: Voice, *, may_open: bool, may_ask: bool, counted: bool) -> Actions:
    mine = (
        say.button("buttons.my_tickets", "home tickets"),
        say.button("buttons.my_plan", "plan"),
        say.button("buttons.help", "help"),
    )
    usage = (say.button("buttons.balance", "usage"),) if counted else ()
    if may_open and may_ask:
        first = (say.button("buttons.open", "open", Style.PRIMARY), say.button("buttons.ask", "ask"))
        return Actions((*first, *mine[:2]), (*usage, mine[2]))
    if may_open:
        return Actions((say.button("buttons.open", "open", Style.PRIMARY), *mine), usage)
    return Actions((say.button("buttons.ask", "ask", Style.PRIMARY), *mine) if may_ask else mine, usage)
