"""Promises in words (S1): by when, how firmly, by which clause, over which closed days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.replies import Line
from bot.results import PromiseView
from bot.wording.coinciding import telling
from bot.wording.lines import capitalized, sentences
from bot.wording.names import heading
from bot.wording.voice import Voice
from policy.decisions import Reason, ReasonCode
from policy.targets import Milestone

MOST_CLOSURES = 4
_ON_CHANNELS = frozenset({ReasonCode.CHANNEL_IN_PLAN, ReasonCode.CHANNEL_CLOSED_NOW})
_COMMON_FIRST_WORDS = frozenset({"Fête", "Jour", "Journée", "Lundi", "Vendredi", "Lendemain"})
"""French names of holidays begin small inside a sentence, unless the first word is a proper one."""


def promise_line(
    say: Voice,
    promise: PromiseView,
    *,
    said: Collection[date] = (),
    told_assumed: bool = False,
    told_when: bool = False,
) -> Line:
    """One promise, whole: "First response by Thu 2 Jul, 20:00 (Toronto), clause PB-b.ii.".

    What was said already is left out: `said`, closed days; `told_assumed`, that part is assumed;
    `told_when`, what is promised and by when.
    """
    milestone = say.name("milestone", promise.milestone)
    by = say.times.promise(promise.due_at)
    clauses, n = ", ".join(promise.clauses), len(promise.clauses)
    if told_when:
        head = say.line("promises.clauses", n, clauses=clauses)
    else:
        head = say.line(f"promises.{promise.kind}", n, milestone=milestone, by=by, clauses=clauses)
    return sentences(
        capitalized(head),
        say.line("promises.spans", spans=say.both(promise.business, promise.elapsed)),
        closures_line(say, [closure for closure in promise.closures if closure[0] not in said]),
        say.line("promises.assumed") if promise.assumed and not told_assumed else (),
        say.line("promises.horizon") if promise.horizon_exceeded else (),
    )


def promise_lines(
    say: Voice,
    promises: Sequence[PromiseView],
    reasons: Sequence[Reason] = (),
    *,
    told: Milestone | None = None,
) -> tuple[Line, ...]:
    """Every promise, or that there is none and by which clause; what holds for several is said once.

    `told`: a milestone whose instant was said before. Where it has one promise, only the rest is added.
    """
    promises = telling(promises)
    alone = told is not None and sum(promise.milestone is told for promise in promises) == 1
    if promises:
        return tuple(
            promise_line(
                say,
                promise,
                said={day for before in promises[:i] for day, _ in before.closures},
                told_assumed=any(after.assumed for after in promises[i + 1 :]),
                told_when=alone and promise.milestone is told,
            )
            for i, promise in enumerate(promises)
        )
    if reasons:
        return (say.line("promises.none", clause=channel_clause(reasons) or ""),)
    return (say.line("promises.none_bare"),)


def channel_clause(reasons: Sequence[Reason]) -> str | None:
    """The clause on the channel, by which a policy promises a time or none; the last one without it."""
    clauses = [r.citation.clause for r in reasons if r.code in _ON_CHANNELS]
    return next(iter(clauses or [reason.citation.clause for reason in reversed(reasons)]), None)


def closures_line(say: Voice, closures: Sequence[tuple[date, str]]) -> Line:
    """The closed days that lie between, by name; nothing where there are none."""
    if not closures:
        return ()
    days = [(say.times.near_day(day), holiday(say, name)) for day, name in closures[:MOST_CLOSURES]]
    if len(days) == 1:
        day, name = days[0]
        return capitalized(say.line("promises.closed_one", day=heading_for(say, day), name=name))
    told = ", ".join(say.text("lists.paired", what=day, detail=name) for day, name in days)
    return say.line("promises.closed_many", days=told)


def holiday(say: Voice, name: str) -> str:
    """A holiday's name as it stands inside a sentence."""
    if say.language == "fr" and name.split(" ", maxsplit=1)[0] in _COMMON_FIRST_WORDS:
        return name[:1].lower() + name[1:]
    return name


def heading_for(say: Voice, day: str) -> str:
    """Spanish begins that sentence with the day."""
    return heading(day) if say.language == "es" else day
