"""Words for the closed sets: severities, channels, statuses, roles, milestones and the like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.commands import COMMANDS, SetupAct
from bot.domain.commerce import PARTY_FIELDS, PurchaseState
from bot.domain.events import EscalationKind
from bot.domain.first_line import RequestState
from bot.domain.linking import LinkAct, Way
from bot.domain.people import Face
from bot.domain.register import EntryKind
from bot.domain.ticket import Status
from bot.outgoing import Change
from bot.replies import ClockMark, Line, Mention
from bot.results import Failure, PersonView
from bot.wording.lines import listed, text
from bot.wording.messages import has
from policy import ledgers
from policy.commerce_rules import Means
from policy.decisions import ReasonCode
from policy.facts import Channel, Role, Severity, Standing
from policy.incident_rules import Outcome
from policy.rules import Action
from policy.targets import Kind, Milestone

_WHOSE = ("mine", "other")
_SETTLED = tuple(state for state in RequestState if state is not RequestState.OPEN)

FAMILIES: Mapping[str, Sequence[str]] = {
    "names.severity": tuple(Severity),
    "names.severity_means": tuple(Severity),
    "names.channel": tuple(Channel),
    "names.channel_the": tuple(Channel),
    "names.channel_by": tuple(Channel),
    "names.status": tuple(Status),
    "names.role": tuple(Role),
    "names.roles": tuple(Role),
    "names.milestone": tuple(Milestone),
    "names.milestone_a": tuple(Milestone),
    "names.milestone_the": tuple(Milestone),
    "names.milestone_none": tuple(Milestone),
    "names.milestone_clock": tuple(Milestone),
    "names.milestone_owed": tuple(Milestone),
    "names.kind": tuple(Kind),
    "names.escalation": tuple(EscalationKind),
    "names.action": tuple(Action),
    "contacts.available": _WHOSE,
    "contacts.away": _WHOSE,
    "contacts.back": _WHOSE,
    "notices.request_settled": _SETTLED,
    "error.request_settled": _SETTLED,
    "link.failed": tuple(Failure),
    "link.way": tuple(Way),
    "link.past": tuple(LinkAct),
    "link.notice": tuple(f"{act}_{whose}" for act in LinkAct for whose in _WHOSE),
    "names.language": ("en", "fr", "es"),
    "names.face": tuple(Face),
    "forms.face": tuple(Face),
    "setup.form": ("desk", "policy", "channel", "account", "people", "language"),
    "names.entry": tuple(ledgers.EntryKind),
    "names.word": ("mine", "closed", "unassigned", "breached", "today"),
    "names.mark": (ClockMark.RUNNING, ClockMark.WARNING),
    "names.means": tuple(Means),
    "names.means_by": tuple(Means),
    "names.purchase": tuple(PurchaseState),
    "commerce.pay": (*Means, "unknown", "link"),
    "forms.party": PARTY_FIELDS,
    "promises": tuple(Kind),
    "tickets.opened": tuple(Kind),
    "cards.live": tuple(Kind),
    "cards.met": tuple(Kind),
    "cards.over": tuple(Kind),
    "cards.over_done": tuple(Kind),
    "reminders.due": tuple(Kind),
    "reminders.row": tuple(Kind),
    "reminders.last": tuple(Kind),
    "reminders.breached": tuple(Kind),
    "why.head": tuple(Kind),
    "reasons": tuple(ReasonCode),
    "names.outcome": tuple(Outcome),
    "incidents.option": tuple(Outcome),
    "incidents.told": tuple(Outcome),
    "incidents.notice": tuple(Outcome),
    "incidents.fixed": tuple(EntryKind),
    "incidents.done": tuple(EntryKind),
    "tasks.todo": ("discuss", "follow_up", "kickoff"),
    "tasks.told": ("discuss",),
    "rating.star": ("1", "2", "3", "4", "5"),
    "refusals": ("outcome", "reopen"),
    "mail.unclaimed": ("unknown", "refused", "automatic"),
    "fairuse.is": tuple(Standing),
    "fairuse.suggests": tuple(Standing),
    "fairuse.customer": (*Standing, "trained"),
    "buttons.fair_use": tuple(Standing),
    "moments.at": ("day", "hour"),
    "moments.on": ("day", "hour"),
    "moments.by": ("day", "hour"),
    "moments.before": ("day", "hour"),
    "moments.since": ("day", "hour"),
    "moments.until": ("day", "hour"),
    "notices.change": tuple(Change),
    "setup.step": tuple(SetupAct),
    "setup.command": tuple(SetupAct),
    **{f"help.{spec.name}": ("usage", "example", "summary") for spec in COMMANDS},
}
"""Ids made from a set's values; every value has its word. `bot.wording.check` holds the catalogs to it."""

OPEN_FAMILIES = (
    "forms.agree",
    "names.level",
    "names.sold",
    "names.plan",
    "names.option",
    "names.what",
    "names.pause",
    "names.group",
    "names.charge",
    "durations.target",
    "deliveries.what",
    "deliveries.reason",
)
"""Names that a policy or a caller gives: those that we know have words, others are said as they are."""


def name(language: str, family: str, value: str) -> str:
    """The word for one value of a closed set, as it stands inside a sentence."""
    return text(language, f"names.{family}.{value}")


def known_name(language: str, family: str, value: str) -> str:
    """The word for a value where we have one, else the value itself."""
    msgid = f"names.{family}.{value}"
    return text(language, msgid) if has(language, msgid) else value


def heading(word: str) -> str:
    """A word as it begins a line or a label."""
    return word[:1].upper() + word[1:]


def mention(person: PersonView) -> Mention:
    """A person, to be called on."""
    return Mention(person.name, person.actor)


def names_of(language: str, people: Sequence[PersonView], last: str = "lists.and") -> Line:
    """Several people by name, without calling on them."""
    return listed(language, [(person.name,) for person in people], last)


def words_of(language: str, family: str, values: Sequence[StrEnum | str], last: str = "lists.and") -> Line:
    """Several values in words."""
    return listed(language, [(known_name(language, family, value),) for value in values], last)
