"""Short answers are given without waiting for whoever writes; those that were kept, only while they are true."""

import subprocess
import sys
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot import kept
from bot.clock import HandClock
from bot.policies import Policies
from bot.replies import Reply
from bot.requests import Actor, PlaceKind, PlaceRef, Profile, Request, Said, Typed, Via
from bot.storage import Database
from policy.facts import Role
from tests.conversations.conftest import START, TEAM, Talk

CLAIM = "claim"
DEMOTE = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    done = connection.execute(
        "UPDATE memberships SET role = 'colleague', account_id = (SELECT min(id) FROM accounts) "
        "WHERE person_id = (SELECT person_id FROM identities WHERE user = 'U-ines')"
    )
    assert done.rowcount == 1
"""


def ask(who: str, text: str = "help", **how: object) -> Request:
    place = PlaceRef("slack", TEAM, f"D-{who}", None, PlaceKind.PRIVATE)
    asked = Request(Actor("slack", TEAM, f"U-{who}"), place, Typed(text), f"key:{who}:{text}", START)
    return replace(asked, **how)


def verbs(reply: Reply | None) -> set[str]:
    assert reply is not None
    _, _, told = reply.summary.replace("\xa0", " ").rstrip(".").partition(". ")
    return set(told.split(", "))


def test_what_only_shows_is_answered_at_once_as_it_would_be_otherwise(talk):
    talk.says("nadia", "open Printer on fire")
    for text in ("help", "help open", "list", "show 1", "why 1", "plan", "nonsense", "open"):
        assert talk.desk.at_once(ask("nadia", text)) == talk.desk.answer(ask("nadia", text)), text


def test_what_changes_something_is_not_and_nothing_is_done(talk):
    talk.says("nadia", "open Printer on fire")
    commits = talk.commits
    writing = ("open Another", "close 1", "reply 1 Thanks", "claim 1")
    assert [talk.desk.kind(ask("ines", text)) for text in writing] == [None] * 4
    assert [talk.desk.at_once(ask("ines", text)) for text in writing] == [None] * 4
    assert talk.commits == commits
    said = ask("nadia", intent=Said("Thanks", "m1"), via=Via.MESSAGE)
    assert talk.desk.kind(said) is None


def test_words_that_a_thread_makes_a_change_are_left_to_whoever_writes(talk):
    talk.says("nadia", "open Printer on fire")
    where, ref = talk._thread("#1 customer")
    place = PlaceRef("slack", TEAM, where, ref, PlaceKind.CHANNEL, where)
    commits = talk.commits
    asked = ask("nadia", "reply 5", place=place, via=Via.MENTION)
    assert talk.desk.at_once(asked) is None
    assert talk.commits == commits


def test_news_of_a_person_is_stored_first(talk):
    news = ask("nadia", profile=Profile("Nadia Roy", "fr-CA", "America/Toronto"))
    assert talk.desk.at_once(news) is None
    answered = talk.desk.answer(news)
    assert talk.desk.at_once(news) == answered
    assert "Vous" in answered.summary or "vous" in answered.summary


def test_a_right_that_was_taken_away_is_gone_at_once(talk):
    assert CLAIM in verbs(talk.desk.at_once(ask("ines")))
    assert CLAIM in verbs(talk.desk.at_once(ask("ines")))
    with talk.database.writing() as uow:
        uow.people.leave(uow.desks.by_name("Boréal").id, talk.people["ines"].id, None)
        uow.commit()
    talk.has("ines", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    told = verbs(talk.desk.at_once(ask("ines")))
    assert CLAIM not in told
    assert told == verbs(talk.desk.answer(ask("ines")))


def test_a_right_that_another_process_took_away_is_gone_at_once(sqlite_address):
    database = Database.open(sqlite_address)
    talk = Talk(database, Policies(database), HandClock(START), ZoneInfo("Europe/London"))
    talk.furnish("Boréal", "sign-in-app")
    assert CLAIM in verbs(talk.desk.at_once(ask("ines")))
    assert CLAIM in verbs(talk.desk.at_once(ask("ines")))
    path = sqlite_address.removeprefix("sqlite:///")
    subprocess.run([sys.executable, "-c", DEMOTE, path], check=True, timeout=30)
    assert CLAIM not in verbs(talk.desk.at_once(ask("ines")))
    database.close()


def test_a_kept_answer_is_only_for_whoever_asked_where_they_asked(talk):
    agents = talk.desk.at_once(ask("ines"))
    customers = talk.desk.at_once(ask("nadia"))
    assert verbs(agents) != verbs(customers)
    assert talk.desk.at_once(ask("ines", place=ask("nadia").place)) == agents
    stranger = talk.desk.at_once(ask("zoe", place=ask("ines").place))
    assert stranger is not None
    assert stranger.refused
    spanish = ask("ines", "ayuda", profile=Profile("Ines"))
    assert talk.desk.at_once(spanish) == agents


def test_an_answer_is_made_once_until_something_is_committed(talk):
    made: list[Reply] = []
    words = talk.desk._words
    talk.desk._words = replace(words, result=lambda *told: made.append(words.result(*told)) or made[-1])
    for _ in range(3):
        talk.desk.at_once(ask("ines"))
    assert len(made) == 1
    talk.desk.at_once(ask("ines", "list"))
    talk.desk.at_once(ask("ines", "list"))
    assert len(made) == 3
    talk.says("nadia", "open Printer on fire")
    made.clear()
    talk.desk.at_once(ask("ines"))
    assert len(made) == 1


def test_only_so_many_are_kept(talk, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 3)
    for who in ("nadia", "noor", "tom", "ines", "ivo", "marc"):
        assert talk.desk.at_once(ask(who)) == talk.desk.answer(ask(who))
        assert len(talk.desk._kept._held) <= 3


def test_a_database_beyond_a_network_is_never_asked_so(postgres_address):
    database = Database.open(postgres_address)
    talk = Talk(database, Policies(database), HandClock(START), ZoneInfo("Europe/London"))
    assert talk.desk.kind(ask("ines")) is None
    database.close()


@pytest.mark.parametrize(
    ("text", "kind"), [("help", "Help"), ("/HELP", "Help"), ("list", "ListTickets"), ("#1", "Show")]
)
def test_questions_are_told_apart_by_kind(talk, text, kind):
    assert talk.desk.kind(ask("ines", text)) == kind
