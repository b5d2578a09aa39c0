"""Everything sent is checked against Slack's limits first: what breaks one is cut and said, never refused.

Slack refuses a whole message for one field that is too long; a reminder must not be lost for that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.serving.words import clipped
from adapters.slack import limits
from adapters.slack.wire import Json, copied, mapping


@dataclass(slots=True)
class _Check:
    """One message or view on its way through: what was cut so far, and what may stand only once."""

    warnings: list[str] = field(default_factory=list)
    primary: bool = False
    ids: set[str] = field(default_factory=set)

    def cut(self, holder: Json, key: str, most: int, what: str) -> None:
        value = holder.get(key)
        if isinstance(value, str) and len(value) > most:
            holder[key] = clipped(value, most)
            self.warnings.append(f"{what}: {len(value)} characters cut to {most}")

    def keep(self, items: list[Any], most: int, what: str) -> list[Any]:
        if len(items) > most:
            self.warnings.append(f"{what}: {len(items)} cut to {most}")
        return items[:most]

    def unique(self, holder: Json, key: str) -> None:
        name = holder.get(key)
        if name is None:
            return
        self.cut(holder, key, limits.IDENTIFIER, key)
        found, count = holder[key], 1
        while f"{key}={holder[key]}" in self.ids:
            count += 1
            holder[key] = f"{found[: limits.IDENTIFIER - 4]}~{count}"
        if count > 1:
            self.warnings.append(f"{key} {found!r} stood twice")
        self.ids.add(f"{key}={holder[key]}")


def fit_message(text: str, blocks: list[Json]) -> tuple[str, list[Json], tuple[str, ...]]:
    """Text and blocks that Slack takes as a message, with what had to be cut."""
    check = _Check()
    holder: Json = {"text": text}
    check.cut(holder, "text", limits.MESSAGE_TEXT, "text")
    kept = _fit(check, blocks, limits.MESSAGE_BLOCKS)
    _fit_total(check, kept, limits.MESSAGE_CHARACTERS)
    return holder["text"], kept, tuple(check.warnings)


def fit_view(view: Json) -> tuple[Json, tuple[str, ...]]:
    """A modal or home that Slack takes, with what had to be cut."""
    check = _Check()
    fitted = dict(view)
    for key in ("title", "submit", "close"):
        if key in fitted:
            fitted[key] = dict(fitted[key])
            most = limits.VIEW_TITLE if key == "title" else limits.VIEW_BUTTON
            check.cut(fitted[key], "text", most, key)
    if len(str(fitted.get("private_metadata", ""))) > limits.PRIVATE_METADATA:
        # Half of a JSON text is worse than none: the form could not say where it came from.
        check.warnings.append("private_metadata: dropped, it was too long")
        fitted["private_metadata"] = ""
    fitted["blocks"] = _fit(check, view["blocks"], limits.VIEW_BLOCKS)
    _fit_total(check, fitted["blocks"], limits.VIEW_CHARACTERS)
    return fitted, tuple(check.warnings)


def _fit(check: _Check, blocks: list[Json], most: int) -> list[Json]:
    kept: list[Json] = copied(check.keep(blocks, most, "blocks"))
    for block in kept:
        check.unique(block, "block_id")
        _BLOCKS.get(block["type"], _as_is)(check, block)
    return kept


def _as_is(_check: _Check, _block: Json) -> None:
    """A block without a limit of its own (rich text): the total still counts it."""


def _section(check: _Check, block: Json) -> None:
    check.cut(mapping(block.get("text")), "text", limits.TEXT_OBJECT, "section")
    if "fields" in block:
        block["fields"] = check.keep(block["fields"], limits.FIELDS, "fields")
        for each in block["fields"]:
            check.cut(each, "text", limits.FIELD_TEXT, "field")
    if "accessory" in block:
        _element(check, block["accessory"])


def _context(check: _Check, block: Json) -> None:
    block["elements"] = check.keep(block["elements"], limits.CONTEXT_ELEMENTS, "context")
    for each in block["elements"]:
        check.cut(each, "text", limits.TEXT_OBJECT, "context")


def _actions(check: _Check, block: Json) -> None:
    block["elements"] = check.keep(block["elements"], limits.ACTIONS_ELEMENTS, "actions")
    for each in block["elements"]:
        _element(check, each)


def _input(check: _Check, block: Json) -> None:
    check.cut(mapping(block.get("label")), "text", limits.INPUT_LABEL, "label")
    check.cut(mapping(block.get("hint")), "text", limits.INPUT_HINT, "hint")
    _element(check, block["element"])


def _element(check: _Check, element: Json) -> None:
    check.unique(element, "action_id")
    kind = element["type"]
    if kind == "button":
        check.cut(element["text"], "text", limits.BUTTON_TEXT, "button")
        _button(check, element)
    elif kind in ("overflow", "static_select", "radio_buttons"):
        most = limits.OVERFLOW_OPTIONS if kind == "overflow" else limits.SELECT_OPTIONS
        element["options"] = check.keep(element["options"], most, kind)
        for option in element["options"]:
            _option(check, option)
        _initial(check, element)
    elif kind == "plain_text_input":
        most = min(int(element.get("max_length", limits.INPUT_LENGTH)), limits.INPUT_LENGTH)
        element["max_length"] = max(most, 1)
        check.cut(element, "initial_value", element["max_length"], "initial_value")


def _button(check: _Check, element: Json) -> None:
    if len(element.get("value", "")) > limits.BUTTON_VALUE:
        # A command cut in half would be another command: the button stays, and says nothing.
        check.warnings.append("button: its command was too long and is dropped")
        del element["value"]
    if element.get("style") == "primary":
        if check.primary:
            check.warnings.append("a second primary button was made an ordinary one")
            del element["style"]
        check.primary = True


def _option(check: _Check, option: Json) -> None:
    check.cut(option["text"], "text", limits.OPTION_TEXT, "option")
    check.cut(mapping(option.get("description")), "text", limits.OPTION_DESCRIPTION, "description")
    if len(option["value"]) > limits.OPTION_VALUE:
        check.warnings.append("option: its value was too long to come back whole")
        option["value"] = option["value"][: limits.OPTION_VALUE]


def _initial(check: _Check, element: Json) -> None:
    # Slack refuses a first choice that is not one of the options, word for word.
    first = element.get("initial_option")
    if first is None:
        return
    match = next((o for o in element["options"] if o["value"] == first["value"]), None)
    if match is None:
        check.warnings.append("the first choice is not among the options")
        del element["initial_option"]
    else:
        element["initial_option"] = copied(match)


def _fit_total(check: _Check, blocks: list[Json], most: int) -> None:
    left, cut = most, False
    for block in blocks:
        for holder in _texts(block):
            words = holder["text"]
            if len(words) > left:
                holder["text"] = clipped(words, max(left, 1))
                if holder.get("type") == "mrkdwn":
                    # Markup cut in half would be read as something else.
                    holder["type"] = "plain_text"
                    del holder["verbatim"]
                cut = True
            left = max(left - len(words), 0)
    if cut:
        check.warnings.append(f"cut to {most} characters over all blocks")


def _texts(node: Any) -> list[Json]:
    """Every holder of a text in this block, in reading order; a button's words are kept, being short."""
    if isinstance(node, list):
        return [found for each in node for found in _texts(each)]
    if not isinstance(node, dict) or node.get("type") in ("button", "overflow"):
        return []
    own = [node] if isinstance(node.get("text"), str) else []
    return own + [found for value in node.values() for found in _texts(value)]


_BLOCKS: Mapping[str, Callable[[_Check, Json], None]] = {
    "section": _section,
    "context": _context,
    "actions": _actions,
    "input": _input,
}
