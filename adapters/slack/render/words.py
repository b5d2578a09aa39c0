"""Text made safe: what a person wrote can never mention, link, format or turn the reading order."""

from __future__ import annotations

import re

from adapters.serving.words import clean
from adapters.slack.wire import Json

_FORMATS = re.compile(r"[*_~`<>&|^\\]|:[^\s:]+:")
"""Whatever could mean something to Slack's markup: formatting, entities, emoji names."""


def escape(words: str) -> str:
    """The words for a place where Slack reads entities (`text` of a message): no mention, no link."""
    return clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def is_inert(words: str) -> bool:
    """Whether Slack's markup would show the words exactly as they are."""
    return _FORMATS.search(words) is None


def plain_text(words: str) -> Json:
    """A text object that Slack shows as it is; emoji names stay names. The check cuts it where it must."""
    return {"type": "plain_text", "text": clean(words) or " ", "emoji": False}
