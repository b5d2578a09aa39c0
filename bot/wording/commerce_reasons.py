"""The sentences for reasons on purchases and subscriptions, with their days and clauses."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.replies import Line
from bot.wording.names import heading
from bot.wording.sold import first_day, last_day, sold
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode

_ENDS = {
    ReasonCode.CANCELLED_FREE: "closes_at",
    ReasonCode.ACCESSIBLE_UNTIL: "closes_at",
    ReasonCode.CLOSED_AFTER_CANCELLING: "closes_at",
}
"""Reasons whose day is the last one of a span that ends then."""
_BEGINS = {
    ReasonCode.RETURN_LATER: "returns_at",
    ReasonCode.RETURN_POSSIBLE: "returns_at",
    ReasonCode.SUBSCRIPTION_CANCELLED: "at",
}
_BY = frozenset({ReasonCode.ACTIVE_AT_ONCE, ReasonCode.ACTIVE_LATER})


def commerce_reason(say: Voice, reason: Reason) -> Line:
    """Why, in a sentence."""
    code, clause = reason.code, reason.citation.clause
    msgid = f"reasons.{code}"
    if code in _ENDS:
        return say.line(msgid, at=last_day(say, _at(reason, _ENDS[code])), clause=clause)
    if code in _BEGINS:
        return say.line(msgid, at=first_day(say, _at(reason, _BEGINS[code])), clause=clause)
    if code is ReasonCode.RETURN_TOO_SOON:
        ended, back = first_day(say, _at(reason, "at")), first_day(say, _at(reason, "returns_at"))
        return say.line(msgid, ended=ended, at=back, clause=clause)
    if code in _BY:
        by = say.known("means_by", str(reason.facts.get("means", "")))
        return say.line(msgid, by=by, clause=clause)
    if code is ReasonCode.ON_OFFER:
        return say.line(msgid, what=heading(sold(say, str(reason.facts.get("code", "")))), clause=clause)
    return say.line(msgid, clause=clause)


def _at(reason: Reason, fact: str) -> datetime:
    found = reason.facts.get(fact)
    return found if isinstance(found, datetime) else datetime.min.replace(year=1970, tzinfo=UTC)
