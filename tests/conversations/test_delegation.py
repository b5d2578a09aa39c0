"""A contact lets a colleague ask for a time: bounded, told, visible, revocable, over by itself."""

import pytest

from bot.results import Delegated, DelegateForm, Opened, OpenForm, Refused
from policy.facts import Role

FILLED = {"facts": "It shows E4", "remote": "no", "concerns": "services"}


def clauses(decision):
    return [reason.citation.clause for reason in decision.reasons]


def lent(talk):
    account = talk.account("Hôtel Laurier")
    with talk.database.reading() as uow:
        return uow.delegations.of_account(account.desk_id, account.id)


def test_it_holds_from_the_word_and_ends_at_its_instant(toronto):
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result, Refused)
    toronto.says("nadia", "delegate Tom for 5 days")
    assert isinstance(toronto.result, Delegated)
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result, Opened)
    assert next((r.code, r.citation.clause) for r in toronto.result.reasons) == (
        "delegated",
        "PB-b.iii.roster",
    )
    toronto.at("2026-03-07T08:59:59").says("tom", "open Toner is low facts: It shows E4")
    assert isinstance(toronto.result, Opened)
    toronto.at("2026-03-07T09:00").says("tom", "open Ink is low facts: It shows E4")
    assert isinstance(toronto.result, Refused)
    assert clauses(toronto.result.decision)[0] == "PB-b.iii.first-line"


def test_days_are_days_on_the_wall_even_where_clocks_change(toronto):
    toronto.at("2026-03-07T09:00").says("nadia", "delegate Tom for 2 days")
    assert toronto.result.until == toronto.moment("2026-03-09T09:00")
    assert "until Mon 9 Mar, 09:00" in toronto.reply.summary


def test_the_delegate_is_told_and_everybody_can_see_it(toronto, board):
    toronto.board = board
    toronto.says("nadia", "delegate Tom for 5 days")
    assert board.heard("D-tom") == [
        (
            "Nadia lets you open tickets with Boréal for Hôtel Laurier, and take your colleagues’ requests, "
            "until Sat 7 Mar, 09:00."
        )
    ]
    toronto.says("nadia", "people")
    assert "Tom, colleague, stands in for Nadia until Sat 7 Mar, 09:00" in toronto.reply.summary
    toronto.says("tom", "plan")
    assert "Standing in: Tom for Nadia, until Sat 7 Mar, 09:00" in toronto.reply.summary


def test_any_contact_ends_it_and_what_was_lent_stays_on_record(toronto, board):
    toronto.board = board
    toronto.says("nadia", "delegate Tom for 5 days")
    toronto.at("2026-03-03T10:00").says("noor", "delegate Tom stop")
    assert board.heard("D-tom")[-1] == (
        "Noor has ended the delegation: you no longer open tickets with Boréal for Hôtel Laurier."
    )
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result, Refused)
    [record] = lent(toronto)
    people = toronto.people
    assert (record.person_id, record.by_id, record.ended_by) == (
        people["tom"].id,
        people["nadia"].id,
        people["noor"].id,
    )
    assert record.ended_at == toronto.moment("2026-03-03T10:00")
    toronto.says("noor", "delegate Tom stop")
    assert toronto.mistake.says == "error.no_delegate"


@pytest.mark.parametrize(("words", "allowed"), [("for 14 days", True), ("for 15 days", False)])
def test_the_policy_bounds_how_long(toronto, words, allowed):
    toronto.says("nadia", f"delegate Tom {words}")
    assert isinstance(toronto.result, Delegated) is allowed
    if not allowed:
        assert clauses(toronto.result.decision) == ["PB-b.iii.roster"]
        assert "for 14 days at most, now until Mon 16 Mar, 09:00" in toronto.reply.summary


def test_each_contact_lends_to_one_at_a_time_and_is_told_when_that_ends(toronto):
    toronto.has("zoe", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    toronto.says("nadia", "delegate Tom for 5 days")
    toronto.says("nadia", "delegate Zoe for 2 days")
    assert isinstance(toronto.result, Refused)
    assert toronto.result.decision.possible_at == toronto.moment("2026-03-07T09:00")
    assert "It becomes possible on Sat 7 Mar, 09:00." in toronto.reply.summary
    toronto.says("nadia", "delegate Tom for 6 days")
    assert isinstance(toronto.result, Delegated)
    toronto.says("noor", "delegate Zoe for 2 days")
    assert isinstance(toronto.result, Delegated)


def test_it_takes_no_place_among_the_contacts(toronto):
    toronto.says("nadia", "delegate Tom for 5 days")
    for number in range(3):
        toronto.has(f"extra{number}", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
        toronto.says("nadia", f"people authorize @U-extra{number}")
        assert toronto.role(f"extra{number}") is Role.AUTHORIZED


def test_nothing_is_lent_any_more_by_one_who_is_no_contact(toronto):
    toronto.says("nadia", "delegate Tom for 5 days")
    toronto.says("noor", "people revoke Nadia")
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result, Refused)


def test_a_delegate_takes_colleagues_requests_and_sees_no_more_tickets(toronto):
    toronto.has("zoe", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    toronto.says("noor", "open Toner is low facts: It shows E4")
    for who in ("nadia", "noor"):
        toronto.says(who, "delegate Tom for 5 days" if who == "nadia" else "away")
    toronto.says("nadia", "away for 5 days")
    toronto.says("zoe", "open Meter blocked facts: It shows E4")
    assert [person.name for person in toronto.result.instead if person.available] == ["Tom"]
    toronto.says("zoe", "ask all Meter blocked")
    assert [person.name for person in toronto.result.contacts] == ["Tom"]
    toronto.says("tom", "show 1")
    assert toronto.mistake.says == "error.no_such_ticket"
    toronto.says("tom", "approve 1")
    assert isinstance(toronto.result, OpenForm)
    toronto.fills("tom", toronto.reply.form.command, subject="Meter blocked", **FILLED)
    assert toronto.result.ticket.requester.name == "Tom"


def test_the_form_asks_for_whom_and_how_long(toronto, board):
    toronto.board = board
    toronto.says("nadia", "delegate")
    form = toronto.result
    assert isinstance(form, DelegateForm)
    assert ([person.name for person in form.colleagues], form.longest) == (["Tom"], 14)
    assert toronto.reads_only
    toronto.fills("nadia", toronto.reply.form.command, person=f"p{toronto.people['tom'].id}", days="3")
    assert toronto.result.until == toronto.moment("2026-03-05T09:00")
    assert board.heard("D-nadia") == [
        (
            "Tom may open tickets with Boréal for Hôtel Laurier, and take colleagues’ requests, "
            "until Thu 5 Mar, 09:00 (PB-b.iii.roster)."
        )
    ]
    toronto.fills("nadia", "delegate", person=f"p{toronto.people['tom'].id}", days="soon")
    assert toronto.mistake.says == "error.bad_value"


def test_a_contact_needs_no_delegation_and_a_stranger_gets_none(toronto):
    toronto.says("nadia", "delegate Noor for 2 days")
    assert toronto.mistake.says == "error.is_contact"
    toronto.says("nadia", "delegate @U-ines for 2 days")
    assert toronto.mistake.says == "error.no_such_person"
    toronto.says("tom", "delegate Tom for 2 days")
    assert toronto.mistake.says == "error.not_yours"


def test_where_everybody_may_ask_there_is_nothing_to_delegate(talk):
    talk.says("nadia", "delegate Tom for 2 days")
    assert isinstance(talk.result, Refused)
    assert [reason.code for reason in talk.result.decision.reasons] == ["everybody_may_ask"]
