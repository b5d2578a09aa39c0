"""What a person sees in Teams, line by line and in the words of a rehearsal.

Dates that each reader sees in their own zone are left out: a rehearsal reads the contract's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adapters.teams.render.forms import HINT, LIVE, PLACE

Json = dict[str, Any]
Names = Mapping[str, str]
"""People by their id in the directory."""

_OWN_TIMES = re.compile(r" ?\(?\{\{DATE\([^)]*\)\}\} \{\{TIME\([^)]*\)\}\}\)?")
_AT = re.compile(r"<at>(.*?)</at>")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def lines_of(summary: str, card: Json, names: Names) -> tuple[str, ...]:
    """A message: the text that notifies of it first, where nothing in its card repeats it."""
    lines = [line for element in card.get("body") or () for line in _lines(element, names)]
    return tuple(lines) if summary in lines or not summary else (*_said(summary), *lines)


def buttons_of(held: object) -> dict[str, Json]:
    """What can be pressed in a card, by its label: the data that each button sends."""
    return {str(each["title"]): each.get("data") or {} for each in _submits(held)}


def is_form(card: Json) -> bool:
    """Whether a dialog's page is a form: its button sends fields along."""
    return any(PLACE in data for data in buttons_of(card).values())


def inputs_of(card: Json) -> dict[str, Json]:
    """The fields of a form by their ids, in their order."""
    body = card.get("body") or ()
    return {each["id"]: each for each in body if str(each.get("type")).startswith("Input.")}


def form_of(title: str, card: Json, values: Mapping[str, str], names: Names) -> tuple[str, ...]:
    """An open form: title, each field with what it holds, faults at their fields, its button.

    In the card a fault stands above its field; it is read after it, as everywhere else.
    """
    lines, faults = [title], list[str]()
    is_after_field = False
    for element in card.get("body") or ():
        if str(element.get("type")).startswith("Input."):
            if is_after_field:
                lines, faults = [*lines, *faults], []
            lines.append(f"{element['label']}: {_value(element, values.get(element['id'], ''), names)}")
            is_after_field = True
            continue
        if is_after_field and not _is_hint(element):
            lines, faults, is_after_field = [*lines, *faults], [], False
        if _has(element, "color", "Attention"):
            faults += [f"! {line}" for line in _lines(element, names)]
        elif element.get("type") == "ActionSet":
            sent = [a["title"] for a in _submits(element) if LIVE not in (a.get("data") or {})]
            lines.append(" ".join(f"[{each}]" for each in sent))
        elif is_after_field:
            lines += [f"({line})" for line in _lines(element, names)]
        else:
            lines += _lines(element, names)
    return tuple(lines)


def _is_hint(element: Json) -> bool:
    return str(element.get("id") or "").endswith(HINT)


def _has(element: Json, name: str, value: object) -> bool:
    runs = element.get("inlines") or [element]
    return any(run.get(name) == value for run in runs)


def _lines(element: Json, names: Names) -> list[str]:
    match element:
        case {"type": "ActionSet", "actions": actions}:
            return [" ".join(f"[{each['title']}]" for each in actions)]
        case {"type": "ColumnSet", "columns": [words, *_]}:
            return [f"- {line}" for each in words["items"] for line in _lines(each, names)]
        case {"type": "Table", "rows": rows}:
            cells = [[" ".join(_cell(cell, names)) for cell in row["cells"]] for row in rows]
            return [" | ".join(row) for row in cells]
        case {"type": "Container", "items": items}:
            return [line for each in items for line in _lines(each, names)]
        case {"type": "TextBlock", "text": text, **style}:
            words = _OWN_TIMES.sub("", text)
            if style.get("isSubtle") and not _AT.sub("", words).strip():
                return []  # those whom the words above it mention: Teams notifies them by this
            return _said(_read(words))
        case {"type": "RichTextBlock", "inlines": runs}:
            return _said("".join(run["text"] for run in runs))
        case _:
            return []


def _cell(cell: Json, names: Names) -> list[str]:
    return [line for each in cell["items"] for line in _lines(each, names)]


def _read(text: str) -> str:
    """Words of a TextBlock without its marks."""
    return _LINK.sub(r"\1", _AT.sub(_named, text)).replace("**", "")


def _named(mark: re.Match[str]) -> str:
    """Teams shows whom a mark names without a sign; a rehearsal writes one."""
    return f"@{mark[1].removeprefix('@')}"


def _said(text: str) -> list[str]:
    return [re.sub("^• ", "- ", line) for line in text.splitlines() if line.strip()]


def _value(element: Json, held: str, names: Names) -> str:
    if "choices.data" in element:
        return names.get(held, held)
    match element["type"]:
        case "Input.ChoiceSet":
            chosen = set(held.split(",")) if element.get("isMultiSelect") else {held}
            shown = [(each["title"].split(" – ")[0], each["value"] in chosen) for each in element["choices"]]
            return " / ".join(f"({title})" if is_chosen else title for title, is_chosen in shown)
        case "Input.Toggle":
            return f"({element['title']})" if held == element["valueOn"] else str(element["title"])
        case _:
            return held


def _submits(held: object) -> Iterator[Json]:
    if isinstance(held, dict):
        if held.get("type") == "Action.Submit":
            yield held
            return
        for name, value in held.items():
            if name != "data":
                yield from _submits(value)
    if isinstance(held, list):
        for value in held:
            yield from _submits(value)
