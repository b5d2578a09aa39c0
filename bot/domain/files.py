"""Files that came with what was said: kept by name and place, never by content."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit, urlunsplit

from bot.requests import Attachment

LONGEST = 150
"""Characters of a name, its ending included."""

_UNSAFE = re.compile(r"[\s/\\\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""What a name may not bring along: line breaks, ways into folders, marks that turn the reading order."""


LONGEST_LINK = 2_000
_MARKS = ":/?#[]@!$&'()*+,;=%~"
"""What an address is made of beside letters and digits; anything else in it is written as bytes (`%20`)."""
_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+", re.IGNORECASE)
_KEYS = re.compile(
    r"token|auth|secret|password|credential|signature|access_?key|api_?key|^sig$", re.IGNORECASE
)
"""In the name of a parameter: whoever holds that address may open it without signing in."""


@dataclass(frozen=True, slots=True)
class File:
    """One file, and in whose hands it is: a tenant of a platform."""

    attachment: Attachment
    platform: str
    tenant: str

    def is_seen_on(self, platform: str | None, tenant: str | None) -> bool:
        """Whether readers there can follow its link."""
        return bool(self.attachment.link) and (self.platform, self.tenant) == (platform, tenant)

    @property
    def host(self) -> str:
        """Whose the link is, as a reader must see before following it; empty where there is none."""
        return urlsplit(self.attachment.link).netloc

    @property
    def is_picture(self) -> bool:
        """Whether it is an image, as far as was told."""
        return self.attachment.kind.startswith("image/")


def taken(attachment: Attachment) -> Attachment:
    """The file as it may be kept and told of: a name for a sentence, a link that leads to a host by https."""
    return replace(named(attachment), link=followed(attachment.link))


def followed(link: str) -> str:
    """The address that people may be led to; empty where it is none.

    By https, or to this machine itself. What is in front of a host (`user@`) makes one look like another;
    parameters that open the file for whoever holds them are left out.
    """
    try:
        parts = urlsplit(quote(link.strip(), safe=_MARKS))
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if "@" in parts.netloc or not _HOST.fullmatch(host) or len(link) > LONGEST_LINK:
        return ""
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host)):
        return ""
    return urlunsplit(_public(parts))


def _public(parts: SplitResult) -> SplitResult:
    asked = parse_qsl(f"{parts.query}&{parts.fragment}", keep_blank_values=True)
    return parts._replace(query="", fragment="") if any(_KEYS.search(name) for name, _ in asked) else parts


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def named(attachment: Attachment) -> Attachment:
    """The same under a name that can stand in a sentence; an empty one stays empty."""
    name = _UNSAFE.sub(" ", attachment.name).strip()
    if len(name) > LONGEST:
        stem, dot, ending = name.rpartition(".")
        ending = f"{dot}{ending}" if stem and len(ending) <= 10 else ""  # noqa: PLR2004  an ending, not a sentence
        name = f"{name[: LONGEST - 1 - len(ending)]}…{ending}"
    return replace(attachment, name=name)
