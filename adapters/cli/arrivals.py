"""What comes to a rehearsed desk from outside chat: one function a kind of arrival."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adapters.cli import letters, paid
from adapters.console.script import Arrive, ScriptError
from bot.compose import House

Arrival = Callable[[House, Arrive], None]
"""Lets it come to the desk, at the desk's present. Raises ScriptError for one that cannot be read."""

ARRIVALS: Mapping[str, Arrival] = {
    # commerce
    "payment": paid.arrive,
    "mail": letters.arrive,
}
"""By the word before `arrives:` in a rehearsal."""


def arrive(house: House, what: Arrive) -> None:
    """Let it come. Raises ScriptError."""
    kind = ARRIVALS.get(what.kind)
    if kind is None:
        known = ", ".join(ARRIVALS) or "nothing yet"
        raise ScriptError(what.line, f"a {what.kind} cannot arrive here; what can: {known}")
    kind(house, what)
