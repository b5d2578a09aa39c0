"""Words about articles of self-help: on a topic, beside a subject, and the desk's own list."""

from __future__ import annotations

from bot.domain.articles import Article
from bot.replies import (
    Actions,
    Block,
    Form,
    Item,
    Items,
    Line,
    Link,
    Prose,
    Reply,
    TextField,
    plain,
)
from bot.results import ArticleForm, ArticleList, ArticlesTold
from bot.wording.lines import joined, sentences
from bot.wording.reader import Reader
from bot.wording.verbs import example
from bot.wording.voice import Voice, voice
from policy.documents import Citation


def told(result: ArticlesTold, reader: Reader) -> Reply:
    """Those on a topic, or that there is none; and the way to a person."""
    say = voice(reader, reader.zone or "UTC")
    topic, clause = result.topic, "" if result.clause is None else result.clause.clause
    if not result.articles:
        head = say.line("articles.none", topic=topic)
    elif clause:
        head = say.line("articles.found_clause", topic=topic, clause=clause)
    else:
        head = say.line("articles.found", topic=topic)
    # Options among the words would mean something else behind a button.
    command = "open" if ":" in topic else f"open {topic}"
    blocks: list[Block] = [Prose(head)]
    if result.articles:
        blocks.append(Items(tuple(Item((_link(each),)) for each in result.articles)))
    blocks.append(Actions((say.button("buttons.open", command),)))
    titles = ", ".join(each.title for each in result.articles)
    return Reply(f"{plain(head)} {titles}".strip(), tuple(blocks))


def beside(say: Voice, articles: tuple[Article, ...], clause: Citation | None) -> Line:
    """In a line: what may answer it already; empty where nothing matches."""
    if not articles:
        return ()
    named = joined([(_link(each),) for each in articles], ", ")
    if clause is None:
        return say.line("articles.beside", articles=named)
    return say.line("articles.beside_clause", articles=named, clause=clause.clause)


def listing(result: ArticleList, reader: Reader) -> Reply:
    """The desk's articles by number, after what was just done."""
    say = voice(reader, reader.zone or "UTC")
    done: Line = ()
    if result.added is not None:
        done = say.line("articles.added", title=_link(result.added))
    elif result.removed is not None:
        done = say.line("articles.removed", title=result.removed.title)
    if not result.articles:
        add = example(say.language, "article")
        head = sentences(done, say.line("articles.empty", desk=result.desk, command=add))
        return Reply(plain(head), (Prose(head),))
    head = sentences(done, say.line("articles.list", len(result.articles), desk=result.desk))
    rows = tuple(
        Item(
            say.line("articles.row", number=each.id, title=_link(each), keywords=each.keywords)
            if each.keywords
            else say.line("articles.row_bare", number=each.id, title=_link(each)),
            say.button("buttons.remove_article", f"article remove {each.id}", of=each.title),
        )
        for each in result.articles
    )
    add_one = Actions((say.button("buttons.add_article", "article add"),))
    return Reply(plain(head), (Prose(head), Items(rows), add_one))


def form(result: ArticleForm, reader: Reader) -> Reply:
    """Title, link and keywords."""
    say = voice(reader, reader.zone or "UTC")
    fields = (
        TextField("title", say.text("articles.form.name"), result.title, limit=150),
        TextField(
            "url", say.text("articles.form.url"), result.url, say.text("articles.form.https"), limit=2000
        ),
        TextField(
            "keywords",
            say.text("articles.form.keywords"),
            result.keywords,
            say.text("articles.form.keywords_hint"),
            required=False,
            limit=500,
        ),
    )
    title = say.text("articles.form.title")
    errors = {"url": say.text("error.bad_link", value=result.url)} if result.wrong else {}
    made = Form(title, "article add", fields, say.text("buttons.save"), say.text("buttons.cancel"), errors)
    return Reply(f"{title}.", (made,))


def _link(article: Article) -> Link:
    return Link(article.title, article.url)
