"""Tasks in words: what there is to do, for whom, by which clause, and what came of it."""

from __future__ import annotations

from bot.outgoing import TaskDoneNotice, TaskNotice
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    Form,
    Item,
    Items,
    Line,
    Prose,
    Reply,
    Style,
    TextField,
    plain,
)
from bot.results import TaskDone, TaskForm, TasksTold, TaskView
from bot.wording import buttons
from bot.wording.cards import title_line
from bot.wording.forms import TEXT_LIMIT
from bot.wording.lines import sentences
from bot.wording.messages import has
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice

DISCUSS = "discuss"


def told(result: TasksTold, reader: Reader) -> Reply:
    """What there is to do; or one task, with what came of it."""
    say = voice(reader, result.zone, result.now)
    if result.one:
        return _one(say, result.tasks[0])
    head = say.line("tasks.head")
    if not result.tasks:
        none = say.line("tasks.none")
        return Reply(plain(none), (Prose(none),))
    rows = rows_of(say, result.tasks)
    return Reply(f"{plain(head)}. {plain(rows[0].line)}", (Prose(head), Items(rows)))


def rows_of(say: Voice, tasks: tuple[TaskView, ...]) -> tuple[Item, ...]:
    """One line a task, with the button that finishes it."""
    return tuple(Item(_row(say, task), _done(say, task.number)) for task in tasks)


def form(result: TaskForm, reader: Reader) -> Reply:
    """What came of it; needed where an outcome rests on it."""
    say = voice(reader, result.zone)
    needed = result.task.kind == DISCUSS
    field = TextField(
        "result",
        say.text("tasks.form.result"),
        hint=say.text("tasks.form.result.hint") if needed else None,
        multiline=True,
        required=needed,
        limit=TEXT_LIMIT,
    )
    title = say.text("tasks.form.title")
    errors = {"result": say.text("tasks.form.missing")} if result.missing else {}
    command = f"task {result.task.number} done"
    sheet = Form(title, command, (field,), say.text("buttons.done"), say.text("buttons.cancel"), errors)
    asks = say.text("tasks.form.missing") if needed else ""
    return Reply(f"{title}. {asks}".strip(), (sheet,))


def done(result: TaskDone, reader: Reader) -> Reply:
    """It is done, and what comes next."""
    say, task = voice(reader, result.zone), result.task
    asked = task.requester if result.rating else None
    outcome_of = task.ticket if task.kind == DISCUSS else None
    return _finished(say, task.number, asked=asked, outcome_of=outcome_of)


def finished(what: TaskDoneNotice, context: NoticeContext, reader: Reader) -> Reply:
    """The same, to whoever finished it in its form."""
    ticket = context.ticket
    say = voice(reader, ticket.zone if ticket else reader.zone or "UTC", context.now)
    asked = ticket.requester.name if ticket and what.rating else None
    outcome_of = ticket.number if ticket and what.kind == DISCUSS else None
    return _finished(say, what.number, asked=asked, outcome_of=outcome_of)


def _finished(say: Voice, number: int, *, asked: str | None, outcome_of: int | None) -> Reply:
    line = say.line("tasks.finished", number=number)
    if asked is not None:
        line = sentences(line, say.line("tasks.finished_rating", requester=asked))
    if outcome_of is None:
        return Reply(plain(line), (Prose(line),), spent=True)
    line = sentences(line, say.line("tasks.next_outcome", ticket=outcome_of))
    record = say.button("buttons.record_outcome", f"outcome {outcome_of}", Style.PRIMARY)
    return Reply(plain(line), (Prose(line), Actions((record,))), spent=True)


def notice(what: TaskNotice, context: NoticeContext, reader: Reader) -> Reply:
    """Something is to be done: said once, with the buttons that do it."""
    ticket = context.ticket
    say = voice(reader, ticket.zone if ticket else reader.zone or "UTC", context.now)
    todo = _todo(
        say,
        what.kind,
        requester=ticket.requester.name if ticket else "",
        account=context.account or "",
        clause=what.clause,
    )
    if ticket is None:
        line = say.line("tasks.told_account", todo=todo, number=what.number, clause=what.clause)
    else:
        own = f"tasks.told.{what.kind}"
        msgid = own if has(say.language, own) else "tasks.told"
        line = say.line(msgid, number=what.number, clause=what.clause, ticket=ticket.number, todo=todo)
    if what.due_at is not None:
        line = sentences(line, say.line("tasks.due", by=say.times.by(what.due_at)))
    blocks: list[Block] = [Prose(line)]
    actions = [_done(say, what.number, Style.PRIMARY)]
    if ticket is not None:
        blocks.append(Because((title_line(say, ticket),)))
        if what.kind == DISCUSS and ticket.ending.outcomes:
            actions.append(say.button("buttons.record_outcome", f"outcome {ticket.number}"))
        actions += [buttons.show(say.language, ticket.number), buttons.why(say.language, ticket.number)]
    blocks.append(Actions(tuple(actions)))
    return Reply(plain(line), tuple(blocks))


def _one(say: Voice, task: TaskView) -> Reply:
    line = sentences((*_row(say, task), "."))
    if task.due_at is not None:
        line = sentences(line, say.line("tasks.due", by=say.times.by(task.due_at)))
    if task.done_at is None:
        return Reply(plain(line), (Prose(line), Actions((_done(say, task.number, Style.PRIMARY),))))
    at = say.times.on(task.done_at)
    line = sentences(line, say.line("tasks.is_done", who=task.done_by or "", at=at))
    more = (Prose(say.line("tasks.result", result=task.result)),) if task.result else ()
    return Reply(plain(line), (Prose(line), *more))


def _row(say: Voice, task: TaskView) -> Line:
    role = say.name("role", task.role)
    todo = _todo(
        say, task.kind, requester=task.requester or "", account=task.account or "", clause=task.clause
    )
    if task.ticket is None:
        return say.line("tasks.row_account", number=task.number, role=role, todo=todo, clause=task.clause)
    return say.line(
        "tasks.row", number=task.number, ticket=task.ticket, role=role, todo=todo, clause=task.clause
    )


def _todo(say: Voice, kind: str, *, requester: str, account: str, clause: str) -> Line:
    own = f"tasks.todo.{kind}"
    if not has(say.language, own):
        return (kind,)
    return say.line(own, requester=requester, account=account, clause=clause)


def _done(say: Voice, number: int, style: Style = Style.DEFAULT) -> Action:
    return say.button("buttons.done", f"task {number} done", style, of=str(number))
