"""What is asked before a ticket is worked on: facts, consent, one subject, documentation."""

import pytest

from bot.domain.ticket import Status
from bot.errors import NotNow, NotYours
from bot.replies import ChoiceField, TextField, plain
from bot.results import Changed, ConsentAsked, FactsForm, Opened, OpenForm, Sent
from policy import intake


def field(talk, name):
    return next(f for f in talk.reply.form.fields if f.id == name)


def cited(talk):
    return {(r.code.value, r.citation.clause) for r in talk.result.reasons}


# Facts


def test_a_fact_that_is_required_is_named_at_its_field_until_it_is_given(toronto):
    toronto.says("nadia", "open Meter blocked")
    assert isinstance(toronto.result, OpenForm)
    facts = field(toronto, "facts")
    assert (facts.label, facts.required) == ("What happens, and how to reproduce it", True)
    assert facts.hint == "Needed to open the ticket (PB-b.facts)"
    toronto.fills("nadia", toronto.reply.form.command, subject="Meter blocked", remote="yes", facts=" ")
    assert toronto.reply.form.errors == {"facts": "Please fill this in: a ticket needs it (PB-b.facts)."}
    assert toronto.tickets() == 0
    toronto.fills("nadia", toronto.reply.form.command, subject="Meter blocked", remote="yes", facts="E4")
    assert isinstance(toronto.result, Opened)
    assert ("facts_given", "PB-b.facts") in cited(toronto)
    assert toronto.ticket().history[0].given == ("facts",)


@pytest.mark.parametrize(
    "line",
    [
        "open Meter blocked facts: It shows E4",
        'open Meter blocked severity:severe facts: "It shows E4"',
        "open Meter blocked\nIt shows E4",
        "ouvrir Meter blocked précisions : It shows E4",
        "abrir Meter blocked consentimiento:sí detalles: It shows E4",
    ],
)
def test_the_facts_follow_in_the_same_line_or_on_the_next(toronto, line):
    toronto.says("nadia", line)
    ticket = toronto.ticket()
    assert (ticket.subject, toronto.text(ticket.history[0].facts)) == ("Meter blocked", "It shows E4")


def test_the_desks_own_people_give_the_facts_too(toronto):
    toronto.says("ines", "open Meter blocked requester:@U-nadia")
    assert isinstance(toronto.result, OpenForm)
    assert field(toronto, "facts").required
    assert "remote" not in {f.id for f in toronto.reply.form.fields}


@pytest.mark.parametrize("how", ["typed", "form"])
def test_nobody_of_the_desk_consents_to_remote_access_for_a_customer(toronto, how):
    if how == "typed":
        toronto.says("ines", "open Meter blocked requester:@U-nadia consent:yes facts: E4")
    else:
        fields = {"subject": "Meter blocked", "facts": "E4", "remote": "yes"}
        toronto.fills("ines", "open", requester="@U-nadia", **fields)
    assert isinstance(toronto.result, Opened)
    assert toronto.ticket().history[0].agreed == ()


def test_a_fact_that_is_only_asked_for_never_stands_in_the_way(talk):
    talk.says("nadia", "open Gate stays shut")
    assert isinstance(talk.result, Opened)
    assert ("facts_welcome", "SI-2.facts") in cited(talk)
    talk.says("nadia", "open")
    item = field(talk, "fact_item")
    assert isinstance(item, TextField)
    assert (item.label, item.required) == ("Item bought or rented", False)
    talk.fills("nadia", "open", subject="Badge lost", facts="Since noon", fact_item="Reader R2")
    assert ("facts_given", "SI-2.facts") in cited(talk)
    [opened] = talk.ticket(2).history
    assert talk.text(opened.facts) == "Since noon\nItem bought or rented: Reader R2"
    assert opened.given == ("facts", "item")


# Sent back for facts


def test_an_agent_asks_for_the_missing_facts_in_one_step_and_the_wait_ends_with_them(talk):
    talk.says("nadia", "open Gate stays shut", where="laurier")
    talk.says("ines", "facts 1")
    assert isinstance(talk.result, FactsForm)
    asked = field(talk, "text").value
    assert asked == (
        "To reproduce the problem we still need (SI-2.facts): "
        "What happens, as fully as you can, Item bought or rented."
    )
    talk.fills("ines", talk.reply.form.command, text=asked)
    assert isinstance(talk.result, Sent)
    assert (talk.ticket().status, talk.history()[1:]) == (
        Status.PENDING,
        ["assigned", "answered", "facts_asked", "pended"],
    )
    talk.presses("nadia", "facts 1")
    assert [f.id for f in talk.reply.form.fields] == ["fact_item", "text", "files"]
    talk.fills("nadia", "facts 1", text="It clicks twice", fact_item="Reader R2")
    assert talk.history()[5:] == ["heard", "facts_given", "resumed"]
    assert talk.text(talk.ticket().history[5].text) == "It clicks twice\nItem bought or rented: Reader R2"
    talk.says("ines", "facts 1")
    assert field(talk, "text").value == ""


