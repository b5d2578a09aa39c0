"""The sentence for each reason about what is asked before a ticket is worked on."""

from __future__ import annotations

from bot.replies import Line
from bot.wording.lines import listed
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode


def intake_reason(say: Voice, reason: Reason) -> Line:
    """The sentence for a reason of this part."""
    clause, msgid = reason.citation.clause, f"reasons.{reason.code}"
    if reason.code in {ReasonCode.FACTS_GIVEN, ReasonCode.FACTS_WELCOME, ReasonCode.FACTS_MISSING}:
        titles = reason.facts.get(f"titles_{say.language}", ())
        named = titles if isinstance(titles, tuple) else ()
        return say.line(
            msgid, titles=listed(say.language, [(_quoted(say, t),) for t in named]), clause=clause
        )
    if reason.code is ReasonCode.ONE_SUBJECT:
        count = reason.facts.get("subjects", 2)
        return say.line(msgid, count if isinstance(count, int) else 2, clause=clause)
    return say.line(msgid, clause=clause)


def _quoted(say: Voice, title: str) -> str:
    return say.text("intake.title", title=title)
