"""Articles are found alike on both databases, whatever was typed."""

import pytest

from bot.storage.errors import Conflict

ARTICLES = (
    ("Unlock a blocked meter", "https://help.example/unlock", "E4 franking tray"),
    ("Débloquer une machine à affranchir", "https://help.example/debloquer", "compteur bloqué E4"),
    ("La balanza marca de más", "https://help.example/balanza", "calibración peso"),
    ("Print labels", "https://help.example/labels", "blank printer"),
)


@pytest.fixture
def desk(database, world):
    with database.writing() as work:
        for row in ARTICLES:
            work.articles.add(world.north.desk.id, *row)
        work.articles.add(world.south.desk.id, "Blocked meter elsewhere", "https://other.example", "")
        work.commit()
    return world.north.desk.id


def found(database, desk, topic):
    with database.reading() as work:
        return [article.url.rpartition("/")[2] for article in work.articles.matching(desk, topic)]


@pytest.mark.parametrize(
    ("topic", "urls"),
    [
        ("Meter blocked", ["unlock"]),
        ("METERS", ["unlock"]),
        ("e4", ["unlock", "debloquer"]),
        ("compteur bloque", ["debloquer"]),
        ("Le compteur est bloqué", ["debloquer"]),
        ("calibracion", ["balanza"]),
        ("label", ["labels"]),
        ("blank label on the meter", ["labels", "unlock"]),
        ("the of and", []),
        ("", []),
        ("tra", ["unlock"]),
        ("xyz", []),
    ],
)
def test_a_topic_finds_the_articles_that_match_most_of_it(database, desk, topic, urls):
    assert found(database, desk, topic) == urls


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        '" OR words MATCH "',
        "meter*) OR (",
        "meter' | 'x",
        "NEAR(meter, 2)",
        "meter AND NOT",
        "words:meter ^meter",
        "'; DROP TABLE articles; --",
        "meter\x00\ud800\u202e",
        "a:* & ! | <-> meter",
        "{words} : meter",
        "%_\\",
        "meter " * 50_000,
        "\u0130\u00df\u1e9e \uff4d\uff45\uff54\uff45\uff52",
    ],
)
def test_nothing_typed_is_query_syntax(database, desk, hostile):
    urls = found(database, desk, hostile)
    assert urls in ([], ["unlock"])
    assert (urls == ["unlock"]) is ("meter" in hostile or "\uff4d" in hostile)


def test_an_article_belongs_to_its_desk_and_stands_there_once(database, desk, world):
    other = world.south.desk.id
    with database.writing() as work:
        [theirs] = work.articles.of_desk(other)
        assert work.articles.remove(desk, theirs.id) is None
        with pytest.raises(Conflict):
            work.articles.add(desk, "Again", ARTICLES[0][1], "")
    with database.writing() as work:
        first = work.articles.of_desk(desk)[0]
        assert work.articles.remove(desk, first.id) == first
        work.commit()
    assert found(database, desk, "meter blocked") == []
    assert found(database, other, "meter blocked") == ["other.example"]
