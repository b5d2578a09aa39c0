"""A desk from nothing in a few commands, and what the policy says of accounts, people and plans."""

from dataclasses import replace

import pytest

from bot.errors import NoDesk, NotYours
from bot.replies import plain
from bot.requests import PlaceKind, Profile
from bot.results import HomeTold, Opened, PeopleTold, Refused, SetupForm, SetupTold, WhichDesk
from policy.facts import Channel, Role

ADMIN = Profile("Sara Admin", "fr-CA", "America/Toronto", is_admin=True)


def test_a_tenants_admin_sets_a_desk_up_from_nothing(nobody):
    talk = nobody
    talk.says("sara", "setup", profile=ADMIN)
    assert isinstance(talk.result, SetupTold)
    assert talk.result.missing == ("desk",)
    assert [policy for policy, _ in talk.result.policies] == [
        "devolutions",
        "pitney-bowes",
        "sign-in-app",
        "support-utilisateur",
        "techtra",
    ]
    talk.says("sara", "setup desk Boréal policy:devolutions", profile=ADMIN)
    assert (talk.result.desk, talk.result.language) == ("Boréal", "fr")
    assert talk.role("sara") is Role.ADMIN
    talk.says("sara", "setup channel", where="C-DESK")
    talk.says("sara", "setup account Hôtel Laurier plan:premium licences:12")
    talk.says("sara", "setup channel customer Hôtel Laurier", where="C-LAURIER")
    talk.says("sara", "setup people agent @U-ines")
    talk.says("sara", 'setup people authorized @U-nadia account:"Hôtel Laurier"')
    assert talk.result.missing == ()
    assert talk.result.places == (("C-DESK", "desk", None), ("C-LAURIER", "customer", "Hôtel Laurier"))
    assert talk.result.accounts == (("Hôtel Laurier", "premium"),)
    talk.says("nadia", "open Printer on fire", profile=Profile("Nadia Roy", "en-CA"))
    assert isinstance(talk.result, Opened)
    assert talk.result.ticket.requester.name == "Nadia Roy"
    talk.says("ines", "claim 1")
    assert talk.mistake is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("setup desk policy:techtra", "error.missing"),
        ("setup desk Boréal", "error.which_policy"),
        ("setup desk Boréal policy:nonsense", "error.no_such_policy"),
    ],
)
def test_a_desk_needs_a_name_and_a_policy_there_is(nobody, words, code):
    nobody.says("sara", words, profile=ADMIN)
    assert nobody.mistake.says == code


def test_nobody_else_sets_up_a_first_desk(nobody):
    nobody.says("tom", "setup desk Mine policy:techtra", profile=Profile("Tom"))
    assert isinstance(nobody.mistake, NoDesk)
    nobody.visits("tom")
    assert isinstance(nobody.mistake, NoDesk)


def test_a_tenants_admin_who_is_nobody_at_a_desk_sees_nothing_of_it(talk):
    talk.says("zoe", "setup", profile=ADMIN, where="desk-room")
    assert talk.result.desk == ""
    talk.says("zoe", "queue", profile=ADMIN, where="desk-room")
    assert isinstance(talk.mistake, NoDesk)


def test_a_second_desk_of_the_same_name_is_refused(talk):
    talk.says("sara", "setup desk Boréal policy:techtra")
    assert talk.mistake.facts == {"what": "desk", "name": "Boréal"}
    talk.says("sara", "setup desk Cormoran policy:techtra")
    assert talk.result.desk == "Cormoran"
    talk.says("marc", "setup desk Mine policy:techtra")
    assert isinstance(talk.mistake, NotYours)


def test_ten_licences_open_the_better_plans(desk_of):
    talk = desk_of("devolutions", "standard")
    talk.says("sara", "setup account Auberge plan:premium licences:9")
    assert isinstance(talk.result, Refused)
    assert [reason.citation.clause for reason in talk.result.decision.reasons] == ["DV-licences"]
    assert talk.account("Auberge") is None
    talk.says("sara", "setup account Auberge plan:premium licences:10")
    assert talk.account("Auberge").plan == "premium"
    talk.says("sara", "setup account Auberge plan:standard licences:9")
    talk.says("sara", "setup account Auberge plan:premium")
    assert isinstance(talk.result, Refused)
    talk.says("sara", "setup account Auberge plan:gold")
    assert talk.mistake.facts["valid"] == "standard, priority, premium"
    talk.says("sara", "setup account Auberge licences:many")
    assert talk.mistake.facts["value"] == "many"


def test_a_count_that_falls_flags_the_account_and_changes_nothing_else(desk_of):
    talk = desk_of("devolutions", "standard")
    talk.says("sara", "setup account Auberge plan:premium licences:10")
    talk.says("sara", "setup account Auberge licences:9")
    assert [reason.citation.clause for reason in talk.result.flagged] == ["DV-licences"]
    account = talk.account("Auberge")
    assert (account.plan, account.licences) == ("premium", 9)
    talk.says("sara", "plan Auberge")
    assert [reason.citation.clause for reason in talk.result.flagged] == ["DV-licences"]
    talk.says("sara", "setup account Auberge licences:12")
    assert talk.result.flagged == ()


