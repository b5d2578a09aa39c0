"""What steps of setting up ask for, where they are called without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.commands import PeopleAct, SetupAct
from bot.requests import Actor


@dataclass(frozen=True, slots=True)
class SetupForm:
    """A step of setting up, as a form. `values` are what was given already, by option."""

    act: SetupAct
    desk: str
    values: Mapping[str, str]
    policies: tuple[tuple[str, str], ...] = ()
    """The policies there are: id and title."""
    plans: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    language: str = "en"
    person: Actor | None = None


@dataclass(frozen=True, slots=True)
class PeopleForm:
    """Whom to name an authorized contact, or to take off them."""

    act: PeopleAct
    desk: str
    account: str | None
    accounts: tuple[str, ...]
    """To choose from; empty for an account's own people."""
