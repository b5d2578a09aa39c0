"""What a person sees in the workspace, line by line and in the words of a rehearsal.

Dates that each reader sees in their own zone are left out: a rehearsal reads the contract's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adapters.workspace.readable import mrkdwn, read

Json = dict[str, Any]
Names = Mapping[str, str]

_UTC = r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"
_OWN_TIMES = re.compile(rf" · {_UTC}| \({_UTC}\)")
"""How far away, and in the reader's own zone: Slack fills both in, and they are read by their fallback."""


def lines_of(message: Json, names: Names) -> tuple[str, ...]:
    """A message: the text that notifies of it first, where no block repeats it."""
    lines = [line for block in message.get("blocks") or () for line in _lines(_unmarked(block), names)]
    text = mrkdwn(str(message.get("text") or ""))
    return tuple(lines) if text in lines or not text else (*_said(text), *lines)


def labels_of(message: Json) -> tuple[str, ...]:
    """What can be pressed in a message or view: the labels of buttons and of the entries of menus."""
    return tuple(label for block in message.get("blocks") or () for label in _labels(block))


def form_of(view: Json, faults: Mapping[str, str], names: Names) -> tuple[str, ...]:
    """An open form: title, each field with what it holds, faults at their fields, buttons."""
    state = view["state"]["values"]
    lines = [str(view["title"]["text"])]
    for block in view["blocks"]:
        if block["type"] != "input":
            lines += _lines(_unmarked(block), names)
            continue
        element = block["element"]
        held = state.get(block["block_id"], {}).get(element["action_id"], {})
        lines.append(f"{block['label']['text']}: {_value(element, held, names)}")
        lines += [f"({block['hint']['text']})"] if block.get("hint") else []
        lines += [f"! {faults[block['block_id']]}"] if block["block_id"] in faults else []
    return (*lines, f"[{view['submit']['text']}] [{view['close']['text']}]")


def _lines(block: Json, names: Names) -> list[str]:
    match block:
        case {"type": "actions"}:
            said = [" ".join(f"[{label}]" for label in _labels(block))]
        case {"type": "section", "accessory": _}:
            said = [f"- {read({'blocks': [{'type': 'section', 'text': block['text']}]}, names)}"]
        case {"type": "section", "fields": fields}:
            said = [_fact(read({"blocks": [{"type": "section", "text": f}]}, names)) for f in fields]
        case {"type": "section"}:
            said = [_fact(read({"blocks": [block]}, names))]
        case _:
            said = [read({"blocks": [block]}, names)]
    return [line for part in said for line in _said(_OWN_TIMES.sub("", part))]


def _said(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _unmarked(block: Any) -> Any:
    """The same without marks of emphasis: markup is used around words only that hold none themselves."""
    match block:
        case {"type": "mrkdwn", "text": str(text)}:
            return {**block, "text": re.sub("[*`]", "", text)}
        case dict():
            return {key: _unmarked(value) for key, value in block.items()}
        case list():
            return [_unmarked(each) for each in block]
        case _:
            return block


def _fact(text: str) -> str:
    """A long value stands under its label: read aloud, it follows it."""
    label, under, value = text.partition("\n")
    return f"{label}: {value}" if under else text


def _labels(block: Json) -> Iterator[str]:
    elements = [*(block.get("elements") or ()), *([block["accessory"]] if block.get("accessory") else [])]
    for element in elements:
        if element.get("type") == "button":
            yield element["text"]["text"]
        if element.get("type") == "overflow":
            yield from (option["text"]["text"] for option in element["options"])


def _value(element: Json, held: Json, names: Names) -> str:
    match element["type"]:
        case "static_select" | "radio_buttons":
            chosen = (held.get("selected_option") or {}).get("value")
            return " / ".join(_option(o, on=o["value"] == chosen) for o in element["options"])
        case "checkboxes" | "multi_static_select":
            marked = {option["value"] for option in held.get("selected_options") or ()}
            return " / ".join(_option(o, on=o["value"] in marked) for o in element["options"])
        case "users_select":
            return names.get(str(held.get("selected_user")), "")
        case "conversations_select":
            return names.get(str(held.get("selected_conversation")), "")
        case _:
            return str(held.get("value") or "")


def _option(option: Json, *, on: bool) -> str:
    label = str(option["text"]["text"])
    return f"({label})" if on else label
