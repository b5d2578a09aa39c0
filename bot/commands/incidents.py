"""Verbs about tasks, outcomes, the register and satisfaction, once understood."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.spec import CUSTOMERS, STAFF, CommandSpec, verb
from policy.incident_rules import Outcome


@dataclass(frozen=True, slots=True)
class Task:
    """What the desk has to do: all of it, one of them, or one that is done, with what came of it.

    Done without a `result`, its form; `sure` says that the form was filled in.
    """

    number: int | None = None
    done: bool = False
    result: str | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class GiveOutcome:
    """What came of a ticket (`outcome`), and when and how that was discussed with the client.

    Without an outcome, its form. `entry` names a defect of the register that it reports, too.
    """

    ticket: int | None
    outcome: Outcome | None = None
    text: str | None = None
    discussed: str | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Defects:
    """The register (`defect`): what is open, all of it, one entry, or one that is done in a version.

    `fixed` without a `version` opens the form.
    """

    entry: str | None = None
    fixed: bool = False
    version: str | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """The requester's rating, of one to five, with a word. Without stars, its form."""

    ticket: int | None
    stars: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """Response times and ratings, by month."""


SPECS: tuple[CommandSpec, ...] = (
    verb("rate", "évaluer evaluer", "valorar calificar", CUSTOMERS, ticket=True, writes=True),
    verb("task", "tâche tache", "tarea", STAFF, en="task tasks", writes=True),
    verb("outcome", "issue", "resultado", STAFF, ticket=True, writes=True, options=("discussed",)),
    verb("defect", "défaut defaut", "defecto", STAFF, en="defect defects", writes=True),
    verb("stats", "statistiques", "estadísticas estadisticas"),
)
"""Their rows of the table."""
