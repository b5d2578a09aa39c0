"""Somebody's words on the other side of the window, as they stand now: edited, or deleted."""

from __future__ import annotations

from dataclasses import replace

from bot.outgoing import AnswerNotice, AnswerReceipt, HeardNotice, NoteNotice
from bot.replies import Because, Line, Prose, Reply, plain
from bot.wording.attached import across, brought
from bot.wording.notice_parts import person_of, said, voice_of
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import Voice
from policy.facts import Channel

Carried = AnswerNotice | AnswerReceipt | HeardNotice | NoteNotice


def carried(notice: Carried, context: NoticeContext, reader: Reader) -> Reply:
    """Whose words they are, and what they say now. The time of a change is said with it."""
    say = voice_of(context, reader)
    who = person_of(say, context, notice.author)
    if (at := context.deleted.get(notice.text)) is not None:
        msgid = "threads.deleted_answer" if isinstance(notice, AnswerReceipt) else "threads.deleted"
        return said(say.line(msgid, author=who, at=say.times.on(at)))
    of_desk = isinstance(notice, AnswerNotice)
    reply = brought(_head(notice, say, who, context), notice.text, context, reader, of_desk=of_desk)
    if isinstance(notice, AnswerReceipt) and (
        lines := across(context.files.get(notice.text, ()), context, say)
    ):
        reply = replace(reply, blocks=(*reply.blocks, *map(Prose, lines)))
    if (at := context.edited.get(notice.text)) is None:
        return reply
    line = say.line("threads.edited", at=say.times.on(at))
    return replace(
        reply, summary=f"{reply.summary} ({plain(line)})", blocks=(*reply.blocks, Because((line,)))
    )


def _head(notice: Carried, say: Voice, who: str, context: NoticeContext) -> Line:
    match notice:
        case AnswerNotice(channel=Channel.PHONE):
            return say.line("notices.call", author=who)
        case AnswerNotice(question=question):
            return say.line("notices.question" if question else "notices.answer", author=who)
        case AnswerReceipt(at=at, channel=channel):
            msgid = "notices.receipt_call" if channel is Channel.PHONE else "notices.receipt"
            return say.line(msgid, at=say.times.on(at), author=who)
        case HeardNotice() if context.account is not None:
            return say.line("notices.heard", author=who, account=context.account)
        case HeardNotice():
            return say.line("notices.heard_bare", author=who)
        case NoteNotice():
            return say.line("notices.note", author=who)
