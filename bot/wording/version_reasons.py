"""What a policy says of versions of products, in words."""

from __future__ import annotations

from datetime import date

from bot.replies import Line
from bot.wording.lines import sentences
from bot.wording.money import money
from bot.wording.reason_facts import number, word
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode


def version_reason(say: Voice, reason: Reason) -> Line:
    """Whether a version is supported, until when, or at what price. KeyError for another reason."""
    clause = reason.citation.clause
    msgid = f"reasons.{reason.code}"
    match reason.code:
        case (
            ReasonCode.VERSION_SUPPORTED | ReasonCode.MAINTENANCE_COVERS | ReasonCode.VERSION_SUPPORTED_UNTIL
        ):
            return say.line(msgid, None, **_version(reason), **_dates(say, reason, "until"), clause=clause)
        case ReasonCode.VERSION_WITHDRAWN | ReasonCode.VERSION_UNAVAILABLE:
            dates = _dates(say, reason, "withdrawn", "until")
            successor = word(reason, "successor")
            return say.line(msgid, None, **_version(reason), **dates, successor=successor, clause=clause)
        case ReasonCode.VERSION_UNSUPPORTED:
            return _unsupported(say, reason)
        case ReasonCode.VERSION_AT_PRICE:
            if "amount" not in reason.facts:
                return say.line("reasons.version_at_price.unset", None, **_version(reason), clause=clause)
            price = money(say.language, number(reason, "amount"), word(reason, "currency"))
            return say.line(msgid, None, **_version(reason), price=price, clause=clause)
        case other:
            raise KeyError(other)


def _unsupported(say: Voice, reason: Reason) -> Line:
    told, current = _version(reason), word(reason, "current")
    return sentences(
        say.line(
            "reasons.version_unsupported",
            None,
            **told,
            **_dates(say, reason, "until"),
            after=word(reason, "after"),
            clause=reason.citation.clause,
        ),
        say.line("reasons.version_unsupported.current", current=current) if current else (),
    )


def _version(reason: Reason) -> dict[str, str]:
    return {"product": word(reason, "product"), "version": word(reason, "version")}


def _dates(say: Voice, reason: Reason, *facts: str) -> dict[str, str]:
    """Dates that a reason holds in ISO form, in words."""
    found = {fact: word(reason, fact) for fact in facts if fact in reason.facts}
    return {fact: say.times.dated(date.fromisoformat(written)) for fact, written in found.items()}
