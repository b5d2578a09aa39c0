"""Articles of self-help (`article`): the desk's own people keep them, everybody finds them."""

from __future__ import annotations

import re
from typing import assert_never

from bot import commands as c
from bot.commands import ArticleAct
from bot.domain.articles import Article, ArticleId
from bot.errors import NoSuchThing, NotUnderstood
from bot.requests import Via
from bot.results import ArticleForm, ArticleList
from bot.usecases.asking import Asking

TITLE_LIMIT = 150
URL_LIMIT = 2000
KEYWORDS_LIMIT = 500
_HTTPS = re.compile(r"https://[^\s/@<>|\"'`\\^{}]+(?:[/?#][^\s<>|\"`\\^{}]*)?", re.IGNORECASE)
"""An address with a host and nobody's name or password; nothing that could end a link early."""


def articles(command: c.Articles, asking: Asking) -> ArticleList | ArticleForm:
    """List them, add one, or take one away.

    Raises:
        NotUnderstood: the address is not an https one, or something is too long.
        NoSuchThing: the desk has no article of that number.
    """
    match command.act:
        case ArticleAct.LIST:
            return _listed(asking)
        case ArticleAct.ADD:
            return _added(command, asking)
        case ArticleAct.REMOVE:
            found = asking.uow.articles.remove(asking.desk.id, ArticleId(command.id or 0))
            if found is None:
                raise NoSuchThing("error.no_such_article", number=command.id or 0)
            return _listed(asking, removed=found)
    assert_never(command.act)


def matching(asking: Asking, topic: str | None) -> tuple[Article, ...]:
    """The desk's articles that match a topic best: for everybody, whatever else they may ask for."""
    return asking.uow.articles.matching(asking.desk.id, topic) if topic else ()


def _added(command: c.Articles, asking: Asking) -> ArticleList | ArticleForm:
    title, url = " ".join((command.title or "").split()), command.url or ""
    keywords = " ".join((command.keywords or "").split())
    if not title or not url:
        return ArticleForm(title, url, keywords)
    for what, value, limit in (
        ("title", title, TITLE_LIMIT),
        ("url", url, URL_LIMIT),
        ("keywords", keywords, KEYWORDS_LIMIT),
    ):
        if len(value) > limit:
            raise NotUnderstood("error.too_long", what=what, limit=limit)
    if not (_HTTPS.fullmatch(url) and url.isprintable()):
        if asking.request.via is Via.FORM:
            return ArticleForm(title, url, keywords, wrong=True)
        raise NotUnderstood("error.bad_link", value=url)
    same = next((each for each in asking.uow.articles.of_desk(asking.desk.id) if each.url == url), None)
    if same is not None:
        # Told again, it is told better: the newest words count.
        asking.uow.articles.remove(asking.desk.id, same.id)
    added = asking.uow.articles.add(asking.desk.id, title, url, keywords)
    return _listed(asking, added=added)


def _listed(asking: Asking, added: Article | None = None, removed: Article | None = None) -> ArticleList:
    return ArticleList(asking.desk.name, asking.uow.articles.of_desk(asking.desk.id), added, removed)