def test_one_plan_needs_no_naming(talk):
    talk.says("sara", "setup account Auberge employees:12")
    assert (talk.account("Auberge").plan, talk.account("Auberge").employees) == ("standard", 12)


def test_a_place_of_another_desk_is_not_taken(talk):
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    talk.says("c-sara", "setup channel", where="lobby")
    assert talk.mistake is None
    talk.says("sara", "setup channel", where="desk-room", kind=PlaceKind.PRIVATE)
    assert isinstance(talk.result, SetupForm), "elsewhere than in a channel it asks for one"
    talk.says("sara", "setup channel", where="lobby")
    assert isinstance(talk.mistake, NoDesk)


def test_contacts_name_contacts_of_their_own_account_only(talk):
    talk.has_account("Boréal", "Auberge")
    talk.has("olga", Role.COLLEAGUE, "Boréal", "Auberge")
    talk.says("nadia", "people authorize Tom")
    assert isinstance(talk.result, PeopleTold)
    assert talk.role("tom") is Role.AUTHORIZED
    talk.says("nadia", "people authorize Olga")
    assert talk.mistake.says == "error.no_such_person"
    talk.says("nadia", "people authorize Ines")
    assert talk.mistake.says == "error.no_such_person"
    assert talk.role("ines") is Role.AGENT
    talk.says("nadia", "people revoke Tom")
    assert talk.role("tom") is Role.COLLEAGUE
    talk.says("tom", "people authorize @U-tom")
    assert isinstance(talk.mistake, NotYours)
    talk.says("nadia", "people")
    assert {person.name for person in talk.result.people} == {"Nadia", "Noor", "Tom"}


def test_somebody_new_is_authorized_by_their_platform_identity(talk):
    talk.says("nadia", "people authorize @U-newcomer")
    assert talk.role("newcomer") is Role.AUTHORIZED
    talk.says("newcomer", "open Printer on fire")
    assert isinstance(talk.result, Opened)


def test_the_desks_people_say_which_account(talk):
    talk.has_account("Boréal", "Auberge")
    talk.says("ines", "plan")
    assert talk.mistake.facts == {"valid": "Auberge, Hôtel Laurier", "verb": "plan"}
    talk.says("ines", "plan hotel laurier")
    assert talk.result.account == "Hôtel Laurier"
    talk.says("ines", "plan", where="laurier")
    assert talk.result.account == "Hôtel Laurier"


def test_roles_languages_and_policies_are_changed_by_an_admin(talk):
    talk.says("sara", "setup people chef Ivo")
    assert talk.role("ivo") is Role.LEAD
    talk.says("sara", "setup language français")
    talk.says("marc", "help")
    assert talk.reply.summary
    talk.says("sara", "setup language klingon")
    assert talk.mistake.facts["valid"] == "en, fr, es"
    talk.says("sara", "setup people wizard Ivo")
    assert talk.mistake.facts["option"] == "role"
    talk.says("sara", "setup")
    assert (talk.result.desk, talk.result.language) == ("Boréal", "fr")


def test_homes_show_what_matters_to_each(talk):
    talk.says("nadia", "open Printer on fire severity:severe")
    talk.fills("ines", "escalate 1", reason="too hot")
    talk.visits("nadia")
    assert isinstance(talk.result, HomeTold)
    assert ([t.number for t in talk.result.tickets], talk.result.plan) == ([1], "standard")
    talk.visits("ines")
    assert [t.number for t in talk.result.unassigned] == [1]
    talk.visits("marc")
    assert [t.number for t in talk.result.escalated] == [1]
    talk.says("ines", "claim 1").visits("ines")
    assert ([t.number for t in talk.result.tickets], talk.result.unassigned) == ([1], ())
    talk.visits("sara")
    assert talk.result.undelivered == 0
    talk.says("tom", "")
    assert talk.result.tickets == ()


def test_when_is_a_promise_for_each_severity_by_the_function_that_keeps_it(talk):
    talk.says("nadia", "when")
    rows = {row[0]: row[3][0].due_at for row in talk.result.rows}
    assert rows["critical"] == talk.moment("2026-03-02T10:00")
    assert rows["severe"] == talk.moment("2026-03-02T11:00")
    talk.says("nadia", "open Printer on fire severity:severe")
    assert talk.ticket().due_at == rows["severe"]


def test_when_by_a_channel_that_the_plan_lacks_is_refused_in_its_row(desk_of):
    talk = desk_of("devolutions", "standard")
    talk.says("nadia", "when channel:phone")
    for _, channel, decision, promises in talk.result.rows:
        assert (channel, promises) == ("phone", ())
        assert "DV-plan.standard" in [reason.citation.clause for reason in decision.reasons]


