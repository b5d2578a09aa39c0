"""Words about who is whom on several platforms, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words
from bot.parsing.words import YES_OR_NO, plain

ADDRESS = re.compile(r"[^\s@\"]+@[^\s@\"]+\.[^\s@\"]+")
LINKS = frozenset(map(plain, ("link", "lier", "relier", "vincular", "enlazar")))
UNLINKS = frozenset(map(plain, ("unlink", "dissocier", "délier", "desvincular")))


def of_people(text: str) -> c.LinkPeople | c.UnlinkPerson | None:
    """What stands after `people`, where it is about links; None where it is not."""
    word, rest = first_word(text)
    if plain(word) in LINKS:
        return _link_people(rest)
    if plain(word) in UNLINKS:
        person, rest = first_word(rest)
        if not person:
            raise NotUnderstood("error.missing", verb="people", what="person")
        identity, sure = _sure(rest)
        return c.UnlinkPerson(c.PersonWord(person), identity or None, sure)
    return None


def _link_people(text: str) -> c.LinkPeople:
    """Two people: an address at the end is the second one, so that a name before it needs no quotes."""
    text, sure = _sure(text)
    if not text:
        return c.LinkPeople()
    before, _, last = text.rpartition(" ")
    if before and ADDRESS.fullmatch(last):
        person, other = before.strip().strip('"'), last
    else:
        person, other = first_word(text)
    if not other.strip('"'):
        raise NotUnderstood("error.missing", verb="people", what="person")
    return c.LinkPeople(c.PersonWord(person), c.PersonWord(other.strip('"')), sure)


def _sure(text: str) -> tuple[str, bool]:
    """The text without the yes at its end, which a button carries."""
    before, _, last = text.strip().rpartition(" ")
    if YES_OR_NO.get(plain(last)) == "yes":
        return before.strip(), True
    return text.strip(), False


def _link(words: Words) -> c.Command:
    code, sure = _sure(words.text)
    return c.Link(code or None, sure)


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "link": _link,
    "unlink": lambda words: c.Unlink(_sure(words.text)[1]),
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something."""
    match command:
        case c.LinkPeople(sure=sure) | c.UnlinkPerson(sure=sure) | c.Unlink(sure=sure):
            return not sure
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """None: nothing of it is a form's."""
    return None
