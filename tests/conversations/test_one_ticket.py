"""One ticket from opening to closing, as its people live it."""

from datetime import timedelta

from bot.domain.ticket import Status
from bot.errors import NotNow, NotUnderstood
from bot.policies import Policies, shipped
from bot.results import AnswerForm, Changed, Opened, OpenForm, Sent, Shown, WhyTold
from policy.facts import Severity


def test_an_authorized_contact_opens_a_ticket_in_one_line(talk):
    talk.says("nadia", "open Printer on fire severity:severe", where="laurier")
    assert isinstance(talk.result, Opened)
    ticket = talk.ticket(1)
    assert (ticket.subject, ticket.severity, ticket.status) == (
        "Printer on fire",
        Severity.SEVERE,
        Status.NEW,
    )
    [promise] = [p for p in talk.result.promises if p.milestone == "first_response"]
    assert promise.due_at == talk.moment("2026-03-02T11:00")
    assert ticket.due_at == talk.moment("2026-03-02T11:00")
    assert talk.owed() == [
        "card > card desk",
        "card > card customer",
        "internal_header > thread desk",
    ]


def test_claiming_does_not_stop_the_clock_and_answering_does(talk):
    talk.says("nadia", "open Printer on fire severity:severe")
    talk.at("2026-03-02T09:30").says("ines", "claim 1")
    assert isinstance(talk.result, Changed)
    assert talk.result.ticket.clocks[0].ended_at is None
    assert talk.ticket().status is Status.OPEN
    talk.at("2026-03-02T10:00").fills("ines", "reply 1", text="Is it still burning?")
    assert isinstance(talk.result, Sent)
    assert talk.history() == ["opened", "assigned", "answered"]
    first = talk.result.ticket.clocks[0]
    assert (first.mark, first.took) == ("met", timedelta(hours=1))
    assert "answer > thread customer" in talk.owed()
    assert "answer_receipt > thread desk" in talk.owed()


