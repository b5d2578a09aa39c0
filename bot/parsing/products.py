"""Words and forms about products, accounts' terms and outages, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot import commands as c
from bot.commands import ProductAct
from bot.errors import NotUnderstood
from bot.parsing.moments import read
from bot.parsing.options import check_is_name, first_word
from bot.parsing.taken_apart import Words
from bot.parsing.words import PRODUCT_ACTS, plain

_OWN = ("hours", "maintenance", "contacts", "active", "channels", "product", "version", "bought", "managed")
"""What an account may have of its own."""
_RELEASE = re.compile(r"(?P<name>.+?)\s+(?P<version>\S+)(?:\s+(?:on|le|el)\s+(?P<on>\d.*|[^\W\d]+ \d.*))?")
_START = re.compile(
    r"(?:^|\s)(?:from|since|depuis|dès|des|desde|de)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL
)
_END = re.compile(
    r"(?:^|\s)(?:until|to|till|at|jusqu['\N{RIGHT SINGLE QUOTATION MARK}](?:à|a|au)|à|a|hasta)(?=\s)",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:over|ended|terminee|finie|terminada|acabada)\b")


def _product(words: Words) -> c.Command:
    word, rest = first_word(words.text)
    act = ProductAct(PRODUCT_ACTS.get(plain(word), ProductAct.SHOW))
    if act is ProductAct.SHOW:
        named = rest if plain(word) in PRODUCT_ACTS else words.text
        return c.Products(name=named.strip('"') or None)
    mail, chat = words.options.get("mail"), words.options.get("chat")
    if act is ProductAct.ADD:
        return c.Products(act, rest.strip().strip('"') or None, mail=mail, chat=chat)
    found = _RELEASE.fullmatch(rest)
    if found is None:
        raise NotUnderstood("error.missing", verb="product", what="version")
    return c.Products(act, found["name"].strip('"'), found["version"].strip('"'), found["on"])


def _account(words: Words) -> c.Command:
    check_is_name(words.text, "account", ("plan", "employees", "licences", *_OWN))
    return c.Accounts(words.text.strip().strip('"') or None, tuple(sorted(words.options.items())))


def _outage(words: Words) -> c.Command:
    text = words.text.strip()
    over = _OVER.search(plain(text))
    start, end = _span(_without_over(text))
    if text and start is None and end is None and over is None:
        raise NotUnderstood("error.missing", verb="outage", what="times")
    product = words.options.get("product")
    return c.DeclareOutage(words.ticket, start, end, over is not None, product)


def _without_over(text: str) -> str:
    return " ".join(word for word in text.split() if not _OVER.fullmatch(plain(word.strip(".,"))))


def _span(text: str) -> tuple[str | None, str | None]:
    """The words of when it began and of when it ended, wherever both read as moments."""
    begun = _START.search(text)
    rest = text if begun is None else begun["rest"]
    for end in _END.finditer(rest):
        first, last = rest[: end.start()].strip(), rest[end.end() :].strip()
        if read(last) is not None and (read(first) is not None if begun else not first):
            return (first if begun else None), last
    return (rest if begun else None), None


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "product": _product,
    "account": _account,
    "outage": _outage,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.Products(act=ProductAct.SHOW) | c.Accounts(values=()):
            return True
        case c.DeclareOutage(start=None, end=None, over=False):
            return True
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """The command with a form's fields laid over it; None for another's."""
    return None
