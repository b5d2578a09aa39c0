"""Every sentence that the bot says, in French, English and Spanish."""

from bot.wording.reader import LANGUAGES, NoticeContext, Reader, language_for
from bot.wording.words import busy, card, completions, word, word_bug, word_error, word_notice, working

__all__ = [
    "LANGUAGES",
    "NoticeContext",
    "Reader",
    "busy",
    "card",
    "completions",
    "language_for",
    "word",
    "word_bug",
    "word_error",
    "word_notice",
    "working",
]
