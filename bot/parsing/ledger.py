"""Words and forms about tickets and minutes, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.numbers import whole
from bot.parsing.taken_apart import Words, head, page
from bot.parsing.words import CREDIT_ACTS, EVERY, plain
from policy.ledgers import Unit

MOST_MINUTES = 24 * 60
"""Of one entry: a whole day."""
MOST_UNITS = 10_000
"""Of one correction."""

_MINUTES = re.compile(
    r"(?P<n>\d{1,5})(?:(?: ?(?:m|mn|min|mins|minutes?|minutos?))(?![^\W\d_])|(?=\s|$))[.,:]?"
)
_HOURS = re.compile(r"(?P<h>\d{1,3}) ?h(?: ?(?P<m>\d{1,2}))?(?: ?(?:m|mn|min))?(?![^\s.,:])[.,:]?")
_CREDIT = re.compile(
    r'(?:"(?P<quoted>[^"]+)"|(?P<bare>.+?))\s+(?P<unit>tickets?|billets?|minutes?|minutos?):\s*'
    r"(?P<sign>[+\-\u2212])?(?P<n>\d{1,7})(?:\s+(?P<reason>.+))?",
    re.DOTALL | re.IGNORECASE,
)
_BILLED = frozenset(map(plain, ("billed", "facturé", "facturable", "facturado")))
_ANOTHER = frozenset(map(plain, ("another", "autre", "otro")))


def _log(words: Words) -> c.Command:
    if plain(words.text) in _ANOTHER:
        return c.Log(words.ticket, another=True)
    first, rest = head(words.text)
    billed = plain(first) in _BILLED
    minutes, text = _span(rest if billed else words.text)
    after, rest = head(text)
    if minutes is not None and not billed and plain(after.rstrip(".,:")) in _BILLED:
        billed, text = True, rest
    return c.Log(words.ticket, minutes, text or None, billed=billed)


def _span(written: str) -> tuple[int | None, str]:
    """The minutes that a text begins with ("12m", "1h30", "45 min"), and the rest."""
    if found := _HOURS.match(written):
        minutes = 60 * int(found["h"]) + int(found["m"] or 0)
    elif found := _MINUTES.match(written):
        minutes = int(found["n"])
    else:
        return None, written
    return _in_a_day(minutes, found[0]), written[found.end() :].strip()


def _in_a_day(minutes: int, written: str) -> int:
    if not 0 < minutes <= MOST_MINUTES:
        raise NotUnderstood("error.bad_number", value=written.strip(), example="12")
    return minutes


def _usage(words: Words) -> c.Command:
    full = plain(words.text) in EVERY
    named = words.options.get("account") or (None if full else words.text.strip('"') or None)
    return c.Usage(named, full, page(words))


def _credit(words: Words) -> c.Command:
    word, rest = head(words.text)
    act = CREDIT_ACTS.get(plain(word))
    if act in {c.CreditAct.CONFIRM, c.CreditAct.DECLINE} and (number := whole(rest)) is not None:
        return c.Credit(c.CreditAct(act), number=number)
    if not words.text or act == c.CreditAct.LIST:
        return c.Credit()
    found = _CREDIT.fullmatch(words.text)
    if found is None:
        raise NotUnderstood("error.missing", verb="credit", what="amount")
    amount = int(found["n"])
    if not 0 < amount <= MOST_UNITS:
        raise NotUnderstood("error.bad_number", value=found["n"], example="3")
    person = words.options.get("requester")
    return c.Credit(
        c.CreditAct.PROPOSE,
        (found["quoted"] or found["bare"]).strip(),
        Unit.MINUTE if plain(found["unit"]).startswith("minut") else Unit.TICKET,
        -amount if found["sign"] in {"-", "\N{MINUS SIGN}"} else amount,
        found["reason"],
        None if person is None else c.PersonWord(person),
    )


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "log": _log,
    "split": lambda words: c.Split(words.ticket, words.text_or_none),
    "usage": _usage,
    "credit": _credit,
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.Usage() | c.Credit(act=c.CreditAct.LIST) | c.Log(minutes=None, another=False):
            return True
        case c.Split(subject=None):
            return True
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """The command with a form's fields laid over it; None for another's."""
    match command:
        case c.Log(another=False):
            written = given.get("minutes", "")
            minutes, _ = _span(written) if written else (command.minutes, "")
            if written and minutes is None:
                raise NotUnderstood("error.bad_number", value=written, example="12")
            billed = command.billed or given.get("billed") == "yes"
            return replace(command, minutes=minutes, text=given.get("text") or command.text, billed=billed)
        case c.Split():
            return replace(command, subject=given.get("subject") or command.subject)
        case _:
            return None
