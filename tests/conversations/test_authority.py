"""Who may learn, say or change what, however it is asked: each of these was once possible."""

from time import perf_counter

import pytest

from bot.errors import NoDesk, NoSuchThing, NotYours
from bot.replies import Actions, Form
from bot.requests import PlaceKind, Profile
from bot.results import AnswerForm, Changed, Opened, OpenForm, PeopleTold, Sent, TextForm
from policy.facts import Role


@pytest.fixture
def shared(talk):
    """Ticket 1 of Hôtel Laurier, and a second account, the Auberge, whose contact is Olga."""
    talk.has_account("Boréal", "Auberge")
    talk.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    return talk.says("nadia", "open Printer on fire", where="laurier")


@pytest.fixture
def of_two(talk):
    """Nadia is a contact at two desks."""
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    talk.has("nadia", Role.AUTHORIZED, "Cormoran", "c-Hôtel Laurier")
    return talk


# What is typed in a ticket's thread means what it says there


@pytest.mark.parametrize(
    ("who", "words", "face", "kept"),
    [
        ("nadia", "reply 5", "customer", "5"),
        ("ines", "note 911", "desk", "911"),
        ("nadia", "reply 2 of them", "customer", "2 of them"),
    ],
)
def test_a_number_alone_in_a_tickets_thread_is_the_message_and_is_kept(shared, who, words, face, kept):
    shared.mentions(who, words, thread=f"#1 {face}")
    assert isinstance(shared.result, Sent)
    assert shared.text(shared.ticket().history[-1].text) == kept


def test_a_change_whose_desk_is_named_before_its_object_is_made(of_two):
    of_two.says("nadia", "people desk:Boréal authorize Tom")
    assert isinstance(of_two.result, PeopleTold)
    assert of_two.role("tom") is Role.AUTHORIZED


def test_a_form_that_is_still_open_changes_nothing(shared):
    before = shared.history()
    for who in ("nadia", "ines"):
        for command in ("claim 1", "close 1", "note 1", "reopen 1", "assign 1", "severity 1"):
            shared.changes(who, command, text="x", to="me", severity="minor", reason="x")
            assert shared.reply.form is not None or shared.reply.audience == "nobody" or shared.reply.refused
        shared.changes(who, "reply 1", text="Half a sen")
        assert isinstance(shared.result, AnswerForm)
    assert shared.history() == before


# To an account's people the rest of the desk's do not exist


@pytest.mark.parametrize("name", ["a", "Olga", "olg", "Ines", "nobody at all", "@U-olga", "@U-ines", "p4"])
def test_another_accounts_people_are_as_unknown_as_nobody(shared, name):
    for who, words in (
        ("nadia", f'open Toner is low requester:"{name}"'),
        ("nadia", f"people revoke {name}"),
        ("tom", f'ask "{name}" Toner is low'),
    ):
        shared.says(who, words)
        told = "" if shared.mistake is None else str(shared.mistake.facts)
        for stranger in ("Olga", "Ines", "Ivo", "Marc", "Anne", "Sara"):
            assert stranger not in told.replace(name, ""), words
    shared.says("olga", "list")
    assert shared.result.tickets == ()


