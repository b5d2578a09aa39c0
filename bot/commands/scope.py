"""Verbs about what is supported, what is billed and what is let through, once understood."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.spec import ANYONE, CUSTOMERS, STAFF, CommandSpec, verb


@dataclass(frozen=True, slots=True)
class Offer:
    """Billed work: an agent offers `hours` of it, or takes the offer back; a customer asks for an offer."""

    ticket: int | None
    hours: int | None = None
    text: str | None = None
    withdraw: bool = False


@dataclass(frozen=True, slots=True)
class Accept:
    """Say yes to what the desk proposes; `proposal` is the one whose button was pressed."""

    ticket: int | None
    proposal: int | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """Say no to it."""

    ticket: int | None
    proposal: int | None = None


@dataclass(frozen=True, slots=True)
class Exclude:
    """Not taken on, by an exclusion; with `hours`, billed work is offered in the same act."""

    ticket: int | None
    exclusion: str | None = None
    hours: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MarkDuplicate:
    """It asks what another ticket asks (`duplicate`)."""

    ticket: int | None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Let through, with a reason, what the policy withholds of a ticket, or a refused request by its number.

    A customer asks the desk to let a refused request through.
    """

    ticket: int | None
    refusal: int | None = None
    reason: str | None = None


SPECS: tuple[CommandSpec, ...] = (
    verb("offer", "offre devis", "oferta presupuesto", ANYONE, en="offer quote", ticket=True, writes=True),
    verb("accept", "accepter", "aceptar", CUSTOMERS, ticket=True, writes=True),
    verb("decline", "décliner decliner refuser", "rechazar declinar", CUSTOMERS, ticket=True, writes=True),
    verb("exclude", "exclure", "excluir", STAFF, ticket=True, writes=True),
    verb("duplicate", "doublon", "duplicado", STAFF, ticket=True, writes=True),
    verb("override", "déroger deroger exception", "exceptuar", ANYONE, ticket=True, writes=True),
)
"""Their rows of the table."""
