"""A message's HTML as the words that one reads in it: total, in one pass, and none of it is markup after."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from adapters.teams.inbound.addresses import web_address

MOST = 60_000
"""Characters that are read: Teams takes some 28 KB in a message."""

_TOKEN = re.compile(
    r"(?P<unseen><!--.*?(?:-->|\Z)|<(?P<dropped>script|style|head|title|template)\b.*?(?:</(?P=dropped)[^<>]*>|\Z))"
    r"|<(?P<ends>/?)(?P<tag>[a-z][a-z0-9:-]*)(?P<more>[^<>]*)>"
    r"|<[!?/][^<>]*>"
    r"|(?P<words>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![a-z-])([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BLANK = re.compile(r"\n{3,}")
_LINES = re.compile(
    r"p|div|[uo]l|li|table|tr|blockquote|pre|codeblock|h[1-6]|hr|section|article|header|footer"
)
"""What begins a line, and ends one."""
_AS_WRITTEN = frozenset({"pre", "codeblock"})


def words_of(markup: str) -> str:
    """The words: lines as shown, people by `@`, a link followed by where it leads, pictures by name."""
    reading = _Reading()
    for found in _TOKEN.finditer(markup[:MOST].replace("\0", "")):
        if found["words"]:
            reading.say(html.unescape(found["words"]))
        elif found["tag"]:
            reading.mark(found["tag"].lower(), found["more"], ends=bool(found["ends"]))
    told = "\n".join(line.rstrip() for line in "".join(reading.parts).replace("\u00a0", " ").split("\n"))
    return _BLANK.sub("\n\n", told).strip()


@dataclass
class _Reading:
    """What was read so far, and within which marks."""

    parts: list[str] = field(default_factory=list)
    kept: int = 0
    """How many marks are open within which spaces stand as written."""
    link: tuple[str, int] = ("", 0)
    """Where the open link leads, and at which part its words begin."""

    def say(self, words: str) -> None:
        if not self.kept:
            words = _SPACES.sub(" ", words)
            if not self.parts or self.parts[-1].endswith((" ", "\n")):
                words = words.lstrip(" ")
        if words:
            self.parts.append(words)

    def mark(self, tag: str, more: str, *, ends: bool) -> None:
        match tag:
            case "br":
                self.parts.append("\n")
            case "a":
                self._linked(more, ends=ends)
            case "at" if not ends:
                self.parts.append("@")
            case "li" if not ends:
                self._line()
                self.parts.append("- ")
            case "td" | "th" if ends:
                self.say(" ")
            case "img" | "emoji" if not ends:
                self._pictured(tag, more)
            case _ if _LINES.fullmatch(tag):
                self._line()
            case _:
                pass
        if tag in _AS_WRITTEN:
            self.kept = max(self.kept + (-1 if ends else 1), 0)

    def _line(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")

    def _linked(self, more: str, *, ends: bool) -> None:
        if not ends:
            self.link = (web_address(_attributes(more).get("href", "")), len(self.parts))
            return
        (address, since), self.link = self.link, ("", 0)
        shown = "".join(self.parts[since:]).strip()
        if address and address.rstrip("/") != shown.rstrip("/"):
            # What a link is called is not where it leads.
            self.parts.append(f" ({address})" if shown else address)

    def _pictured(self, tag: str, more: str) -> None:
        told = _attributes(more)
        name = _SPACES.sub(" ", told.get("alt", "")).strip()
        is_sign = tag == "emoji" or told.get("itemtype", "").endswith("/Emoji")
        if name:
            self.parts.append(name if is_sign else f"[{name}]")


def _attributes(more: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(more)
    }
