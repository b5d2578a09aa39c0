"""The home, by role: what matters to this person now."""

from __future__ import annotations

from bot.replies import Actions, Because, Block, ClockMark, Items, Line, Prose, Reply, Strong, Style, plain
from bot.results import HomeTold, TicketView
from bot.wording.contacts import asked_row, waiting_row
from bot.wording.lines import listed, sentences
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.refusals import denied_lines
from bot.wording.tasks import rows_of
from bot.wording.tickets import row
from bot.wording.voice import Voice, voice
from policy.decisions import Denied, NeedsConsent
from policy.facts import Role


def home(result: HomeTold, reader: Reader) -> Reply:
    """What matters to this person now, and what to do next."""
    tickets = (*result.tickets, *result.unassigned, *result.escalated)
    say = voice(reader, result.zone, tickets[0].read_at if tickets else None)
    title = say.line("home.title", desk=result.desk, name=result.person.name)
    role = result.person.role
    if role is not None and role.is_staff:
        return _staff(result, reader, say, title, role)
    blocks: list[Block] = [Prose((Strong(plain(title)),))]
    if result.account is not None and result.plan is not None:
        plan = say.known("plan", result.plan)
        blocks.append(Because((say.line("home.account", account=result.account, plan=plan),)))
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
    blocks.append(_customer_buttons(say, may_open=not refused, may_ask=may_ask))
    blocks += _requests(say, result)
    blocks += _section(reader, say.text("home.my_tickets"), result.tickets, say.text("home.no_tickets"))
    return Reply(plain(sentences((f"{plain(title)}.",), *refused, *consents)), tuple(blocks))


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


def _staff(result: HomeTold, reader: Reader, say: Voice, title: Line, role: Role) -> Reply:
    blocks: list[Block] = [Prose((Strong(plain(title)),))]
    if result.undelivered:
        blocks.append(Prose(say.line("home.undelivered", result.undelivered)))
    queues = (
        say.button("buttons.my_queue", "queue mine", Style.PRIMARY),
        say.button("buttons.queue", "queue"),
    )
    usual = (say.button("buttons.open", "open"), say.button("buttons.help", "help"))
    policy = say.button("buttons.policy", "policy")
    if role is Role.ADMIN:
        own = (say.button("buttons.setup", "setup"), say.button("buttons.people", "people"))
        blocks.append(Actions((*queues, *own), (*usual, policy)))
    else:
        blocks.append(Actions((*queues, *usual), (policy,)))
    seen = {ticket.number: ticket for ticket in (*result.tickets, *result.unassigned, *result.escalated)}
    late = tuple(t for t in seen.values() if t.leading is not None and t.leading.mark is ClockMark.BREACHED)
    told: tuple[TicketView, ...] = late if role is not Role.AGENT else ()
    escalated = _others(result.escalated, told) if role is not Role.AGENT else ()
    if result.tasks:
        blocks += [Prose((Strong(say.text("home.tasks")),)), Items(rows_of(say, result.tasks))]
    if told:
        blocks += _section(reader, say.text("home.breached"), told, "")
    if escalated:
        blocks += _section(reader, say.text("home.escalated"), escalated, "")
    blocks += _section(reader, say.text("home.my_queue"), result.tickets, say.text("home.none"))
    unassigned = _others(result.unassigned, (*told, *escalated))
    if unassigned or not result.unassigned:
        blocks += _section(reader, say.text("home.unassigned"), unassigned, say.text("home.none"))
    undelivered = say.line("home.undelivered", result.undelivered) if result.undelivered else ()
    return Reply(plain(sentences((f"{plain(title)}.",), undelivered)), tuple(blocks))


def _others(tickets: tuple[TicketView, ...], told: tuple[TicketView, ...]) -> tuple[TicketView, ...]:
    """Those that did not stand in a section above."""
    above = {ticket.number for ticket in told}
    return tuple(ticket for ticket in tickets if ticket.number not in above)


def _section(reader: Reader, title: str, tickets: tuple[TicketView, ...], empty: str) -> list[Block]:
    if not tickets:
        return [Prose((Strong(title),)), Because(((empty,),))]
    staff = reader.role is not None and reader.role.is_staff
    return [
        Prose((Strong(title),)),
        Items(tuple(row(reader, ticket, with_account=staff) for ticket in tickets)),
    ]


def _customer_buttons(say: Voice, *, may_open: bool, may_ask: bool) -> Actions:
    mine = (
        say.button("buttons.my_tickets", "list"),
        say.button("buttons.my_plan", "plan"),
        say.button("buttons.help", "help"),
    )
    if may_open and may_ask:
        first = (say.button("buttons.open", "open", Style.PRIMARY), say.button("buttons.ask", "ask"))
        return Actions((*first, *mine[:2]), mine[2:])
    if may_open:
        return Actions((say.button("buttons.open", "open", Style.PRIMARY), *mine))
    return Actions((say.button("buttons.ask", "ask", Style.PRIMARY), *mine) if may_ask else mine)
