"""Text made safe: what a person wrote can never mention, link, format or turn the reading order."""

from __future__ import annotations

import re

_FORMATS = re.compile(r"[*_~`\[\]<>\\|{}&\n]|(?m:^[^\S\n]*(?:[-+#]\s|\d+[.)]\s))|https?:")
"""Whatever could mean something in a TextBlock: Markdown, entities, mentions, dates, lists, lines."""


def is_inert(words: str) -> bool:
    """Whether a TextBlock would show the words exactly as they are."""
    return _FORMATS.search(words) is None
