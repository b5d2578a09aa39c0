"""E-mail in words: what became of a message, for the desk and for whoever sent it."""

from __future__ import annotations

from bot.outgoing import UnclaimedMailNotice
from bot.replies import Audience, Because, Prose, Reply, plain
from bot.results import MailUnclaimed
from bot.wording.attached import brought
from bot.wording.lines import text
from bot.wording.reader import NoticeContext, Reader
from bot.wording.voice import voice


def unclaimed(notice: UnclaimedMailNotice, context: NoticeContext, reader: Reader) -> Reply:
    """To the desk: who wrote what, and why it became no ticket."""
    say = voice(reader, reader.zone or "UTC", context.now)
    head = say.line(
        f"mail.unclaimed.{notice.why}",
        sender=notice.sender,
        mailbox=notice.mailbox,
        subject=notice.subject,
    )
    return brought(head, notice.text, context, reader)


def told(result: MailUnclaimed, reader: Reader) -> Reply:
    """To whoever wrote: that the message was shown to the desk, and what to do next."""
    if result.silent:
        return Reply(text(reader.language, "mail.ignored"), audience=Audience.NOBODY)
    say = voice(reader, reader.zone or "UTC")
    line = say.line("mail.not_opened", desk=result.desk)
    more = say.line("mail.unknown_sender") if result.why == "unknown" else say.line("mail.ask_in_chat")
    return Reply(plain(line), (Prose(line), Because((more,))), refused=True)
