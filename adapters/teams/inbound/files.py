"""Files of a message, as Teams tells a bot of them.

In a private chat each comes with its name and its place in SharePoint or OneDrive. In a channel or group
chat a bot is told no more than that something is attached (`<attachment id="...">` in the message's HTML, or
HTML that is empty), so the link leads to the message. An inline picture's address needs the bot's token, and
a file's `downloadUrl` opens it for whoever holds it: neither is kept.
"""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urlencode, urlsplit

from adapters.serving.addresses import is_loopback
from adapters.teams.inbound.origin import Origin
from adapters.teams.wire import Json, listed, mapping, text
from bot.requests import Attachment, PlaceKind

FILE = "application/vnd.microsoft.teams.file.download.info"
REFERENCE = "reference"
"""A file of SharePoint's, as the message extension names those of a message."""
HTML = "text/html"
PICTURE = "image/"
TEAMS = "https://teams.microsoft.com"
_STORES = (".sharepoint.com", ".sharepoint.us")
_GUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
"""The id of something attached; that of a message which is quoted is a number."""


def attachments(activity: Json, origin: Origin) -> tuple[Attachment, ...]:
    """The files that came with a message, each once, in their order."""
    there = message_link(activity, origin)
    found: dict[str, Attachment] = {}
    for each in listed(activity.get("attachments")):
        for file in _files(each, origin, there, at=len(found)):
            found.setdefault(file.ref, file)
    if not found and there and _holds_nothing_else(activity):
        return (Attachment("", text(activity.get("id")), there),)
    return tuple(found.values())


def message_link(activity: Json, origin: Origin) -> str:
    """Where people see the message; empty for a private chat, whose other end is a bot.

    On this machine the page of the tenant stands where its connector does.
    """
    ref = text(activity.get("id"))
    host = urlsplit(origin.service_url).hostname
    if origin.kind is PlaceKind.PRIVATE or not ref:
        return ""
    if is_loopback(host):
        return f"{origin.service_url}/?{urlencode({'conversation': origin.conversation, 'message': ref})}"
    if host is None or host.endswith(".us"):  # a government's Teams is elsewhere, and takes no files of bots
        return ""
    asked = {
        "tenantId": origin.tenant,
        "groupId": text(mapping(mapping(activity.get("channelData")).get("team")).get("aadGroupId")),
        "parentMessageId": origin.thread or ref,
    }
    if text(mapping(activity.get("conversation")).get("conversationType")) == "groupChat":
        asked = {"context": '{"contextType":"chat"}'}
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"{TEAMS}/l/message/{quote(origin.conversation, safe='')}/{quote(ref, safe='')}?{told}"


def _files(held: Json, origin: Origin, there: str, at: int) -> list[Attachment]:
    kind, content = text(held.get("contentType")), held.get("content")
    name, address = text(held.get("name")), text(held.get("contentUrl"))
    if kind == FILE:
        info = mapping(content)
        ending = text(info.get("fileType"))
        media = mimetypes.guess_type(f"a.{ending}")[0] or "" if ending else ""
        return [Attachment(name, text(info.get("uniqueId")) or address, _safe(address, origin), media)]
    if kind == REFERENCE:
        return [Attachment(name, text(held.get("id")) or address, _safe(address, origin))]
    if kind.startswith(PICTURE):
        return [Attachment(name, _id_in(address) or f"picture {at}", there, kind)]
    if kind == HTML:
        return _in_html(text(content), there, told=origin.kind is PlaceKind.PRIVATE)
    return []


def _safe(address: str, origin: Origin) -> str:
    """The link, where it is one of the web's; this machine's own where the tenant is on this machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    local = is_loopback(parts.hostname) and is_loopback(urlsplit(origin.service_url).hostname)
    return address if parts.scheme == "https" or (parts.scheme == "http" and local) else ""


def _id_in(address: str) -> str:
    """The id of a picture: its address is `.../attachments/ID/views/original`."""
    return address.partition("/attachments/")[2].partition("/")[0]


def _holds_nothing_else(activity: Json) -> bool:
    """Whether it has no words, and HTML without any: then a file of a channel is all that was sent."""
    html = [each for each in listed(activity.get("attachments")) if each.get("contentType") == HTML]
    said = text(activity.get("text")) + "".join(text(each.get("content")) for each in html)
    return bool(html) and not re.sub(r"<[^>]*>|&nbsp;|\s", "", said)


def _in_html(html: str, there: str, *, told: bool) -> list[Attachment]:
    """`told`: what is attached has been told of with its name."""
    read = _Read()
    read.feed(html)
    read.close()
    named = [Attachment(name or unquote(_last(url)), url, url) for url, name in read.links.items()]
    return named if told else [*named, *(Attachment("", ref, there) for ref in read.attached)]


def _last(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


@dataclass
class _Read(HTMLParser):
    """What a message's HTML says of files: ids of what is attached, links into SharePoint and their words."""

    attached: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    _open: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "attachment" and _GUID.fullmatch(held.get("id", "")):
            self.attached.append(held["id"])
        if tag == "a" and _is_store(held.get("href", "")):
            self._open = held["href"]
            self.links.setdefault(self._open, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and not data.startswith("http"):
            self.links[self._open] += data


def _is_store(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and (parts.hostname or "").endswith(_STORES)
