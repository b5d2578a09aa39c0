"""The facts of a reason, as the kinds that its sentence needs."""

from __future__ import annotations

from policy.decisions import Reason


def word(reason: Reason, fact: str) -> str:
    """A fact of a reason, by its name."""
    return str(reason.facts.get(fact, ""))


def number(reason: Reason, fact: str) -> int:
    """A fact of a reason, by its name."""
    found = reason.facts.get(fact, 0)
    return found if isinstance(found, int) else 0


def several(reason: Reason, fact: str) -> tuple[str, ...]:
    """A fact of a reason, by its name."""
    found = reason.facts.get(fact, ())
    return found if isinstance(found, tuple) else ()
