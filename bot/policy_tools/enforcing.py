"""By which rules a policy file makes each of its clauses count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.policy_tools.files import document_of, parse, text_of


def rules_by_clause(file_or_id: str) -> Mapping[str, tuple[str, ...]]:
    """The kinds of rules (calendars included) that cite each clause, in the file's order.

    Raises BadInput for a policy that is none or has faults.
    """
    document = document_of(file_or_id)
    mapping = parse(text_of(file_or_id))
    found: dict[str, dict[str, None]] = {clause.id: {} for clause in document.clauses}
    cited = [("calendar", calendar) for calendar in mapping.get("calendars", {}).values()]
    cited += [(str(rule.get("kind")), rule) for rule in mapping.get("rules", ())]
    for kind, rule in cited:
        for value in _values(rule):
            if value in found:
                found[value][kind] = None
    return {clause: tuple(kinds) for clause, kinds in found.items()}


def _values(rule: Mapping[str, Any]) -> Iterator[str]:
    for key, value in rule.items():
        if "clause" in key and isinstance(value, str):
            yield value
        elif "clause" in key and isinstance(value, list):
            yield from (each for each in value if isinstance(each, str))
        elif isinstance(value, dict):
            yield from _values(value)
