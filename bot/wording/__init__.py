"""Every sentence that the bot says, in French, English and Spanish."""

from bot.wording.attached import bringing
from bot.wording.cards import card
from bot.wording.digests import word_reminders
from bot.wording.forms import incomplete
from bot.wording.mistakes import busy, no_chat, word_bug, word_error, working
from bot.wording.naming_desk import naming_desk
from bot.wording.notices import word_notice
from bot.wording.overflow import parts_of
from bot.wording.reader import LANGUAGES, DigestView, NoticeContext, Reader, language_for
from bot.wording.verbs import completions
from bot.wording.words import word

__all__ = [
    "LANGUAGES",
    "DigestView",
    "NoticeContext",
    "Reader",
    "bringing",
    "busy",
    "card",
    "completions",
    "incomplete",
    "language_for",
    "naming_desk",
    "no_chat",
    "parts_of",
    "word",
    "word_bug",
    "word_error",
    "word_notice",
    "word_reminders",
    "working",
]
