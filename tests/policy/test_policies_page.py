"""The page for policy authors: its whole policy is read, and so is every example on it."""

import re
import tomllib
from pathlib import Path

import pytest

from policy.calendar_reading import read_calendar
from policy.reading import read
from policy.rule_reading import KINDS, read_rule
from policy.tables import Table

PAGE = (Path(__file__).parents[2] / "docs" / "policies.md").read_text()
WHOLE, *EXAMPLES = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))


def test_the_whole_policy_of_the_page_is_sound():
    assert read(WHOLE).unenforced() == ()


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_of_the_page_is_read_without_fault(example):
    faults = []
    table = Table(example, "", faults)
    if "rules" in example:
        assert all(read_rule(rule) is not None for rule in table.tables("rules"))
    elif "calendars" in example:
        read_calendar("shop", table.table("calendars").table("shop"), "Europe/London")
    else:
        read({**WHOLE, **example})

    assert faults == []


def test_the_page_shows_every_kind_of_rule():
    shown = {rule["kind"] for block in (WHOLE, *EXAMPLES) for rule in block.get("rules", [])}

    assert shown == set(KINDS)


def test_the_table_of_conditions_says_which_kinds_take_each_key():
    table = re.search(r"\| key \| holds for \| on rules of kind \|\n.*?\n\n", PAGE, re.DOTALL)
    assert table is not None
    samples = {rule["kind"]: rule for block in (WHOLE, *EXAMPLES) for rule in block.get("rules", [])}
    told, taken = {}, {}
    listed: set[str] = set()
    for line in table.group().splitlines()[2:-1]:
        condition, _, kinds = (cell.strip() for cell in line.strip("|").split("|"))
        when = tomllib.loads(condition.strip("`"))
        named = set(re.findall(r"\w+", kinds.removeprefix("all but")))
        if kinds != "the same":
            listed = set(KINDS) - named if kinds.startswith("all but") else named
        told[condition] = listed
        taken[condition] = {kind for kind, rule in samples.items() if _takes(rule, when)}

    assert told == taken


def _takes(rule, when):
    faults = []
    [table] = Table({"rules": [{**rule, "when": when}]}, "", faults).tables("rules")
    read_rule(table)
    return not faults
