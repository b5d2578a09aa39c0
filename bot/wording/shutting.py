"""What is said of places in which the desk cannot post, or in which others read along."""

from __future__ import annotations

from bot.outgoing import SharedNotice, ShutNotice
from bot.replies import Reply
from bot.requests import Shut
from bot.wording.notice_parts import said, voice_of
from bot.wording.reader import NoticeContext, Reader

_OF_PLACE = {Shut.UNINVITED: "threads.uninvited", Shut.ARCHIVED: "threads.archived"}
_OF_TICKET = {Shut.UNINVITED: "threads.uninvited_ticket", Shut.ARCHIVED: "threads.archived_ticket"}


def shut(notice: ShutNotice, context: NoticeContext, reader: Reader) -> Reply:
    """Why nothing is said there, and what whoever reads this can do about it."""
    say = voice_of(context, reader)
    if context.ticket is None:
        return said(say.line(_OF_PLACE[notice.why], place=notice.place))
    return said(say.line(_OF_TICKET[notice.why], place=notice.place, number=context.ticket.number))


def shared(notice: SharedNotice, context: NoticeContext, reader: Reader) -> Reply:
    """Others read what agents write to one another."""
    return said(voice_of(context, reader).line("threads.shared", place=notice.place))
