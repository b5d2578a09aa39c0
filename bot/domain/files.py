"""Files that came with what was said: kept by name and place, never by content."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.requests import Attachment

LONGEST = 150
"""Characters of a name, its ending included."""

_UNSAFE = re.compile(r"[\s/\\\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""What a name may not bring along: line breaks, ways into folders, marks that turn the reading order."""


@dataclass(frozen=True, slots=True)
class File:
    """One file, and in whose hands it is: a tenant of a platform."""

    attachment: Attachment
    platform: str
    tenant: str

    def is_seen_on(self, platform: str | None, tenant: str | None) -> bool:
        """Whether readers there can follow its link."""
        return bool(self.attachment.link) and (self.platform, self.tenant) == (platform, tenant)


def named(attachment: Attachment) -> Attachment:
    """The same under a name that can stand in a sentence; an empty one stays empty."""
    name = _UNSAFE.sub(" ", attachment.name).strip()
    if len(name) > LONGEST:
        stem, dot, ending = name.rpartition(".")
        ending = f"{dot}{ending}" if stem and len(ending) <= 10 else ""  # noqa: PLR2004  an ending, not a sentence
        name = f"{name[: LONGEST - 1 - len(ending)]}…{ending}"
    return replace(attachment, name=name or attachment.ref)
