"""Versions of a product: which are supported on a day, and what asking about one then means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.decisions import Allowed, Decision, Denied, Fact, NeedsConsent, Reason, ReasonCode
from policy.documents import PolicyDocument
from policy.durations import last_day
from policy.facts import Terms
from policy.product_rules import MaintenanceRule, RetiredRule, VersionsRule

UNSUPPORTED = "unsupported"
"""The yes to asking about a version that is supported no more."""
AT_PRICE = "version_price"
"""The yes to the price of a new version."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of a product and the local date on which it appeared."""

    version: str
    on: date


class Support(StrEnum):
    """How a version stands on a day."""

    COMING = "coming"
    CURRENT = "current"
    PREVIOUS = "previous"
    """Its successor has appeared, and it is supported for some time still."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Standing:
    """A version on a day. The dates are None while it has no successor; both spans hold to their last day."""

    release: Release
    support: Support
    successor: Release | None = None
    supported_until: date | None = None
    available_until: date | None = None

    def is_withdrawn(self, on: date) -> bool:
        """Whether it is off the market: from the day of its successor (TT-o.retired)."""
        return self.successor is not None and on >= self.successor.on

    def is_available(self, on: date) -> bool:
        """Whether those whom new versions are owed can still have it (TT-o.retired)."""
        return self.available_until is None or on <= self.available_until


def standing(
    document: PolicyDocument, terms: Terms, releases: Sequence[Release], version: str, on: date
) -> Standing | None:
    """How a version stands on a day (TT-7.versions, TT-o.retired); None for one that is not on the list.

    Its successor is the first version that appeared on a later date: another that comes after that one
    shortens nothing. Under a policy that sets no end, support ends never.
    """
    release = next((each for each in releases if each.version == version), None)
    if release is None:
        return None
    if release.on > on:
        return Standing(release, Support.COMING)
    later = [each for each in releases if release.on < each.on <= on]
    successor = min(later, key=lambda each: each.on, default=None)
    if successor is None:
        return Standing(release, Support.CURRENT)
    versions, retired = _versions(document, terms), _retired(document)
    until = None if versions is None else last_day(versions.supported, successor.on)
    available = None if retired is None else last_day(retired.available, successor.on)
    support = Support.ENDED if until is not None and on > until else Support.PREVIOUS
    return Standing(release, support, successor, until, available)


def current(releases: Sequence[Release], on: date) -> Release | None:
    """The newest version that has appeared by a day."""
    return max((each for each in releases if each.on <= on), key=lambda each: each.on, default=None)


def may_ask_about(
    document: PolicyDocument,
    terms: Terms,
    product: str,
    releases: Sequence[Release],
    version: str,
    on: date,
    price: tuple[int, str] | None = None,
) -> Decision | None:
    """May the account ask about a version of a product on a day; None where the policy says nothing of it.

    `price` is what a new version costs, in minor units and currency; None where the desk has not set it:
    nobody can say yes to that, so it is said, and nothing is charged.
    What was released while maintenance ran is the account's to keep (TT-7.maintenance). A version that it
    does not hold, and that is off the market, is nobody's to buy (TT-o.retired). One that is supported no
    more may be asked about with a yes to what that means (TT-7.versions).
    """
    found = standing(document, terms, releases, version, on)
    if found is None:
        return None
    facts: dict[str, Fact] = {"product": product, "version": version}
    reasons: list[Reason] = []
    new = _is_new(terms, product, releases, found.release)
    rule = next((r for r in document.of(MaintenanceRule)), None)
    asked: NeedsConsent | None = None
    if new and rule is not None:
        if is_maintained(rule, terms, found.release.on):
            reasons.append(Reason(ReasonCode.MAINTENANCE_COVERS, document.cite(rule.clause), facts))
        elif (refused := _withdrawn(document, found, facts, on)) is not None:
            return refused
        else:
            cost: dict[str, Fact] = {} if price is None else {"amount": price[0], "currency": price[1]}
            reason = Reason(ReasonCode.VERSION_AT_PRICE, document.cite(rule.clause), facts | cost)
            if price is None:
                reasons.append(reason)
            else:
                asked = NeedsConsent((reason,), (AT_PRICE,))
    versions = _versions(document, terms)
    if versions is not None:
        if found.support is Support.ENDED:
            return _unsupported(document, versions, found, facts, current(releases, on), asked)
        code = ReasonCode.VERSION_SUPPORTED
        until = found.supported_until
        if until is not None:
            code = ReasonCode.VERSION_SUPPORTED_UNTIL
            facts = facts | {"until": until.isoformat()}
        reasons.append(Reason(code, document.cite(versions.clause), facts))
    if asked is not None:
        return asked
    return Allowed(tuple(reasons)) if reasons else None


def may_fix_in(
    document: PolicyDocument, terms: Terms, product: str, releases: Sequence[Release], version: str, on: date
) -> Denied | None:
    """Whether a defect may be corrected in a version on a day; None where nothing is against it.

    Corrections are made in the new version, or in an earlier one while it is supported (TT-7.versions).
    """
    versions = _versions(document, terms)
    found = standing(document, terms, releases, version, on)
    if versions is None or found is None or found.support is not Support.ENDED:
        return None
    facts: dict[str, Fact] = {"product": product, "version": version}
    return Denied(_unsupported(document, versions, found, facts, current(releases, on), None).reasons)


def is_maintained(rule: MaintenanceRule, terms: Terms, on: date) -> bool:
    """Whether maintenance ran on a day: by the plan itself, or to the account's last day of it."""
    return terms.plan in rule.plans or (terms.maintenance_until is not None and on <= terms.maintenance_until)


def _is_new(terms: Terms, product: str, releases: Sequence[Release], asked: Release) -> bool:
    """Whether it came after the version that the account holds; unknown is for the customer: not new."""
    held = next((each.version for each in terms.products if each.id == product), None)
    before = next((each for each in releases if each.version == held), None)
    return before is not None and asked.on > before.on


def _withdrawn(document: PolicyDocument, found: Standing, facts: dict[str, Fact], on: date) -> Denied | None:
    rule = _retired(document)
    if rule is None or found.successor is None or not found.is_withdrawn(on):
        return None
    code = ReasonCode.VERSION_WITHDRAWN if found.is_available(on) else ReasonCode.VERSION_UNAVAILABLE
    told: dict[str, Fact] = {
        "successor": found.successor.version,
        "withdrawn": found.successor.on.isoformat(),
    }
    if found.available_until is not None:
        told["until"] = found.available_until.isoformat()
    return Denied((Reason(code, document.cite(rule.clause), facts | told),))


def _unsupported(
    document: PolicyDocument,
    rule: VersionsRule,
    found: Standing,
    facts: dict[str, Fact],
    newest: Release | None,
    asked: NeedsConsent | None,
) -> NeedsConsent:
    assert found.supported_until is not None
    told = facts | {
        "until": found.supported_until.isoformat(),
        "current": "" if newest is None else newest.version,
        "after": rule.after,
    }
    reason = Reason(ReasonCode.VERSION_UNSUPPORTED, document.cite(rule.clause), told)
    if asked is None:
        return NeedsConsent((reason,), (UNSUPPORTED,))
    return NeedsConsent((*asked.reasons, reason), (*asked.asks, UNSUPPORTED))


def _versions(document: PolicyDocument, terms: Terms) -> VersionsRule | None:
    rules = (rule for rule in document.of(VersionsRule))
    return next((rule for rule in rules if terms.plan in (rule.when.plan or (terms.plan,))), None)


def _retired(document: PolicyDocument) -> RetiredRule | None:
    return next((rule for rule in document.of(RetiredRule)), None)
