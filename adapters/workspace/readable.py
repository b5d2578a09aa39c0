"""Messages and views as plain text, the way a person would read them aloud; tests compare with it."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.workspace.blocks import HOLDS, options_of
from adapters.workspace.model import Json
from adapters.workspace.wire import plain

Names = Mapping[str, str]
"""People and channels by id, as they are called."""

_TOKEN = re.compile(r"<(?P<sign>[@#!]?)(?P<body>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def read(message: Mapping[str, Any], names: Names | None = None) -> str:
    """A message (or view) in lines: its blocks where it has any, else its text."""
    reader = _Reader(names or {})
    lines = [reader.words(message["title"])] if isinstance(message.get("title"), dict) else []
    blocks = message.get("blocks") or []
    held = (message.get("state") or {}).get("values") or {}
    lines += [line for block in blocks for line in reader.block(block, held.get(block.get("block_id"), {}))]
    if not blocks and message.get("text"):
        lines.append(reader.mrkdwn(str(message["text"])))
    buttons = [message[key] for key in ("submit", "close") if isinstance(message.get(key), dict)]
    if buttons:
        lines.append(" ".join(f"[{reader.words(button)}]" for button in buttons))
    return "\n".join(line for line in lines if line)


def mrkdwn(text: str, names: Names | None = None) -> str:
    """Slack's mrkdwn as a person reads it: mentions by name, dates and links by their words."""
    return _Reader(names or {}).mrkdwn(text)


class _Reader:
    """Reads blocks with the names of who and what they mention."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def mrkdwn(self, text: str) -> str:
        return plain(_TOKEN.sub(self._token, text))

    def words(self, text: Any) -> str:
        """A text object: mrkdwn is read, plain text stays."""
        if not isinstance(text, dict):
            return str(text or "")
        words = str(text.get("text", ""))
        return self.mrkdwn(words) if text.get("type") == "mrkdwn" else words

    def block(self, block: Json, held: Mapping[str, Json]) -> list[str]:
        """The lines of one block."""
        match block.get("type"):
            case "section":
                fields = [self.words(field) for field in block.get("fields") or ()]
                beside = self.elements([block["accessory"]], held) if block.get("accessory") else ""
                return [self.words(block.get("text")), *fields, beside]
            case "header" | "alert":
                return [self.words(block.get("text"))]
            case "divider":
                return ["---"]
            case "context":
                return [" ".join(self._context(element) for element in block["elements"])]
            case "actions" | "context_actions":
                return [self.elements(block["elements"], held)]
            case "input":
                return self._input(block, held)
            case _:
                return self._content(block)

    def _content(self, block: Json) -> list[str]:
        match block.get("type"):
            case "rich_text":
                return [line for part in block.get("elements") or () for line in self._rich(part)]
            case "table":
                return [" | ".join(self._cell(cell) for cell in row) for row in block["rows"]]
            case "image":
                return [f"[image: {block.get('alt_text', '')}]"]
            case "markdown":
                return [str(block.get("text", ""))]
            case kind:
                return [f"[{kind}]"]

    def elements(self, elements: Iterable[Json], held: Mapping[str, Json]) -> str:
        """Buttons and other elements on one line, each in brackets."""
        return " ".join(
            self._element(element, held.get(element.get("action_id", ""), {})) for element in elements
        )

    def _element(self, element: Json, held: Json) -> str:
        match element["type"]:
            case "button":
                return f"[{self.words(element['text'])}]"
            case "image":
                return f"[image: {element.get('alt_text', '')}]"
            case "overflow":
                return "[... " + ", ".join(self.words(o["text"]) for o in options_of(element)) + "]"
            case kind:
                chosen = held.get(HOLDS[kind][0]) if kind in HOLDS else None
                return f"[{self._value(chosen) or self.words(element.get('placeholder')) or kind}]"

    def _value(self, value: Any) -> str:
        match value:
            case None:
                return ""
            case list():
                return ", ".join(self._value(item) for item in value)
            case {"text": text}:
                return self.words(text)
            case dict():
                return "\n".join(self.block({"type": "rich_text", **value}, {}))
            case _:
                return self._names.get(str(value), str(value))

    def _input(self, block: Json, held: Mapping[str, Json]) -> list[str]:
        label = self.words(block["label"])
        hint = [self.words(block["hint"])] if block.get("hint") else []
        return [f"{label}: {self.elements([block['element']], held)}", *hint]

    def _context(self, element: Json) -> str:
        return (
            f"[image: {element.get('alt_text', '')}]"
            if element.get("type") == "image"
            else self.words(element)
        )

    def _cell(self, cell: Json) -> str:
        return (
            str(cell.get("text", "")) if cell.get("type") == "raw_text" else "\n".join(self.block(cell, {}))
        )

    def _rich(self, part: Json) -> list[str]:
        match part.get("type"):
            case "rich_text_list":
                ordered = part.get("style") == "ordered"
                lines = ["".join(self._rich(item)) for item in part["elements"]]
                return [f"{n}. {line}" if ordered else f"- {line}" for n, line in enumerate(lines, 1)]
            case "rich_text_quote":
                return [f"> {self._line(part)}"]
            case _:
                return [self._line(part)]

    def _line(self, part: Json) -> str:
        return "".join(self._span(element) for element in part.get("elements") or ())

    def _span(self, element: Json) -> str:
        match element.get("type"):
            case "user":
                return self._mention("@", element["user_id"])
            case "channel":
                return self._mention("#", element["channel_id"])
            case "usergroup":
                return self._mention("@", element["usergroup_id"])
            case "broadcast":
                return f"@{element['range']}"
            case "emoji":
                return f":{element['name']}:"
            case "link":
                return str(element.get("text") or element["url"])
            case "date":
                moment = datetime.fromtimestamp(element["timestamp"], UTC)
                return str(element.get("fallback") or moment.isoformat())
            case _:
                return str(element.get("text", ""))

    def _mention(self, sign: str, known: str) -> str:
        return sign + self._names.get(known, known)

    def _token(self, found: re.Match[str]) -> str:
        sign, body, label = found["sign"], found["body"], found["label"]
        if sign in ("@", "#"):
            return self._mention(sign, body) if body in self._names else sign + (label or body)
        if sign == "!":
            return label if label is not None else f"@{body.partition('^')[0]}"
        return label or body
