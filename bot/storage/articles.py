"""Articles of the desks, and the full-text search among them: one contract on both databases."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, text

from bot.domain.articles import Article, ArticleId, begins, best, topic_of, words_of
from bot.domain.ids import DeskId
from bot.storage.handle import Repository
from bot.storage.tables import articles

MOST = 200
"""Matches that are ranked: the newest, should a word be in more articles than that."""

_FIELDS = (articles.c.id, articles.c.desk_id, articles.c.title, articles.c.url, articles.c.keywords)
_OF_DESK = select(*_FIELDS).where(articles.c.desk_id == bindparam("of_desk"))
_LIST = _OF_DESK.order_by(articles.c.id)
_GET = _OF_DESK.where(articles.c.id == bindparam("of_id"))
_ADD = insert(articles).returning(articles.c.id)
_REMOVE = delete(articles).where(
    articles.c.desk_id == bindparam("of_desk"), articles.c.id == bindparam("of_id")
)
_FOUND = _OF_DESK.order_by(articles.c.id.desc()).limit(MOST)
_SEARCH = {
    "sqlite": _FOUND.where(
        articles.c.id.in_(text("SELECT rowid FROM article_words WHERE article_words MATCH :query"))
    ),
    "postgresql": _FOUND.where(
        text("array_to_tsvector(string_to_array(articles.words, ' ')) @@ CAST(:query AS tsquery)")
    ),
}
_ADD_WORDS = text("INSERT INTO article_words (rowid, words) VALUES (:id, :words)")
_REMOVE_WORDS = text("DELETE FROM article_words WHERE rowid = :id")


class Articles(Repository):
    """What a desk's people may help themselves with."""

    def add(self, desk_id: DeskId, title: str, url: str, keywords: str) -> Article:
        """A new article. Conflict where the desk has one with that address."""
        words = " ".join(words_of(f"{title} {keywords}"))
        values = {"desk_id": desk_id, "title": title, "url": url, "keywords": keywords, "words": words}
        found = ArticleId(self._db.id(_ADD, values))
        if self._db.dialect == "sqlite":
            self._db.run(_ADD_WORDS, {"id": found, "words": words})
        return Article(found, desk_id, title, url, keywords)

    def remove(self, desk_id: DeskId, article_id: ArticleId) -> Article | None:
        """Take the desk's article of that id away; None where there is none."""
        row = self._db.run(_GET, {"of_desk": desk_id, "of_id": article_id}).one_or_none()
        if row is None:
            return None
        self._db.run(_REMOVE, {"of_desk": desk_id, "of_id": article_id})
        if self._db.dialect == "sqlite":
            self._db.run(_REMOVE_WORDS, {"id": article_id})
        return Article(*row)

    def of_desk(self, desk_id: DeskId) -> tuple[Article, ...]:
        """Every article of the desk, oldest first."""
        return tuple(Article(*row) for row in self._db.run(_LIST, {"of_desk": desk_id}))

    def matching(self, desk_id: DeskId, topic: str, most: int = 3) -> tuple[Article, ...]:
        """The desk's articles that match a topic best. What was typed is data, never a query's syntax."""
        tokens = topic_of(topic)
        if not tokens:
            return ()
        rows = self._db.run(_SEARCH[self._db.dialect], {"of_desk": desk_id, "query": self._query(tokens)})
        return best(tokens, (Article(*row) for row in rows), most)

    def _query(self, tokens: tuple[str, ...]) -> str:
        """Any of the words, in the syntax of the database; each is nothing but letters and digits."""
        if self._db.dialect == "sqlite":
            return " OR ".join(f'"{token}"*' if begins(token) else f'"{token}"' for token in tokens)
        return " | ".join(f"'{token}':*" if begins(token) else f"'{token}'" for token in tokens)
