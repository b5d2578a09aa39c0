"""Outcomes and the register in words."""

from __future__ import annotations

from bot.domain.people import Face
from bot.domain.register import EntryKind
from bot.outgoing import FixedNotice, OutcomeNotice
from bot.replies import (
    Action,
    Actions,
    Audience,
    Block,
    ChoiceField,
    Form,
    Item,
    Items,
    Line,
    Note,
    Option,
    Prose,
    Reply,
    Style,
    TextField,
    plain,
)
from bot.results import EntryForm, EntryTold, EntryView, OutcomeForm, OutcomeTold, RegisterTold
from bot.wording import buttons
from bot.wording.forms import SUBJECT_LIMIT, TEXT_LIMIT
from bot.wording.lines import joined, listed, sentences
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice, voice
from policy.incident_rules import Outcome

_LABEL = 70
"""Characters of an option, of which platforms show no more."""


def form(result: OutcomeForm, reader: Reader) -> Reply:
    """What came of it: the policy's outcomes, and each open defect that it may report."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    options = [
        Option(each, say.heading("outcome", each), say.text(f"incidents.option.{each}"))
        for each in result.outcomes
    ]
    if Outcome.DEFECT in result.outcomes:
        options += [Option(name, _fitted(_entry_label(say, name, title))) for name, title in result.entries]
    fields = (
        Note("clause", say.line("incidents.form.note", clause=result.clause), quiet=True),
        ChoiceField(
            "outcome", say.text("incidents.form.outcome"), tuple(options), result.entry or result.outcome
        ),
        TextField(
            "text",
            say.text("incidents.form.text"),
            result.text,
            say.text("incidents.form.text.hint"),
            required=False,
            limit=SUBJECT_LIMIT,
        ),
        TextField(
            "discussed",
            say.text("incidents.form.discussed"),
            result.discussed,
            say.text("incidents.form.discussed.hint"),
            multiline=True,
            limit=TEXT_LIMIT,
        ),
    )
    errors = {"discussed": say.text("tasks.form.missing")} if result.missing else {}
    title, submit = say.text("incidents.form.title"), say.text("buttons.save")
    command = f"outcome {ticket.number}"
    sheet = Form(title, command, fields, submit, say.text("buttons.cancel"), errors)
    return Reply(f"{title}. {plain(fields[0].line)}", (sheet,))


def told(result: OutcomeTold, reader: Reader) -> Reply:
    """It is on record, and what follows."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    line = say.line(
        f"incidents.told.{result.outcome}",
        number=ticket.number,
        entry=result.entry or "",
        clause=result.clause,
    )
    if result.follow_up_at is not None:
        on = say.times.on(result.follow_up_at)
        clause = result.follow_up_clause or ""
        line = sentences(line, say.line("incidents.told.follow_up", on=on, clause=clause))
    return Reply(plain(line), (Prose(line),), spent=True)


def notice(what: OutcomeNotice, context: NoticeContext, reader: Reader) -> Reply:
    """In a thread: what came of it. How it was discussed stays with the desk."""
    assert context.ticket is not None
    say = voice(reader, context.ticket.zone, context.now)
    known = context.people.get(what.actor)
    actor = known.name if known else say.text("notices.somebody")
    if context.face is Face.CUSTOMER:
        line = say.line(
            f"incidents.notice.{what.outcome}", actor=actor, entry=what.entry or "", clause=what.clause
        )
        return _shared(line)
    outcome = say.name("outcome", what.outcome)
    msgid = "incidents.desk_entry" if what.entry else "incidents.desk"
    line = say.line(msgid, actor=actor, outcome=outcome, entry=what.entry or "", clause=what.clause)
    more = [
        Prose(say.line(msgid, text=context.texts.get(text, "")))
        for msgid, text in (("incidents.discussed", what.discussed), ("incidents.text", what.text))
        if text is not None
    ]
    return _shared(line, *more)


