"""Setting up by forms: each step asks for what it needs, says mistakes at their fields, is done once."""

import pytest

from bot.requests import Filled, PlaceKind, Profile, Via
from bot.results import PeopleForm, PeopleTold, SetupForm, SetupTold
from policy.facts import Role

ADMIN = Profile("Sara Admin", "fr-CA", "America/Toronto", is_admin=True)


def fields(talk):
    return {field.id: field for field in talk.reply.form.fields}


def test_a_first_desk_by_its_form(nobody, board):
    nobody.board = board
    nobody.says("sara", "setup", profile=ADMIN)
    steps = [item for block in nobody.reply.blocks if block.tag == "items" for item in block.items]
    nobody.presses("sara", steps[0].action.command, profile=ADMIN)
    assert isinstance(nobody.result, SetupForm)
    assert [option.id for option in fields(nobody)["policy"].options][:2] == ["devolutions", "pitney-bowes"]
    given = {"name": "Boréal", "policy": "", "language": "fr"}
    nobody.asks("sara", Filled("setup desk", given), via=Via.FORM, profile=ADMIN)
    assert (nobody.mistake.says, nobody.reply.mistake) == ("error.which_policy", "policy")
    given = given | {"policy": "techtra"}
    nobody.asks("sara", Filled("setup desk", given), via=Via.FORM, profile=ADMIN)
    assert (nobody.result.desk, nobody.result.policy) == ("Boréal", "techtra")
    assert [(each.name, each.role) for each in nobody.result.people] == [("Sara Admin", Role.ADMIN)]
    assert board.heard("D-sara") == ["Le guichet Boréal est créé, selon la politique techtra."]


@pytest.mark.parametrize("step", ["setup policy", "setup language", "setup account", "setup people"])
@pytest.mark.parametrize("how", ["says", "presses"])
def test_a_step_without_what_it_needs_opens_its_form(talk, step, how):
    getattr(talk, how)("sara", step)
    assert isinstance(talk.result, SetupForm)
    assert talk.reply.form.command == step
    talk.submits("sara")
    assert talk.mistake is not None or isinstance(talk.result, SetupTold)


def test_an_account_by_its_form_and_a_mistake_at_its_field(talk, board):
    talk.board = board
    talk.says("sara", "setup account")
    talk.submits("sara", name="Auberge", plan="standard", employees="many")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.bad_number", "employees")
    talk.says("sara", "setup account").submits("sara", plan="standard")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.missing", "name")
    talk.says("sara", "setup account").submits("sara", name="Auberge", plan="standard", employees="60")
    assert talk.account("Auberge").employees == 60
    assert board.heard("D-sara") == ["The account Auberge is on plan standard."]


def test_a_person_by_the_form(talk):
    talk.says("sara", "setup people")
    talk.submits("sara", person="U-ines", role="lead")
    assert talk.role("ines") is Role.LEAD
    talk.says("sara", "setup people").submits("sara", person="", role="lead")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.missing", "person")
    talk.says("sara", "setup people").submits("sara", person="U-tom", role="")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.missing", "role")


def test_a_place_by_the_form_is_the_one_that_is_chosen(talk):
    talk.presses("sara", "setup channel", where="lobby")
    assert fields(talk)["place"].value == "lobby"
    talk.submits("sara", place="C-AUBERGE", face="customer", account="")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.which_account", "account")
    talk.presses("sara", "setup channel", where="lobby")
    talk.submits("sara", place="C-AUBERGE", face="customer", account="Hôtel Laurier")
    assert ("auberge", "customer", "Hôtel Laurier") in talk.result.places
    talk.presses("sara", "setup channel", where="lobby").submits("sara", place="unseen")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.no_such_channel", "place")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("setup channel desk #C-OPS", ("ops", "desk", None)),
        ('setup channel customer "Hôtel Laurier" #C-OPS', ("ops", "customer", "Hôtel Laurier")),
        ("configurer canal client Hôtel Laurier #C-OPS", ("ops", "customer", "Hôtel Laurier")),
        ("configurar canal #laurier cliente Hôtel Laurier", ("laurier", "customer", "Hôtel Laurier")),
    ],
)
def test_a_place_is_named_by_its_link_or_by_the_name_that_the_desk_knows(talk, words, place):
    talk.says("sara", words, kind=PlaceKind.HOME)
    assert place in talk.result.places


def test_a_channel_that_the_desk_does_not_see_is_no_place(talk):
    talk.says("sara", "setup channel desk #nowhere")
    assert talk.mistake.says == "error.no_such_channel"
    assert "/invite" in talk.reply.summary


@pytest.mark.parametrize("who", ["nadia", "ines"])
def test_a_contact_by_the_form(talk, who):
    talk.says(who, "people authorize")
    assert isinstance(talk.result, PeopleForm)
    assert ("account" in fields(talk)) is (who == "ines")
    talk.submits(who, person="U-tom")
    assert isinstance(talk.result, PeopleTold)
    assert talk.role("tom") is Role.AUTHORIZED
    talk.says(who, "people revoke").submits(who, person="U-tom")
    assert talk.role("tom") is Role.COLLEAGUE
    talk.says(who, "people revoke").submits(who, person="")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.missing", "person")


def test_whoever_is_no_admin_any_more_is_refused_at_sending(talk):
    talk.says("sara", "setup people")
    with talk.database.writing() as uow:
        uow.people.leave(uow.desks.by_name("Boréal").id, talk.people["sara"].id, None)
        uow.commit()
    talk.submits("sara", person="U-tom", role="admin")
    assert talk.reply.refused
    assert talk.role("tom") is Role.COLLEAGUE


def test_a_desk_keeps_an_admin(talk):
    talk.says("sara", "setup people").submits("sara", person="U-sara", role="lead")
    assert (talk.mistake.says, talk.role("sara")) == ("error.last_admin", Role.ADMIN)
    talk.says("sara", "setup people admin @ines").says("sara", "setup people lead @sara")
    assert (talk.role("sara"), talk.role("ines")) == (Role.LEAD, Role.ADMIN)
