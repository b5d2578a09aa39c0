"""The facts that a decision is taken on, handed in by whoever asks."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is to an account (the first two) or to a desk (the others)."""

    COLLEAGUE = "colleague"
    AUTHORIZED = "authorized"
    AGENT = "agent"
    LEAD = "lead"
    DIRECTOR = "director"
    ADMIN = "admin"

    @property
    def is_staff(self) -> bool:
        """Whether this role works for the desk rather than for an account."""
        return self not in (Role.COLLEAGUE, Role.AUTHORIZED)


class Severity(StrEnum):
    """How bad it is, in the four steps that every policy uses."""

    CRITICAL = "critical"
    SEVERE = "severe"
    MEDIUM = "medium"
    MINOR = "minor"


class Channel(StrEnum):
    """By which way support is asked for."""

    CHAT = "chat"
    EMAIL = "email"
    PHONE = "phone"
    FORUM = "forum"
    REMOTE = "remote"
    WEB = "web"


class Standing(StrEnum):
    """Where an account stands as to fair use of support."""

    NORMAL = "normal"
    WATCHED = "watched"
    """It was warned."""
    LIMITED = "limited"
    """Its targets are best effort until training is recorded."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents) of an ISO 4217 currency."""

    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Contact:
    """An authorized contact of an account, and whether that person can be reached now.

    `back_at` is when somebody who is away will be reachable again, where that was said.
    """

    id: int
    name: str
    available: bool
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """A colleague who may do for a time what a contact may; `by` is that contact, `until` excluded."""

    id: int
    name: str
    by: int
    until: datetime


@dataclass(frozen=True, slots=True)
class ProductHeld:
    """A product of an account: bought (or rented) through the provider, or not; managed by it, or not.

    `version` is the one that the account holds, where it is known.
    """

    id: str
    bought: bool = True
    managed: bool = True
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """An account's terms as pinned; a number that is not known is None.

    `roster_limit` is the account's own bound on its authorized contacts; None leaves the policy's.
    `channels` are the account's own, fewer than its plan has; None leaves the plan's.
    `products` are those that the account has; SI-3.scope asks how it came by them. `maintenance_until` is
    the last day of its yearly maintenance; None where it has none.
    `delegates` are those of this moment; `fee` is what the desk asks of a colleague where nobody is
    available, None while it has no such price.
    """

    plan: str
    employees: int | None = None
    licences: int | None = None
    active: bool = True
    roster: tuple[Contact, ...] = ()
    roster_limit: int | None = None
    products: tuple[ProductHeld, ...] = ()
    maintenance_until: date | None = None
    standing: Standing = Standing.NORMAL
    """As to fair use, when the terms were pinned."""
    delegates: tuple[Delegate, ...] = ()
    fee: Money | None = None
    channels: tuple[Channel, ...] | None = None

    @property
    def first_line(self) -> tuple[Contact, ...]:
        """Who may be turned to within the account: its contacts, and those who stand in for one now."""
        return self.roster + tuple(Contact(each.id, each.name, available=True) for each in self.delegates)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks; `id` is None for someone whom the desk does not know."""

    id: int | None
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked for: plan, severity, channel, and the product where the policy tells them apart."""

    plan: str
    severity: Severity = Severity.MEDIUM
    channel: Channel = Channel.CHAT
    product: str | None = None
    standing: Standing = Standing.NORMAL