def test_nothing_is_asked_before_the_agent_saw_who_reads_it(toronto):
    toronto.says("nadia", "open Meter blocked facts: E4")
    toronto.says("ines", "facts 1 the serial number")
    assert isinstance(toronto.result, FactsForm)
    assert toronto.history() == ["opened"]
    toronto.fills("ines", "facts 1", text="the serial number")
    toronto.says("ines", "facts 1 and the date")
    assert isinstance(toronto.mistake, NotNow)


# Consent


def test_without_consent_the_ticket_is_filed_and_waits_and_a_yes_ends_that(toronto, board):
    toronto.board = board
    toronto.says("nadia", "open Meter blocked facts: E4 consent:no", where="laurier")
    assert ("waits_for_consent", "PB-b.consent") in cited(toronto)
    waiting = "No remote session before Nadia allows it (PB-b.consent)"
    for place in ("laurier", "desk-room"):
        card = next(reply for where, thread, reply in board.posts if where == place and thread is None)
        assert waiting in {
            plain(line) for block in card.blocks if block.tag == "facts" for _, line in block.rows
        }
    due = toronto.ticket().due_at
    toronto.says("nadia", "consent 1")
    assert isinstance(toronto.result, ConsentAsked)
    toronto.says("nadia", "consent 1 yes")
    assert isinstance(toronto.result, Changed)
    assert toronto.result.ticket.remote.allowed
    toronto.says("nadia", "consent 1 yes")
    toronto.says("nadia", "consent 1 no")
    assert toronto.history() == ["opened", "consent_given", "consent_withdrawn"]
    assert "Nadia allows remote access for this ticket." in board.heard("desk-room")
    assert toronto.ticket().due_at == due  # the first response was owed all the while


def test_a_form_asks_yes_or_no_and_takes_neither_for_granted(toronto):
    toronto.says("nadia", "open")
    remote = field(toronto, "remote")
    assert isinstance(remote, ChoiceField)
    assert remote.value is None
    toronto.fills("nadia", "open", subject="Meter blocked", facts="E4")
    assert toronto.reply.form.errors == {"remote": "Please answer yes or no (PB-b.consent)."}
    toronto.fills("nadia", "open", subject="Meter blocked", facts="E4", remote="yes")
    assert ("consent_given", "PB-b.consent") in cited(toronto)
    assert toronto.ticket().history[0].agreed == ("remote",)


def test_a_remote_session_without_access_is_refused_by_its_clause(toronto):
    toronto.says("nadia", "open Meter blocked channel:remote consent:no facts: E4")
    assert toronto.reply.refused
    assert cited_in(toronto.result.decision.reasons) == [("remote_needs_consent", "PB-b.consent")]
    toronto.says("nadia", "open Meter blocked channel:remote consent:yes facts: E4")
    assert isinstance(toronto.result, Opened)


def cited_in(reasons):
    return [(r.code.value, r.citation.clause) for r in reasons]


def test_the_desk_never_consents_for_the_customer(toronto):
    toronto.says("nadia", "open Meter blocked facts: E4")
    for who in ("ines", "marc", "sara"):
        toronto.says(who, "consent 1 yes")
        assert isinstance(toronto.mistake, NotYours)
    toronto.says("tom", "consent 1 yes")
    assert toronto.history() == ["opened"]


def test_a_policy_that_asks_for_no_consent_says_so(talk):
    talk.says("nadia", "open Gate stays shut")
    talk.says("nadia", "consent 1 yes")
    assert talk.mistake.says == "error.no_consent_needed"


# One incident


def test_documentation_was_read_before_a_ticket_is_opened(desk_of):
    talk = desk_of("techtra", "contract")
    talk.says("nadia", "open Macro fails")
    assert cited_in(talk.result.decision.reasons) == [("documentation_consulted", "TT-6.a")]
    talk.fills("nadia", talk.reply.form.command, subject="Macro fails", agree_documentation="")
    assert set(talk.reply.form.errors) == {"agree_documentation"}
    talk.fills("nadia", talk.reply.form.command, subject="Macro fails", agree_documentation="yes")
    assert isinstance(talk.result, Opened)
    assert talk.ticket().history[0].agreed == ("documentation",)


def test_a_subject_that_reads_as_several_is_asked_about(desk_of):
    talk = desk_of("techtra", "contract")
    line = "open Why is the report empty? How do I print it? documentation:yes"
    talk.says("nadia", line)
    assert cited_in(talk.result.decision.reasons) == [("one_subject", "TT-6.a")]
    talk.fills(
        "nadia",
        talk.reply.form.command,
        subject="Why is the report empty? How do I print it?",
        agree_one_subject="yes",
        agree_documentation="yes",
    )
    assert isinstance(talk.result, Opened)


@pytest.mark.parametrize(
    ("subject", "several"),
    [
        ("Macro fails", 1),
        ("Why does it fail???", 1),
        ("Why does it fail? Really?", 2),
        ("1. Report empty 2. Printer off", 2),
        ("Report empty; printer off; login lost", 3),
        ("Version 2.1 fails", 1),
        ("", 1),
    ],
)
def test_how_many_questions_a_subject_reads_as(subject, several):
    assert intake.subjects(subject) == several
