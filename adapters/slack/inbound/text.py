"""What a person typed, out of Slack's markup: people as `@U123`, entities as what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable

Names = Callable[[str], str | None]
"""The name of a user, where it is known."""

_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def words(text: str, name_of: Callable[[str], str | None] = lambda _: None) -> str:
    """The text as its author meant it.

    A mention becomes `@U123` (or `@` and what `name_of` gives for that user), a channel `#C123`, a link
    what was written for it. Only then are entities decoded, so that a typed `<@U1>` stays typed.
    """
    out, at = [], 0
    for token in _TOKEN.finditer(text):
        out += [_decoded(text[at : token.start()]), _word(token.group(1), token.group(2), name_of)]
        at = token.end()
    return "".join([*out, _decoded(text[at:])])


def _word(target: str, label: str | None, name_of: Callable[[str], str | None]) -> str:
    mark, rest = target[:1], target[1:]
    if mark == "@":
        return f"@{name_of(rest) or rest}"
    if mark == "#":
        # A ticket's number is taken for a channel of that name, where there is one.
        return f"#{label}" if label and label.isdecimal() else f"#{rest}"
    if mark == "!":
        # Groups, @here and dates: what they showed to the author.
        return _decoded(label) if label else f"@{rest.split('^')[0]}"
    shown = _decoded(label or "")
    address = _decoded(target)
    if not shown or shown == address:
        return address
    # A label that Slack made is part of the address; another one must not hide where it leads.
    return shown if shown in address else f"{shown} ({address})"


def _decoded(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mention(text: str, bot: str | None) -> tuple[str, str] | None:
    """What stands before and after the first mention of the bot, still in markup; None without one."""
    if not bot:
        return None
    found = re.search(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>", text)
    if found is None:
        return None
    after = text[found.end() :].lstrip(" \t\u00a0:,")
    return text[: found.start()].strip(), after.strip()


def mentioned(text: str) -> list[str]:
    """The ids of the users that a text names, still in markup."""
    return re.findall(r"<@([UW]\w+)(?:\|[^<>]*)?>", text)