def test_the_plan_tells_hours_targets_channels_and_contacts(toronto):
    toronto.says("nadia", "plan")
    told = toronto.result
    assert told.hours == (("mon-fri", "08:00-20:00"),)
    assert ([contact.name for contact in told.contacts], told.roster_limit) == (["Nadia", "Noor"], 5)
    assert told.employees == 80


def test_a_clause_is_found_however_it_is_written(toronto):
    toronto.says("nadia", "policy pb-B.II")
    assert [clause.id for clause in toronto.result.clauses] == ["PB-b.ii"]
    toronto.says("nadia", "policy PB-b.iiii")
    assert toronto.mistake.facts == {"clause": "PB-b.iiii", "valid": "PB-b.ii"}
    toronto.says("nadia", "policy")
    assert len(toronto.result.clauses) == 13


def test_a_name_typed_after_a_sign_makes_nobody(talk):
    talk.says("sara", "setup people agent @Nobody")
    assert talk.mistake.says == "error.no_such_person"
    talk.says("sara", "setup people agent @Ivo")
    assert talk.role("ivo") is Role.AGENT


def test_a_desk_that_nobody_may_ask_is_not_done(talk):
    talk.says("sara", "setup account Auberge du Lac employees:80")
    assert talk.result.unasked == ("Auberge du Lac",)
    [items] = [block for block in talk.reply.blocks if block.tag == "items"]
    assert [plain(item.line) for item in items.items] == [
        'Name who may ask for Auberge du Lac: setup people authorized @name account:"Auberge du Lac"'
    ]
    talk.says("sara", 'setup people authorized @U-zoe account:"Auberge du Lac"')
    assert talk.result.unasked == ()


def test_before_there_is_a_desk_an_admin_reads_what_one_is_and_which_policies_there_are(nobody):
    nobody.says("sara", "setup", profile=replace(ADMIN, locale="en-CA"))
    assert nobody.reply.summary == (
        "There is no desk yet. A desk answers its customers under a support policy: create it, then its "
        "channel, accounts and people. Next steps, typed after /ticket or after mentioning me: Create the desk: "
        "setup desk Boréal policy:pitney-bowes"
    )
    [because] = [block for block in nobody.reply.blocks if block.tag == "because"]
    assert "techtra (Support policy)" in plain(because.lines[0])


def test_the_example_of_an_account_is_on_a_plan_of_the_policy(nobody):
    nobody.says("sara", "setup desk Techtra policy:techtra", profile=replace(ADMIN, locale="en-CA"))
    [items] = [block for block in nobody.reply.blocks if block.tag == "items"]
    assert "plan:contract " in plain(items.items[1].line)


def test_an_account_may_have_terms_of_its_own(talk):
    talk.says("sara", 'compte "Hôtel Laurier" actif:non canaux:courriel,messagerie contacts:3')
    kept = talk.account("Hôtel Laurier")
    assert (kept.active, kept.channels, kept.roster_limit) == (False, (Channel.EMAIL, Channel.CHAT), 3)
    talk.says("sara", 'account "Hôtel Laurier" active:yes channels:all')
    kept = talk.account("Hôtel Laurier")
    assert (kept.active, kept.channels, kept.roster_limit) == (True, None, 3)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ('setup account "Hôtel Laurier" activ:no', "activ:no"),
        ('account "Hôtel Laurier" activ:no', "activ:no"),
        ('account "Hôtel Laurier" active:maybe', "maybe"),
        ('account "Hôtel Laurier" channels:pigeon', "pigeon"),
        ("setup account Auberge seats:9", "seats:9"),
    ],
)
def test_an_option_that_there_is_not_never_becomes_part_of_a_name(talk, words, value):
    before = talk.account("Hôtel Laurier")
    talk.says("sara", words)
    assert talk.mistake.facts["value"] == value
    assert talk.account("Hôtel Laurier") == before


def test_whoever_administers_several_desks_says_which_one_is_set_up(talk):
    talk.says("sara", "setup desk Aide policy:support-utilisateur")
    talk.says("sara", "setup price pack20 240 EUR")
    assert talk.result == WhichDesk(("Boréal", "Aide"))
    talk.says("sara", "setup buyer desk:Aide")
    assert talk.reply.summary == "Aide has no account yet. An admin adds one: setup account."
    talk.says("sara", 'setup account "Chez Rose" plan:trial desk:Aide')
    assert (talk.result.desk, talk.result.accounts) == ("Aide", (("Chez Rose", "trial"),))
    talk.says("sara", "setup desk:Aide")
    assert (talk.result.desk, talk.result.policy) == ("Aide", "support-utilisateur")
    talk.says("sara", "setup seller desk:Aide")
    assert talk.reply.form.command == 'setup seller desk:"Aide"'
