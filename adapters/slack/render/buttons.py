"""Actions as buttons and an overflow menu; each carries its command, never anything else."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.serving.words import clean, clipped
from adapters.slack.limits import ACCESSIBILITY_LABEL, BUTTONS, OPTION_VALUE, SELECT_OPTIONS
from adapters.slack.render.words import plain_text
from adapters.slack.wire import Json
from bot.replies import Action, Menu, Style


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
    if action.aloud is not None:
        block["accessibility_label"] = clipped(clean(action.aloud), ACCESSIBILITY_LABEL)
    return block


def menu(choice: Menu, action_id: str) -> Json | None:
    """A choice of commands; None where none is short enough to come back from Slack whole."""
    kept = [at for at, option in enumerate(choice.options) if len(option.command) <= OPTION_VALUE]
    if not kept:
        return None
    options = [_option(choice.options[at]) for at in kept[:SELECT_OPTIONS]]
    block: Json = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(choice.label),
        "options": options,
    }
    if choice.chosen in kept[:SELECT_OPTIONS]:
        block["initial_option"] = options[kept.index(choice.chosen)]
    return block


def row(
    actions: Sequence[Action], overflow: Sequence[Action], index: int, menus: Sequence[Menu] = ()
) -> list[Json]:
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
    chosen = (menu(each, f"choose.{index}.{at}") for at, each in enumerate(menus))
    elements += [each for each in chosen if each is not None]
    if short:
        elements.append(_overflow(short, f"more.{index}"))
    return [{"type": "actions", "elements": elements}] if elements else []


def _overflow(actions: Sequence[Action], action_id: str) -> Json:
    return {"type": "overflow", "action_id": action_id, "options": [_option(each) for each in actions]}


def _option(action: Action) -> Json:
    return {"text": plain_text(action.label), "value": action.command}
