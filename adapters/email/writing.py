"""From a reply to the e-mail that says it: plain text, threaded, marked as automatic."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from typing import assert_never

from bot.ports import Destination
from bot.replies import (
    Actions,
    Because,
    Block,
    Countdown,
    Facts,
    Form,
    Items,
    Prose,
    Reply,
    Table,
    plain,
    told,
)

LONGEST_SUBJECT = 120


def message_id(key: str, mailbox: str) -> str:
    """The id of the message of a key: the same key makes the same message, which mail systems show once."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<guichet.{digest}@{mailbox.rpartition('@')[2] or 'localhost'}>"


def write(to: Destination, address: str, reply: Reply, key: str, subject: str | None) -> bytes:
    """The whole message, from the mailbox that the destination's tenant names."""
    message = EmailMessage(policy=SMTP)
    message["From"] = to.tenant
    message["To"] = address
    head = subject if subject is not None else reply.summary.splitlines()[0]
    re_ = "" if subject is None or to.thread is None else "Re: "
    message["Subject"] = _one_line(f"{re_}{head}")[:LONGEST_SUBJECT]
    message["Message-ID"] = message_id(key, to.tenant)
    if to.thread is not None:
        message["In-Reply-To"] = to.thread
        message["References"] = to.thread
    # Holiday notices and other desks answer nothing that says so (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(text(reply)) + "\n")
    return message.as_bytes()


def text(reply: Reply) -> Iterator[str]:
    """The reply, line by line, as people read it in a letter."""
    lines = [line for block in reply.blocks for line in _block(block)]
    yield from lines or [reply.summary]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Prose(line=line) | Countdown(line=line):
            yield from plain(line).splitlines()
        case Facts(rows=rows, between=between):
            yield from (f"{label}{between}{plain(value)}" for label, value in rows)
        case Because(lines=lines):
            yield from (plain(line) for line in lines)
        case Items(items=items, more=more):
            yield from (f"- {plain(item.line)}" for item in items)
            if more:
                yield plain(more)
        case Table(rows=rows, caption=caption, more=more):
            # Letters are read in fonts of any width: a row is a line that says what each cell is.
            yield caption
            yield from (f"- {plain(told(block, row))}" for row in rows)
            if more:
                yield plain(more)
        case Actions() | Form():
            pass  # nothing in a letter can be pressed: an answer to it is what one does
        case _:
            assert_never(block)


def _one_line(text_: str) -> str:
    return " ".join(text_.split())
