"""What a new version changes, in plain words of each language, made from the two documents."""

from copy import deepcopy
from typing import Any

import pytest

from bot.replies import plain
from bot.wording.revising import difference_lines
from bot.wording.voice import voice
from policy.documents import PolicyDocument
from policy.reading import read
from tests.policy.small import SMALL
from tests.wording.samples import RECEIVED, TORONTO, reader


def versions() -> tuple[PolicyDocument, PolicyDocument]:
    """Two that differ in everything that can be told apart."""
    before, after = deepcopy(SMALL), deepcopy(SMALL)
    after["version"] = "2"

    def rule(mapping: dict[str, Any], kind: str) -> dict[str, Any]:
        return next(each for each in mapping["rules"] if each["kind"] == kind)

    titles = {"en": "Silver", "fr": "Argent", "es": "Plata"}
    after["plans"] = ["basic", "silver"]
    after["rules"] = [r for r in after["rules"] if r.get("plan") != "gold"]
    after["rules"].append(rule(after, "plan") | {"plan": "silver", "title": titles})
    rule(after, "target")["target"] = "2 business hours"
    before["rules"].append(rule(before, "target") | {"promise": "goal", "target": "1 business day"})
    after["rules"].append(
        rule(after, "target")
        | {"milestone": "resolution", "target": "5 business days", "when": {"severity": ["critical"]}}
    )
    after["rules"].append(
        {"kind": "refuse", "clause": "3", "channels": ["phone"], "when": {"plan": ["basic"]}}
    )
    after["calendars"]["office"]["week"] = {"mon-fri": ["10:00-16:00"]}
    after["clauses"] = [
        {"id": "1", "en": "One.", "fr": "Un.", "es": "Uno.", "reference": "p. 1"},
        *after["clauses"][1:],
        {"id": "4", "en": "Four.", "fr": "Quatre.", "es": "Cuatro.", "reference": "p. 4"},
    ]
    before["clauses"] = [
        *before["clauses"],
        {"id": "0", "en": "Nil.", "fr": "Nul.", "es": "Nada.", "reference": "p. 0"},
    ]
    return read(before), read(after)


SAID = {
    "en": [
        "New plan: Silver.",
        "The plan Gold no longer exists.",
        "First response, plan Basic (guarantee): 2 business hours, before 4 business hours (2).",
        "First response, plan Basic (goal): no longer promised, before end of the next business day (2).",
        "Resolution, plan Basic, severity critical (guarantee): end of business day 5 after receipt, where nothing was promised before (2).",
        "Basic: phone is no longer open to you (3).",
        (
            "Opening hours: Monday to Friday, 10:00–16:00 (Toronto). Before: Monday to Thursday, 09:00–12:00, 13:00–17:00 "
            "(Toronto), Friday, 09:00–12:00 (Toronto) (1)."
        ),
        "1 now says: One. Before: One",
        "New clause 4: Four.",
        "Clause 0 is gone. It said: Nil.",
    ],
    "fr": [
        "Nouvelle formule : Argent.",
        "La formule Or n’existe plus.",
        "Première réponse, formule Base (garantie) : 2 heures ouvrées, auparavant 4 heures ouvrées (2).",
    ],
    "es": [
        "Nuevo plan: Plata.",
        "El plan Oro ya no existe.",
        "Primera respuesta, plan Básico (garantía): 2 horas hábiles, antes 4 horas hábiles (2).",
    ],
}


@pytest.mark.parametrize("language", SAID)
def test_each_change_is_one_sentence(language: str) -> None:
    before, after = versions()
    say = voice(reader(language), TORONTO, RECEIVED)
    told = [plain(line).replace("\xa0", " ") for line in difference_lines(say, before, after)]
    assert told[: len(SAID[language])] == SAID[language]
    assert len(told) == len(SAID["en"])


@pytest.mark.parametrize("language", SAID)
def test_nothing_that_changed_is_said_too(language: str) -> None:
    before, _ = versions()
    say = voice(reader(language), TORONTO, RECEIVED)
    assert len(difference_lines(say, before, before)) == 1
