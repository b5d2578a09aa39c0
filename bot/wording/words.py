"""The front of the wording: results, errors and notices in, replies out."""

from __future__ import annotations

from bot.domain.people import Face
from bot.errors import DeskError
from bot.outgoing import Notice
from bot.replies import Reply
from bot.results import Result, TicketView
from bot.wording.reader import NoticeContext, Reader
from policy.facts import Role


def word(result: Result, reader: Reader) -> Reply:
    """What a use case answered, in the reader's language."""
    raise NotImplementedError


def word_error(error: DeskError, reader: Reader) -> Reply:
    """A person's mistake, said with what to do instead."""
    raise NotImplementedError


def word_bug(reference: str, reader: Reader) -> Reply:
    """An apology that holds the reference under which the fault is logged."""
    raise NotImplementedError


def working(language: str) -> Reply:
    """It takes longer than two seconds; the answer will come by itself."""
    raise NotImplementedError


def busy(language: str) -> Reply:
    """The queue is full; nothing was started."""
    raise NotImplementedError


def card(ticket: TicketView, face: Face, reader: Reader) -> Reply:
    """The countdown card, with the buttons of its status and face."""
    raise NotImplementedError


def word_notice(notice: Notice, context: NoticeContext, reader: Reader) -> Reply:
    """What the desk owes to say, as it stands when it is delivered."""
    raise NotImplementedError


def completions(language: str, role: Role | None) -> tuple[tuple[str, str, str, str], ...]:
    """(verb, usage, example, summary) of each command that this role may give; None means all."""
    raise NotImplementedError
