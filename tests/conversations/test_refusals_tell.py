"""Every refusal that these conversations and the rehearsals meet is looked at (see `tests.refusing`); here, how."""

import pytest

from tests.refusing import lacks

FRENCH = (
    "Je ne peux pas ouvrir ce ticket chez Boréal. Le téléphone n’est pas disponible en ce moment et ouvre jeudi"
    " à 8 h (PB-b.i)."
)
WHOLE = "I can’t open this ticket with Boréal. Phone is closed and opens Thursday 08:00 (PB-b.i)."


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        (WHOLE, []),
        (
            WHOLE.removesuffix(" (PB-b.i).") + ".",
            ["the clause PB-b.i", "who could do it, or when or how it becomes possible"],
        ),
        (WHOLE.replace("I can’t open this ticket with Boréal.", "No."), ["what was refused"]),
        (
            "I can’t open this ticket with Boréal. Plan standard does not include support by phone (PB-b.i).",
            ["who could do it, or when or how it becomes possible"],
        ),
        (
            FRENCH,
            [],
        ),
        (WHOLE.replace("PB-b.i", "PB-b.iii"), ["the clause PB-b.i"]),
    ],
)
def test_what_a_refusal_does_not_tell_is_named(said, missing):
    assert lacks([said], ["PB-b.i"]) == missing


def test_a_button_is_a_way_on():
    said = "I can’t open this ticket with Boréal. Only authorized contacts may open a ticket (PB-b.i)."
    assert lacks([said], ["PB-b.i"]) != []
    assert lacks([said], ["PB-b.i"], ["Send to Nadia"]) == []
