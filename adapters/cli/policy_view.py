"""Answers about policies for people: tables on a terminal, plain lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import TextIOWrapper

from rich.console import Console
from rich.table import Table
from rich.text import Text

from adapters.cli.clauses import Unrehearsed
from bot.policy_tools import Assumed, Checked, Deadline, Explained, Promised

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


def checked(answer: Checked, unrehearsed: tuple[Unrehearsed, ...] = ()) -> None:
    """Faults, or that there are none; then what is not enforced, not rehearsed, and assumed."""
    console = _console()
    console.print(_heading(f"{answer.policy or 'unnamed policy'}, version {answer.version or 'unknown'}"))
    if answer.faults:
        count = len(answer.faults)
        table = _table(f"{count} fault{'s' if count > 1 else ''}", "where", "what")
        for fault in answer.faults:
            table.add_row(Text(fault.path), Text(fault.says))
        console.print(table)
        return
    console.print("No faults.")
    for remark in answer.remarks:
        console.print(Text(f"Look again: {remark}"))
    if answer.unenforced:
        console.print(f"\nNothing enforces these {len(answer.unenforced)} clauses yet:")
        console.print(Text(", ".join(answer.unenforced)))
    if unrehearsed:
        table = _table(f"{len(unrehearsed)} not rehearsed", "clause", "what is missing")
        for lacking in unrehearsed:
            table.add_row(Text(lacking.clause), Text(lacking.says))
        console.print(table)
    _assumptions(console, answer.assumptions)


def deadline(answer: Deadline) -> None:
    """Each promise with its thresholds, or why there is none; then the assumptions that bear on it."""
    console = _console()
    asked = (
        f"{answer.policy}, version {answer.version}: plan {answer.plan}, {answer.severity}, {answer.channel}"
    )
    console.print(_heading(asked))
    console.print(f"Received {_moment(answer.at)}")
    if answer.denied is not None:
        console.print(Text(f"Denied: {answer.denied.reason} ({', '.join(answer.denied.clauses)})."))
    elif not answer.promises:
        console.print("The policy promises nothing for this case.")
    for promise in answer.promises:
        _promise(console, promise)
    for note in answer.notes:
        console.print(Text(f"Note: {note}"))
    _assumptions(console, answer.assumptions[: answer.bearing])


def explained(answer: Explained) -> None:
    """The whole policy, section by section."""
    console = _console()
    console.print(_heading(f"{answer.title} ({answer.policy}, version {answer.version})"))
    console.print(Text(f"{answer.provider}. {answer.source}."))
    console.print(
        f"In force from {answer.effective_on}. Zone {answer.zone}. Languages: {', '.join(answer.languages)}."
    )
    hours = _table("Hours", "calendar", "days", "open", "zone", "clause")
    for calendar in answer.hours:
        for days, text in calendar.week:
            hours.add_row(f"{calendar.id}: {calendar.title}", days, text, calendar.zone, calendar.clause)
    console.print(hours)
    holidays = _table(f"Holidays of {answer.year}", "date", "name", "calendars closed")
    for closed in answer.holidays:
        holidays.add_row(f"{closed.on:%a} {closed.on}", closed.name, ", ".join(closed.calendars))
    console.print(holidays)
    _plans(console, answer)
    severities = _table("Severities", "severity", "means", "rank", "clause")
    for severity in answer.severities:
        severities.add_row(severity.id, severity.means, _rank(severity.rank, "plan"), severity.clause)
    console.print(severities)
    targets = _table("Targets", "milestone", "kind", "target", "calendar", "pauses", "case", "clauses")
    for target in answer.targets:
        targets.add_row(
            _words(target.milestone),
            _words(target.kind),
            target.target,
            target.calendar,
            "while waiting" if target.pauses else "never",
            target.case,
            ", ".join(target.clauses),
        )
    console.print(targets)
    ladder = _table("Escalation, lowest level first", "level", "who", "plans", "clause")
    for level in answer.ladder:
        ladder.add_row(level.name, level.role, ", ".join(level.plans), level.clause)
    console.print(ladder)
    clauses = _table("Clauses", "id", "says", "enforced")
    for clause in answer.clauses:
        clauses.add_row(clause.id, clause.text, "yes" if clause.enforced else "not yet")
    console.print(clauses)
    _assumptions(console, answer.assumptions)


def _plans(console: Console, answer: Explained) -> None:
    table = _table("Plans", "plan", "title", "rank", "licences", "channels", "not in the plan", "clause")
    for plan in answer.plans:
        served = [
            way.channel + ("" if way.hours is None else f" ({way.hours} hours)")
            for way in plan.channels
            if way.served
        ]
        refused = [f"{way.channel} ({', '.join(way.clauses)})" for way in plan.channels if not way.served]
        table.add_row(
            plan.id,
            plan.title,
            _rank(plan.rank, "severity"),
            "" if plan.licences is None else f"{plan.licences} or more",
            ", ".join(served),
            ", ".join(refused),
            plan.clause,
        )
    console.print(table)


def _rank(rank: int | None, otherwise: str) -> str:
    """A place in the queue, or what it goes by instead."""
    return f"by {otherwise}" if rank is None else str(rank)


def _promise(console: Console, promise: Promised) -> None:
    console.print()
    line = Text(f"{_words(promise.milestone).capitalize()} by ")
    line.append(_moment(promise.due_at), style="bold")
    line.append(f", {_words(promise.kind)}: {promise.target} ({', '.join(promise.clauses)})")
    console.print(line)
    counted = f"{_span(promise.business)} business, {_span(promise.elapsed)} calendar"
    console.print(f"{counted}; the clock starts {_moment(promise.starts_at)}")
    for alert in promise.thresholds:
        console.print(f"  {alert.share:>4.0%}  {_moment(alert.at)}")


def _assumptions(console: Console, assumptions: Iterable[Assumed]) -> None:
    table = _table("Assumptions", "clause", "why")
    for each in assumptions:
        table.add_row(each.clause, each.why)
    if table.row_count:
        console.print(table)


def _console() -> Console:
    """Standard output; a letter that its encoding lacks becomes a question mark, never a crash."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False)


def _heading(text: str) -> Text:
    return Text(text, style="bold")


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _moment(at: datetime) -> str:
    seconds = f":{at:%S}" if at.second else ""
    return f"{at:%a %Y-%m-%d %H:%M}{seconds} ({at:%Z}, UTC{at:%z})"


def _span(span: timedelta) -> str:
    hours, rest = divmod(span, _HOUR)
    minutes = rest // _MINUTE
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


def _words(name: str) -> str:
    return name.replace("_", " ")
