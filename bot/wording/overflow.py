"""How to see what does not fit: the next part of an answer, or all of what a post begins."""

from __future__ import annotations

from bot.replies import Rest
from bot.wording.lines import text


def parts_of(language: str, command: str, part: int) -> Rest:
    """Of an answer: `command` gives it again, by parts."""
    return Rest(
        command,
        part,
        text(language, "lists.part", part="{part}", parts="{parts}"),
        text(language, "buttons.next_part"),
        text(language, "buttons.previous_part"),
    )


def whole_of(language: str, command: str) -> Rest:
    """Of a post, which has no parts of its own: `command` tells everything, to whoever may read it."""
    return Rest(command, None, text(language, "lists.beginning"), text(language, "buttons.see_all"))