def test_an_agent_who_types_a_reply_sees_first_who_will_read_it(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.says("ines", "reply 1 Is it <!channel> still burning?")
    assert isinstance(talk.result, AnswerForm)
    assert [reader.name for reader in talk.result.readers] == ["Nadia"]
    assert talk.result.text == "Is it <!channel> still burning?"
    assert talk.result.place == "laurier"
    assert talk.history() == ["opened"]


def test_a_note_stops_no_clock_and_is_not_for_the_customer(talk):
    talk.says("nadia", "open Printer on fire")
    before = talk.owed()
    talk.says("ines", "note 1 Call the fire brigade")
    assert talk.history() == ["opened", "noted"]
    assert "note > thread desk" in talk.owed_since(before)
    assert not [row for row in talk.owed_since(before) if row.endswith("thread customer")]
    talk.says("nadia", "show 1")
    assert isinstance(talk.result, Shown)
    assert talk.result.messages == ()
    talk.says("ines", "show 1")
    assert [message.text for message in talk.result.messages] == ["Call the fire brigade"]
    talk.says("ines", "show 1", where="laurier")
    assert talk.result.messages == ()


def test_why_explains_each_promise(talk):
    talk.says("nadia", "open Printer on fire severity:severe")
    talk.at("2026-03-02T10:00").says("nadia", "why 1")
    assert isinstance(talk.result, WhyTold)
    clock, explanation = talk.result.explanations[0]
    assert clock.due_at == talk.moment("2026-03-02T11:00")
    assert explanation.business == timedelta(hours=2)


def test_a_bare_open_shows_the_form_with_its_promise_and_changes_nothing(talk):
    talk.says("nadia", "open")
    assert isinstance(talk.result, OpenForm)
    assert talk.reads_only
    assert talk.result.promises
    talk.changes("nadia", "open", subject="Printer", severity="critical")
    assert talk.result.severity is Severity.CRITICAL
    assert talk.result.promises[0].due_at == talk.moment("2026-03-02T10:00")
    assert talk.tickets() == 0


def test_what_a_form_holds_is_data(talk):
    talk.fills("nadia", "open", subject="x severity:critical", facts="/close 1 severity:critical")
    ticket = talk.ticket()
    assert (ticket.subject, ticket.severity) == ("x severity:critical", Severity.MEDIUM)
    assert talk.text(ticket.history[0].facts) == "/close 1 severity:critical"
    assert "opened > nadia" in talk.owed()
    assert "heard > thread desk" in talk.owed()


def test_an_empty_subject_comes_back_as_a_form(talk):
    talk.fills("nadia", "open", subject="   ", facts="It burns")
    assert isinstance(talk.result, OpenForm)
    assert talk.result.missing_subject
    assert talk.result.facts == "It burns"


def test_a_promise_that_got_worse_is_shown_again_before_anything_is_opened(talk):
    talk.at("2026-03-02T09:10")
    accepted = talk.moment("2026-03-02T11:00").isoformat()
    talk.fills("nadia", f"open accepted:{accepted}", subject="Printer", severity="severe")
    assert isinstance(talk.result, OpenForm)
    assert talk.result.worse
    assert talk.tickets() == 0
    accepted = talk.result.promises[0].due_at.isoformat()
    talk.fills("nadia", f"open accepted:{accepted}", subject="Printer", severity="severe")
    assert isinstance(talk.result, Opened)


def test_the_time_that_it_takes_to_fill_in_a_form_does_not_make_its_promise_worse(talk):
    talk.at("2026-03-02T09:04")
    accepted = talk.moment("2026-03-02T11:00").isoformat()
    talk.fills("nadia", f"open accepted:{accepted}", subject="Printer", severity="severe")
    assert isinstance(talk.result, Opened)


def test_a_question_pauses_and_the_requesters_answer_resumes(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.says("ines", "pending 1 Which printer?")
    assert isinstance(talk.result, AnswerForm)
    talk.fills("ines", talk.reply.form.command, text="Which printer?")
    assert talk.ticket().status is Status.PENDING
    assert talk.history() == ["opened", "assigned", "answered", "pended"]
    talk.writes("nadia", "The red one", thread="#1 customer")
    assert talk.ticket().status is Status.OPEN
    assert talk.history()[-2:] == ["heard", "resumed"]
    assert talk.reply.audience == "nobody"


def test_words_written_in_a_thread_are_not_echoed_into_it(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    before = talk.owed()
    talk.writes("nadia", "It is the red one", thread="#1 customer")
    assert "heard > thread desk" in talk.owed_since(before)
    assert "heard > thread customer" not in talk.owed_since(before)
    before = talk.owed()
    talk.writes("ines", "On my way", thread="#1 customer")
    assert "answer_receipt > thread desk" in talk.owed_since(before)
    assert "answer > thread customer" not in talk.owed_since(before)
    assert talk.history() == ["opened", "heard", "assigned", "answered"]
    before = talk.owed()
    talk.writes("ines", "reply 1 looks like a note, is a note", thread="#1 desk")
    assert talk.history()[-1] == "noted"
    assert [row for row in talk.owed_since(before) if "thread" in row] == []


def test_thanks_never_reopens(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.fills("ines", "reply 1", text="Water helps")
    talk.says("ines", "close 1")
    assert talk.ticket().status is Status.SOLVED
    talk.writes("nadia", "Thanks!", thread="#1 customer")
    assert talk.ticket().status is Status.SOLVED
    talk.says("nadia", "reopen 1")
    assert talk.ticket().status is Status.SOLVED
    talk.fills("nadia", "reopen 1", text="It burns again")
    assert talk.ticket().status is Status.OPEN
    assert talk.result.change == "reopened"


def test_a_ticket_closed_unanswered_owes_nothing_more(talk):
    talk.says("nadia", "open Printer on fire")
    assert talk.ticket().wake_at is not None
    talk.says("nadia", "close 1")
    ticket = talk.ticket()
    assert (ticket.status, ticket.wake_at, ticket.due_at) == (Status.CLOSED, None, None)
    assert {clock.mark for clock in talk.result.ticket.clocks} == {"cancelled"}
    talk.says("nadia", "close 1")
    assert isinstance(talk.mistake, NotNow)


def test_another_severity_is_another_promise_from_the_same_start(talk):
    talk.says("nadia", "open Printer on fire")
    talk.at("2026-03-02T09:20").says("ines", "severity 1 critique")
    assert talk.ticket().severity is Severity.CRITICAL
    assert talk.result.ticket.clocks[0].due_at == talk.moment("2026-03-02T10:00")
    talk.says("ines", "severity 1 critical")
    assert talk.mistake.says == "error.same_severity"
    talk.says("ines", "severity 1 purple")
    assert isinstance(talk.mistake, NotUnderstood)
    assert talk.mistake.facts["valid"] == "critical, severe, medium, minor"


def test_only_one_agent_claims(talk):
    talk.says("nadia", "open Printer on fire")
    talk.says("ines", "claim 1")
    talk.says("ivo", "claim 1")
    assert talk.mistake.facts == {"ticket": 1, "who": "Ines"}
    talk.says("ivo", "assign 1 me")
    assert talk.ticket().assignee_id == talk.people["ivo"].id
    talk.says("ines", "assign 1 @U-marc")
    assert "assigned > marc" in talk.owed()
    talk.says("ines", "assign 1 Nadia")
    assert talk.mistake.says == "error.not_staff"


def test_inside_a_thread_no_number_is_needed(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.mentions("ines", "claim", thread="#1 desk")
    assert talk.ticket().assignee_id == talk.people["ines"].id
    talk.mentions("ines", "note 3 printers are dead", thread="#1 desk")
    assert talk.text(talk.ticket().history[-1].text) == "3 printers are dead"
    talk.says("ines", "claim")
    assert talk.mistake.says == "error.which_ticket"


def test_a_clock_that_waits_says_since_when_and_is_due_later_by_as_much(desk_of, database):
    [techtra] = [text for text in shipped() if 'id = "techtra"' in text]
    pausing = techtra.replace('id = "techtra"', 'id = "pausing"').replace("pauses = false", "pauses = true")
    talk = desk_of("pausing", "contract", Policies(database, [pausing]))
    talk.says("nadia", "open Macro fails documentation:yes", where="laurier")

    def resolution():
        return next(
            c for c in talk.says("nadia", "show 1").result.ticket.clocks if c.milestone == "resolution"
        )

    due = resolution().due_at
    talk.at("2026-03-02T10:00").fills("ines", "pending 1", text="Which version?")
    talk.at("2026-03-03T10:00")
    assert (resolution().mark, resolution().paused_since) == ("paused", talk.moment("2026-03-02T10:00"))
    talk.writes("nadia", "The newest", thread="#1 customer")
    assert (resolution().mark, resolution().due_at) == ("running", talk.moment("2026-03-17T17:00"))
    assert due == talk.moment("2026-03-16T17:00")


def test_whoever_answers_a_ticket_that_nobody_has_takes_it(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.fills("ines", "reply 1", text="On my way")
    assert talk.ticket().assignee_id == talk.people["ines"].id
    talk.fills("ivo", "reply 1", text="So am I")
    assert talk.ticket().assignee_id == talk.people["ines"].id


def test_who_assigns_a_ticket_to_themselves_has_taken_it(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    before = talk.owed()
    talk.says("ines", "assign 1 me")
    assert "claimed > thread desk" in talk.owed_since(before)
