"""The desk's price list, its taxes, and how its invoices name seller and buyers; by an admin."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from decimal import Decimal

from bot.commands import Setup, SetupAct
from bot.domain.commerce import Party, Seller, Tax
from bot.domain.currencies import NoAmount, is_currency, minor
from bot.domain.money import Price
from bot.errors import NotUnderstood
from bot.outgoing import Kept, KeptNotice
from bot.results import PartyForm, PartyKept, PricesTold
from bot.usecases.asking import Asking
from bot.usecases.purchases import kept
from policy import subscriptions

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,3})?)\s*%?")
_LIMIT = 1000


def selling(command: Setup, asking: Asking) -> PricesTold | PartyForm | PartyKept:
    """One step of setting up what is sold."""
    values = dict(command.values)
    match command.act:
        case SetupAct.PRICE:
            return _price(command.name, values, asking)
        case SetupAct.TAX:
            return _tax(command.name, values.get("rest", ""), asking)
        case SetupAct.SELLER:
            return _seller(values, asking)
        case _:
            return _buyer(values, asking)


def _price(code: str | None, values: dict[str, str], asking: Asking) -> PricesTold:
    if code is None:
        return _told(asking)
    written = values.get("rest", "")
    amount, _, currency = written.strip().rpartition(" ")
    code, currency = code.lower(), currency.upper()
    if not _CODE.fullmatch(code):
        raise NotUnderstood("error.bad_price", value=f"{code} {written}".strip())
    if not is_currency(currency):
        raise NotUnderstood("error.bad_price", value=f"{code} {written}".strip())
    others = {price.currency for price in asking.uow.prices.of_desk(asking.desk.id) if price.code != code}
    if others - {currency}:
        raise NotUnderstood("error.one_currency", value=currency, valid=", ".join(sorted(others)))
    try:
        price = Price(asking.desk.id, code, values.get("title", ""), minor(amount, currency), currency)
    except NoAmount:
        raise NotUnderstood("error.bad_price", value=f"{code} {written}".strip()) from None
    asking.uow.prices.put(price)
    return _told(asking, code)


def _tax(name: str | None, written: str, asking: Asking) -> PricesTold:
    if name is None:
        return _told(asking)
    rate_word, _, kind = written.strip().rpartition(" ")
    inclusive = _KINDS.get(kind.lower().strip())
    rate = _RATE.fullmatch(rate_word.strip())
    if rate is None or inclusive is None:
        raise NotUnderstood("error.bad_tax", value=f"{name} {written}".strip())
    thousandths = Decimal(rate[1].replace(",", ".")) * 1000
    known = asking.uow.parties.taxes(asking.desk.id)
    if any(tax.inclusive is not inclusive for tax in known if tax.name != name):
        raise NotUnderstood("error.one_kind_of_tax", value=name)
    asking.uow.parties.put_tax(Tax(asking.desk.id, name, int(thousandths), inclusive))
    return _told(asking, name)


_KINDS = {
    "inclusive": True,
    "included": True,
    "inclus": True,
    "incluse": True,
    "comprise": True,
    "incluido": True,
    "exclusive": False,
    "excluded": False,
    "exclus": False,
    "exclue": False,
    "excluido": False,
    "aparte": False,
}


def _told(asking: Asking, changed: str | None = None) -> PricesTold:
    prices = asking.uow.prices.of_desk(asking.desk.id)
    priced = {price.code for price in prices}
    offers = subscriptions.offers(asking.version().document, None, asking.now)
    missing = tuple(offer.code for offer in offers if offer.code not in priced)
    taxes = asking.uow.parties.taxes(asking.desk.id)
    return PricesTold(asking.desk.name, prices, taxes, missing, changed)


def _seller(values: dict[str, str], asking: Asking) -> PartyForm | PartyKept:
    known = asking.uow.parties.seller(asking.desk.id)
    given = {key: value.strip()[:_LIMIT] for key, value in values.items()}
    if not given:
        party = known.party if known.party.name else replace(known.party, name=asking.desk.name)
        return PartyForm(None, party, known)
    party = _party(given, known.party)
    ways = ("bank", "cheque", "paypal", "footer")
    seller = replace(Seller(party), **{key: given.get(key, getattr(known, key)) for key in ways})
    if seller.paypal and not re.fullmatch(r"https://[^\s<>|\"]{4,300}", seller.paypal):
        return PartyForm(None, party, seller, wrong="paypal")
    asking.uow.parties.put_seller(asking.desk.id, seller)
    kept(asking, KeptNotice(Kept.SELLER, party.name, "", ""))
    return PartyKept(None, party)


def _buyer(values: dict[str, str], asking: Asking) -> PartyForm | PartyKept:
    account = asking.account(values.pop("account", None), "setup")
    known = asking.uow.parties.buyer(account)
    if not values:
        return PartyForm(account.name, known)
    party = _party({key: value.strip()[:_LIMIT] for key, value in values.items()}, known)
    asking.uow.parties.put_buyer(account, party)
    kept(asking, KeptNotice(Kept.BUYER, party.name, account.name, ""))
    return PartyKept(account.name, party)


def _party(given: dict[str, str], known: Party) -> Party:
    named = ("name", "address", "tax_id", "registration", "email")
    return Party(**{**asdict(known), **{key: given[key] for key in named if key in given}})
