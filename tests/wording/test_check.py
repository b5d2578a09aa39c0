"""The rules that the catalogs are held to."""

from pathlib import Path

import pytest

from bot.replies import Strong, plain
from bot.wording.check import _of_message as of_message
from bot.wording.check import _unlike as unlike
from bot.wording.check import catalog, family_ids, faults, used_ids
from bot.wording.lines import line, listed
from bot.wording.messages import PLURALS

NB = "\u00a0"


def test_the_catalogs_are_complete_used_and_well_typeset() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("language", "msgid", "text", "fault"),
    [
        ("fr", "cards.x", "l'agent", "a straight apostrophe: use ’"),
        ("fr", "cards.x", f"Bonjour{NB}!", "one of ; ! ?, which are spaced differently in France and Québec"),
        ("fr", "cards.x", "Reçu : oui", "a colon without a non-breaking space before it"),
        ("fr", "cards.x", "50 % écoulés", "a percent sign without a non-breaking space before it"),
        ("fr", "cards.x", "le mot «{word}»", "a guillemet without its non-breaking space"),
        ("fr", "cards.x", "de 8 h à 20 h", "a plain space inside a moment or a duration"),
        ("fr", "cards.x", "Ouvre ton ticket", "a familiar form: use vous"),
        ("es", "cards.x", "Abre tu ticket", "a familiar form: use usted"),
        ("es", "cards.x", "Abierto?", "a question or exclamation without its opening mark"),
        ("en", "cards.x", "I can't", "a straight apostrophe: use ’"),
        ("en", "cards.x", "{broken", "a broken placeholder"),
        ("en", "cards.x", "", "empty"),
        ("en", "cards.x", "Open ", "a space at its beginning or end"),
        ("fr", "buttons.x", "Répondre au demandeur ici", "25 characters, and a label has at most 24"),
    ],
)
def test_each_rule_names_its_fault(language: str, msgid: str, text: str, fault: str) -> None:
    assert fault in list(of_message(language, msgid, (text,)))


@pytest.mark.parametrize(
    ("language", "msgid", "text"),
    [
        ("fr", "cards.x", f"Reçu{NB}: {{at}}, 50{NB}% écoulés, «{NB}{{word}}{NB}», à 8{NB}h"),
        ("fr", "help.open.usage", "ouvrir [sujet] [gravité:…]"),
        ("fr", "help.open.example", "configurer guichet Boréal politique:pitney-bowes"),
        ("es", "cards.x", "¿Abierto? ¡Sí!"),
        ("en", "buttons.x", "Answer requester"),
    ],
)
def test_what_is_right_has_no_fault(language: str, msgid: str, text: str) -> None:
    assert list(of_message(language, msgid, (text,))) == []


def test_a_translation_has_the_same_placeholders_and_forms() -> None:
    assert list(unlike(("{a} et {b}",), ("{b} and {a}",))) == []
    assert list(unlike(("{at}",), ("{by}",))) == []
    assert list(unlike(("{a}",), ("{b}",))) == ["placeholders ['a'], and in English ['b']"]
    assert list(unlike(("{n}", "{n}"), ("{n}",))) == ["counts something in one language and not in the other"]


def test_ids_are_found_where_the_code_says_them(tmp_path: Path) -> None:
    file = tmp_path / "mistakes.py"
    file.write_text('raise NotNow("error.of_tomorrow", ticket=1)\nother = "desk.db"\n')
    assert used_ids(tmp_path) == {"error.of_tomorrow"}


def test_a_family_has_an_id_for_each_of_its_values() -> None:
    made = family_ids()
    assert {"names.severity.critical", "help.open.usage", "reasons.roster_full"} <= made
    assert made <= catalog("es").keys()


@pytest.mark.parametrize(
    ("language", "forms"),
    [("en", [1, 0, 1, 1]), ("fr", [0, 0, 1, 1]), ("es", [1, 0, 1, 1])],
)
def test_nought_and_one_are_counted_as_each_language_counts(language: str, forms: list[int]) -> None:
    assert [PLURALS[language](n) for n in (0, 1, 2, 10)] == forms


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("en", ["Ann"], "Ann"),
        ("en", ["Ann", "Bob", "Cid"], "Ann, Bob and Cid"),
        ("fr", ["Ann", "Bob"], "Ann et Bob"),
        ("es", ["Ann", "Bob"], "Ann y Bob"),
        ("es", ["Ann", "Inés"], "Ann e Inés"),
        ("es", ["Ann", "Hilda"], "Ann e Hilda"),
        ("es", ["Ann", "Hierro"], "Ann y Hierro"),
    ],
)
def test_several_are_listed_as_each_language_lists(language: str, names: list[str], expected: str) -> None:
    assert plain(listed(language, [(name,) for name in names])) == expected


def test_values_stay_spans_of_their_own() -> None:
    hostile = "{subject} <!channel>"
    spans = line("en", "tickets.title", number=42, subject=Strong(hostile))
    assert spans == ("#", "42", " ", Strong(hostile))


def test_an_unknown_id_and_a_missing_value_are_errors() -> None:
    with pytest.raises(KeyError):
        line("en", "tickets.nowhere")
    with pytest.raises(KeyError):
        line("en", "tickets.title", number=42)
