"""Actions as buttons and an overflow menu; each carries its command, never anything else."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.slack.limits import BUTTONS, OPTION_VALUE
from adapters.slack.render.words import plain_text
from adapters.slack.wire import Json
from bot.replies import Action, Style


def button(action: Action, action_id: str) -> Json:
    """One button: its value is the command that a click asks for."""
    block: Json = {
        "type": "button",
        "text": plain_text(action.label),
        "action_id": action_id,
        "value": action.command,
    }
    if action.style is not Style.DEFAULT:
        block["style"] = action.style.value
    return block


def row(actions: Sequence[Action], overflow: Sequence[Action], index: int) -> list[Json]:
    """A row of buttons and, where there are more, an overflow menu after them.

    An option holds a shorter command than a button does, and a menu of one is a detour: both become
    buttons.
    """
    shown = list(actions[:BUTTONS])
    folded = [*actions[BUTTONS:], *overflow]
    short = [action for action in folded if len(action.command) <= OPTION_VALUE]
    shown += [action for action in folded if len(action.command) > OPTION_VALUE]
    if len(short) == 1:
        shown, short = [*shown, *short], []
    elements = [button(action, f"say.{index}.{at}") for at, action in enumerate(shown)]
    if short:
        elements.append(_menu(short, f"more.{index}"))
    return [{"type": "actions", "elements": elements}] if elements else []


def _menu(actions: Sequence[Action], action_id: str) -> Json:
    options = [{"text": plain_text(a.label), "value": a.command} for a in actions]
    return {"type": "overflow", "action_id": action_id, "options": options}
