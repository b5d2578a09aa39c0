"""Words and forms about fair use, revisions and languages, to typed commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words
from bot.parsing.words import LANGUAGES, plain


def _language(words: Words) -> c.Language:
    """A language as written; one that we do not speak is for the policy to answer for."""
    word, _ = first_word(words.text)
    return c.Language(LANGUAGES.get(plain(word), word) or None)


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "amend": lambda words: c.Amend(words.ticket),
    "language": _language,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    return (isinstance(command, c.Amend) and not command.sure) or command == c.Language()


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """The command with a form's fields laid over it; None for another's."""
    return replace(command, sure=sure) if isinstance(command, c.Amend) else None
