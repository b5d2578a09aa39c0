"""The sentences of reasons about an account's own first line: the fee, who stands in, who is served."""

from __future__ import annotations

from datetime import datetime

from bot.replies import Line, Moment
from bot.wording.lines import listed, sentences
from bot.wording.money import money
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode


def contact_reason(say: Voice, reason: Reason) -> Line:
    """Why, in a sentence or two."""
    clause = reason.citation.clause
    longest, each = _number(reason, "longest"), _number(reason, "each")
    match reason.code:
        case ReasonCode.FEE_APPLIES:
            return _fee(say, reason)
        case ReasonCode.EVERYBODY_MAY_ASK:
            return say.line("reasons.everybody_may_ask", action=_action(say, reason), clause=clause)
        case ReasonCode.DELEGATED:
            until = _day(say, reason, "until")
            return say.line("reasons.delegated", until=until, action=_action(say, reason), clause=clause)
        case ReasonCode.DELEGATION_TOO_LONG:
            latest = _day(say, reason, "latest")
            return say.line("reasons.delegation_too_long", longest=longest, latest=latest, clause=clause)
        case ReasonCode.DELEGATES_ENOUGH:
            held = reason.facts.get("delegates", ())
            assert isinstance(held, tuple)
            names = listed(say.language, [(name,) for name in held])
            return say.line("reasons.delegates_enough", each, names=names, clause=clause)
        case ReasonCode.MAY_DELEGATE:
            return say.line("reasons.may_delegate", each, longest=longest, clause=clause)
        case _:
            return say.line(f"reasons.{reason.code}", clause=clause)


def _fee(say: Voice, reason: Reason) -> Line:
    clause, facts = reason.citation.clause, reason.facts
    amount = money(say.language, _number(reason, "amount"), str(facts.get("currency", "")))
    back = facts.get("back_at")
    if "named_by" in facts:
        named_by = str(facts["named_by"])
        return say.line("reasons.fee_applies.nobody_named", amount=amount, named_by=named_by, clause=clause)
    return sentences(
        say.line("reasons.fee_applies", amount=amount, clause=clause),
        say.line("reasons.fee_applies.back", at=say.times.on(back)) if isinstance(back, datetime) else (),
    )


def _action(say: Voice, reason: Reason) -> str:
    return say.name("action", str(reason.facts.get("action", "")))


def _number(reason: Reason, fact: str) -> int:
    found = reason.facts.get(fact, 0)
    return found if isinstance(found, int) else 0


def _day(say: Voice, reason: Reason, fact: str) -> Moment | str:
    at = reason.facts.get(fact)
    return say.times.bare(at, short=False) if isinstance(at, datetime) else ""
