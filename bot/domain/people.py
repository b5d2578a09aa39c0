"""Desks, accounts, people, what they are to each other, and the places where they meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import AccountId, DeskId, PersonId, PlaceId
from bot.requests import Actor, Shut
from policy.facts import Channel, Role


@dataclass(frozen=True, slots=True)
class Desk:
    """The provider's support desk: the border that no query crosses. `language` is its places'."""

    id: DeskId
    name: str
    policy_id: str
    language: str
    reminders_an_hour: int = 20
    """Posts of reminders that its channel takes in an hour; the rest waits for the digest."""


@dataclass(frozen=True, slots=True)
class Account:
    """The organisation holding the contract with a desk.

    `hours` are its own beside the policy's ("mon-fri 07:00-21:00"), `maintenance_until` the last day of its
    yearly maintenance; None where it has none.
    """

    id: AccountId
    desk_id: DeskId
    name: str
    plan: str
    employees: int | None = None
    licences: int | None = None
    active: bool = True
    roster_limit: int | None = None
    hours: str | None = None
    maintenance_until: date | None = None
    channels: tuple[Channel, ...] | None = None
    """Its own, where it has fewer than its plan."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, on one or more platforms. `language` and `zone` are None until known."""

    id: PersonId
    name: str
    language: str | None = None
    zone: str | None = None
    email: str | None = None
    chose_language: bool = False
    """The language is their own choice: what the platform says of their locale changes it no more."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What a person is to a desk. `account_id` is None for the desk's own people.

    `available` is what was last said; `away_until` is when somebody who is away comes back, None until they
    say so. Ask `is_available`.
    """

    person_id: PersonId
    desk_id: DeskId
    account_id: AccountId | None
    role: Role
    available: bool = True
    away_until: datetime | None = None

    def is_available(self, now: datetime) -> bool:
        """Whether the person can be reached: an absence ends by itself at the instant that was given."""
        return self.available or (self.away_until is not None and now >= self.away_until)

    def back_at(self, now: datetime) -> datetime | None:
        """When the absence of somebody who is away now will end, where that was said."""
        return None if self.is_available(now) else self.away_until


@dataclass(frozen=True, slots=True)
class Member:
    """Who is asking: a person with the membership that counts here."""

    person: Person
    membership: Membership
    account: Account | None
    actor: Actor | None = None
    address: str | None = None
    address_at: datetime | None = None
    """The e-mail address that the platform of that identity vouches for, folded, and when it last did."""

    @property
    def is_staff(self) -> bool:
        """Whether the person works for the desk."""
        return self.membership.account_id is None and self.membership.role in {
            Role.AGENT,
            Role.LEAD,
            Role.DIRECTOR,
            Role.ADMIN,
        }


class Face(StrEnum):
    """Which side of the window a place, a thread or a card is on."""

    DESK = "desk"
    """Agents work there; internal by default."""
    CUSTOMER = "customer"
    """One account's; public by default."""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation of a platform that belongs to a desk."""

    id: PlaceId
    desk_id: DeskId
    platform: str
    tenant: str
    conversation: str
    face: Face
    account_id: AccountId | None = None
    name: str | None = None
    shut: Shut | None = None
    """Why the desk cannot post there just now."""
