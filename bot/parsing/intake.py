"""Words and forms about what a ticket needs before it is worked on, to typed commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot import commands as c
from bot.parsing.taken_apart import Words

READERS: Mapping[str, Callable[[Words], c.Command]] = {}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:  # noqa: ARG001
    """Whether such a command only shows something or opens a form."""
    return False


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:  # noqa: ARG001
    """The command with a form's fields laid over it; None for another's."""
    return None