def test_a_name_is_looked_for_among_ones_own_however_many_others_have_it(shared):
    for n in range(30):
        shared.has(f"aaron {n}", Role.COLLEAGUE, "Boréal", "Auberge")
    shared.has("zed aaron", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    shared.says("nadia", "open Toner is low requester:aaron")
    assert shared.result.ticket.requester.name == "Zed Aaron"


# Being an admin somewhere else makes nobody an admin here


def test_an_admin_of_another_workspace_sets_up_no_desk_here(talk):
    guest = Profile("Gil", home_tenant="T9", is_admin=True)
    talk.says("gil", "setup desk Decoy policy:techtra", profile=guest)
    assert isinstance(talk.mistake, NoDesk)
    talk.mentions("gil", "setup desk Decoy policy:techtra", where="laurier", profile=guest)
    assert isinstance(talk.mistake, NotYours)
    with talk.database.reading() as uow:
        assert [desk.name for desk in uow.desks.all()] == ["Boréal"]


# An answer is for whoever asked


def test_an_answer_is_never_given_again_to_somebody_else(talk):
    talk.says("nadia", "open Printer on fire", key="same")
    talk.says("tom", "open Toner is low", key="same")
    assert isinstance(talk.result, Opened)
    assert [talk.ticket(n).subject for n in (1, 2)] == ["Printer on fire", "Toner is low"]


# What is written for the desk stays there


@pytest.mark.parametrize("words", ["wait they are hopeless", "pending they are hopeless"])
def test_a_question_typed_in_the_desks_thread_is_read_over_before_it_is_sent(shared, words):
    shared.mentions("ines", words, thread="#1 desk")
    assert isinstance(shared.result, AnswerForm)
    assert shared.history() == ["opened"]
    form = shared.reply.form
    assert (form.command, form.again) == ("pending 1", "pending 1 they are hopeless")
    shared.presses("ines", form.again, where="desk-room")
    assert isinstance(shared.result, AnswerForm)
    assert shared.history() == ["opened"]
    shared.fills("ines", form.command, text="Which printer?")
    assert shared.history() == ["opened", "assigned", "answered", "pended"]


def test_a_reason_typed_in_the_desks_thread_is_read_over_before_both_sides_see_it(shared):
    shared.says("nadia", "close 1")
    shared.mentions("ines", "reopen they are hopeless", thread="#1 desk")
    assert isinstance(shared.result, TextForm)
    shared.presses("ines", shared.reply.form.again, where="desk-room")
    assert isinstance(shared.result, TextForm)
    assert shared.history() == ["opened", "closed"]
    shared.fills("ines", "reopen 1", text="We look into it")
    assert isinstance(shared.result, Changed)


def test_a_typed_answer_is_in_the_form_that_its_button_opens(shared):
    shared.mentions("ines", "reply On my way", thread="#1 desk")
    shared.presses("ines", shared.reply.form.again, where="desk-room")
    fields = {field.id: getattr(field, "value", None) for field in shared.reply.form.fields}
    assert fields["text"] == "On my way"


def test_an_escalation_of_the_desks_own_is_not_on_the_customers_card(talk, board):
    talk.board = board
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.says("ines", "claim 1")
    talk.fills("ines", "escalate 1", reason="I am out of my depth")
    assert talk.ticket().level is not None
    [card] = [reply for where, thread, reply in board.posts if where == "laurier" and thread is None]
    labels = [label for block in card.blocks if block.tag == "facts" for label, _ in block.rows]
    assert labels == ["Status", "Assignee"]
    assert not any("out of my depth" in said for said in board.heard("laurier"))


# A private conversation may be with somebody else


def test_a_ticket_asked_for_between_two_people_lives_in_the_requesters_own_chat(talk, board):
    talk.board = board
    talk.has_account("Boréal", "Auberge")
    talk.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    talk.says("olga", "open Printer on fire", where="D-olga-and-tom", kind=PlaceKind.PRIVATE)
    assert board.heard("D-olga-and-tom") == []
    assert len(board.heard("D-olga")) == 1


def test_that_somebody_was_answered_privately_is_said_in_their_threads_language(talk, board):
    talk.has("tom", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    talk.says("nadia", "help", profile=Profile("Nadia", "fr-CA"))
    talk.board = board
    talk.says("nadia", "open Imprimante en feu", where="laurier")
    talk.mentions("tom", "claim", thread="#1 customer")
    assert isinstance(talk.mistake, NotYours)
    assert board.heard("laurier")[-1] == "Réponse donnée en privé à Tom."


# Somebody of several desks is served at the one they chose


def test_the_form_and_the_buttons_of_a_desk_that_was_chosen_stay_of_it(of_two):
    of_two.says("nadia", "open desk:cormoran")
    assert isinstance(of_two.result, OpenForm)
    of_two.changes("nadia", of_two.reply.form.command, subject="Macro fails", severity="severe")
    assert isinstance(of_two.result, OpenForm)
    of_two.fills("nadia", of_two.reply.form.command, subject="Macro fails", agree_documentation="yes")
    assert isinstance(of_two.result, Opened)
    assert of_two.result.ticket.desk == "Cormoran"
    of_two.says("nadia", "open Printer on fire desk:Boréal")
    for block in of_two.reply.blocks:
        for action in block.actions if isinstance(block, Actions) else ():
            of_two.presses("nadia", action.command)
            assert of_two.result.ticket.subject == "Printer on fire", action.command


def test_the_home_of_somebody_of_two_desks_has_buttons_that_work(of_two):
    of_two.visits("nadia")
    desk = of_two.result.desk
    commands = [a.command for b in of_two.reply.blocks if isinstance(b, Actions) for a in b.actions]
    assert commands
    for command in commands:
        of_two.presses("nadia", command, kind=PlaceKind.HOME)
        assert of_two.mistake is None
        assert getattr(of_two.result, "desk", desk) == desk, command
        assert not any(isinstance(b, Form) and 'desk:"' not in b.command for b in of_two.reply.blocks)


# No words reach a fault of our own


@pytest.mark.parametrize(
    "words",
    [
        "list page:99999999999999999999999",
        "list page:0",
        "show 999999999",
        "open a\x00b \ud800 c",
        "note 1 \x00",
        "open " + "x" * 100_000,
        'open x requester:"' + "n" * 5_000 + '"',
        "people authorize " + "é" * 5_000,
        "escalate 1 to " + "g" * 5_000,
        "when " + "severe " * 2_000,
        "desk:" * 500,
    ],
)
def test_no_words_are_too_odd_or_too_many(shared, words):
    bug = "I made a mistake"
    for who in ("nadia", "ines"):
        shared.says(who, words)
        assert not shared.reply.summary.startswith(bug), who
        shared.fills(who, words, subject=words, text=words, reason=words)
        assert not shared.reply.summary.startswith(bug), who


def test_a_subject_is_one_line_whatever_was_pasted(talk):
    talk.fills("nadia", "open", subject=" Printer\non\u2028fire\t now ")
    assert talk.ticket().subject == "Printer on fire now"


def test_nobody_else_can_begin_a_form_with_a_request_that_was_sent_to_a_contact(toronto):
    toronto.says("tom", "ask Nadia The safe does not open")
    [row] = [row for row in toronto.rows() if row.notice.tag == "request"]
    for who in ("noor", "ines"):
        toronto.presses(who, f"open draft:{row.notice.number}")
        assert toronto.result.subject == ""
    toronto.presses("nadia", f"open draft:{row.notice.number}")
    assert toronto.result.subject == "The safe does not open"


def test_one_who_is_unnamed_sees_what_a_colleague_sees_at_once(shared):
    shared.says("nadia", "people revoke Noor")
    shared.says("noor", "show 1")
    assert isinstance(shared.mistake, NoSuchThing)
    shared.presses("noor", "close 1", where="laurier")
    assert isinstance(shared.mistake, NoSuchThing)
    shared.fills("noor", "escalate 1", reason="x")
    assert isinstance(shared.mistake, NoSuchThing)
    assert shared.history() == ["opened"]


@pytest.mark.parametrize("way", ["thread", "command", "form"])
def test_nobody_answers_a_request_of_their_own(talk, way):
    talk.has("ivo", Role.AUTHORIZED, "Boréal", "Hôtel Laurier")
    talk.says("ivo", 'open Printer on fire desk:"Hôtel Laurier"')
    assert talk.result.ticket.requester.name == "Ivo"
    match way:
        case "thread":
            talk.writes("ivo", "Any news?", thread="#1 customer")
        case "command":
            talk.says("ivo", "reply 1 Any news?", where="laurier")
        case "form":
            talk.fills("ivo", 'reply 1 desk:"Boréal"', text="Any news?")
    assert talk.history() == ["opened", "heard"]
    talk.says("ivo", "pending 1 Any news?", where="laurier")
    assert talk.history() == ["opened", "heard"]
    talk.writes("ines", "On my way", thread="#1 customer")
    assert talk.history() == ["opened", "heard", "assigned", "answered"]


def test_a_place_where_tickets_live_is_not_turned_over_to_others(shared):
    for where, words in (
        ("desk-room", "setup channel account:Auberge"),
        ("laurier", "setup channel account:Auberge"),
        ("laurier", "setup channel desk"),
    ):
        shared.says("sara", words, where=where)
        assert shared.mistake.says == "error.name_taken", words
    shared.says("sara", "setup channel desk", where="desk-room")
    assert shared.mistake is None
    shared.has_place("auberge", "Boréal", "Auberge")
    shared.says("sara", 'setup channel account:"Hôtel Laurier"', where="auberge")
    assert shared.mistake is None


def test_a_message_of_nothing_but_quotes_and_options_holds_nobody_up(talk):
    began = perf_counter()
    talk.mentions("nadia", "open " + '"" ' * 30_000 + "severity:minor " * 6_000, where="laurier")
    assert isinstance(talk.result, Opened)
    assert perf_counter() - began < 5