def fixed(what: FixedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """In a thread: what the ticket reports is done."""
    assert context.ticket is not None
    say = voice(reader, context.ticket.zone, context.now)
    kind = EntryKind.WISH if what.entry.startswith("W") else EntryKind.DEFECT
    line = say.line(f"incidents.fixed.{kind}", entry=what.entry, version=what.version)
    number = context.ticket.number
    if context.face is not Face.CUSTOMER or context.ticket.ending.closes_at is None:
        confirmable = context.ticket.status.value == "solved" and context.face is Face.CUSTOMER
    else:
        confirmable = True
    if not confirmable:
        return _shared(line)
    line = sentences(line, say.line("incidents.fixed.confirm"))
    confirm = say.button("buttons.confirm", f"close {number}", Style.PRIMARY)
    return _shared(line, Actions((confirm, buttons.reopen(say.language, number))))


def register(result: RegisterTold, reader: Reader) -> Reply:
    """One line an entry."""
    say = voice(reader, result.zone, result.now)
    if not result.entries:
        none = say.line("incidents.register_empty" if result.every else "incidents.register_none")
        return Reply(plain(none), (Prose(none),))
    head = say.line("incidents.register_all" if result.every else "incidents.register")
    rows = tuple(
        Item(_row(say, entry), say.button("buttons.show", f"defect {entry.name}", of=entry.name))
        for entry in result.entries
    )
    return Reply(f"{plain(head)}. {plain(rows[0].line)}", (Prose(head), Items(rows)))


def entry(result: EntryTold, reader: Reader) -> Reply:
    """One entry, with its button; or that it is done now."""
    say, it = voice(reader, result.zone, result.now), result.entry
    if result.just_done:
        line = say.line(f"incidents.done.{it.kind}", len(it.tickets), name=it.name, version=it.version or "")
        return Reply(plain(line), (Prose(line),), spent=True)
    line = _row(say, it)
    blocks: tuple[Block, ...] = (Prose(line),)
    if it.done_at is None:
        blocks = (Prose(line), Actions((_mark(say, it),)))
    return Reply(plain(line), blocks)


def version(result: EntryForm, reader: Reader) -> Reply:
    """In which version it is done."""
    say, it = voice(reader, result.zone), result.entry
    note = Note("told", say.line("incidents.version.note", name=it.name), quiet=True)
    field = TextField("version", say.text("incidents.version"), limit=SUBJECT_LIMIT)
    title = say.text("incidents.version.title")
    submit, cancel = _mark(say, it).label, say.text("buttons.cancel")
    sheet = Form(title, f"defect {it.name} fixed", (field, note), submit, cancel)
    return Reply(f"{title}. {plain(note.line)}", (sheet,))


def _mark(say: Voice, it: EntryView) -> Action:
    msgid = "buttons.included" if it.kind is EntryKind.WISH else "buttons.fixed"
    return say.button(msgid, f"defect {it.name} fixed")


def _row(say: Voice, it: EntryView) -> Line:
    parts: list[Line] = [say.line("incidents.entry", name=it.name, title=it.title)]
    if it.product:
        parts.append((it.product,))
    if it.done_at is None:
        day = say.times.dated(say.times.day(it.opened_at))
        parts.append(say.line("incidents.entry.since", day=day))
    else:
        msgid = "incidents.entry.included" if it.kind is EntryKind.WISH else "incidents.entry.fixed"
        parts.append(say.line(msgid, version=it.version or ""))
    if it.tickets:
        numbers = listed(say.language, [(f"#{number}",) for number in it.tickets])
        parts.append(say.line("incidents.entry.reported", len(it.tickets), tickets=numbers))
    return joined(parts, ", ")


def _entry_label(say: Voice, name: str, title: str) -> str:
    return say.text("incidents.option.entry", name=name, title=title)


def _fitted(label: str) -> str:
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"


def _shared(line: Line, *more: Block) -> Reply:
    return Reply(plain(line), (Prose(line), *more), Audience.PLACE)
