"""The shipped policies, read once, and calendars for the years that the tests speak of."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

import policy
from policy.reading import read
from policy.resolving import build, calendar_specs

CATALOG = Path(policy.__file__).parent / "catalog"


@cache
def document(name):
    return read(tomllib.loads((CATALOG / f"{name}.toml").read_text()))


@cache
def calendars(name):
    return build(calendar_specs(document(name), first_year=2026, last_year=2027))


@pytest.fixture
def policy_of():
    """A shipped policy and its calendars, by name."""
    return lambda name: (document(name), calendars(name))
