"""Verbs about what a ticket needs before it is worked on, once understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.commands.spec import CUSTOMERS, STAFF, CommandSpec, verb


@dataclass(frozen=True, slots=True)
class GiveFacts:
    """Facts of a ticket (`facts`): its requester's side adds some, an agent sends it back for them.

    `text` is what is said, or what is missing; `details` the facts that the policy asks for, by field.
    Without `sure`, an agent sees first who will read the question.
    """

    ticket: int | None
    text: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """Remote access for a ticket: allowed, or no longer; None asks which."""

    ticket: int | None
    allowed: bool | None = None


class ArticleAct(StrEnum):
    """What to do with the desk's articles."""

    LIST = "list"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Articles:
    """The desk's articles of self-help (`article`). Without a title and an address, adding opens its form."""

    act: ArticleAct = ArticleAct.LIST
    title: str | None = None
    url: str | None = None
    keywords: str | None = None
    id: int | None = None


SPECS: tuple[CommandSpec, ...] = (
    verb("facts", "précisions faits", "detalles datos", ticket=True, writes=True),
    verb("consent", "consentement", "consentimiento", CUSTOMERS, ticket=True, writes=True),
    verb("article", "articles", "artículo artículos", STAFF, en="article articles", writes=True),
)
"""Their rows of the table."""
