"""What the use cases about the desk itself answer: why, when, plan, policy, people, help, setup, home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.commands import PeopleAct, SetupAct
from bot.domain.people import Face
from bot.results.contacts import DelegateView
from bot.results.views import ClockView, PersonView, ProductView, PromiseView, TicketView
from policy.clocks import Explanation
from policy.decisions import Decision, Reason
from policy.documents import Clause
from policy.entitlements import ChannelOffer
from policy.facts import Channel, Severity
from policy.texts import Translated


@dataclass(frozen=True, slots=True)
class WhyTold:
    """Every deadline of the ticket, explained."""

    ticket: TicketView
    explanations: tuple[tuple[ClockView, Explanation], ...]
    every: bool


@dataclass(frozen=True, slots=True)
class WhenTold:
    """What would be promised now: a row a severity (or channel)."""

    desk: str
    plan: str
    zone: str
    received_at: datetime
    rows: tuple[tuple[Severity, Channel, Decision, tuple[PromiseView, ...]], ...]
    next_opening: datetime | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The document that holds the full conditions, by which clause; `link` where an admin has set it."""

    title: Translated
    clause: str
    link: str | None


@dataclass(frozen=True, slots=True)
class PlanTold:
    """An account's plan as the policy has it."""

    desk: str
    account: str
    plan: str
    active: bool
    offers: tuple[ChannelOffer, ...]
    targets: tuple[tuple[Severity, tuple[PromiseView, ...]], ...]
    contacts: tuple[PersonView, ...]
    roster_limit: int | None
    employees: int | None
    licences: int | None
    policy: str
    policy_version: str
    zone: str
    hours: tuple[tuple[str, str], ...]
    """Opening hours: days ("mon-fri") and times ("08:00-20:00"), neutral."""
    flagged: tuple[Reason, ...] = ()
    """Why the account no longer meets what its plan asks."""
    ended: tuple[Reason, ...] = ()
    """What a cancelled subscription still allows, and from when it may begin again."""
    agreement: AgreementView | None = None
    products: tuple[ProductView, ...] = ()
    """With the addresses at which support for each is asked for."""
    delegates: tuple[DelegateView, ...] = ()
    """Who stands in for a contact now."""
    clause: Clause | None = None
    """What the policy says of the plan itself."""
    limited_by: str | None = None
    """The clause by which its targets are only best effort."""
    warned_by: str | None = None
    """The clause by which it was warned."""


@dataclass(frozen=True, slots=True)
class PolicyTold:
    """The policy's clauses (all, or the one asked for)."""

    desk: str
    policy: str
    policy_version: str
    effective_on: date
    clauses: tuple[Clause, ...]
    one: bool
    agreement: AgreementView | None = None


@dataclass(frozen=True, slots=True)
class PeopleTold:
    """An account's people, or one whose standing changed."""

    act: PeopleAct
    account: str
    desk: str
    people: tuple[PersonView, ...]
    limit: int | None
    person: PersonView | None = None
    reasons: tuple[Reason, ...] = ()
    delegates: tuple[DelegateView, ...] = ()
    zone: str = "UTC"
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class HelpTold:
    """The verbs that this person may use, or one of them."""

    verbs: tuple[str, ...]
    one: str | None
    desk: str | None


@dataclass(frozen=True, slots=True)
class SetupTold:
    """The desk as it is set up, after `act`. `missing` names the next steps by act."""

    act: SetupAct
    desk: str
    policy: str
    language: str
    places: tuple[tuple[str, Face, str | None], ...]
    accounts: tuple[tuple[str, str], ...]
    people: tuple[PersonView, ...]
    missing: tuple[SetupAct, ...]
    policies: tuple[tuple[str, str], ...] = ()
    """The policies there are: id and title."""
    detail: Mapping[str, str] = field(default_factory=dict)
    flagged: tuple[Reason, ...] = ()
    """Why the account no longer meets what its plan asks; it keeps the plan all the same."""
    plan: str = ""
    """A plan of the policy, for an example."""
    shut: tuple[str, ...] = ()
    """Places in which the desk cannot post just now."""
    unasked: tuple[str, ...] = ()
    """Accounts for which nobody is an authorized contact yet."""
    exclusions: tuple[tuple[str, str], ...] = ()
    """What the desk's support leaves out by its own list: id and title."""


@dataclass(frozen=True, slots=True)
class WhichDesk:
    """Several desks could be meant."""

    desks: tuple[str, ...]
