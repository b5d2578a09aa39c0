"""A reply to somebody of several desks: what it offers next says which desk it is of."""

from __future__ import annotations

from dataclasses import replace

from bot.replies import Action, Actions, Block, Form, Item, Items, Menu, Reply


def naming_desk(reply: Reply, desk: str) -> Reply:
    """The same reply, its buttons and forms for the desk that was chosen; else each would ask which again."""
    again = None if reply.home is None else _command(reply.home, desk)
    rest = reply.rest
    if rest is not None and rest.command:
        rest = replace(rest, command=_command(rest.command, desk))
    blocks = tuple(_block(block, desk) for block in reply.blocks)
    return replace(reply, blocks=blocks, home=again, rest=rest)


def _block(block: Block, desk: str) -> Block:
    match block:
        case Actions(actions=actions, overflow=overflow, menus=menus):
            return Actions(
                tuple(_action(a, desk) for a in actions),
                tuple(_action(a, desk) for a in overflow),
                tuple(_menu(menu, desk) for menu in menus),
            )
        case Items(items=items):
            return replace(block, items=tuple(_item(item, desk) for item in items))
        case Form(command=command, again=again):
            again = None if again is None else _command(again, desk)
            return replace(block, command=_command(command, desk), again=again)
        case _:
            return block


def _item(item: Item, desk: str) -> Item:
    action = None if item.action is None else _action(item.action, desk)
    return replace(item, action=action, menu=None if item.menu is None else _menu(item.menu, desk))


def _menu(menu: Menu, desk: str) -> Menu:
    return replace(menu, options=tuple(_action(option, desk) for option in menu.options))


def _action(action: Action, desk: str) -> Action:
    return replace(action, command=_command(action.command, desk))


def _command(command: str, desk: str) -> str:
    """An odd quote in a text would hide what follows it; a button to another desk names that one."""
    if command.count('"') % 2 or ' desk:"' in command:
        return command
    return f'{command} desk:"{desk}"'
