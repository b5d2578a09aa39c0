"""Verbs as a language writes them, and commands to type in it."""

from __future__ import annotations

from functools import cache

from bot.commands import COMMANDS
from bot.replies import Code
from bot.wording.lines import text
from bot.wording.names import known_name
from policy.facts import Role

_SPECS = {spec.name: spec for spec in COMMANDS}


def verb(language: str, name: str) -> str:
    """The verb as it is shown in a language; the name itself where no command has it."""
    spec = _SPECS.get(name)
    return name if spec is None else spec.words.get(language, spec.words["en"])[0]


def example(language: str, name: str) -> Code:
    """The verb's example, ready to type."""
    return Code(text(language, f"help.{name}.example") if name in _SPECS else name)


def paged(language: str, name: str, page: int, *words: str) -> Code:
    """The verb with a page: "queue mine page:2"."""
    option = known_name(language, "option", "page")
    told = (known_name(language, "word", word) for word in words)
    return Code(" ".join((verb(language, name), *told, f"{option}:{page}")))


@cache
def completions(language: str, role: Role | None) -> tuple[tuple[str, str, str, str], ...]:
    """(verb, usage, example, summary) of each command that this role may give; None means all."""
    return tuple(
        (
            verb(language, spec.name),
            text(language, f"help.{spec.name}.usage"),
            text(language, f"help.{spec.name}.example"),
            text(language, f"help.{spec.name}.summary"),
        )
        for spec in COMMANDS
        if role is None or role in spec.roles
    )
