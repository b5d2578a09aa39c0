"""What a purchase brings: how many units, for whom, and until when."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from policy.counting import rule_of, rules_of
from policy.documents import PolicyDocument
from policy.durations import end_of
from policy.facts import Terms
from policy.ledger_rules import BlockRule, PackRule, SharedRule, ValidityRule
from policy.ledgers import Unit
from policy.units import Duration


@dataclass(frozen=True, slots=True)
class Package:
    """What one line of the price list brings. `is_shared`: everybody of the account may use it.

    `returns`: what expired before comes back with it (SU-validity).
    """

    code: str
    unit: Unit
    size: int
    whole: int
    valid_until: datetime | None
    is_shared: bool
    returns: bool
    clause: str


def package(
    document: PolicyDocument,
    terms: Terms,
    code: str,
    purchased_at: datetime,
    paid_at: datetime | None = None,
) -> Package | None:
    """What `code` brings under the terms' plan; None where the policy sells no tickets or minutes by it.

    Valid from the purchase, or from the payment where that is later, to the end of a local day.
    """
    began = max(purchased_at, paid_at or purchased_at)
    for pack in rules_of(document, terms, PackRule):
        if pack.code == code:
            shared = rule_of(document, terms, SharedRule)
            return Package(
                code=code,
                unit=Unit.TICKET,
                size=pack.size,
                whole=0,
                valid_until=_until(document, terms, pack.validity, began),
                is_shared=shared is None or pack.size >= shared.at_least,
                returns=pack.size > 1 and _returns(document, terms),
                clause=pack.clause,
            )
    for block in rules_of(document, terms, BlockRule):
        if block.code == code:
            return Package(
                code=code,
                unit=Unit.MINUTE,
                size=block.minutes,
                whole=block.whole,
                valid_until=_until(document, terms, block.validity, began),
                is_shared=True,
                returns=_returns(document, terms),
                clause=block.clause,
            )
    return None


def codes(document: PolicyDocument, terms: Terms) -> tuple[str, ...]:
    """What can be bought under the terms' plan, in the order of the document."""
    packs = tuple(rule.code for rule in rules_of(document, terms, PackRule))
    return packs + tuple(rule.code for rule in rules_of(document, terms, BlockRule))


def corrected_until(document: PolicyDocument, terms: Terms, at: datetime) -> datetime | None:
    """Until when units that the desk gives are valid: as long as what is bought that day at the least."""
    return _until(document, terms, None, at)


def _until(document: PolicyDocument, terms: Terms, own: Duration | None, began: datetime) -> datetime | None:
    rule = rule_of(document, terms, ValidityRule)
    duration = own or (None if rule is None else rule.validity)
    return None if duration is None else end_of(duration, began, ZoneInfo(document.zone))


def _returns(document: PolicyDocument, terms: Terms) -> bool:
    rule = rule_of(document, terms, ValidityRule)
    return rule is not None and rule.returns
