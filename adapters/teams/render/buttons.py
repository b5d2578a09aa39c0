"""Actions as buttons: each carries its command and its place, never anything else."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.serving.words import clean, clipped
from adapters.teams.limits import ACTIONS, DATA, TITLE
from adapters.teams.wire import Json
from bot.replies import Action, Style

_STYLES = {Style.PRIMARY: "positive", Style.DANGER: "destructive"}
COMMAND = "guichet"
"""Where a button's data holds its command."""
AT = "guichet.at"
"""Where it holds the place that it means, if that is not where it stands."""


def button(action: Action) -> Json:
    """One button. It opens a dialog: whatever the command is answered with is for the clicker alone."""
    made: Json = {
        "type": "Action.Submit",
        "title": clipped(clean(action.label), TITLE),
        # Inputs beside it are not sent along: what a form holds is sent by its own button.
        "associatedInputs": "none",
        "data": {"msteams": {"type": "task/fetch"}, COMMAND: action.command},
    }
    if action.style is not Style.DEFAULT:
        made["style"] = _STYLES[action.style]
    return made


def row(actions: Sequence[Action], overflow: Sequence[Action]) -> list[Json]:
    """A row of buttons; those of the overflow follow in Teams' own menu."""
    kept = [action for action in (*actions, *overflow) if len(action.command) <= DATA]
    folded = set(range(len(actions), len(kept))) | set(range(ACTIONS, len(kept)))
    made = [button(a) | ({"mode": "secondary"} if n in folded else {}) for n, a in enumerate(kept)]
    return [{"type": "ActionSet", "actions": made}] if made else []


def placed(held: Json, at: Json | None) -> Json:
    """The same message with that place in each of its buttons."""
    if at is None:
        return held
    made = _placed(held, at)
    assert isinstance(made, dict)
    return made


def _placed(held: object, at: Json) -> object:
    match held:
        case {"type": "Action.Submit", "data": dict(data), **kept}:
            return kept | {"type": "Action.Submit", "data": data | {AT: at}}
        case dict():
            return {name: _placed(value, at) for name, value in held.items()}
        case list():
            return [_placed(value, at) for value in held]
        case _:
            return held
