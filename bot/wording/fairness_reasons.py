"""What a policy says of fair use, of its own revisions and of languages, in words."""

from __future__ import annotations

from datetime import datetime

from bot.replies import Line
from bot.wording.lines import listed
from bot.wording.reason_facts import word
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode


def fairness_reason(say: Voice, reason: Reason) -> Line:
    """One of these reasons. KeyError for another."""
    clause = reason.citation.clause
    msgid = f"reasons.{reason.code}"
    match reason.code:
        case (
            ReasonCode.FAIR_USE_WARNING_FIRST
            | ReasonCode.FAIR_USE_NEEDS_TRAINING
            | ReasonCode.FAIR_USE_DECIDED
        ):
            return say.line(msgid, clause=clause)
        case ReasonCode.AMENDMENT_IN_FAVOUR:
            return say.line(msgid, version=str(reason.facts["version"]), clause=clause)
        case ReasonCode.AMENDMENT_WORSE:
            return _worse(say, reason)
        case ReasonCode.AMENDMENT_NO_PLAN:
            return say.line(msgid, plan=say.known("plan", word(reason, "plan")), clause=clause)
        case ReasonCode.LANGUAGE_NOT_SPOKEN:
            offered = reason.facts["languages"]
            assert isinstance(offered, tuple)
            spoken = listed(say.language, [(say.name("language", each),) for each in offered])
            return say.line(msgid, languages=spoken, clause=clause)
        case other:
            raise KeyError(other)


def _worse(say: Voice, reason: Reason) -> Line:
    what = say.name("milestone", str(reason.facts["milestone"]))
    due, would = reason.facts["due_at"], reason.facts.get("would_be_at")
    assert isinstance(due, datetime)
    at, clause = say.times.bare(due), reason.citation.clause
    if not isinstance(would, datetime) or would <= due:
        return say.line("reasons.amendment_worse.less_firm", what=what, due=at, clause=clause)
    return say.line("reasons.amendment_worse", what=what, due=at, would=say.times.bare(would), clause=clause)
