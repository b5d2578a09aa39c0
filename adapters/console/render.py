"""Replies as plain lines of text: what a rehearsal hears. Pure and total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    CheckField,
    ChoiceField,
    ClockMark,
    Countdown,
    Facts,
    Field,
    Form,
    Items,
    Note,
    PersonField,
    PlaceField,
    Prose,
    Reply,
    TextField,
    plain,
)

MARKS = {
    ClockMark.RUNNING: "⏳",
    ClockMark.WARNING: "⚠️",
    ClockMark.PAUSED: "⏸",
    ClockMark.MET: "✅",
    ClockMark.BREACHED: "⛔",
    ClockMark.CANCELLED: "✖",
}


def render(reply: Reply) -> tuple[str, ...]:
    """Every line of a reply, the summary first where no block repeats it."""
    lines = [line for block in reply.blocks for line in _block(block)]
    return tuple(lines) if reply.summary in lines else (reply.summary, *lines)


def buttons(reply: Reply) -> dict[str, str]:
    """What can be pressed: label to command, those of lists and overflows included."""
    found: dict[str, str] = {}
    for block in reply.blocks:
        if isinstance(block, Actions):
            found |= {action.label: action.command for action in (*block.actions, *block.overflow)}
        if isinstance(block, Items):
            found |= {item.action.label: item.action.command for item in block.items if item.action}
    return found


def _block(block: Block) -> Iterator[str]:
    match block:
        case Prose(line=line):
            yield from plain(line).splitlines()
        case Facts(rows=rows, between=between):
            yield from (f"{label}{between}{plain(value)}" for label, value in rows)
        case Because(lines=lines):
            yield from (plain(line) for line in lines)
        case Countdown(mark=mark, line=line):
            yield f"{MARKS[mark]} {plain(line)}"
        case Items(items=items, more=more):
            yield from (f"- {plain(item.line)}" for item in items)
            if more:
                yield plain(more)
        case Actions(actions=actions, overflow=overflow):
            yield " ".join(_button(action) for action in (*actions, *overflow))
        case Form():
            yield from _form(block)
        case _:
            assert_never(block)


def _button(action: Action) -> str:
    return f"[{action.label}]"


def _form(form: Form) -> Iterator[str]:
    yield form.title
    for field in form.fields:
        yield from _field(field)
        if not isinstance(field, Note) and field.id in form.errors:
            yield f"! {form.errors[field.id]}"
    yield f"[{form.submit}] [{form.cancel}]"


def _field(field: Field) -> Iterator[str]:
    match field:
        case TextField(label=label, value=value):
            yield f"{label}: {value}"
        case ChoiceField(label=label, options=options, value=value):
            yield f"{label}: " + " / ".join(
                f"({option.label})" if option.id == value else option.label for option in options
            )
        case CheckField(words=words, checked=checked):
            yield f"[{'x' if checked else ' '}] {words}"
        case PersonField(label=label, value=value):
            yield f"{label}: {value.user if value else ''}"
        case PlaceField(label=label, value=value):
            yield f"{label}: {value or ''}"
        case Note(line=line):
            yield from plain(line).splitlines()
        case _:
            assert_never(field)
