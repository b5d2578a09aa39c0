"""Words and forms about purchases, payments and subscriptions, to typed commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.domain.commerce import PARTY_FIELDS
from bot.errors import NotUnderstood
from bot.parsing.numbers import MARK
from bot.parsing.taken_apart import Words, head
from bot.parsing.words import joined, one_of, plain
from policy.commerce_rules import Means

SOLD = {
    "ticket": "ticket tickets unité unite single sencillo suelto",
    "pack20": "pack paquet paquete packs lot",
    "block": "block bloc bloque hours heures horas hourly horaire",
    "subscription": "subscription subscribe abonnement suscripción suscripcion",
}
"""Ways to write what the shipped policies sell; another policy's codes are written as they are."""
PAID_BY = {
    Means.PAYPAL: "paypal",
    Means.TRANSFER: "transfer wire virement transferencia",
    Means.CHEQUE: "cheque chèque check talón",
}
_BETWEEN = frozenset({"by", "par", "por", "con", "avec", "with", "a", "un", "une", "una", "de", "of", "x"})
_NUMBER = re.compile(rf"(?:{MARK}|G\d+-)?(\d{{1,9}})(?!\S)", re.IGNORECASE)
_DIGITS = 3


def _index(words: Mapping[str, str]) -> dict[str, str]:
    return {plain(way): neutral for neutral, ways in words.items() for way in (neutral, *ways.split())}


_SOLD, _PAID_BY = _index(SOLD), _index({str(means): ways for means, ways in PAID_BY.items()})


def _buy(words: Words) -> c.Command:
    """`buy`, `buy pack20 by transfer`, `acheter 3 tickets par chèque`."""
    bought = c.Buy()
    for word in words.text.split():
        said = plain(word.strip('",.'))
        if said in _PAID_BY:
            bought = replace(bought, means=Means(_PAID_BY[said]))
        elif said.isdecimal() and len(said) <= _DIGITS:
            bought = replace(bought, quantity=max(int(said), 1))
        elif said and said not in _BETWEEN:
            bought = replace(bought, what=_SOLD.get(said, said))
    return bought


def _payment(words: Words) -> c.Command:
    match = _NUMBER.match(words.text)
    if match is None:
        if words.text:
            raise NotUnderstood("error.bad_number", value=head(words.text)[0], example="3")
        return c.Payment()
    return c.Payment(int(match[1]), words.text[match.end() :].strip() or None)


READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "buy": _buy,
    "invoices": lambda _: c.Invoices(),
    "payment": _payment,
    "cancel": lambda _: c.Cancel(),
    "kickoff": lambda words: c.KickOff(words.options.get("account") or words.text.strip('"') or None),
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    match command:
        case c.Buy(what=what, means=means):
            return what is None or means is None
        case c.Payment(sure=sure) | c.Cancel(sure=sure):
            return not sure
        case c.KickOff(contact=contact, environment=environment):
            return contact is None and environment is None
        case c.Setup(act=c.SetupAct.SELLER | c.SetupAct.BUYER, values=values):
            return not any(key in PARTY_FIELDS for key, _ in values)
        case c.Setup(act=c.SetupAct.PRICE | c.SetupAct.TAX, name=None):
            return True
        case c.Invoices():
            return True
        case _:
            return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:
    """The command with a form's fields laid over it; None for another's."""
    match command:
        case c.Buy():
            means, quantity = given.get("means"), given.get("quantity", "")
            if quantity and not (quantity.isdecimal() and len(quantity) <= _DIGITS and int(quantity)):
                raise NotUnderstood("error.bad_number", value=quantity, example="1")
            if means and means not in _PAID_BY:
                raise NotUnderstood(
                    "error.bad_value", option="means", value=means, valid=joined(one_of(_PAID_BY))
                )
            return replace(
                command,
                what=given.get("what") or command.what,
                means=Means(means) if means else command.means,
                quantity=int(quantity) if quantity else command.quantity,
            )
        case c.Payment():
            return replace(command, reference=given.get("reference") or command.reference, sure=sure)
        case c.Cancel():
            return replace(command, sure=sure)
        case c.KickOff() if sure:
            return replace(
                command, contact=given.get("contact", ""), environment=given.get("environment", "")
            )
        case c.KickOff() | c.Invoices():
            return command
        case _:
            return None


def party_given(given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form about a seller or a buyer."""
    return {key: given[key] for key in PARTY_FIELDS if key in given}
