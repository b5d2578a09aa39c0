"""People, tickets and channels by the names that people write."""

import pytest

from bot.results import Changed, Sent, Shown
from policy.facts import Role


@pytest.fixture
def named(talk):
    """Two agents called Inès, and a ticket."""
    talk.has("ic", Role.AGENT, "Boréal")
    talk.has("im", Role.AGENT, "Boréal")
    with talk.database.writing() as uow:
        for who, name in (("ic", "Inès Caron"), ("im", "Inès Moreau"), ("ines", "Léa Petit")):
            person = talk.people[who]
            uow.people.update(type(person)(person.id, name))
        uow.commit()
    return talk.says("nadia", "open Printer on fire", where="laurier")


@pytest.mark.parametrize(
    "written",
    ["@U-ic", "Inès Caron", "ines caron", "INES CARON", "@ines.caron", "caron", "@caron", "ines_caron"],
)
def test_a_person_is_found_however_they_are_written(named, written):
    named.says("marc", f"assign 1 {written}")
    assert isinstance(named.result, Changed)
    assert named.result.subject.name == "Inès Caron"


def test_of_several_people_each_is_a_button_that_asks_the_same(named):
    named.says("marc", "confier #1 inès")
    assert named.mistake.says == "error.which_person"
    [actions] = [block for block in named.reply.blocks if block.tag == "actions"]
    people = named.people
    assert [(action.label, action.command) for action in actions.actions] == [
        ("Inès Caron", f"confier #1 p{people['ic'].id}"),
        ("Inès Moreau", f"confier #1 p{people['im'].id}"),
    ]
    named.presses("marc", actions.actions[1].command)
    assert named.result.subject.name == "Inès Moreau"


def test_two_of_one_name_are_told_apart_by_what_they_are(named):
    with named.database.writing() as uow:
        person = named.people["nadia"]
        uow.people.update(type(person)(person.id, "Inès Caron"))
        uow.commit()
    named.says("marc", "away caron")
    [actions] = [block for block in named.reply.blocks if block.tag == "actions"]
    labels = [action.label for action in actions.actions]
    assert sorted(labels) == ["Inès Caron (Hôtel Lauri…", "Inès Caron (agent)"]


def test_names_that_a_form_holds_are_a_mistake_at_their_field(named):
    named.fills("marc", "assign 1", to="inès")
    assert (named.mistake.says, named.reply.mistake) == ("error.which_person", "to")


@pytest.mark.parametrize(
    "number", ["1", "#1", "# 1", "nº 1", "nº1", "n° 1", "N° 1", "n.º 1", "no. 1", "núm. 1", "#1,"]
)
@pytest.mark.parametrize("verb", ["show", "voir", "mostrar"])
def test_a_ticket_is_found_however_its_number_is_written(named, verb, number):
    named.says("nadia", f"{verb} {number}")
    assert isinstance(named.result, Shown)
    named.says("nadia", number.rstrip(","))
    assert isinstance(named.result, Shown)


def test_a_no_is_no_number(named):
    named.says("ines", "note 1 no 7 is fine")
    assert isinstance(named.result, Sent)
    named.says("nadia", "reply #1 nº 7 fails")
    assert named.text(named.ticket().history[-1].text) == "nº 7 fails"
