"""A mailbox from its settings: which kind, and where answers are handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from adapters.email.mailbox import Folder, Imap, Inbox, Outbox, Smtp
from adapters.email.messenger import EmailMessenger
from adapters.email.post_office import PostOffice
from bot.desk import Desk


class BadMailbox(ValueError):
    """A setting that names no mailbox: which, and the remedy. Never the value, which may hold a password."""


def open_post(
    desk: Desk, mail_in: str, mail_out: str, now: Callable[[], datetime]
) -> tuple[EmailMessenger, PostOffice]:
    """The messenger to connect, and the post office to start. Raises BadMailbox."""
    inbox, outbox = _inbox(mail_in), _outbox(mail_in, mail_out)
    messenger = EmailMessenger(outbox, desk.subject_of)
    return messenger, PostOffice(desk, inbox, messenger, now, desk.is_mailbox)


def _inbox(written: str) -> Inbox:
    where = urlsplit(written)
    if where.scheme == "imaps" and where.hostname:
        return Imap(written)
    if where.scheme in {"", "file"} and where.path:
        return Folder(Path(where.path))
    raise BadMailbox("GUICHET_MAIL_IN must be imaps://user:password@host/INBOX, or the path of a Maildir")


def _outbox(mail_in: str, written: str) -> Outbox:
    where = urlsplit(written)
    if where.scheme in {"smtp", "smtps"} and where.hostname:
        return Smtp(written)
    inbox = urlsplit(mail_in)
    if not written and inbox.scheme in {"", "file"}:
        return Folder(Path(inbox.path))
    raise BadMailbox("GUICHET_MAIL_OUT must be smtps://user:password@host or smtp://user:password@host")
