"""Through which channels a plan is served, and whether they are open now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from policy.conditions import holds_for_case
from policy.decisions import Allowed, Denied, Fact, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.extending import own
from policy.facts import Case, Channel, Terms
from policy.keeping import kept
from policy.resolving import Calendars
from policy.rules import RefuseRule, ServeRule, WhileClosed


@dataclass(frozen=True, slots=True)
class ChannelOffer:
    """A channel and whether it may be used now."""

    channel: Channel
    decision: Allowed | Denied


def may_use_channel(
    document: PolicyDocument,
    calendars: Calendars,
    terms: Terms,
    case: Case,
    now: datetime,
) -> Allowed | Denied:
    """May support be asked for through the case's channel now; when it opens next if it is closed.

    A refusal of the channel beats what serves it; a channel that the document does not serve is
    refused by the clause that closes the list.
    """
    serving = governing(document, case)
    if not isinstance(serving, ServeRule):
        return _not_in_plan(document, terms, case, serving)
    if terms.channels is not None and case.channel not in terms.channels:
        return _not_held(document, case, terms.channels, serving)
    citation = document.cite(serving.clause)
    facts: dict[str, Fact] = {"channel": case.channel.value, "plan": case.plan}
    in_plan = Reason(ReasonCode.CHANNEL_IN_PLAN, citation, facts)
    if serving.calendar is None or serving.while_closed is WhileClosed.ACCEPT:
        return Allowed((in_plan,))
    # Hours of the account's own hold those of the policy too.
    calendar = calendars.get(own(serving.calendar)) or calendars[serving.calendar]
    if calendar.is_open(now):
        return Allowed((in_plan,))
    opens_at = calendar.next_opening(now)
    closed: dict[str, Fact] = {"channel": case.channel.value, "opens_at": opens_at}
    if serving.while_closed is WhileClosed.REFUSE:
        reason = Reason(ReasonCode.CHANNEL_CLOSED, citation, closed)
        return Denied((reason,), possible_at=opens_at)
    return Allowed((in_plan, Reason(ReasonCode.CHANNEL_CLOSED_NOW, citation, closed)))


@kept
def governing(document: PolicyDocument, case: Case) -> ServeRule | tuple[RefuseRule, ...]:
    """What decides on a case's channel, whatever the hour: the rule that serves it or those that refuse."""
    refusing = tuple(_refusing(document, case))
    named = tuple(rule for rule in refusing if rule.channels is not None)
    if not named:
        for rule in document.of(ServeRule):
            if case.channel in rule.channels and holds_for_case(rule.when, case, open_at_receipt=True):
                return rule
    return named or refusing


def channels(
    document: PolicyDocument, calendars: Calendars, terms: Terms, now: datetime, case: Case | None = None
) -> tuple[ChannelOffer, ...]:
    """Every channel with its decision, for forms: the allowed ones first.

    `case` is what is asked for: some channels are open at other hours for critical problems (SI-6.chat).
    """
    asked = case or Case(terms.plan)
    offers = [
        ChannelOffer(
            channel,
            may_use_channel(document, calendars, terms, replace(asked, channel=channel), now),
        )
        for channel in Channel
    ]
    return tuple(sorted(offers, key=lambda offer: isinstance(offer.decision, Denied)))


def _not_in_plan(
    document: PolicyDocument, terms: Terms, case: Case, refusing: tuple[RefuseRule, ...]
) -> Denied:
    held = tuple(Channel) if terms.channels is None else terms.channels
    offered = _offered(document, case, held)
    plans = tuple(plan for plan in document.plans if _is_served(document, case, plan, case.channel))
    facts: dict[str, Fact] = {
        "channel": case.channel.value,
        "plan": case.plan,
        "offered": offered,
        "plans": plans,
    }
    code = ReasonCode.CHANNEL_NOT_IN_PLAN
    clauses = dict.fromkeys(rule.clause for rule in refusing)
    return Denied(tuple(Reason(code, document.cite(clause), facts) for clause in clauses))


def _not_held(document: PolicyDocument, case: Case, held: tuple[Channel, ...], serving: ServeRule) -> Denied:
    """An account may have fewer channels than its plan: by the clause that closes the plan's list."""
    closing = next(
        (
            rule.clause
            for rule in document.of(RefuseRule)
            if rule.channels is None and case.plan in (rule.when.plan or (case.plan,))
        ),
        serving.clause,
    )
    facts: dict[str, Fact] = {"channel": case.channel.value, "offered": _offered(document, case, held)}
    return Denied((Reason(ReasonCode.CHANNEL_NOT_HELD, document.cite(closing), facts),))


def _offered(document: PolicyDocument, case: Case, held: tuple[Channel, ...]) -> tuple[str, ...]:
    return tuple(c.value for c in Channel if c in held and _is_served(document, case, case.plan, c))


def _is_served(document: PolicyDocument, case: Case, plan: str, channel: Channel) -> bool:
    asked = Case(plan, case.severity, channel, case.product)
    return isinstance(governing(document, asked), ServeRule)


def _refusing(document: PolicyDocument, case: Case) -> Iterator[RefuseRule]:
    for rule in document.of(RefuseRule):
        if case.channel in (rule.channels or (case.channel,)) and holds_for_case(
            rule.when, case, open_at_receipt=True
        ):
            yield rule
