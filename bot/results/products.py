"""What the use cases about products, accounts' terms and outages answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.commands import ProductAct
from bot.results.views import ProductView
from policy.availability import Availability
from policy.decisions import Reason
from policy.facts import Channel, ProductHeld
from policy.releases import Standing


@dataclass(frozen=True, slots=True)
class Published:
    """The share of time that the policy says was up, in percent, of which year, and by which clause."""

    percent: Decimal
    year: int
    clause: str


@dataclass(frozen=True, slots=True)
class ProductTold:
    """One product: its versions as they stand today, newest first, and how available it was by month."""

    product: ProductView
    versions: tuple[Standing, ...] = ()
    held: ProductHeld | None = None
    """As the asker's account has it."""
    months: tuple[Availability, ...] = ()
    down_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProductsTold:
    """The desk's products, or one of them, after `act`. `version` is what was released."""

    act: ProductAct
    desk: str
    zone: str
    today: date
    products: tuple[ProductTold, ...]
    one: bool = False
    version: str | None = None
    published: Published | None = None
    clauses: tuple[str, ...] = ()
    """Of versions: how long they are supported, and when they are withdrawn."""
    admin: bool = False


@dataclass(frozen=True, slots=True)
class AccountTold:
    """One account's terms."""

    name: str
    plan: str
    employees: int | None
    licences: int | None
    active: bool
    hours: str | None
    maintenance_until: date | None
    limit: int | None
    named: int
    products: tuple[tuple[str, ProductHeld], ...]
    """By name."""
    channels: tuple[Channel, ...] | None = None
    """Its own, where it has fewer than its plan."""


@dataclass(frozen=True, slots=True)
class AccountsTold:
    """The desk's accounts with their plans, or the terms of one; `changed` where they were just set."""

    desk: str
    zone: str
    accounts: tuple[tuple[str, str], ...]
    account: AccountTold | None = None
    changed: bool = False
    flagged: tuple[Reason, ...] = ()
    """What the account no longer meets; nothing is taken from it."""
    hours_clause: str | None = None


@dataclass(frozen=True, slots=True)
class OutageTold:
    """What is declared of a ticket's outage; `before` what was, where it was corrected. None: nothing yet."""

    ticket: int
    zone: str
    product: str | None
    outage: tuple[datetime, datetime | None] | None
    before: tuple[datetime, datetime | None] | None = None
    month: Availability | None = None
    published: Published | None = None
