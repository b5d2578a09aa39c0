"""What is supported, what is billed, what is excluded, and what the desk may let through all the same."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from policy.conditions import holds_for_account, holds_for_case
from policy.decisions import Allowed, Decision, Denied, Fact, NeedsConsent, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.facts import Case, Channel, Terms
from policy.keeping import kept
from policy.scope_rules import (
    AgreementRule,
    BilledRule,
    ConcernRule,
    DiscretionRule,
    ExcludedCauseRule,
    ExclusionRule,
    ExclusionsRule,
    HeldRule,
    SpokenRule,
    Standing,
)
from policy.texts import LANGUAGES, Translated

BILLED = "billed"
"""The name of the yes to billed work."""

HINTS = frozenset(
    {
        ReasonCode.MORE_IS_BILLED,
        ReasonCode.MAY_BE_LET_THROUGH,
        ReasonCode.FEE_NOT_SET,
        ReasonCode.FEE_IF_NOBODY_AVAILABLE,
    }
)
"""What stands beside a refusal and refuses nothing."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A cause, or a subject, for which support is not given: of the policy, or of the desk's own list."""

    id: str
    title: Translated
    clause: str
    of_desk: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that a request may concern, and how support stands towards it."""

    id: str
    title: Translated
    clause: str
    standing: Standing
    of_desk: bool = False


@kept
def concerns(document: PolicyDocument, case: Case, listed: Sequence[Excluded] = ()) -> tuple[Concern, ...]:
    """What a request of this kind may concern, for the form: the policy's list, then the desk's own."""
    ours = tuple(
        Concern(rule.concern, rule.title, rule.clause, rule.standing)
        for rule in document.of(ConcernRule)
        if holds_for_case(rule.when, case, open_at_receipt=True)
    )
    theirs = tuple(
        Concern(each.id, each.title, each.clause, Standing.REFUSED, of_desk=True)
        for each in listed
        if each.of_desk
    )
    return ours + theirs


def may_concern(
    document: PolicyDocument,
    case: Case,
    concern: str,
    listed: Sequence[Excluded] = (),
    price: tuple[int, str] | None = None,
) -> Decision | None:
    """May support be asked for what the request concerns; None where the policy has no such line.

    `listed` are the desk's own exclusions; `price` is that of an hour, in minor units, with its currency.
    """
    found = next((each for each in concerns(document, case, listed) if each.id == concern), None)
    if found is None:
        return None
    citation = document.cite(found.clause)
    facts = _titled("concern", found.id, found.title)
    match found.standing:
        case Standing.COVERED:
            return Allowed((Reason(ReasonCode.IN_SCOPE, citation, facts),))
        case Standing.BILLED:
            if price is not None:
                facts |= {"amount": price[0], "currency": price[1]}
            return NeedsConsent((Reason(ReasonCode.BILLED_CONCERN, citation, facts),), (BILLED,))
        case Standing.REFUSED:
            code = ReasonCode.EXCLUDED_BY_DESK if found.of_desk else ReasonCode.OUT_OF_SCOPE
            return Denied((Reason(code, citation, facts), *_way_out(document, case.plan)))


def may_ask_about(
    document: PolicyDocument,
    terms: Terms,
    product: str | None,
    called: str | None = None,
    channel: Channel = Channel.CHAT,
) -> Decision | None:
    """May support be asked for a product (SI-3.scope, TT-4.phone); None where nothing says or is known.

    An account of which no product is recorded is not refused: what the desk did not write down is not
    held against its customer. `called` is the product's name, as it is said.
    """
    rule = next(
        (
            rule
            for rule in document.of(HeldRule)
            if holds_for_account(rule.when, terms) and channel in (rule.when.channel or (channel,))
        ),
        None,
    )
    if rule is None or product is None or not terms.products:
        return None
    citation = document.cite(rule.clause)
    held = next((each for each in terms.products if each.id == product), None)
    lacks = tuple(
        name
        for name, asked, has in (
            ("bought", rule.bought, held is not None and held.bought),
            ("managed", rule.managed, held is not None and held.managed),
        )
        if asked and not has
    )
    if lacks:
        facts: dict[str, Fact] = {"product": called or product, "lacks": lacks}
        reason = Reason(ReasonCode.PRODUCT_NOT_HELD, citation, facts)
        return Denied((reason, *_way_out(document, terms.plan)))
    if not (rule.bought and rule.managed):
        return None  # a yes is said only where it rests on both
    return Allowed((Reason(ReasonCode.PRODUCT_HELD, citation, {"product": called or product}),))


@kept
def spoken(document: PolicyDocument, case: Case, language: str) -> Allowed | None:
    """What somebody who speaks another language is told of a channel; None where there is nothing to tell.

    Never a no: the policy says in what languages the channel is served, not whom it turns away.
    """
    for rule in document.of(SpokenRule):
        if (
            case.channel in rule.channels
            and language not in rule.languages
            and holds_for_case(rule.when, case, open_at_receipt=True)
        ):
            facts: dict[str, Fact] = {
                "channel": case.channel.value,
                "languages": rule.languages,
                "asked": language,
            }
            return Allowed((Reason(ReasonCode.SPOKEN_IN, document.cite(rule.clause), facts),))
    return None


@kept
def exclusions(document: PolicyDocument, listed: Sequence[Excluded] = ()) -> tuple[Excluded, ...]:
    """Every cause for which a ticket may be excluded: the policy's, then the desk's own."""
    ours = tuple(Excluded(rule.exclusion, rule.title, rule.clause) for rule in document.of(ExclusionRule))
    return ours + tuple(listed)


@kept
def own_list(document: PolicyDocument) -> str | None:
    """The clause by which a desk keeps a list of exclusions of its own; None where it may not."""
    return next((rule.clause for rule in document.of(ExclusionsRule)), None)


def exclude(document: PolicyDocument, excluded: Excluded) -> Allowed:
    """Why a ticket of that cause is not taken on, and what follows."""
    facts = _titled("exclusion", excluded.id, excluded.title)
    reasons = [Reason(ReasonCode.EXCLUDED, document.cite(excluded.clause), facts)]
    reasons += [
        Reason(ReasonCode.CAUSE_EXCLUDED, document.cite(rule.clause), facts)
        for rule in document.of(ExcludedCauseRule)
    ]
    return Allowed(tuple(reasons))


def may_bill(document: PolicyDocument, plan: str) -> Allowed | None:
    """By which clause billed work may be offered; None where the policy knows no such thing."""
    rule = _billed(document, plan)
    return None if rule is None else Allowed((Reason(ReasonCode.BILLED_WORK, document.cite(rule.clause)),))


def may_work_billed(
    document: PolicyDocument, plan: str, agreed: int, worked: int, minutes: int
) -> Allowed | Denied | None:
    """May `minutes` more be worked and billed, of those the customer said yes to; None as `may_bill`."""
    allowed = may_bill(document, plan)
    if allowed is None or worked + minutes <= agreed:
        return allowed
    facts: dict[str, Fact] = {"agreed": agreed, "worked": worked, "asked": minutes}
    return Denied((Reason(ReasonCode.NO_YES_YET, allowed.reasons[0].citation, facts),))


def may_let_through(
    document: PolicyDocument, plan: str, refusing: Collection[str]
) -> Allowed | Denied | None:
    """May the desk let through what these clauses refuse; None where the policy knows no discretion."""
    rule = _discretion(document, plan)
    if rule is None:
        return None
    over = tuple(dict.fromkeys(refusing))
    citation = document.cite(rule.clause)
    if rule.over and not set(over) <= set(rule.over):
        facts: dict[str, Fact] = {"over": over, "may": rule.over}
        return Denied((Reason(ReasonCode.NOT_AT_DISCRETION, citation, facts),))
    return Allowed((Reason(ReasonCode.AT_DISCRETION, citation, {"over": over}),))


def agreement(document: PolicyDocument) -> AgreementRule | None:
    """The other document that holds the full conditions."""
    return next((rule for rule in document.of(AgreementRule)), None)


def hints(document: PolicyDocument, plan: str, refusing: Collection[str]) -> tuple[Reason, ...]:
    """What the desk may do beside a refusal: let it through at its discretion."""
    may = may_let_through(document, plan, refusing)
    if not isinstance(may, Allowed):
        return ()
    return (Reason(ReasonCode.MAY_BE_LET_THROUGH, may.reasons[0].citation),)


def _way_out(document: PolicyDocument, plan: str) -> Iterator[Reason]:
    billed = _billed(document, plan)
    if billed is not None:
        yield Reason(ReasonCode.MORE_IS_BILLED, document.cite(billed.clause))


def _billed(document: PolicyDocument, plan: str) -> BilledRule | None:
    return next((r for r in document.of(BilledRule) if plan in (r.when.plan or (plan,))), None)


def _discretion(document: PolicyDocument, plan: str) -> DiscretionRule | None:
    return next(
        (r for r in document.of(DiscretionRule) if plan in (r.when.plan or (plan,))),
        None,
    )


def _titled(name: str, id_: str, title: Translated) -> dict[str, Fact]:
    return {name: id_, **{f"title_{language}": title.get(language) for language in LANGUAGES}}
