"""From a mapping, as TOML gives it, to a policy document; every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policy.calendar_reading import read_calendar
from policy.checking import check
from policy.documents import Assumption, Clause, PolicyDocument
from policy.rule_reading import read_rule
from policy.rules import CalendarRule, Rule
from policy.tables import Fault, Table
from policy.texts import LANGUAGES

__all__ = ["Fault", "PolicyFaults", "read"]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules that could be read, each with its path."""

    rules: tuple[Rule, ...]
    paths: tuple[str, ...]


class PolicyFaults(Exception):
    """A document that cannot be put in force, with every reason why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"{fault.path}: {fault.says}" for fault in faults))
        self.faults = faults


def read(mapping: Mapping[str, Any]) -> PolicyDocument:
    """The document that a mapping holds; raises PolicyFaults with all its faults."""
    faults: list[Fault] = []
    table = Table(mapping, "", faults)
    zone = table.zone("zone")
    calendars = _calendars(table, zone)
    rules = _rules(table)
    document = PolicyDocument(
        id=table.slug("id"),
        version=table.text("version"),
        title=table.translated("title"),
        provider=table.text("provider"),
        source=table.text("source"),
        effective_on=table.day("effective_on"),
        reading=table.number("reading", 1) if table.has("reading") else 1,
        zone=zone,
        languages=table.texts("languages"),
        plans=table.texts("plans"),
        clauses=_clauses(table),
        calendars=calendars,
        rules=rules.rules,
        assumptions=(
            *_stated(table),
            *_of_calendars(calendars),
            *(
                Assumption(rule.clause, rule.assumed, path)
                for rule, path in zip(rules.rules, rules.paths, strict=True)
                if rule.assumed is not None
            ),
        ),
    )
    for language in document.languages:
        if language not in LANGUAGES:
            table.fault("languages", f"{language!r} is not one of {', '.join(LANGUAGES)}")
    table.close()
    faults += check(document, rules.paths)
    if faults:
        raise PolicyFaults(tuple(dict.fromkeys(faults)))
    return document


def _clauses(table: Table) -> tuple[Clause, ...]:
    clauses = []
    for inner in table.tables("clauses"):
        clauses.append(Clause(inner.text("id"), inner.languages(), inner.text("reference")))
        inner.close()
    return tuple(clauses)


def _calendars(table: Table, zone: str) -> Mapping[str, CalendarRule]:
    inner = table.table("calendars")
    return {key: read_calendar(key, inner.table(key), zone) for key in inner}


def _rules(table: Table) -> _Rules:
    read = [(read_rule(inner), inner.path) for inner in table.tables("rules")]
    kept = [(rule, path) for rule, path in read if rule is not None]
    return _Rules(tuple(rule for rule, _ in kept), tuple(path for _, path in kept))


def _stated(table: Table) -> tuple[Assumption, ...]:
    """What the document assumes beside its rules, such as a date that its source does not give."""
    if not table.has("assumptions"):
        return ()
    stated = []
    for inner in table.tables("assumptions"):
        about = inner.text("about")
        if about and not table.has(about):
            inner.fault("about", f"{about!r} is not a key of this document")
        stated.append(Assumption(inner.text("clause"), inner.text("why"), about))
        inner.close()
    return tuple(stated)


def _of_calendars(calendars: Mapping[str, CalendarRule]) -> tuple[Assumption, ...]:
    found = []
    for name, calendar in calendars.items():
        path = f"calendars.{name}"
        if calendar.assumed is not None:
            found.append(Assumption(calendar.clause, calendar.assumed, path))
        holidays = calendar.holidays
        if holidays is not None and holidays.assumed is not None:
            found.append(Assumption(holidays.clause, holidays.assumed, f"{path}.holidays"))
    return tuple(found)
