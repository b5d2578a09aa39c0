"""Words and forms about what a ticket needs before it is worked on, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.numbers import whole
from bot.parsing.options import first_word
from bot.parsing.taken_apart import Words, choice, head
from bot.parsing.words import ARTICLE_ACTS, YES_OR_NO

_FACTS = re.compile(r"(?<!\S)(?:facts|précisions|detalles)[ \xa0]?:[ \t]*(?=\S)", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S*")
_FIELD = "fact_"
"""Begins the id of a form's field for a fact that the policy asks for beside what happens."""


def subject_and_facts(text: str) -> tuple[str, str]:
    """What follows `open`: the subject, then the facts on further lines or after "facts:"."""
    marker = _FACTS.search(text)
    line = text.find("\n")
    if marker is None or 0 <= line < marker.start():
        subject, _, facts = text.partition("\n")
        return subject.strip(), facts.strip()
    return text[: marker.start()].strip(), text[marker.end() :].strip().strip('"').strip()


def agreed(words: Words) -> tuple[str, ...]:
    """What was said yes to: by a button's own `agreed`, or in words that a person types."""
    names = [name for name in words.options.get("agreed", "").split(",") if name]
    if _yes("documentation", words.options.get("documentation")):
        names.append("documentation")
    return tuple(names)


def remote(words: Words) -> bool | None:
    """The option `consent`: whether the desk may reach the device; None where it was not answered."""
    return _yes("consent", words.options.get("consent"))


def answered(given: str | None, before: bool | None) -> bool | None:  # noqa: FBT001  what a form said
    """A form's yes or no, else what was known before."""
    return before if not given else _yes("consent", given)


def details(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A form's facts by field, without those that were left empty."""
    return tuple(
        (name.removeprefix(_FIELD), value)
        for name, value in given.items()
        if name.startswith(_FIELD) and value
    )


def _consent(words: Words) -> c.Command:
    word, _ = first_word(words.text)
    return c.Consent(words.ticket, _yes("consent", word or None))


def _yes(option: str, written: str | None) -> bool | None:
    return None if written is None else choice(option, written, YES_OR_NO) == "yes"


def _article(words: Words) -> c.Command:
    """`add TITLE LINK KEYWORDS`: the address tells the title before it from the keywords behind."""
    word, rest = head(words.text)
    act = c.ArticleAct(choice("article", word, ARTICLE_ACTS)) if word else c.ArticleAct.LIST
    if act is c.ArticleAct.REMOVE:
        number = whole(rest)
        if number is None:
            raise NotUnderstood("error.bad_number", value=rest, example="3")
        return c.Articles(act, id=number)
    if act is c.ArticleAct.LIST:
        return c.Articles(act)
    address = _ADDRESS.search(rest)
    if address is None:
        return c.Articles(act, title=rest.strip().strip('"') or None)
    title, keywords = rest[: address.start()].strip().strip('"'), rest[address.end() :].strip()
    return c.Articles(act, title.strip() or None, address[0], keywords or None)


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "facts": lambda words: c.GiveFacts(words.ticket, words.text_or_none),
    "consent": _consent,
    "article": _article,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.GiveFacts(text=None, details=()) | c.Consent(allowed=None):
            return True
        case c.Articles(act=c.ArticleAct.LIST) | c.Articles(act=c.ArticleAct.ADD, url=None):
            return True
        case c.Articles(act=c.ArticleAct.ADD, title=None):
            return True
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:
    """The command with a form's fields laid over it; None for another's."""
    match command:
        case c.GiveFacts():
            text = given.get("text") or command.text
            return replace(command, text=text, details=details(given), sure=sure)
        case c.Consent():
            return replace(command, allowed=answered(given.get("remote"), command.allowed))
        case c.Articles(act=c.ArticleAct.ADD):
            return replace(
                command,
                title=given.get("title") or command.title,
                url=given.get("url") or command.url,
                keywords=given.get("keywords") or command.keywords,
            )
        case _:
            return None
