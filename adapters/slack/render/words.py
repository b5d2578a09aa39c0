"""Text made safe: what a person wrote can never mention, link, format or turn the reading order."""

from __future__ import annotations

import re

from adapters.slack.wire import Json

_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
"""Controls, and the marks that override or isolate the reading order of what stands around them."""

_FORMATS = re.compile(r"[*_~`<>&|^\\]|:[^\s:]+:")
"""Whatever could mean something to Slack's markup: formatting, entities, emoji names."""


def clean(words: str) -> str:
    """The words without unseen characters that change how their surroundings are read."""
    return _UNSEEN.sub("", words)


def escape(words: str) -> str:
    """The words for a place where Slack reads entities (`text` of a message): no mention, no link."""
    return clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def is_inert(words: str) -> bool:
    """Whether Slack's markup would show the words exactly as they are."""
    return _FORMATS.search(words) is None


def clipped(words: str, most: int) -> str:
    """The words, ending in an ellipsis where they were longer than `most` characters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def plain_text(words: str) -> Json:
    """A text object that Slack shows as it is; emoji names stay names. The check cuts it where it must."""
    return {"type": "plain_text", "text": clean(words) or " ", "emoji": False}
