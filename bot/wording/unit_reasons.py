"""The sentences for reasons about tickets and minutes."""

from __future__ import annotations

from bot.replies import Line
from bot.wording.lines import listed, sentences
from bot.wording.names import words_of
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode
from policy.ledgers import Unit

TOLD = frozenset(
    {
        ReasonCode.UNLIMITED,
        ReasonCode.TICKET_RESERVED,
        ReasonCode.MINUTES_LEFT,
        ReasonCode.TRIAL_LEFT,
        ReasonCode.OTHER_SUBJECT,
    }
)
"""What a yes says of the ledger, beside the promise."""
BUYABLE = frozenset({ReasonCode.NO_TICKET_LEFT, ReasonCode.NO_MINUTES_LEFT, ReasonCode.TRIAL_OVER})
"""Refusals after which buying helps."""


def unit_reason(say: Voice, reason: Reason) -> Line:
    """Why, in a sentence or two."""
    clause, code = reason.citation.clause, reason.code
    msgid = f"reasons.{code}"
    match code:
        case ReasonCode.UNLIMITED:
            return say.line(msgid, plan=say.known("plan", str(reason.facts["plan"])), clause=clause)
        case ReasonCode.TICKET_RESERVED | ReasonCode.MINUTES_LEFT:
            return say.line(msgid, _number(reason, "left"), clause=clause)
        case ReasonCode.TRIAL_LEFT:
            minutes = _number(reason, "minutes")
            return say.line(msgid, _number(reason, "left"), minutes=minutes, clause=clause)
        case ReasonCode.OTHER_SUBJECT:
            return say.line(msgid, ticket=_number(reason, "ticket"), clause=clause)
        case ReasonCode.NOT_SHARED:
            holders = listed(say.language, [(name,) for name in _several(reason, "holders")])
            at_least = _number(reason, "at_least")
            return say.line(msgid, holders=holders, at_least=at_least, clause=clause)
        case ReasonCode.LAPSED:
            minutes = reason.facts.get("unit") == Unit.MINUTE
            told = "reasons.lapsed.minutes" if minutes else msgid
            return say.line(told, _number(reason, "units"), clause=clause)
        case ReasonCode.COVERED:
            worked, minutes = _number(reason, "worked"), _number(reason, "minutes")
            return say.line(msgid, worked=worked, minutes=minutes, clause=clause)
        case ReasonCode.BEYOND_COVER:
            worked, minutes = _number(reason, "worked"), _number(reason, "minutes")
            return say.line(msgid, _number(reason, "left"), worked=worked, minutes=minutes, clause=clause)
        case _:
            return _nothing_left(say, reason)


def _nothing_left(say: Voice, reason: Reason) -> Line:
    """That there is not enough, what can be bought, and by whom."""
    clause, left = reason.citation.clause, _number(reason, "left")
    if reason.code is ReasonCode.TRIAL_OVER:
        minutes = _number(reason, "minutes")
        few = say.line("reasons.trial_over.few", left, minutes=minutes, clause=clause)
        head = few if left else say.line("reasons.trial_over", minutes=minutes, clause=clause)
        plans = words_of(say.language, "plan", _several(reason, "plans"), "lists.or")
        return sentences(head, say.line("reasons.trial_over.offers", plans=plans))
    buyers = _buyers(say, reason)
    if reason.code is ReasonCode.NO_MINUTES_LEFT:
        few = say.line("reasons.no_minutes_left.few", left, clause=clause)
        head = few if left else say.line("reasons.no_minutes_left", clause=clause)
        sizes = listed(say.language, [(size,) for size in _several(reason, "sizes")], "lists.or")
        return sentences(head, say.line("reasons.no_minutes_left.sizes", sizes=sizes), buyers)
    return sentences(say.line("reasons.no_ticket_left", clause=clause), _sold(say, reason), buyers)


def _sold(say: Voice, reason: Reason) -> Line:
    sizes = _several(reason, "sizes")
    packs = listed(say.language, [(size,) for size in sizes if size != "1"], "lists.or")
    if not packs:
        return say.line("reasons.no_ticket_left.single")
    if "1" in sizes:
        return say.line("reasons.no_ticket_left.both", sizes=packs)
    return say.line("reasons.no_ticket_left.packs", sizes=packs)


def _buyers(say: Voice, reason: Reason) -> Line:
    names = _several(reason, "buyers")
    if not names:
        return ()
    return say.line("reasons.buyers", len(names), names=listed(say.language, [(name,) for name in names]))


def _number(reason: Reason, fact: str) -> int:
    found = reason.facts.get(fact, 0)
    return found if isinstance(found, int) else 0


def _several(reason: Reason, fact: str) -> tuple[str, ...]:
    found = reason.facts.get(fact, ())
    return found if isinstance(found, tuple) else ()
