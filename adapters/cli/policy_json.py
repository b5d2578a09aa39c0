"""Answers about policies as JSON objects: names and shapes that programs rely on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from adapters.cli.clauses import Unrehearsed
from bot.policy_tools import Assumed, Checked, Deadline, Explained, Promised, Refused


def checked(answer: Checked, unrehearsed: tuple[Unrehearsed, ...] | None = None) -> dict[str, object]:
    """`policy`, `version`, `faults` (path, says), `unenforced` (clause ids), `assumptions`.

    With `unrehearsed` (clause, says) where that was asked.
    """
    plain: dict[str, object] = {
        "policy": answer.policy,
        "version": answer.version,
        "faults": [{"path": fault.path, "says": fault.says} for fault in answer.faults],
        "unenforced": list(answer.unenforced),
        "assumptions": _assumptions(answer.assumptions),
    }
    return plain if unrehearsed is None else plain | {"unrehearsed": [asdict(each) for each in unrehearsed]}


def deadline(answer: Deadline) -> dict[str, object]:
    """`policy`, `version`, `at`, `promises`, `assumptions`, and `denied` or `notes` where there is any."""
    plain: dict[str, object] = {
        "policy": answer.policy,
        "version": answer.version,
        "at": answer.at.isoformat(),
        "promises": [_promise(promise) for promise in answer.promises],
        "assumptions": _assumptions(answer.assumptions),
    }
    if answer.denied is not None:
        plain["denied"] = _denied(answer.denied)
    if answer.notes:
        plain["notes"] = list(answer.notes)
    return plain


def explained(answer: Explained) -> dict[str, object]:
    """Everything that the page shows, dates in ISO 8601."""
    plain: dict[str, object] = asdict(answer)
    plain["effective_on"] = answer.effective_on.isoformat()
    plain["hours"] = [
        {**asdict(hours), "week": [{"days": days, "open": text} for days, text in hours.week]}
        for hours in answer.hours
    ]
    plain["holidays"] = [{**asdict(closed), "on": closed.on.isoformat()} for closed in answer.holidays]
    return plain


def _denied(denied: Refused) -> dict[str, object]:
    """`reason`, `clauses`, and `possible_at` where waiting helps."""
    plain: dict[str, object] = {"reason": denied.reason, "clauses": list(denied.clauses)}
    if denied.possible_at is not None:
        plain["possible_at"] = denied.possible_at.isoformat()
    return plain


def _promise(promise: Promised) -> dict[str, object]:
    return {
        "milestone": promise.milestone,
        "kind": promise.kind,
        "target": promise.target,
        "due_at": promise.due_at.isoformat(),
        "clauses": list(promise.clauses),
        "thresholds": [{"share": alert.share, "at": alert.at.isoformat()} for alert in promise.thresholds],
    }


def _assumptions(assumptions: Iterable[Assumed]) -> list[dict[str, str]]:
    return [{"clause": each.clause, "why": each.why} for each in assumptions]
