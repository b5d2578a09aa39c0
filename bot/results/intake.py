"""What the use cases of facts and consent answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.articles import Article
from bot.results.views import PersonView, TicketView
from policy.documents import Citation
from policy.intake_rules import IntakeRule


@dataclass(frozen=True, slots=True)
class FactsForm:
    """Facts of a ticket: the requester's side fills in those that are `asked`, an agent asks for them.

    An agent's question is worded in the `language` of the requester, and goes to `readers` in `place`.
    """

    ticket: TicketView
    text: str
    asked: tuple[IntakeRule, ...]
    question: bool = False
    readers: tuple[PersonView, ...] = ()
    place: str | None = None
    language: str = "en"
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """Whether the desk may reach the device: the question, with what holds now in the ticket."""

    ticket: TicketView


@dataclass(frozen=True, slots=True)
class ArticlesTold:
    """The articles on a topic; `clause` is the one by which they are there for everybody at any hour."""

    topic: str
    articles: tuple[Article, ...]
    clause: Citation | None = None


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Every article of the desk, after `done`: what was added or taken away, if anything."""

    desk: str
    articles: tuple[Article, ...]
    added: Article | None = None
    removed: Article | None = None


@dataclass(frozen=True, slots=True)
class ArticleForm:
    """Title, link and keywords of a new article; `wrong` says what the address is not."""

    title: str = ""
    url: str = ""
    keywords: str = ""
    wrong: bool = False
