"""The sentence for each reason about how a ticket ends, and where it may go."""

from __future__ import annotations

from datetime import datetime

from bot.replies import Code, Line
from bot.wording.lines import listed
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode


def ending_reason(say: Voice, reason: Reason) -> Line:
    """Why, in a sentence or two."""
    clause, msgid = reason.citation.clause, f"reasons.{reason.code}"
    match reason.code:
        case ReasonCode.OUTCOME_GIVEN:
            return say.line(msgid, outcome=say.name("outcome", _word(reason, "outcome")), clause=clause)
        case ReasonCode.OUTCOME_ROLE:
            found = reason.facts.get("who", ())
            roles = found if isinstance(found, tuple) else ()
            who = listed(say.language, [(say.name("roles", each),) for each in roles])
            return say.line(msgid, who=who, clause=clause)
        case ReasonCode.NOT_DISCUSSED:
            return say.line(msgid, option=Code(say.text("reasons.not_discussed.option")), clause=clause)
        case ReasonCode.REOPEN_FREE | ReasonCode.REOPEN_TOO_LATE:
            until = reason.facts.get("until")
            told = say.times.bare(until, short=False) if isinstance(until, datetime) else ""
            return say.line(msgid, until=told, clause=clause)
        case ReasonCode.LEVEL_IN_TURN:
            level, below = (say.known("level", _word(reason, fact)) for fact in ("level", "below"))
            return say.line(msgid, level=level, below=below, clause=clause)
        case ReasonCode.MAY_NOT_CROSS:
            return say.line(msgid, role=say.name("role", _word(reason, "role")), clause=clause)
        case _:
            return say.line(msgid, clause=clause)


def _word(reason: Reason, fact: str) -> str:
    return str(reason.facts.get(fact, ""))
