"""A small policy without fault, for tests to change one thing at a time."""

import tomllib
from copy import deepcopy

SMALL = tomllib.loads("""
id = "small"
version = "1"
provider = "Small"
source = "A page"
effective_on = 2026-01-01
zone = "America/Toronto"
languages = ["en"]
plans = ["basic", "gold"]
title = { en = "Small", fr = "Petit", es = "Pequeño" }
clauses = [
  { id = "1", en = "One", fr = "Un", es = "Uno", reference = "p. 1" },
  { id = "2", en = "Two", fr = "Deux", es = "Dos", reference = "p. 2" },
  { id = "3", en = "Three", fr = "Trois", es = "Tres", reference = "p. 3" },
]

[calendars.office]
clause = "1"
title = { en = "Office", fr = "Bureau", es = "Oficina" }
week = { mon-thu = ["09:00-12:00", "13:00-17:00"], fri = ["09:00-12:00"] }

[[rules]]
kind = "plan"
clause = "1"
plan = "basic"
title = { en = "Basic", fr = "Base", es = "Básico" }

[[rules]]
kind = "plan"
clause = "1"
plan = "gold"
title = { en = "Gold", fr = "Or", es = "Oro" }

[[rules]]
kind = "permit"
clause = "1"
actions = ["open", "escalate"]

[[rules]]
kind = "serve"
clause = "1"
channels = ["chat", "email", "phone", "forum", "remote", "web"]

[[rules]]
kind = "target"
clause = "2"
milestone = "first_response"
promise = "guarantee"
target = "4 business hours"
calendar = "office"

[[rules]]
kind = "level"
clause = "1"
level = "lead"
role = "lead"

[[rules]]
kind = "severity"
clause = "1"
severity = "critical"
means = { en = "Down", fr = "Arrêté", es = "Parado" }

[[rules]]
kind = "severity"
clause = "1"
severity = "severe"
means = { en = "Bad", fr = "Grave", es = "Grave" }

[[rules]]
kind = "severity"
clause = "1"
severity = "medium"
means = { en = "Annoying", fr = "Gênant", es = "Molesto" }

[[rules]]
kind = "severity"
clause = "1"
severity = "minor"
means = { en = "Small", fr = "Mineur", es = "Menor" }
""")


def small(*more_rules, **changes):
    """The small policy with top-level keys changed and rules added at the end, each as TOML."""
    mapping = deepcopy(SMALL) | changes
    mapping["rules"] = [*mapping["rules"], *(tomllib.loads(rule) for rule in more_rules)]
    return mapping
