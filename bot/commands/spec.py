"""One row of the table of verbs."""

from __future__ import annotations

from dataclasses import dataclass, field

from policy.facts import Role

CUSTOMERS = frozenset({Role.COLLEAGUE, Role.AUTHORIZED})
STAFF = frozenset({Role.AGENT, Role.LEAD, Role.DIRECTOR, Role.ADMIN})
ANYONE = CUSTOMERS | STAFF


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One verb. `words` are the ways to write it, by language, the first being the one shown.

    `takes_ticket`: a number, or none inside the ticket's thread. `writes`: it may change something.
    Usage, example and summary are in the catalogs under `help.<name>.*`.
    """

    name: str
    words: dict[str, tuple[str, ...]]
    roles: frozenset[Role]
    takes_ticket: bool = False
    writes: bool = False
    options: tuple[str, ...] = field(default=())


def verb(
    name: str,
    fr: str,
    es: str,
    roles: frozenset[Role] = ANYONE,
    *,
    en: str = "",
    ticket: bool = False,
    writes: bool = False,
    options: tuple[str, ...] = (),
) -> CommandSpec:
    """A row, the ways to write it parted by spaces."""
    words = {"en": tuple((en or name).split()), "fr": tuple(fr.split()), "es": tuple(es.split())}
    return CommandSpec(name, words, roles, ticket, writes, options)
