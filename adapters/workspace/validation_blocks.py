"""Slack's rules for each kind of block."""

from collections.abc import Callable, Mapping
from typing import Any

from adapters.workspace import limits
from adapters.workspace.checking import EITHER, Problems
from adapters.workspace.model import Json
from adapters.workspace.texts import texts_of
from adapters.workspace.validation_elements import (
    ACTION_ELEMENTS,
    INPUT_ELEMENTS,
    SECTION_ELEMENTS,
    check_element,
    check_image,
)
from adapters.workspace.validation_rich import check_rich_text


def check_block(problems: Problems, block: Any, at: str, view: str | None) -> None:
    """One block of a message (`view` None), a modal or a home."""
    if not isinstance(block, dict):
        problems.add("must provide an object", at)
        return
    kind = block.get("type")
    check = _CHECKS.get(kind) if isinstance(kind, str) else None
    if check is None or (kind in MESSAGE_ONLY and view is not None):
        problems.add(f"unsupported type: {kind}", f"{at}/type")
        return
    problems.string(block, "block_id", at, limits.ID)
    check(problems, block, at)


def _section(problems: Problems, block: Json, at: str) -> None:
    if not block.get("text") and not block.get("fields"):
        problems.add("missing required field: text or fields", at)
    problems.text(block, "text", at, limits.SECTION_TEXT, kinds=EITHER, needed=False)
    if "fields" in block:
        for index, field in enumerate(problems.items(block, "fields", at, limits.SECTION_FIELDS)):
            problems.text({str(index): field}, str(index), f"{at}/fields", limits.FIELD_TEXT, kinds=EITHER)
    if "accessory" in block:
        check_element(problems, block["accessory"], f"{at}/accessory", SECTION_ELEMENTS)


def _header(problems: Problems, block: Json, at: str) -> None:
    problems.text(block, "text", at, limits.HEADER_TEXT)


def _divider(problems: Problems, block: Json, at: str) -> None:
    problems.only(block, at, frozenset(("type", "block_id")))


def _context(problems: Problems, block: Json, at: str) -> None:
    for index, element in enumerate(problems.items(block, "elements", at, limits.CONTEXT_ELEMENTS)):
        place = f"{at}/elements/{index}"
        if isinstance(element, dict) and element.get("type") == "image":
            check_image(problems, element, place)
        else:
            holder = {str(index): element}
            problems.text(holder, str(index), f"{at}/elements", limits.SECTION_TEXT, kinds=EITHER)


def _actions(problems: Problems, block: Json, at: str) -> None:
    for index, element in enumerate(problems.items(block, "elements", at, limits.ACTIONS_ELEMENTS)):
        check_element(problems, element, f"{at}/elements/{index}", ACTION_ELEMENTS)


def _input(problems: Problems, block: Json, at: str) -> None:
    problems.text(block, "label", at, limits.INPUT_LABEL)
    problems.text(block, "hint", at, limits.INPUT_HINT, needed=False)
    if "element" not in block:
        problems.add("missing required field: element", at)
    else:
        check_element(problems, block["element"], f"{at}/element", INPUT_ELEMENTS)


def _image(problems: Problems, block: Json, at: str) -> None:
    check_image(problems, block, at)
    problems.text(block, "title", at, limits.IMAGE_TITLE, needed=False)


def _markdown(problems: Problems, block: Json, at: str) -> None:
    problems.string(block, "text", at, limits.MARKDOWN_TEXT, needed=True)


def _table(problems: Problems, block: Json, at: str) -> None:
    characters = 0
    for r, row in enumerate(problems.items(block, "rows", at, limits.TABLE_ROWS)):
        cells = problems.items({"row": row}, "row", f"{at}/rows/{r}", limits.TABLE_COLUMNS)
        for c, cell in enumerate(cells):
            place = f"{at}/rows/{r}/{c}"
            match cell:
                case {"type": "raw_text", "text": str(words)}:
                    if not words:
                        problems.add("must be more than 0 characters", f"{place}/text")
                    characters += len(words)
                case {"type": "rich_text"}:
                    check_rich_text(problems, cell, place)
                    characters += sum(map(len, texts_of(cell)))
                case _:
                    problems.add("must be a raw_text or rich_text cell", place)
    if characters > limits.TABLE_CHARACTERS:
        problems.add(f"must be less than {limits.TABLE_CHARACTERS + 1} characters", f"{at}/rows")
    if "column_settings" in block:
        _columns(problems, block, at)


def _columns(problems: Problems, block: Json, at: str) -> None:
    for c, column in enumerate(problems.items(block, "column_settings", at, limits.TABLE_COLUMNS, least=0)):
        place = f"{at}/column_settings/{c}"
        if not isinstance(column, dict):
            problems.add("must provide an object", place)
            continue
        problems.only(column, place, frozenset(("align", "is_wrapped")))
        problems.one_of(column, "align", place, ("left", "center", "right"))


MESSAGE_ONLY = frozenset({"table", "markdown"})
"""Blocks that only a message takes."""

_CHECKS: Mapping[str, Callable[[Problems, Json, str], None]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "table": _table,
    "rich_text": check_rich_text,
}
