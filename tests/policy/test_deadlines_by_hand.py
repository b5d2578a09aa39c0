"""Every deadline of `tests/policies/*.toml`, worked out by hand there, against what the policies say."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import policy_tools

TABLES = sorted((Path(__file__).parents[1] / "policies").glob("*.toml"))
NOW = datetime(2026, 6, 1, tzinfo=UTC)
CASES = [
    pytest.param(table.stem, case, id=f"{table.stem}: {case['says']}")
    for table in TABLES
    for case in tomllib.loads(table.read_text())["cases"]
]


def written(promise: policy_tools.Promised) -> str:
    due = promise.due_at.isoformat(timespec="minutes")
    return " ".join((promise.milestone, promise.kind, due, *promise.clauses))


@pytest.mark.parametrize(("policy", "case"), CASES)
def test_a_deadline_is_what_the_table_works_out(policy, case):
    asked = {key: case[key] for key in ("plan", "severity", "channel") if key in case}

    answer = policy_tools.deadline(policy, case["at"], **asked, now=NOW)

    denied = answer.denied
    assert [written(promise) for promise in answer.promises] == case.get("owes", [])
    assert (list(denied.clauses) if denied else []) == case.get("denied", [])
    possible_at = denied.possible_at.isoformat(timespec="minutes") if denied and denied.possible_at else None
    assert possible_at == case.get("possible_at")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_policy_has_a_dozen_deadlines_each_with_its_reasoning(table):
    cases = tomllib.loads(table.read_text())["cases"]

    assert len([case for case in cases if case.get("owes")]) >= 12
    assert all(case["because"] for case in cases)


def test_every_shipped_policy_has_its_table():
    assert tuple(table.stem for table in TABLES) == policy_tools.shipped_ids()
