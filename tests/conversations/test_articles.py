"""Articles: kept by the desk's own people, found by everybody, at any hour, before a ticket is sent."""

from dataclasses import replace

import pytest

from bot.errors import NoSuchThing, NotUnderstood, NotYours
from bot.replies import Items, Link, Note, Prose, plain
from bot.results import ArticleForm, ArticleList, ArticlesTold, HelpTold, Opened, OpenForm, Refused
from policy.facts import Role

UNLOCK = "article add Unlock a blocked meter https://help.example.com/unlock E4 bac d’alimentation"


@pytest.fixture
def stocked(toronto):
    return toronto.says("ines", UNLOCK)


def titles(talk):
    return [article.title for article in talk.result.articles]


def test_an_article_is_added_shown_and_taken_away(stocked):
    assert isinstance(stocked.result, ArticleList)
    [article] = stocked.result.articles
    assert (article.title, article.url) == ("Unlock a blocked meter", "https://help.example.com/unlock")
    assert article.keywords == "E4 bac d’alimentation"
    stocked.says("sara", 'articles ajouter "Labels: how to" https://help.example.com/labels')
    assert titles(stocked) == ["Unlock a blocked meter", "Labels: how to"]
    stocked.says("ines", UNLOCK.replace("Unlock", "Free"))
    assert titles(stocked) == ["Labels: how to", "Free a blocked meter"]
    stocked.presses("ines", f"article remove {stocked.result.articles[0].id}")
    assert stocked.result.removed.title == "Labels: how to"
    stocked.says("ines", "article remove 99")
    assert isinstance(stocked.mistake, NoSuchThing)


def test_what_lacks_a_title_or_a_link_is_asked_for_in_a_form(toronto):
    for words in ("article add", "article add Unlock the meter", "article add https://help.example.com/x"):
        toronto.says("ines", words)
        assert isinstance(toronto.result, ArticleForm), words
    form = toronto.reply.form
    toronto.fills("ines", form.command, title="Unlock", url="http://help.example.com/x", keywords="")
    assert set(toronto.reply.form.errors) == {"url"}
    toronto.fills("ines", form.command, title="Unlock", url="https://help.example.com/x", keywords="tray")
    assert titles(toronto) == ["Unlock"]


@pytest.mark.parametrize(
    "address",
    [
        "http://help.example.com/x",
        "javascript://alert(1)",
        "ftp://help.example.com",
        "https://",
        "https://user:pw@help.example.com/x",
        "https://help.example.com/x|Click",
        "https://help.example.com/<!channel>",
        "https://help.example.com/\u202egnp",
        "https://" + "h" * 3000,
    ],
)
def test_links_are_https_only(toronto, address):
    toronto.says("ines", f"article add Unlock {address} tray")
    assert isinstance(toronto.mistake, NotUnderstood), toronto.result
    toronto.says("ines", "article list")
    assert titles(toronto) == []


def test_customers_do_not_keep_articles(stocked):
    for who in ("nadia", "tom"):
        stocked.says(who, UNLOCK)
        assert isinstance(stocked.mistake, NotYours)


def test_everybody_finds_them_at_any_hour_with_the_clause(stocked):
    account = stocked.account("Hôtel Laurier")
    with stocked.database.writing() as uow:
        uow.accounts.update(replace(account, active=False))
        uow.commit()
    stocked.at("2026-07-01T03:00")  # Canada Day, at night
    for who in ("tom", "nadia", "ines", "sara"):
        for words in ("help meter blocked", "aide bac d'alimentation", "ayuda E4"):
            stocked.says(who, words)
            assert isinstance(stocked.result, ArticlesTold), words
            assert titles(stocked) == ["Unlock a blocked meter"]
            assert stocked.result.clause.clause == "PB-a"
            assert stocked.reads_only
    [items] = [block for block in stocked.reply.blocks if isinstance(block, Items)]
    assert items.items[0].line == (Link("Unlock a blocked meter", "https://help.example.com/unlock"),)


def test_a_topic_without_articles_says_so_and_a_verb_is_still_explained(stocked):
    stocked.says("tom", "help coffee machine")
    assert titles(stocked) == []
    assert stocked.reply.summary == "No article matches “coffee machine” so far."
    stocked.says("tom", "help escalate")
    assert isinstance(stocked.result, HelpTold)
    assert stocked.result.one == "escalate"
    stocked.says("tom", "help escalat")
    assert isinstance(stocked.mistake, NotUnderstood)


def test_what_matches_the_subject_stands_beneath_it_before_the_ticket_is_sent(stocked):
    stocked.says("nadia", "open")
    assert stocked.result.articles == ()
    stocked.changes("nadia", stocked.reply.form.command, subject="The meter is blo")
    assert isinstance(stocked.result, OpenForm)
    subject, note, *_ = stocked.reply.form.fields
    assert (subject.id, subject.live) == ("subject", True)
    assert isinstance(note, Note)
    assert Link("Unlock a blocked meter", "https://help.example.com/unlock") in note.line
    assert "PB-a" in note.line
    stocked.changes("nadia", stocked.reply.form.command, subject="Coffee")
    assert "articles" not in {field.id for field in stocked.reply.form.fields}


def test_a_refusal_and_a_ticket_that_waits_for_consent_lead_to_articles(stocked):
    stocked.says("tom", "open Meter blocked")
    assert isinstance(stocked.result, Refused)
    assert titles(stocked) == ["Unlock a blocked meter"]
    stocked.says("nadia", "open Meter blocked facts: E4 consent:no")
    assert isinstance(stocked.result, Opened)
    assert titles(stocked) == ["Unlock a blocked meter"]
    told = "This may answer it already, at any hour (PB-a): Unlock a blocked meter."
    assert told in [plain(block.line) for block in stocked.reply.blocks if isinstance(block, Prose)]
    stocked.says("nadia", "open Meter blocked facts: E4 consent:yes")
    assert titles(stocked) == []


def test_articles_are_of_their_desk(stocked):
    stocked.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    stocked.says("c-tom", "help meter blocked")
    assert titles(stocked) == []
    stocked.says("c-ines", "article remove 1")
    assert isinstance(stocked.mistake, NoSuchThing)


def test_a_desk_whose_policy_says_nothing_of_self_help_has_articles_too(talk):
    talk.says("ines", UNLOCK)
    talk.has("olga", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    talk.says("olga", "help meter")
    assert (titles(talk), talk.result.clause) == (["Unlock a blocked meter"], None)
    assert talk.reply.summary == "Articles that match “meter”: Unlock a blocked meter"
