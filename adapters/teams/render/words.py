"""Text made safe: what a person wrote can never mention, link, format or turn the reading order."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
"""Controls, and the marks that override or isolate the reading order of what stands around them."""

_FORMATS = re.compile(r"[*_~`\[\]<>\\|{}&]|(?m:^\s*(?:[-+#]\s|\d+[.)]\s))|https?:")
"""Whatever could mean something in a TextBlock: Markdown, entities, mentions, date functions, lists."""


def clean(words: str) -> str:
    """The words without unseen characters that change how their surroundings are read."""
    return _UNSEEN.sub("", words)


def is_inert(words: str) -> bool:
    """Whether a TextBlock would show the words exactly as they are."""
    return _FORMATS.search(words) is None


def clipped(words: str, most: int) -> str:
    """The words, ending in an ellipsis where they were longer than `most` characters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
