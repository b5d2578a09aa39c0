"""Slack's rules for rich text: sections, lists, quotes, and the elements within them."""

from collections.abc import Mapping
from typing import Any

from adapters.workspace.checking import Problems
from adapters.workspace.model import Json

YEAR_10000 = 253_402_300_800
"""Its first second, in seconds since 1970."""
_NEEDS: Mapping[str, str] = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "usergroup": "usergroup_id",
    "channel": "channel_id",
    "emoji": "name",
    "broadcast": "range",
    "color": "value",
    "date": "format",
}
"""Each element of a line, with the text that it cannot do without."""


def check_rich_text(problems: Problems, block: Json, at: str) -> None:
    """One rich_text block."""
    for index, part in enumerate(problems.items(block, "elements", at, 1_000, least=0)):
        place = f"{at}/elements/{index}"
        match part:
            case {"type": "rich_text_section" | "rich_text_quote" | "rich_text_preformatted"}:
                _line(problems, part, place)
            case {"type": "rich_text_list"}:
                problems.one_of(part, "style", place, ("bullet", "ordered"))
                for line, item in enumerate(problems.items(part, "elements", place, 1_000)):
                    _line(problems, item, f"{place}/elements/{line}")
            case _:
                problems.add("unsupported rich text element", f"{place}/type")


def _line(problems: Problems, line: Any, at: str) -> None:
    if not isinstance(line, dict):
        problems.add("must provide an object", at)
        return
    for index, element in enumerate(problems.items(line, "elements", at, 10_000, least=0)):
        place = f"{at}/elements/{index}"
        kind = str(element.get("type")) if isinstance(element, dict) else ""
        if kind not in _NEEDS:
            problems.add(f"unsupported type: {kind}", f"{place}/type")
            continue
        problems.string(element, _NEEDS[kind], place, 13_200, needed=True)
        if kind == "date" and not _is_moment(element.get("timestamp")):
            problems.add("must provide an integer", f"{place}/timestamp")


def _is_moment(value: Any) -> bool:
    """Whole seconds since 1970, up to the year 9999."""
    return isinstance(value, int) and 0 <= value < YEAR_10000
