"""May this person ask for this, on this plan, through this channel, now?"""

from datetime import datetime

from policy.channels import ChannelOffer, channels, may_use_channel
from policy.conditions import holds_for_account
from policy.deciding import together
from policy.decisions import Allowed, Decision, Denied, Fact, Reason, ReasonCode
from policy.documents import Citation, PolicyDocument
from policy.escalations import ladder
from policy.facts import Asker, Case, Terms
from policy.people import may_act
from policy.resolving import Calendars
from policy.rules import Action, LicencesRule, PlanRule, RosterRule

__all__ = [
    "ChannelOffer",
    "channels",
    "may_authorize",
    "may_escalate",
    "may_hold_plan",
    "may_open",
    "may_use_channel",
]


def may_open(
    document: PolicyDocument,
    calendars: Calendars,
    asker: Asker,
    terms: Terms,
    case: Case,
    now: datetime,
) -> Decision:
    """May this person open a ticket for the account, through the case's channel, now.

    Every determining clause is given: where both the person and the channel are refused, both say
    why, and no time is named, since waiting would not help.
    """
    person = may_act(document, Action.OPEN, asker, terms)
    return together((person, may_use_channel(document, calendars, terms, case, now)))


def may_escalate(
    document: PolicyDocument,
    calendars: Calendars,  # noqa: ARG001  one signature for every question that a person asks
    asker: Asker,
    terms: Terms,
    case: Case,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
    to_level: str | None,
) -> Decision:
    """May this person escalate; to a named level, or to whatever level is next (None).

    The channel is not asked about: the ticket is open already.
    """
    person = may_act(document, Action.ESCALATE, asker, terms)
    return person if to_level is None else together((person, _may_reach(document, terms, to_level)))


def may_hold_plan(document: PolicyDocument, terms: Terms) -> Decision:
    """May the account be on the plan of its terms (DV-licences); unknown licences count as none."""
    if terms.plan not in document.plans:
        unknown: dict[str, Fact] = {"plan": terms.plan, "plans": document.plans}
        return Denied((Reason(ReasonCode.PLAN_NOT_IN_POLICY, _of_plan(document, terms), unknown),))
    licences = terms.licences or 0
    for rule in document.of(LicencesRule):
        if terms.plan in (rule.when.plan or (terms.plan,)):
            facts: dict[str, Fact] = {"plan": terms.plan, "licences": licences, "needed": rule.at_least}
            if licences < rule.at_least:
                code = ReasonCode.TOO_FEW_LICENCES
                return Denied((Reason(code, document.cite(rule.clause), facts),))
            code = ReasonCode.ENOUGH_LICENCES
            return Allowed((Reason(code, document.cite(rule.clause), facts),))
    code = ReasonCode.PLAN_OPEN_TO_ACCOUNT
    return Allowed((Reason(code, _of_plan(document, terms), {"plan": terms.plan}),))


def may_authorize(document: PolicyDocument, terms: Terms) -> Decision:
    """May one more authorized contact be named (PB-b.iii.roster, SU-users).

    An account's own limit goes before the policy's; where the policy sets no bound, none holds.
    A policy without a rule on rosters leaves them to the account.
    """
    rule = next(
        (rule for rule in document.of(RosterRule) if holds_for_account(rule.when, terms)),
        None,
    )
    named = len(terms.roster)
    if rule is None or rule.limit is None:
        citation = _of_plan(document, terms) if rule is None else document.cite(rule.clause)
        return Allowed((Reason(ReasonCode.ROSTER_UNBOUNDED, citation, {"named": named}),))
    limit = rule.limit if terms.roster_limit is None else terms.roster_limit
    facts: dict[str, Fact] = {"named": named, "limit": limit}
    if named >= limit:
        return Denied((Reason(ReasonCode.ROSTER_FULL, document.cite(rule.clause), facts),))
    return Allowed((Reason(ReasonCode.ROSTER_HAS_ROOM, document.cite(rule.clause), facts),))


def _of_plan(document: PolicyDocument, terms: Terms) -> Citation:
    """The clause that names the plan of the terms."""
    plans = list(document.of(PlanRule))
    named = (rule for rule in plans if rule.plan == terms.plan)
    return document.cite(next(named, plans[0]).clause)


def _may_reach(document: PolicyDocument, terms: Terms, name: str) -> Decision:
    levels = ladder(document)
    for level in levels:
        if level.name == name:
            citation = document.cite(level.clause)
            if terms.plan in level.plans:
                facts: dict[str, Fact] = {"level": name, "plan": terms.plan}
                return Allowed((Reason(ReasonCode.LEVEL_IN_PLAN, citation, facts),))
            refused: dict[str, Fact] = {"level": name, "plan": terms.plan, "plans": level.plans}
            return Denied((Reason(ReasonCode.LEVEL_NOT_IN_PLAN, citation, refused),))
    known: dict[str, Fact] = {"level": name, "levels": tuple(level.name for level in levels)}
    return Denied((Reason(ReasonCode.UNKNOWN_LEVEL, document.cite(levels[0].clause), known),))
