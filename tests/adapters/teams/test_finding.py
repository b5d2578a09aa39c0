"""The extension's search: one finds what one may see, and what is inserted shows nothing that is not for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from adapters.teams.limits import MESSAGE
from adapters.teams.render.message import size

from .office import DESK, LAURIER, Json, Office, words

MINUIT, ELSEWHERE, RIVAL = "19:minuit@thread.tacv2", "19:cafeteria@thread.tacv2", "19:rival@thread.tacv2"


@pytest.fixture(scope="module")
def office(tmp_path_factory: Any) -> Iterator[Office]:
    """Two accounts of one desk, another desk, tickets in channels and in a private chat. Nobody changes it."""
    with Office(tmp_path_factory.mktemp("finding")) as opened:
        for who, where, said in (
            ("ines", "a:ines", "help"),
            ("nadia", "a:nadia", "help"),
            ("tom", "a:tom", "help"),
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:en"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", DESK, "setup account Minuit plan:standard employees:9"),
            ("sara", LAURIER, "setup channel customer Hôtel Laurier"),
            ("sara", MINUIT, "setup channel customer Minuit"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", LAURIER, 'setup people authorized @nadia account:"Hôtel Laurier"'),
            ("sara", LAURIER, 'setup people colleague @tom account:"Hôtel Laurier"'),
            ("sara", MINUIT, 'setup people authorized @max account:"Minuit"'),
            ("sara", RIVAL, "setup desk Rival policy:pitney-bowes language:en"),
            ("sara", RIVAL, "setup channel desk desk:Rival"),
            ("sara", RIVAL, "setup people agent @rhea"),
            ("sara", RIVAL, "setup account Lumen plan:standard employees:9"),
            ("sara", RIVAL, 'setup people authorized @lou account:"Lumen"'),
            ("lou", "a:lou", "open Ecran vert severity:severe facts: it is green"),
            ("nadia", LAURIER, "open Écran bleu severity:severe facts: E4 after start"),
            ("max", MINUIT, "open Ecran noir severity:severe facts: nothing at all"),
            ("nadia", "a:nadia", "open Secret budget severity:severe facts: not for all"),
            ("ines", DESK, "note 1 They never pay"),
            ("ines", DESK, "claim 1"),
        ):
            opened.says(who, where, said)
        yield opened


def finds(office: Office, who: str, where: str, sought: str = "", **options: int) -> Json:
    asked = {"name": "words", "value": sought} if sought else {"name": "initialRun", "value": "true"}
    value = {"commandId": "find", "parameters": [asked], "queryOptions": {"skip": 0, "count": 25} | options}
    return office.send(office.activity(who, where, "invoke", name="composeExtension/query", value=value))[
        "composeExtension"
    ]


def titles(answer: Json) -> list[str]:
    return [each["preview"]["content"]["title"] for each in answer.get("attachments", [])]


def inserted(answer: Json) -> Json:
    [row] = answer["attachments"]
    return row["content"]


@pytest.mark.parametrize(
    ("who", "where", "sought", "found"),
    [
        ("nadia", LAURIER, "", ["#3 Secret budget", "#1 Écran bleu"]),
        ("nadia", LAURIER, "ecran", ["#1 Écran bleu"]),
        ("nadia", LAURIER, "BLEU écran", ["#1 Écran bleu"]),
        ("nadia", LAURIER, "#1", ["#1 Écran bleu"]),
        ("nadia", LAURIER, "2", []),
        ("tom", LAURIER, "", []),
        ("tom", LAURIER, "1", []),
        ("tom", LAURIER, "ecran", []),
        ("max", MINUIT, "ecran", ["#2 Ecran noir"]),
        ("ines", DESK, "", ["#1 Écran bleu"]),
        ("ines", DESK, "ecran", ["#2 Ecran noir", "#1 Écran bleu"]),
        ("ines", DESK, "laurier", ["#3 Secret budget", "#1 Écran bleu"]),
        ("rhea", RIVAL, "ecran", ["#1 Ecran vert"]),
        ("rhea", ELSEWHERE, "1", ["#1 Ecran vert"]),
        ("rhea", LAURIER, "ecran", []),
        ("sara", ELSEWHERE, "ecran", ["#2 Ecran noir", "#1 Écran bleu", "#1 Ecran vert"]),
        ("mallory", ELSEWHERE, "1", []),
        ("ines", RIVAL, "1", []),
        ("nadia", LAURIER, "%", []),
        ("nadia", LAURIER, "' OR 1=1 --", []),
    ],
)
def test_one_finds_what_one_may_see_and_nothing_else(office, who, where, sought, found):
    answer = finds(office, who, where, sought)
    assert titles(answer) == found
    assert (answer["type"], bool(answer.get("text"))) == (("result", False) if found else ("message", True))


def test_nothing_found_and_nobodys_desk_are_said(office):
    assert finds(office, "tom", LAURIER, "1")["text"] == (
        "No ticket that you may see has this number or these words."
    )
    assert finds(office, "tom", LAURIER, "")["text"] == "No tickets here yet."
    told = finds(office, "mallory", LAURIER, "1")["text"].replace("\xa0", " ")
    assert told == "You do not belong to a desk here. These people can add you: Sara."


def test_in_its_own_place_the_public_card_stands_and_nothing_internal(office):
    for who, where in (("nadia", LAURIER), ("ines", LAURIER), ("ines", DESK), ("nadia", "a:nadia")):
        card = inserted(finds(office, who, where, "1"))
        said = words(card)
        assert "Écran bleu" in said
        assert "As it stood on Tue 30 Jun, 09:00." in said.replace("\n", "")
        assert not any(internal in said for internal in ("never pay", "E4 after", "Hôtel Laurier", "Rank"))
        assert _commands(card) == ["show 1"]


def test_elsewhere_number_and_subject_stand_alone_and_nothing_can_be_pressed(office):
    for who, where in (("ines", MINUIT), ("nadia", ELSEWHERE), ("ines", ELSEWHERE)):
        card = inserted(finds(office, who, where, "1"))
        assert words(card).replace("\n", "") == "#1 Écran bleu"
        assert _commands(card) == []


def _commands(held: Any) -> list[str]:
    match held:
        case {"type": "Action.Submit", "data": {"guichet": command}}:
            return [command]
        case dict():
            return [c for value in held.values() for c in _commands(value)]
        case list():
            return [c for value in held for c in _commands(value)]
    return []


def test_pages_follow_one_another(office):
    first = finds(office, "ines", DESK, "e", skip=0, count=2)
    second = finds(office, "ines", DESK, "e", skip=2, count=2)
    assert (titles(first), titles(second)) == (["#3 Secret budget", "#2 Ecran noir"], ["#1 Écran bleu"])
    assert titles(finds(office, "ines", DESK, "e", skip=-5, count=0)) == []
    assert finds(office, "ines", DESK, "e", skip=10**12, count=10**12)["type"] == "message"


def test_what_is_asked_otherwise_is_answered_with_nothing(office):
    for value in ({}, {"commandId": "open"}, {"commandId": "find", "parameters": "x", "queryOptions": []}):
        answer = office.send(
            office.activity("nadia", LAURIER, "invoke", name="composeExtension/query", value=value)
        )
        assert answer == {} or answer["composeExtension"]["type"] == "result"


def test_an_answer_stays_below_what_teams_takes(office):
    answer = finds(office, "ines", DESK, "e")
    assert size({"composeExtension": answer}) <= MESSAGE


@pytest.mark.parametrize("where", ["a:chat-with-another-bot", ""])
def test_only_the_chat_with_this_bot_is_known_to_be_read_by_nobody_else(office, where):
    value = {
        "commandId": "find",
        "parameters": [{"name": "words", "value": "budget"}],
        "queryOptions": {"skip": 0, "count": 25},
    }
    asked = office.activity("nadia", where, "invoke", name="composeExtension/query", value=value)
    asked["conversation"]["conversationType"] = "personal"
    there = words(inserted(office.send(asked)["composeExtension"]))
    at_home = words(inserted(finds(office, "nadia", "a:nadia", "budget")))
    assert "Secret budget" in there
    assert len(there) < len(at_home)
    assert there == words(inserted(finds(office, "nadia", ELSEWHERE, "budget")))
