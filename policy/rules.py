"""The closed set of rules that a policy may hold; each names the clause that it puts in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from policy.commerce_rules import (
    CancelRule,
    InvoiceRule,
    KickoffRule,
    OfferRule,
    PaymentRule,
    ReturnRule,
)
from policy.contact_rules import DelegationRule, SentOnRule, ServedRule
from policy.facts import Channel, Role, Severity
from policy.fair_use_rule import FairUseRule
from policy.incident_rules import (
    AcrossRule,
    ClosingRule,
    Duty,
    FollowUpRule,
    Outcome,
    OutcomeRule,
    TransparencyRule,
)
from policy.intake_rules import IntakeRules
from policy.ledger_rules import LedgerRule
from policy.mailbox_rules import MailboxRule
from policy.people_rules import ActiveRule, FeeRule, ForbidRule, PermitRule, RosterRule
from policy.product_rules import ExtendedRule, MaintenanceRule, RetiredRule, UptimeRule, VersionsRule
from policy.publishing_rules import LanguagesRule, RevisionRule
from policy.rule_parts import ALWAYS, Action, Condition, Kind, Milestone, Step, Tell, WhileClosed
from policy.scope_rules import ScopeRules
from policy.texts import Translated
from policy.units import Duration
from policy.windows import Window

__all__ = [
    "ALWAYS",
    "NAMING",
    "AcrossRule",
    "Action",
    "ActiveRule",
    "BreachRule",
    "CalendarRule",
    "ClosingRule",
    "Condition",
    "DelegationRule",
    "Duty",
    "ExtendedRule",
    "FairUseRule",
    "FeeRule",
    "FollowUpRule",
    "ForbidRule",
    "HolidayRule",
    "Kind",
    "LanguagesRule",
    "LevelRule",
    "LicencesRule",
    "MailboxRule",
    "MaintenanceRule",
    "Milestone",
    "Outcome",
    "OutcomeRule",
    "PermitRule",
    "PlanRule",
    "RankRule",
    "RefuseRule",
    "RetiredRule",
    "RevisionRule",
    "RosterRule",
    "Rule",
    "SentOnRule",
    "ServeRule",
    "ServedRule",
    "SeverityRule",
    "Step",
    "TargetRule",
    "Tell",
    "TransparencyRule",
    "UptimeRule",
    "VersionsRule",
    "WhileClosed",
]


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """Which public holidays close a calendar, as python-holidays names them."""

    country: str
    subdivision: str | None
    categories: tuple[str, ...]
    clause: str
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """Opening hours: local windows of the seven days, Monday first, and exceptions by date."""

    id: str
    clause: str
    title: Translated
    zone: str
    week: tuple[tuple[Window, ...], ...]
    holidays: HolidayRule | None = None
    closed: Mapping[date, str] = field(default_factory=dict)
    extra: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    assumed: str | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """A severity and what it means under this policy."""

    clause: str
    severity: Severity
    means: Translated
    assumed: str | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class PlanRule:
    """A plan of the policy and what it is called."""

    clause: str
    plan: str
    title: Translated
    assumed: str | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class RankRule:
    """Where the tickets of some plans or severities stand in the queue; 1 is served first."""

    clause: str
    rank: int
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class LicencesRule:
    """Plans that are open to accounts with at least so many licences."""

    clause: str
    at_least: int
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class ServeRule:
    """Channels through which support is given, and what they do while closed."""

    clause: str
    channels: tuple[Channel, ...]
    while_closed: WhileClosed = WhileClosed.ACCEPT
    calendar: str | None = None
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class RefuseRule:
    """Channels through which support is not given; None is every channel that no rule serves."""

    clause: str
    channels: tuple[Channel, ...] | None
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class TargetRule:
    """A time promised for a milestone, on a calendar; with its own steps or the default.

    `also` are further clauses that shape the promise, such as the one that says when time starts.
    """

    clause: str
    milestone: Milestone
    kind: Kind
    target: Duration
    calendar: str
    pauses: bool = True
    steps: tuple[Step, ...] | None = None
    also: tuple[str, ...] = ()
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One rung of the escalation ladder, in the order of the document, and who stands on it.

    `in_turn`: asked for by name, it is reached only from the rung below it.
    """

    clause: str
    level: str
    role: Role
    in_turn: bool = False
    when: Condition = ALWAYS
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class BreachRule:
    """To which level the breach of a milestone goes by itself, once, with a task to do there.

    `task` is what to do there, None where there is nothing.
    """

    clause: str
    milestone: Milestone
    level: str
    task: Duty | None = None
    when: Condition = ALWAYS
    assumed: str | None = None


Rule = (
    PlanRule
    | SeverityRule
    | RankRule
    | LicencesRule
    | ServeRule
    | RefuseRule
    | PermitRule
    | ForbidRule
    | RosterRule
    | FeeRule
    | ActiveRule
    | TargetRule
    | LevelRule
    | BreachRule
    # ledger
    | LedgerRule
    # commerce
    | OfferRule
    | PaymentRule
    | InvoiceRule
    | KickoffRule
    | CancelRule
    | ReturnRule
    # intake
    | IntakeRules
    # contacts
    | DelegationRule
    | ServedRule
    | SentOnRule
    # scope
    | ScopeRules
    # incidents
    | OutcomeRule
    | FollowUpRule
    | ClosingRule
    | TransparencyRule
    | AcrossRule
    # products
    | VersionsRule
    | RetiredRule
    | MaintenanceRule
    | ExtendedRule
    | UptimeRule
    # mail
    | MailboxRule
    # fairness
    | RevisionRule
    | LanguagesRule
    | FairUseRule
)

NAMING = (PlanRule, SeverityRule)
"""Kinds that name something without deciding anything: they put no clause in force."""
