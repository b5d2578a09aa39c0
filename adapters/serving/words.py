"""What people write, made fit to be shown: nothing unseen in it, and not longer than it may be."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
"""Controls, and the marks that override or isolate the reading order of what stands around them."""


def clean(words: str) -> str:
    """The words without unseen characters that change how their surroundings are read."""
    return _UNSEEN.sub("", words)


def clipped(words: str, most: int) -> str:
    """The words, ending in an ellipsis where they were longer than `most` characters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
