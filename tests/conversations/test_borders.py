"""Several desks in one database do not see each other; each role may do what the table says."""

import pytest

from bot.commands import COMMANDS
from bot.errors import NoDesk, NoSuchThing, NotYours
from bot.requests import Profile, Said, Via
from bot.results import HelpTold, HomeTold, Listed, Opened, PolicyTold, Refused, Shown, WhichDesk, WhyTold
from policy.facts import Role

SCOPE = {
    "offer": "offer 1 2h Repair of your own scripts",
    "accept": "accept 1",
    "decline": "decline 1",
    "exclude": "exclude 1 own-scripts",
    "duplicate": "duplicate 1 of 2",
    "override": "override 1 They move next week",
}
SAMPLES = {
    "open": "open Printer on fire",
    "show": "show 1",
    "list": "list",
    "reply": "reply 1 Hello",
    "add": "add 1 Hello",
    "escalate": "escalate 1",
    "close": "close 1",
    "reopen": "reopen 1 It burns again",
    "why": "why 1",
    "when": "when",
    "plan": "plan",
    "policy": "policy",
    "ask": "ask Nadia Printer on fire",
    "claim": "claim 1",
    "assign": "assign 1 Ivo",
    "note": "note 1 Hello",
    "pending": "pending 1 Which one?",
    "resume": "resume 1",
    "severity": "severity 1 critical",
    "link": "link",
    "unlink": "unlink",
    "snooze": "snooze 1 30m Waiting for the carrier",
    "queue": "queue",
    "people": "people",
    "setup": "setup",
    "amend": "amend 1",
    "language": "language fr",
    "facts": "facts 1 It shows E4",
    "consent": "consent 1 yes",
    # incidents
    "rate": "rate 1 5 Quick",
    "task": "task",
    "outcome": "outcome 1 feature Louder bells discussed:phone",
    "defect": "defect",
    "stats": "stats",
    "product": "product",
    "account": "account",
    "outage": "outage 1",
    "request": "request",
    "approve": "approve 1",
    "delegate": "delegate Tom for 2 days",
    "available": "available",
    "away": "away",
    "log": "log 1 12m Reinstalled the driver",
    "split": "split 1 The scanner is slow",
    "usage": "usage",
    "credit": "credit",
    "buy": "buy",
    "invoices": "invoices",
    "payment": "payment",
    "cancel": "cancel",
    "kickoff": "kickoff",
    "article": "article list",
    "fairuse": 'fairuse account:"Hôtel Laurier"',
    "home": "home",
    "deliveries": "deliveries",
    "help": "help",
    **SCOPE,
}
WHO = {
    Role.COLLEAGUE: "tom",
    Role.AUTHORIZED: "nadia",
    Role.AGENT: "ines",
    Role.LEAD: "marc",
    Role.DIRECTOR: "anne",
    Role.ADMIN: "sara",
}


@pytest.fixture
def two(talk):
    """Boréal has ticket 1 open; the desk Cormoran is another world, with people of the same roles."""
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    return talk.says("nadia", "open Printer on fire", where="laurier")


def test_every_command_is_tried_here():
    assert set(SAMPLES) == {spec.name for spec in COMMANDS}


@pytest.mark.parametrize("verb", [spec.name for spec in COMMANDS if spec.takes_ticket])
def test_no_command_reaches_a_ticket_of_another_desk(two, verb):
    before = two.history()
    for who in ("c-nadia", "c-tom", "c-ines", "c-sara"):
        two.says(who, SAMPLES[verb])
        assert isinstance(two.mistake, NoSuchThing | NotYours), who
        two.presses(who, SAMPLES[verb])
        assert isinstance(two.mistake, NoSuchThing | NotYours), who
        two.fills(who, f"{verb} 1", text="x", reason="x", to="me", severity="minor", remote="yes")
        assert isinstance(two.mistake, NoSuchThing | NotYours), who
    assert two.history() == before


