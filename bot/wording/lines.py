"""Lines made from templates and values: what people typed stays a span of its own, never a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.replies import Line, Span, plain
from bot.wording.messages import pieces

Value = Span | Line | int


def line(language: str, msgid: str, /, n: int | None = None, **values: Value) -> Line:
    """The sentence `msgid` with its placeholders filled: each value stays one span, or several for a line.

    `n` picks the plural form and fills `{n}`. KeyError for an unknown id or a placeholder without a value.
    """
    if n is not None:
        values["n"] = n
    spans: list[Span] = []
    for part, is_name in pieces(language, msgid, n):
        spans.extend(_spans(values[part]) if is_name else (part,))
    return tuple(spans)


def text(language: str, msgid: str, /, n: int | None = None, **values: Value) -> str:
    """The same as unformatted text: for labels, titles and summaries."""
    if n is not None:
        values["n"] = n
    return "".join([_text(values[part]) if is_name else part for part, is_name in pieces(language, msgid, n)])


def sentences(*lines: Line) -> Line:
    """Sentences one after the other; empty ones are left out."""
    return joined(lines, " ")


def joined(lines: Iterable[Line], between: str) -> Line:
    """Lines in a row with something between."""
    spans: list[Span] = []
    for one in lines:
        if spans and one:
            spans.append(between)
        spans.extend(one)
    return tuple(spans)


def listed(language: str, lines: Sequence[Line], last: str = "lists.and") -> Line:
    """Several in a row, the last after "and". `last` is "lists.and" or "lists.or"."""
    if len(lines) < 2:  # noqa: PLR2004 - one needs no word between
        return joined(lines, "")
    before, final = joined(lines[:-1], ", "), lines[-1]
    soft = language == "es" and last == "lists.and" and _begins_with_i(plain(final))
    return line(language, "lists.and_i" if soft else last, before=before, final=final)


def capitalized(line_: Line) -> Line:
    """The line with a capital where it begins with our own words."""
    if line_ and isinstance(line_[0], str):
        return (line_[0][:1].upper() + line_[0][1:], *line_[1:])
    return line_


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else plain(value if isinstance(value, tuple) else (value,))


def _spans(value: Value) -> Line:
    match value:
        case tuple():
            return value
        case int():
            return (str(value),)
        case "":
            return ()
        case _:
            return (value,)


def _begins_with_i(word: str) -> bool:
    """Spanish says "e" for "y" before the sound of i."""
    low = word.lower()
    return low.startswith(("i", "í", "hi", "hí")) and not low.startswith(("hie", "hia", "ia", "ie", "io"))
