"""The home of the desk's own people: the queue and its filters, what went wrong, the desk itself."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Home, HomePart, Queue, QueueWhen
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    Column,
    Items,
    Line,
    Menu,
    Prose,
    Reply,
    Strong,
    Style,
    plain,
)
from bot.results import HomeTold, LoadView, TicketView
from bot.wording.deliveries import health_lines, rows_of
from bot.wording.home_admin import members, places, policy
from bot.wording.lines import sentences
from bot.wording.paging import heading_of, pages
from bot.wording.reader import Reader
from bot.wording.tasks import rows_of as task_rows
from bot.wording.tickets import row
from bot.wording.voice import Voice
from policy.facts import Role, Severity

_TABS = {
    HomePart.START: "buttons.home",
    HomePart.QUEUE: "buttons.home_queue",
    HomePart.TASKS: "buttons.home_tasks",
    HomePart.OVERVIEW: "buttons.overview",
    HomePart.PEOPLE: "buttons.people",
    HomePart.PLACES: "buttons.places",
    HomePart.DELIVERIES: "buttons.deliveries",
    HomePart.POLICY: "buttons.policy",
}
_WORK = (HomePart.START, HomePart.QUEUE, HomePart.TASKS)
_DESK = (HomePart.PEOPLE, HomePart.PLACES, HomePart.DELIVERIES, HomePart.POLICY)
_LATE = (QueueWhen.ANY, QueueWhen.BREACHED, QueueWhen.TODAY)


def staff(result: HomeTold, reader: Reader, say: Voice, title: Line, role: Role) -> Reply:
    """The part that is shown, under the ways to the others."""
    head = (Prose((Strong(plain(title)),)), *_tabs(say, result, role))
    summary, blocks = _part(result, reader, say, role)
    return Reply(plain(sentences((f"{plain(title)}.",), *summary)), (*head, *blocks))


def _tabs(say: Voice, result: HomeTold, role: Role) -> tuple[Block, ...]:
    """The ways to the parts; the shown one stands out, and says so aloud."""
    usual = (say.button("buttons.open", "open"), say.button("buttons.help", "help"))
    if role is Role.AGENT:
        return (Actions(tuple(_tab(say, result, p) for p in (*_WORK, HomePart.POLICY)), usual),)
    work = tuple(_tab(say, result, part) for part in (*_WORK, HomePart.OVERVIEW))
    if role is not Role.ADMIN:
        return (Actions(work, (_tab(say, result, HomePart.POLICY), *usual)),)
    desk = Actions(tuple(_tab(say, result, part) for part in _DESK))
    return (Actions(work, (*usual, say.button("buttons.setup", "setup"))), desk)


def _tab(say: Voice, result: HomeTold, part: HomePart) -> Action:
    label = say.text(_TABS[part])
    if part is not result.part:
        return Action(label, Home(part).command)
    return Action(label, Home(part).command, Style.PRIMARY, say.text("home.shown", label=label))


def _part(result: HomeTold, reader: Reader, say: Voice, role: Role) -> tuple[list[Line], list[Block]]:
    match result.part:
        case HomePart.QUEUE:
            return _queue(result, reader, say)
        case HomePart.TASKS:
            head = heading_of(say, say.text("home.tasks"), result.page)
            rows = task_rows(say, result.tasks)
            return _list(say, head, [Items(rows)] if rows else [], "home tasks", result)
        case HomePart.OVERVIEW:
            return [], _overview(result, reader, say)
        case HomePart.PEOPLE:
            head = heading_of(say, say.text("home.people"), result.page)
            return _list(say, head, members(say, result), "home people", result)
        case HomePart.PLACES:
            head = heading_of(say, say.text("home.places"), result.page)
            return _list(say, head, places(say, result), "home places", result)
        case HomePart.DELIVERIES:
            head = heading_of(say, say.text("home.deliveries"), result.page)
            quiet = health_lines(say, result.health) if result.health else ()
            blocks: list[Block] = [Prose(sentences(*quiet)), *rows_of(say, result.deliveries)]
            return _list(say, head, blocks, "home deliveries", result)
        case HomePart.POLICY:
            return _list(say, say.text("home.policy"), policy(say, result), "home policy", result)
        case _:
            return _start(result, reader, say, role)


def _list(
    say: Voice, head: str, blocks: list[Block], command: str, result: HomeTold
) -> tuple[list[Line], list[Block]]:
    """A list under its heading, with its pages; what there is nothing of says so."""
    shown = blocks or [Because((say.line("home.none"),))]
    told = pages(say, command, result.page, more=result.more)
    return [(f"{head}.",)], [Prose((Strong(head),)), *shown, *told]


def _start(result: HomeTold, reader: Reader, say: Voice, role: Role) -> tuple[list[Line], list[Block]]:
    blocks: list[Block] = []
    summary: list[Line] = []
    if role is Role.ADMIN and result.health is not None:
        summary = [*health_lines(say, result.health)]
        blocks.append(Prose(sentences(*summary)))
    if result.tasks:
        blocks += [Prose((Strong(say.text("home.tasks")),)), Items(task_rows(say, result.tasks))]
    late = result.breached if role is not Role.AGENT else ()
    escalated = _others(result.escalated, late) if role is not Role.AGENT else ()
    if late:
        blocks += section(reader, say.text("home.breached"), late, "")
        summary.append(say.line("home.breached_count", len(late)))
    if escalated:
        blocks += section(reader, say.text("home.escalated"), escalated, "")
    if result.tickets or role is Role.AGENT:
        blocks += section(reader, say.text("home.my_queue"), result.tickets, say.text("home.none"))
    free = _others(result.unassigned, (*late, *escalated))
    if free or not result.unassigned:
        blocks += section(reader, say.text("home.unassigned"), free, say.text("home.none"))
    return summary, blocks + _load(say, result.load)


def _overview(result: HomeTold, reader: Reader, say: Voice) -> list[Block]:
    escalated = _others(result.escalated, result.breached)
    others = escalated or not result.escalated
    return [
        *section(reader, say.text("home.breached"), result.breached, say.text("home.none")),
        *(section(reader, say.text("home.escalated"), escalated, say.text("home.none")) if others else []),
        *_load(say, result.load),
    ]


def _load(say: Voice, load: tuple[LoadView, ...]) -> list[Block]:
    """Who has how much to do."""
    if not load:
        return []
    columns = (
        Column(say.text("home.load.who")),
        Column(say.text("home.load.tickets"), figures=True),
        Column(say.text("home.load.late"), figures=True),
    )
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (each.person.name if each.person else say.text("home.unassigned"),),
            (str(each.tickets),),
            (str(each.late),),
        )
        for each in load
    )
    return [say.table(columns, rows, say.text("home.load"))]


def _queue(result: HomeTold, reader: Reader, say: Voice) -> tuple[list[Line], list[Block]]:
    queue = replace(result.queue, page=1)
    names = {f"a{number}": name for number, name in result.accounts}
    told = [say.text("home.queue"), *_narrowed(say, queue, names.get(queue.account or "", ""))]
    head = heading_of(say, ", ".join(told), result.page)
    lines, blocks = _list(
        say,
        head,
        [Items(tuple(row(reader, t, with_account=True) for t in result.tickets))] if result.tickets else [],
        Home(HomePart.QUEUE, queue=queue).command,
        result,
    )
    return lines, [*_filters(say, queue, result.accounts), *blocks]


def _narrowed(say: Voice, queue: Queue, account: str) -> list[str]:
    """The filters that hold, in words."""
    return [
        *([say.text("home.mine")] if queue.mine else []),
        *([say.name("word", "unassigned")] if queue.unassigned else []),
        *([say.name("severity", queue.severity)] if queue.severity else []),
        *([account] if account else []),
        *([say.text("home.is_breached")] if queue.when is QueueWhen.BREACHED else []),
        *([say.text("home.is_today")] if queue.when is QueueWhen.TODAY else []),
    ]


def _filters(say: Voice, queue: Queue, accounts: tuple[tuple[int, str], ...]) -> list[Block]:
    """Whose, how bad, of which account: one of these; and by what is owed beside it."""
    when = queue.when
    whose = (
        _filter(say, "buttons.queue", Queue(when=when), queue),
        _filter(say, "buttons.my_queue", Queue(mine=True, when=when), queue),
        _filter(say, "buttons.unassigned", Queue(unassigned=True, when=when), queue),
    )
    bad = tuple(Severity)
    severities = Menu(
        say.text("home.by_severity"),
        (
            Action(say.text("home.any_severity"), _command(Queue(when=when))),
            *(Action(say.heading("severity", s), _command(Queue(when=when, severity=s))) for s in bad),
        ),
        0 if queue.severity is None else 1 + bad.index(queue.severity),
    )
    by_account = Menu(
        say.text("home.by_account"),
        (
            Action(say.text("home.any_account"), _command(Queue(when=when))),
            *(Action(name, _command(Queue(when=when, account=f"a{n}"))) for n, name in accounts),
        ),
        next((at for at, (n, _) in enumerate(accounts, 1) if queue.account == f"a{n}"), 0),
    )
    due = tuple(
        _filter(say, msgid, replace(queue, when=each), queue)
        for each, msgid in zip(
            _LATE, ("buttons.any_due", "buttons.breached", "buttons.due_today"), strict=True
        )
    )
    menus = (severities, by_account) if len(accounts) > 1 else (severities,)
    return [Actions(whose, (), menus), Actions(due)]


def _filter(say: Voice, msgid: str, wanted: Queue, holds: Queue) -> Action:
    label = say.text(msgid)
    aloud = say.text("home.shown", label=label) if wanted == holds else None
    return Action(label, _command(wanted), aloud=aloud)


def _command(queue: Queue) -> str:
    return Home(HomePart.QUEUE, queue=queue).command


def _others(tickets: tuple[TicketView, ...], told: tuple[TicketView, ...]) -> tuple[TicketView, ...]:
    """Those that did not stand in a section above."""
    above = {ticket.number for ticket in told}
    return tuple(ticket for ticket in tickets if ticket.number not in above)


def section(reader: Reader, title: str, tickets: tuple[TicketView, ...], empty: str) -> list[Block]:
    """Some tickets under their heading."""
    if not tickets:
        return [Prose((Strong(title),)), Because(((empty,),))]
    rows = tuple(row(reader, ticket, with_account=True) for ticket in tickets)
    return [Prose((Strong(title),)), Items(rows)]