@pytest.mark.parametrize("who", ["c-nadia", "c-ines", "c-sara"])
def test_the_thread_of_another_desk_takes_nothing_from_strangers(two, who):
    before = two.history()
    two.writes(who, "Let me in", thread="#1 customer")
    assert (two.result, two.mistake, two.reply.audience) == (None, None, "nobody")
    two.mentions(who, "claim", thread="#1 desk")
    assert isinstance(two.mistake, NoDesk)
    assert two.history() == before


def test_lists_homes_people_and_plans_are_of_ones_own_desk(two):
    two.says("c-ines", "queue")
    assert two.result.tickets == ()
    two.says("c-nadia", "list")
    assert two.result.tickets == ()
    two.visits("c-ines")
    assert (two.result.desk, two.result.unassigned) == ("Cormoran", ())
    two.says("c-ines", 'people "Hôtel Laurier"')
    assert two.mistake.says == "error.no_such_account"
    two.says("c-ines", "plan Hôtel Laurier")
    assert two.mistake.facts["valid"] == "c-Hôtel Laurier"
    two.says("c-ines", "assign 1 Ines")
    assert two.mistake.says == "error.no_such_ticket"
    two.says("c-nadia", "open Macro fails documentation:yes")
    assert isinstance(two.result, Opened)
    assert two.result.ticket.number == 1
    two.says("c-sara", "assign 1 @U-ines")
    assert two.mistake.says == "error.no_such_person"


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.name)
def test_each_role_may_give_the_commands_of_its_row(talk, spec):
    talk.says("tom", "open Printer on fire")
    for role, who in WHO.items():
        talk.says(who, SAMPLES[spec.name])
        assert isinstance(talk.mistake, NotYours) is (role not in spec.roles), role
        if role not in spec.roles:
            assert talk.mistake.facts["verb"] == spec.name
            assert set(str(talk.mistake.facts["who"]).split(", ")) == {str(each) for each in spec.roles}
            assert talk.reply.refused


def test_a_colleague_sees_their_own_tickets_and_a_contact_the_accounts(talk):
    talk.says("tom", "open Toner is low")
    talk.says("nadia", "open Printer on fire")
    talk.says("tom", "list")
    assert [ticket.subject for ticket in talk.result.tickets] == ["Toner is low"]
    talk.says("tom", "show 2")
    assert talk.mistake.says == "error.no_such_ticket"
    talk.says("noor", "list")
    assert [ticket.number for ticket in talk.result.tickets] == [2, 1]


def test_another_accounts_people_see_nothing_of_it(talk):
    talk.has_account("Boréal", "Auberge")
    talk.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.says("olga", "show 1")
    assert talk.mistake.says == "error.no_such_ticket"
    talk.writes("olga", "Me too", thread="#1 customer")
    assert talk.history() == ["opened"]


def test_a_stranger_is_told_who_could_let_them_in_and_nothing_is_kept(talk):
    talk.says("stranger", "open Printer on fire", where="laurier")
    assert isinstance(talk.mistake, NoDesk)
    assert talk.mistake.facts == {"who": "Sara"}
    talk.says("stranger", "open Printer on fire")
    assert talk.mistake.facts == {"who": "Sara"}
    talk.says("stranger", "open Printer on fire", profile=Profile("Gil Outside", home_tenant="T9"))
    assert talk.mistake.facts == {"who": ""}
    assert talk.role("stranger") is None


def test_an_outsider_in_a_customers_place_is_a_colleague_of_its_account(talk):
    profile = Profile("Gil Outside", "es-MX", "America/Mexico_City", home_tenant="T9")
    talk.says("gil", "open Printer on fire", where="laurier", profile=profile)
    assert isinstance(talk.result, Opened)
    assert talk.role("gil") is Role.COLLEAGUE
    assert talk.result.ticket.requester.name == "Gil Outside"
    talk.says("gus", "when", where="laurier", profile=Profile("Gus", home_tenant="T9"))
    assert talk.role("gus") is Role.COLLEAGUE
    talk.says("gus", "open", where="desk-room", profile=Profile("Gus", home_tenant="T9"))
    talk.says("gwen", "claim 1", where="desk-room", profile=Profile("Gwen", home_tenant="T9"))
    assert isinstance(talk.mistake, NoDesk)


