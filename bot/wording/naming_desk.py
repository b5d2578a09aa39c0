"""A reply to somebody of several desks: what it offers next says which desk it is of."""

from __future__ import annotations

from dataclasses import replace

from bot.replies import Action, Actions, Block, Form, Items, Reply


def naming_desk(reply: Reply, desk: str) -> Reply:
    """The same reply, its buttons and forms for the desk that was chosen; else each would ask which again."""
    return replace(reply, blocks=tuple(_block(block, desk) for block in reply.blocks))


def _block(block: Block, desk: str) -> Block:
    match block:
        case Actions(actions=actions, overflow=overflow):
            return Actions(
                tuple(_action(a, desk) for a in actions), tuple(_action(a, desk) for a in overflow)
            )
        case Items(items=items):
            acting = (
                replace(item, action=None if item.action is None else _action(item.action, desk))
                for item in items
            )
            return replace(block, items=tuple(acting))
        case Form(command=command, again=again):
            again = None if again is None else _command(again, desk)
            return replace(block, command=_command(command, desk), again=again)
        case _:
            return block


def _action(action: Action, desk: str) -> Action:
    return replace(action, command=_command(action.command, desk))


def _command(command: str, desk: str) -> str:
    """An odd quote in a text would hide what follows it."""
    if command.count('"') % 2:
        return command
    return f'{command} desk:"{desk}"'
