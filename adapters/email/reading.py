"""From the bytes of an e-mail to what the desk is asked: pure, and total for whatever arrives."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parseaddr
from html.parser import HTMLParser

from bot.requests import Mailed

LONGEST = 20_000
"""Characters of a text that are taken; the mailbox keeps the whole message."""
_QUOTED = re.compile(
    r"^(?:>.*|On .{5,200} wrote:|Le .{5,200} a écrit\s?:|El .{5,200} escribió:"
    r"|-{2,} ?Original Message ?-{2,}.*)$",
    re.IGNORECASE,
)
_ID = re.compile(r"<[^<>\s]+>")
_SECTION = re.compile(r"<!\[[^>]*>?")
"""A marked section: of Word's, or of whatever the parser of pages would stop at."""
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail, read: who wrote to which addresses, and what."""

    sender: str
    name: str
    to: tuple[str, ...]
    mail: Mailed


def read(raw: bytes) -> Letter:
    """The letter that some bytes hold; a message without an id gets one from its own bytes."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    name, sender = parseaddr(_header(message, "From"))
    to = [_header(message, each) for each in ("To", "Cc", "Delivered-To", "X-Original-To")]
    text, files = _body(message)
    references = _ids(message, "References") + _ids(message, "In-Reply-To")
    own = _ids(message, "Message-ID")
    digest = hashlib.sha256(raw).hexdigest()[:32]
    mail = Mailed(
        subject=_unwrapped(_header(message, "Subject")),
        text=(_without_history(text) if references else text)[:LONGEST],
        message_id=own[0] if own else f"<{digest}@no-id.invalid>",
        references=tuple(dict.fromkeys(references)),
        files=files,
        automatic=_is_automatic(message),
    )
    # Header by header: a missing one beside others makes later Pythons take none of them for sound.
    found = (address for header in to if header for _, address in getaddresses([header]))
    addresses = tuple(dict.fromkeys(address.lower() for address in found if address))
    return Letter(sender.lower(), name, addresses, mail)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError, TypeError):  # what the library cannot parse
        return ""


def _unwrapped(text: str) -> str:
    return " ".join(text.split())


def _ids(message: EmailMessage, name: str) -> tuple[str, ...]:
    return tuple(_ID.findall(_header(message, name)))


def _is_automatic(message: EmailMessage) -> bool:
    """Whether a program wrote it: answering those makes loops (RFC 3834)."""
    submitted = _header(message, "Auto-Submitted").lower()
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or _header(message, "Precedence").lower() in _BULK
        or _header(message, "Return-Path").strip() == "<>"
        or "List-Id" in message
        or message.get_content_type() == "multipart/report"
    )


def _body(message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    """The plain text, else that of the HTML; and the names of what is attached."""
    files = [
        part.get_filename() or part.get_content_type()
        for part in message.walk()
        if part.get_content_disposition() == "attachment"
    ]
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return "", tuple(files)
    try:
        content = str(body.get_content())
    except (LookupError, ValueError, KeyError):  # a charset that is none
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    text = _plain(content) if body.get_content_subtype() == "html" else content
    return text.replace("\r\n", "\n").strip(), tuple(files)


def _without_history(text: str) -> str:
    """An answer without the quoted letters below it; the whole where nothing else is left."""
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if _QUOTED.match(line.strip())), len(lines))
    kept = "\n".join(lines[:first]).strip()
    return kept or text


class _Text(HTMLParser):
    """The words of a page, a line a block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in {"script", "style", "head"}:
            self.hidden += 1
        if tag in {"br", "p", "div", "li", "tr", "blockquote"}:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "head"}:
            self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _plain(html: str) -> str:
    parser = _Text()
    parser.feed(_SECTION.sub("", html))
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