def test_someone_of_two_desks_says_which(two):
    two.has("nadia", Role.AUTHORIZED, "Cormoran", "c-Hôtel Laurier")
    two.says("nadia", "open Meter blocked")
    assert two.result == WhichDesk(("Boréal", "Cormoran"))
    two.says("nadia", "open Meter blocked desk:cormoran documentation:yes")
    assert isinstance(two.result, Opened)
    assert (two.result.ticket.desk, two.result.ticket.subject) == ("Cormoran", "Meter blocked")
    two.says("nadia", "open Toner is low", where="laurier")
    assert two.result.ticket.desk == "Boréal"
    two.visits("nadia")
    assert isinstance(two.result, HomeTold)


def test_a_ticket_that_only_one_of_ones_desks_has_says_which_desk(two):
    two.has("nadia", Role.AUTHORIZED, "Cormoran", "c-Hôtel Laurier")
    two.presses("nadia", "why 1")
    assert two.result.ticket.desk == "Boréal"
    two.says("c-nadia", "open Macro fails documentation:yes")
    two.presses("nadia", "why 1")
    assert isinstance(two.result, WhichDesk)
    two.says("nadia", "why 1 desk:Cormoran")
    assert two.result.ticket.subject == "Macro fails"


def test_what_a_platform_tells_of_a_person_is_kept_and_followed(talk):
    talk.says("nadia", "help", profile=Profile("Nadia Roy", "fr-CA", "America/Toronto"))
    assert isinstance(talk.result, HelpTold)
    with talk.database.reading() as uow:
        person = uow.people.get(talk.people["nadia"].id)
    assert (person.name, person.language, person.zone) == ("Nadia Roy", "fr", "America/Toronto")
    talk.says("nadia", "open Imprimante en feu", profile=Profile("Nadia Roy-Dubé", "de-DE", "Europe/Paris"))
    with talk.database.reading() as uow:
        person = uow.people.get(talk.people["nadia"].id)
    assert (person.name, person.language, person.zone) == ("Nadia Roy-Dubé", "fr", "Europe/Paris")


def test_the_same_act_twice_is_done_once(talk):
    talk.says("nadia", "open Printer on fire", key="trigger-1")
    first, commits = talk.reply, talk.commits
    talk.says("nadia", "open Printer on fire", key="trigger-1")
    assert (talk.reply, talk.tickets(), talk.commits) == (first, 1, commits)
    talk.says("nadia", "open Printer on fire", key="trigger-2")
    assert talk.tickets() == 2


def test_a_mistake_or_a_refusal_keeps_no_key_so_that_the_form_can_be_sent_again(toronto):
    toronto.says("tom", "open Meter blocked facts: It shows E4", key="view-1")
    assert isinstance(toronto.result, Refused)
    toronto.has("tom", Role.AUTHORIZED, "Boréal", "Hôtel Laurier")
    toronto.says("tom", "open Meter blocked facts: It shows E4", key="view-1")
    assert isinstance(toronto.result, Opened)


def test_commands_that_only_read_say_so_before_they_are_answered(talk):
    talk.says("nadia", "open Printer on fire")
    reading = {
        "open",
        "show 1",
        "list",
        "queue",
        "why 1",
        "when",
        "plan",
        "policy",
        "help",
        "escalate 1",
        "",
        "people",
    }
    for text in sorted(reading):
        talk.says("ines", text)
        assert talk.reads_only, text
    for text in ("claim 1", "note 1 x", "open x requester:Tom", "people revoke Noor", "close 1"):
        talk.says("ines", text)
        assert not talk.reads_only, text


@pytest.mark.parametrize(
    "subject",
    [
        "<!channel> <@U123> @everyone",
        "[click](http://evil.example) <http://evil.example|bank>",
        'He said "severity:critical" and left',
        "\u202eevil\u202c *bold* `code`",
        "Robert'); DROP TABLE tickets;--",
        "{subject} %(subject)s {0} %s",
        "a: b severity critical channel",
    ],
)
def test_a_hostile_subject_stays_what_was_typed(talk, subject):
    talk.says("nadia", f"open {subject}")
    assert talk.ticket().subject == subject
    assert talk.ticket().severity == "medium"


