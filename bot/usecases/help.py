"""Help: the verbs that this person may use, or one of them."""

from __future__ import annotations

from bot.commands import COMMANDS, Help
from bot.errors import NotUnderstood
from bot.parsing import Context, suggestion
from bot.results import HelpTold
from policy.facts import Role


def help_told(command: Help, desk: str | None, role: Role | None, language: str) -> HelpTold:
    """Generated from the table of commands; someone without a role here sees what anyone may do."""
    may = tuple(spec.name for spec in COMMANDS if role is None or role in spec.roles)
    if command.verb is not None and command.verb not in {spec.name for spec in COMMANDS}:
        near = suggestion(command.verb, Context(role=role, language=language))
        raise NotUnderstood(word=command.verb, suggestion=near)
    return HelpTold(may, command.verb, desk)
