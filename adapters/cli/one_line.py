"""Mistakes of usage said in one line on standard error, with what would be valid; exit status 2."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

WRONG = 2
"""The exit status for input that is none."""

# Typer carries its own copy of Click and shows of it only what it re-exports: the class of every
# usage error is the parent of the one that it does show.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]


class OneLineCommand(TyperCommand):
    """A command whose own usage errors come out in one line; its epilog's first line is what is valid."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Parse, or leave with one line."""
        try:
            return super().make_context(*args, **kwargs)
        except UsageError as error:
            leave(f"guichet policy {self.name}: {_sentence(error)} {self.epilog or ''}")


class OneLineGroup(TyperGroup):
    """A group of commands that names them where one is asked for that it does not have."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or leave with one line."""
        try:
            return super().resolve_command(ctx, args)
        except UsageError as error:
            leave(f"guichet policy: {_sentence(error)} Valid: {', '.join(self.list_commands(ctx))}.")


def leave(line: str) -> NoReturn:
    """Say what is wrong on standard error, in one line, and leave with status 2."""
    print(" ".join(line.split()), file=sys.stderr)
    raise typer.Exit(WRONG)


def _sentence(error: Any) -> str:
    """What Click says of it, on one line and with one full stop."""
    return " ".join(str(error.format_message()).split()).rstrip(".") + "."
