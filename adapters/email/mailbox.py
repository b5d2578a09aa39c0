"""Where mail comes from and goes to: IMAP and SMTP servers, or a folder on this machine."""

from __future__ import annotations

import imaplib
import mailbox
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

TIMEOUT = 30.0
"""Seconds that a server may take."""


class Inbox(Protocol):
    """A mailbox to be emptied."""

    def new(self) -> Iterator[tuple[str, bytes]]:
        """Each message that was not dealt with, with the name by which it is put away. Raises OSError."""
        ...

    def done(self, name: str) -> None:
        """It was dealt with: keep it, among those that were. Raises OSError."""
        ...


class Outbox(Protocol):
    """Where mail is handed over."""

    def send(self, sender: str, to: str, message: bytes) -> None:
        """Hand it over. Raises OSError where nobody took it."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A Maildir on this machine: `new` and `cur` as usual; what is sent is a Maildir beside it, `sent`."""

    path: Path

    def new(self) -> Iterator[tuple[str, bytes]]:
        """In the order of their names."""
        box = self._box()
        for name in sorted(box.keys()):
            if box.get_message(name).get_subdir() == "new":
                yield name, box.get_bytes(name)

    def done(self, name: str) -> None:
        """Seen, and kept in `cur`."""
        box = self._box()
        message = box.get_message(name)
        message.set_subdir("cur")
        message.add_flag("S")
        box[name] = message

    def send(self, sender: str, to: str, message: bytes) -> None:  # noqa: ARG002
        """Into the folder `sent`."""
        mailbox.Maildir(self.path / "sent", create=True).add(message)

    def _box(self) -> mailbox.Maildir:
        for part in ("tmp", "new", "cur"):  # the folder may stand there, empty
            (self.path / part).mkdir(parents=True, exist_ok=True)
        return mailbox.Maildir(self.path)


@dataclass(frozen=True, slots=True)
class Imap:
    """A mailbox over IMAP with TLS: `imaps://user:password@host/INBOX`. Dealt with means flagged as seen."""

    url: str

    def new(self) -> Iterator[tuple[str, bytes]]:
        """The unseen ones, oldest first."""
        with self._open() as server:
            _, found = server.uid("SEARCH", "UNSEEN")
            for name in (found[0] or b"").split():
                _, parts = server.uid("FETCH", name.decode(), "(BODY.PEEK[])")
                raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
                if raw is not None:
                    yield name.decode(), raw

    def done(self, name: str) -> None:
        """Flagged as seen; the mailbox keeps it."""
        with self._open() as server:
            server.uid("STORE", name, "+FLAGS.SILENT", "(\\Seen)")

    @contextmanager
    def _open(self) -> Iterator[imaplib.IMAP4_SSL]:
        where = urlsplit(self.url)
        try:
            server = imaplib.IMAP4_SSL(
                where.hostname or "",
                where.port or 993,
                ssl_context=ssl.create_default_context(),
                timeout=TIMEOUT,
            )
            with server:
                server.login(unquote(where.username or ""), unquote(where.password or ""))
                server.select(where.path.strip("/") or "INBOX")
                yield server
        except imaplib.IMAP4.error as error:
            raise OSError(f"the mailbox at {where.hostname} refuses: {error}") from None


@dataclass(frozen=True, slots=True)
class Smtp:
    """A server that sends: `smtps://user:password@host` (TLS at once) or `smtp://...` (STARTTLS)."""

    url: str

    def send(self, sender: str, to: str, message: bytes) -> None:
        """Hand it over."""
        where = urlsplit(self.url)
        context = ssl.create_default_context()
        host = where.hostname or ""
        server: smtplib.SMTP
        if where.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, where.port or 465, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(host, where.port or 587, timeout=TIMEOUT)
        with server:
            if where.scheme != "smtps":
                server.starttls(context=context)
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
            server.sendmail(sender, [to], message)