def test_a_long_subject_loses_nothing(talk):
    talk.fills("nadia", "open", subject="x" * 500, facts="and more")
    ticket = talk.ticket()
    assert len(ticket.subject) == 200
    assert talk.text(ticket.history[0].facts) == "x" * 500 + "\n\nand more"


def test_messages_elsewhere_are_nobodys_business(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    for thread in ("laurier", "lobby"):
        talk.writes("nadia", "Lovely weather", thread=thread)
        assert talk.reply.audience == "nobody"
    commits = talk.commits
    talk.asks("nadia", Said("Hello", "m"), where="laurier", via=Via.MESSAGE)
    assert (talk.reply.audience, talk.reads_only, talk.commits) == ("nobody", True, commits)
    assert talk.history() == ["opened"]
    talk.writes("tom", "It is the red one", thread="#1 customer", files=("photo.jpg",))
    assert talk.text(talk.ticket().history[-1].text) == "It is the red one"


def test_the_queue_is_breaches_first_then_due(talk):
    for subject in ("one", "two", "three"):
        talk.says("nadia", f"open {subject} severity:minor")
    talk.says("nadia", "open four severity:critical")
    talk.says("ines", "queue")
    assert isinstance(talk.result, Listed)
    assert [ticket.subject for ticket in talk.result.tickets] == ["four", "one", "two", "three"]


def test_the_policy_in_a_tickets_thread_is_the_tickets_own(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.says("sara", "setup policy techtra")
    talk.says("ines", "policy")
    assert talk.result.policy == "techtra"
    talk.mentions("ines", "policy si-9.severe", thread="#1 desk")
    assert isinstance(talk.result, PolicyTold)
    assert [clause.id for clause in talk.result.clauses] == ["SI-9.severe"]
    talk.says("nadia", "why 1")
    assert talk.result.ticket.policy == "sign-in-app"


def test_rank_goes_before_due_time(desk_of):
    talk = desk_of("techtra", "other")
    for name, plan in (("Auberge", "contract"), ("Bistro", "maintenance")):
        talk.has_account("Boréal", name, plan)
        talk.has(name.lower(), Role.AUTHORIZED, "Boréal", name)
    for who in ("nadia", "bistro", "auberge"):
        talk.says(who, f"open Macro of {who} fails documentation:yes")
    talk.says("ines", "queue")
    assert [ticket.account for ticket in talk.result.tickets] == ["Auberge", "Bistro", "Hôtel Laurier"]


def test_a_colleague_may_read_and_ask_why_where_the_card_stands_before_everybody(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.fills("ines", "reply 1", text="On my way")
    talk.says("ines", "note 1 They broke it")
    for words in ("why 1", "show 1"):
        talk.says("tom", words, where="laurier")
        assert isinstance(talk.result, WhyTold | Shown), words
        assert "They broke it" not in str(talk.reply)
        talk.presses("tom", words, where="laurier")
        assert talk.mistake is None
        talk.says("tom", words)
        assert talk.mistake.says == "error.no_such_ticket"
    talk.mentions("tom", "why", thread="#1 customer")
    assert isinstance(talk.result, WhyTold)
    for words in ("close 1", "escalate 1 now", "reply 1 Me too"):
        talk.says("tom", words, where="laurier")
        assert talk.mistake.says == "error.not_your_ticket", words
        talk.says("tom", words)
        assert talk.mistake.says == "error.no_such_ticket", words


def test_a_card_that_stands_elsewhere_is_nobody_elses_to_read(talk):
    talk.has_account("Boréal", "Auberge")
    talk.has("zoe", Role.COLLEAGUE, "Boréal", "Auberge")
    talk.has_place("auberge", "Boréal", "Auberge")
    talk.says("nadia", "open Printer on fire", where="laurier")
    for where, mistake in (("laurier", "error.no_desk"), ("auberge", "error.no_such_ticket")):
        talk.says("zoe", "why 1", where=where)
        assert talk.mistake.says == mistake
    talk.says("tom", "show 1", where="auberge")
    assert talk.mistake.says == "error.no_desk"
