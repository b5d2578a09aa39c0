"""The menu beside a card's buttons: what the desk does most first, and no more than a menu holds."""

from __future__ import annotations

from dataclasses import replace

from bot.replies import Action, Actions

MOST_MORE = 5
"""Entries of the menu: what the strictest platform takes."""
_ORDER = ("assign", "severity", "log", "exclude", "snooze", "facts", "close", "note")
"""What gives way first stands last: it is typed as well, or has a button elsewhere."""


def fitted(actions: Actions) -> Actions:
    """The same with its menu in that order, as far as there is room; what is none of these comes last."""
    ordered = sorted(actions.overflow, key=_place)
    return replace(actions, overflow=tuple(ordered[:MOST_MORE]))


def _place(action: Action) -> int:
    verb = action.command.split(maxsplit=1)[0]
    return _ORDER.index(verb) if verb in _ORDER else len(_ORDER)
