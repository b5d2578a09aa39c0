"""Words and forms about fair use, revisions and languages, to typed commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words
from bot.parsing.words import LANGUAGES, index, plain
from policy.facts import Standing


def _language(words: Words) -> c.Language:
    """A language as written; one that we do not speak is for the policy to answer for."""
    word, _ = first_word(words.text)
    return c.Language(LANGUAGES.get(plain(word), word) or None)


_STANDINGS = index(
    {
        Standing.NORMAL: "normale",
        Standing.WATCHED: "watch warn surveillé surveille vigilado vigilar",
        Standing.LIMITED: "limit limité limite limitado limitar",
    }
)
_TRAINING = frozenset(map(plain, ["training", "trained", "formation", "formación"]))


def _fair_use(words: Words) -> c.FairUse:
    """A standing (or training) and its reason; what is no standing is the account to show."""
    account = words.options.get("account")
    word, rest = first_word(words.text)
    written, reason = plain(word.rstrip(":")), rest.lstrip(": ") or None
    if written in _TRAINING:
        return c.FairUse(account, None, training=True, reason=reason)
    found = _STANDINGS.get(written)
    if found is None:
        return c.FairUse(account or words.text.strip('"') or None)
    return c.FairUse(account, Standing(found), reason=reason)


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "amend": lambda words: c.Amend(words.ticket),
    "language": _language,
    "fairuse": _fair_use,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.Amend(sure=False) | c.Language(language=None) | c.FairUse(reason=None):
            return True
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:
    """The command with a form's fields laid over it; None for another's."""
    match command:
        case c.Amend():
            return replace(command, sure=sure)
        case c.FairUse():
            return replace(command, reason=given.get("reason") or command.reason)
        case _:
            return None
