"""Reasons about what is supported, billed, excluded or let through, one sentence each."""

from __future__ import annotations

from bot.replies import Line
from bot.wording.lines import capitalized, listed
from bot.wording.money import money
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode

SAID_ON_YES = frozenset({ReasonCode.IN_SCOPE, ReasonCode.SPOKEN_IN, ReasonCode.PRODUCT_HELD})
"""What somebody is told on a yes: what it covers, and in which languages."""


def scope_reason(say: Voice, reason: Reason) -> Line:
    """The sentence of a reason of `policy.scope`, with its clause."""
    clause, msgid = reason.citation.clause, f"reasons.{reason.code}"
    match reason.code:
        case (
            ReasonCode.IN_SCOPE
            | ReasonCode.OUT_OF_SCOPE
            | ReasonCode.EXCLUDED
            | ReasonCode.EXCLUDED_BY_DESK
            | ReasonCode.CAUSE_EXCLUDED
        ):
            return say.line(msgid, title=_title(say, reason), clause=clause)
        case ReasonCode.BILLED_CONCERN:
            amount, currency = reason.facts.get("amount"), reason.facts.get("currency")
            if isinstance(amount, int) and isinstance(currency, str):
                price = money(say.language, amount, currency)
                return say.line(msgid, title=_title(say, reason), price=price, clause=clause)
            return say.line("reasons.billed_concern.unpriced", title=_title(say, reason), clause=clause)
        case ReasonCode.PRODUCT_HELD:
            return say.line(msgid, product=_fact(reason, "product"), clause=clause)
        case ReasonCode.PRODUCT_NOT_HELD:
            return _not_held(say, reason)
        case ReasonCode.SPOKEN_IN:
            named = [(say.name("language", each),) for each in _several(reason, "languages")]
            by = say.name("channel_by", _fact(reason, "channel"))
            told = listed(say.language, named, "lists.or")
            return capitalized(say.line(msgid, by=by, languages=told, clause=clause))
        case ReasonCode.NO_YES_YET:
            agreed, worked = _number(reason, "agreed"), _number(reason, "worked")
            return say.line(msgid, _number(reason, "asked"), agreed=agreed, worked=worked, clause=clause)
        case ReasonCode.NOT_AT_DISCRETION:
            over, may = ", ".join(_several(reason, "over")), ", ".join(_several(reason, "may"))
            return say.line(msgid, over=over, may=may, clause=clause)
        case _:
            return say.line(msgid, clause=clause)


def _not_held(say: Voice, reason: Reason) -> Line:
    product, clause = _fact(reason, "product"), reason.citation.clause
    match _several(reason, "lacks"):
        case ("bought",):
            return say.line("reasons.product_not_held.bought", product=product, clause=clause)
        case ("managed",):
            return say.line("reasons.product_not_held.managed", product=product, clause=clause)
        case _:
            return say.line("reasons.product_not_held", product=product, clause=clause)


def _title(say: Voice, reason: Reason) -> str:
    return _fact(reason, f"title_{say.language}") or _fact(reason, "title_en")


def _fact(reason: Reason, name: str) -> str:
    return str(reason.facts.get(name, ""))


def _number(reason: Reason, name: str) -> int:
    found = reason.facts.get(name, 0)
    return found if isinstance(found, int) else 0


def _several(reason: Reason, name: str) -> tuple[str, ...]:
    found = reason.facts.get(name, ())
    return found if isinstance(found, tuple) else ()
