"""Replies as plain lines of text: what a rehearsal hears. Pure and total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.replies import (
    EMPTY_CELL,
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
    FileField,
    Form,
    Items,
    Menu,
    Note,
    PersonField,
    PlaceField,
    Prose,
    Reply,
    Table,
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


def render(reply: Reply, *, opens: bool = True) -> tuple[str, ...]:
    """Every line of a reply, the summary first where no block repeats it.

    A form is shown as the form, or as the button that opens it where none `opens`.
    """
    lines = [line for block in reply.blocks for part in _block(block, opens=opens) for line in _said(part)]
    return tuple(lines) if reply.summary in lines else (*_said(reply.summary), *lines)


def _said(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def buttons(reply: Reply) -> dict[str, str]:
    """What can be pressed: label to command, those of lists and overflows included."""
    found: dict[str, str] = {}
    for block in reply.blocks:
        if isinstance(block, Actions):
            found |= {action.label: action.command for action in (*block.actions, *block.overflow)}
            found |= {option.label: option.command for menu in block.menus for option in menu.options}
        if isinstance(block, Items):
            found |= {item.action.label: item.action.command for item in block.items if item.action}
            menus = (item.menu for item in block.items if item.menu)
            found |= {option.label: option.command for menu in menus for option in menu.options}
        if isinstance(block, Form):
            found[block.title] = block.again or block.command
    return found


def form_lines(form: Form) -> tuple[str, ...]:
    """A form as it stands before its reader."""
    return tuple(_form(form))


def _block(block: Block, *, opens: bool) -> Iterator[str]:
    match block:
        case Prose(line=line):
            yield plain(line)
        case Facts(rows=rows, between=between):
            yield from (f"{label}{between}{plain(value)}" for label, value in rows if plain(value))
        case Because(lines=lines):
            yield from (plain(line) for line in lines if plain(line).strip())
        case Countdown(mark=mark, line=line):
            yield f"{MARKS[mark]} {plain(line)}"
        case Items(items=items, more=more):
            yield from (f"- {plain(item.line)}" for item in items)
            if more:
                yield plain(more)
        case Table():
            yield from _table(block)
        case Actions(actions=actions, overflow=overflow, menus=menus):
            yield " ".join((*map(_button, (*actions, *overflow)), *map(_menu, menus)))
        case Form():
            yield from _form(block) if opens else (f"[{block.title}]",)
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    """Columns parted by lines and as wide as their widest cell, figures to the end of theirs."""
    heads = tuple(column.heading for column in table.columns)
    rows = [
        heads,
        *(tuple(plain(cell).replace("\n", " ") or EMPTY_CELL for cell in row) for row in table.rows),
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    yield table.caption
    for row in rows:
        cells = zip(row, widths, table.columns, strict=True)
        yield " | ".join(c.rjust(w) if col.figures else c.ljust(w) for c, w, col in cells).rstrip()
    if table.more:
        yield plain(table.more)


def _button(action: Action) -> str:
    return f"[{action.label}]"


def _menu(menu: Menu) -> str:
    options = (f"({o.label})" if at == menu.chosen else o.label for at, o in enumerate(menu.options))
    return f"[{menu.label}: {' / '.join(options)}]"


def _form(form: Form) -> Iterator[str]:
    yield form.title
    for field in form.fields:
        yield from _field(field)
        if not isinstance(field, Note) and field.hint:
            yield f"({field.hint})"
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
        case CheckField(label=label, words=words, checked=checked):
            yield f"{label}: ({words})" if checked else f"{label}: {words}"
        case PersonField(label=label, value=value):
            yield f"{label}: {value.user if value else ''}"
        case PlaceField(label=label, value=value):
            yield f"{label}: {value or ''}"
        case FileField(label=label):
            yield f"{label}:"
        case Note(line=line):
            yield from plain(line).splitlines()
        case _:
            assert_never(field)
