"""Verbs about the desk itself and an account's people, once understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.commands.words import PersonWord


class PeopleAct(StrEnum):
    """What to do with an account's people."""

    LIST = "list"
    AUTHORIZE = "authorize"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class People:
    """An account's people: who may ask. Staff name the account."""

    act: PeopleAct = PeopleAct.LIST
    person: PersonWord | None = None
    account: str | None = None


class SetupAct(StrEnum):
    """What to set up."""

    SHOW = "show"
    DESK = "desk"
    """Create a desk: name and policy."""
    POLICY = "policy"
    CHANNEL = "channel"
    """This place is the desk's own, or a customer's."""
    ACCOUNT = "account"
    PEOPLE = "people"
    """Give a person a role: agent, lead, director, admin, or authorized/colleague of an account."""
    LANGUAGE = "language"
    ORGANISATION = "organisation"
    """People of another organisation are an account's: in its places they are colleagues."""
    # scope
    EXCLUSION = "exclusion"
    """Add to what the desk's support leaves out, or take from it."""
    AGREEMENT = "agreement"
    """Where the full conditions stand."""
    PRICE = "price"
    """What something costs: code, amount, currency."""
    TAX = "tax"
    """A tax on what is sold: name, rate in percent, inclusive or exclusive."""
    SELLER = "seller"
    """The desk as its invoices name it, and how it is paid."""
    BUYER = "buyer"
    """An account as its invoices name it."""
    REMINDERS = "reminders"
    """How many posts of reminders the desk's channel takes in an hour."""
    LINK = "link"
    """Whose word on addresses at a domain is believed: people are linked by them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Set the desk up. `values` are the options as written, by their canonical names."""

    act: SetupAct = SetupAct.SHOW
    name: str | None = None
    person: PersonWord | None = None
    values: tuple[tuple[str, str], ...] = ()
