"""Refusals: the clause, who can instead, and a way forward."""

from dataclasses import replace

import pytest

from bot.domain.people import Face
from bot.outgoing import PrivatelyNotice, RequestNotice
from bot.replies import plain
from bot.results import Asked, AskForm, Escalated, EscalationPreview, Opened, OpenForm, Refused
from policy.facts import Role


def clauses(refused):
    return [reason.citation.clause for reason in refused.decision.reasons]


def test_a_colleague_is_refused_with_the_clause_and_the_names_of_who_can(toronto):
    toronto.says("tom", "open Meter blocked", where="laurier")
    refused = toronto.result
    assert isinstance(refused, Refused)
    assert "PB-b.iii.first-line" in clauses(refused)
    assert [person.name for person in refused.instead] == ["Nadia", "Noor"]
    assert (refused.account, refused.subject) == ("Hôtel Laurier", "Meter blocked")
    assert toronto.reply.refused
    assert toronto.tickets() == 0


def test_the_form_is_refused_as_the_line_is(toronto):
    toronto.says("tom", "open")
    assert isinstance(toronto.result, Refused)


def test_the_request_moves_on_to_a_contact_by_the_colleagues_own_click(toronto):
    nadia = toronto.people["nadia"].id
    toronto.presses("tom", f"ask p{nadia} Meter blocked severity:critical\nSince this morning")
    assert isinstance(toronto.result, Asked)
    [row] = toronto.rows()
    assert isinstance(row.notice, RequestNotice)
    assert row.target.person_id == nadia
    toronto.presses("nadia", f"approve {row.notice.number}")
    form = toronto.result
    assert isinstance(form, OpenForm)
    assert (form.subject, form.facts) == ("Meter blocked severity:critical", "Since this morning")
    assert form.severity == "medium"


def test_a_colleague_with_nothing_typed_yet_gets_a_form_to_ask_with(toronto):
    toronto.says("tom", "open")
    [onward] = [a for block in toronto.reply.blocks if block.tag == "actions" for a in block.actions]
    nadia = toronto.people["nadia"].id
    assert onward.command == f"ask p{nadia}"
    toronto.presses("tom", onward.command)
    assert isinstance(toronto.result, AskForm)
    assert toronto.reads_only
    fields = {"contact": f"p{nadia}", "subject": "Meter blocked", "facts": "Since this morning"}
    toronto.fills("tom", toronto.reply.form.command, **fields)
    assert isinstance(toronto.result, Asked)
    assert toronto.text(toronto.rows()[0].notice.text) == "Meter blocked\nSince this morning"
    toronto.visits("tom")
    assert "ask" in [
        a.command for block in toronto.reply.blocks if block.tag == "actions" for a in block.actions
    ]


def test_a_request_that_was_sent_on_is_for_its_contact_only(toronto):
    toronto.presses("tom", f"ask p{toronto.people['nadia'].id} The boss is ill")
    number = toronto.rows()[0].notice.number
    toronto.presses("noor", f"approve {number}")
    assert toronto.mistake.says == "error.no_such_request"
    for who in ("noor", "ines"):
        toronto.presses(who, f"open draft:{number}")
        assert isinstance(toronto.result, OpenForm)
        assert toronto.result.subject == ""


def test_only_an_authorized_contact_of_the_same_account_can_be_asked(toronto):
    toronto.says("tom", "ask @U-ines Meter blocked")
    assert toronto.mistake.says == "error.no_such_person"
    toronto.says("tom", "ask Nadia Meter blocked")
    assert [person.name for person in toronto.result.contacts] == ["Nadia"]


def test_a_refusal_that_was_asked_for_in_public_tells_the_thread(toronto):
    toronto.mentions("tom", "open Meter blocked")
    assert toronto.rows() == []
    toronto.mentions("tom", "open Meter blocked", where="laurier")
    [row] = toronto.rows()
    assert row.notice == PrivatelyNotice(toronto.people["tom"].id, "Tom")
    assert row.target.place.conversation == "laurier"
    toronto.says("tom", "open Meter blocked", where="laurier")
    assert len(toronto.rows()) == 1


def test_a_colleague_who_sees_a_ticket_still_may_not_escalate_it(toronto):
    toronto.says("noor", "open Meter blocked facts: It shows E4")
    toronto.says("nadia", "people revoke Noor")
    toronto.says("noor", "escalate 1")
    assert isinstance(toronto.result, Refused)
    assert toronto.result.ticket == 1
    assert "PB-b.iii.first-line" in clauses(toronto.result)
    toronto.says("nadia", "escalate 1")
    assert isinstance(toronto.result, EscalationPreview)


def test_an_agent_opens_for_a_requester_who_is_told(toronto):
    toronto.says("ines", "open Meter blocked requester:@U-noor facts: It shows E4")
    ticket = toronto.ticket()
    assert (ticket.requester_id, ticket.submitter_id) == (
        toronto.people["noor"].id,
        toronto.people["ines"].id,
    )
    assert "opened > noor" in toronto.owed()
    assert ticket.history[0].actor == toronto.people["ines"].id


def test_an_agent_who_names_nobody_is_asked_for_whom(toronto):
    toronto.says("ines", "open Meter blocked")
    assert isinstance(toronto.result, OpenForm)
    assert toronto.result.subject == "Meter blocked"
    assert [person.name for person in toronto.result.requesters] == ["Nadia", "Noor", "Tom"]


def test_an_inactive_account_is_refused_by_the_clause(toronto):
    account = toronto.account("Hôtel Laurier")
    with toronto.database.writing() as uow:
        uow.accounts.update(replace(account, active=False))
        uow.commit()
    toronto.says("nadia", "open Meter blocked facts: It shows E4")
    assert clauses(toronto.result) == ["PB-0"]


def test_what_is_closed_stays_so_for_an_account_that_became_inactive_and_the_desk_may_reopen_it(toronto):
    toronto.says("nadia", "open Meter blocked facts: It shows E4")
    toronto.says("nadia", "close 1")
    account = toronto.account("Hôtel Laurier")
    with toronto.database.writing() as uow:
        uow.accounts.update(replace(account, active=False))
        uow.commit()
    toronto.says("nadia", "reopen 1 Blocked again")
    assert clauses(toronto.result) == ["PB-0"]
    assert toronto.history() == ["opened", "closed"]
    toronto.says("ines", "reopen 1 We look at it once more")
    assert toronto.history() == ["opened", "closed", "reopened"]


@pytest.mark.parametrize("words", ["people authorize @U-tom", "setup people authorized @U-tom"])
def test_a_full_roster_takes_nobody_more(toronto, words):
    for number in range(3):
        toronto.has(f"extra{number}", Role.AUTHORIZED, "Boréal", "Hôtel Laurier")
    toronto.says("sara", words)
    assert isinstance(toronto.result, Refused)
    assert clauses(toronto.result) == ["PB-b.iii.roster"]
    assert toronto.role("tom") is Role.COLLEAGUE
    toronto.says("sara", "people revoke Noor")
    toronto.says("sara", words)
    assert toronto.role("tom") is Role.AUTHORIZED
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result, Opened)


def test_senior_staff_are_for_contract_holders(desk_of):
    talk = desk_of("techtra", "maintenance").says("nadia", "open Macro fails documentation:yes")
    talk.says("nadia", "escalate 1 to senior")
    assert isinstance(talk.result, Refused)
    assert "TT-5.senior" in clauses(talk.result)


def test_contract_holders_reach_senior_staff(desk_of):
    talk = desk_of("techtra", "contract").says("nadia", "open Macro fails documentation:yes")
    talk.says("nadia", "escalate 1")
    assert talk.result.to == "senior"


def test_levels_never_repeat_and_never_go_down(toronto):
    toronto.says("nadia", "open Meter blocked facts: It shows E4", where="laurier")
    toronto.says("ines", "escalate 1 too hard for me")
    preview = toronto.result
    assert isinstance(preview, EscalationPreview)
    assert (preview.kind, preview.text, [p.name for p in preview.told]) == (
        "hierarchical",
        "too hard for me",
        ["Marc"],
    )
    assert toronto.history() == ["opened"]
    before = toronto.owed()
    toronto.fills("ines", "escalate 1", reason="too hard for me")
    assert isinstance(toronto.result, Escalated)
    first = toronto.ticket().level
    assert "escalated > marc" in toronto.owed_since(before)
    toronto.fills("ines", f"escalate 1 to {first}", reason="again")
    assert toronto.mistake.says == "error.level_reached"
    toronto.fills("ines", "escalate 1", reason="still too hard")
    assert toronto.ticket().level != first
    toronto.fills("ines", "escalate 1", reason="and again")
    assert isinstance(toronto.result, Refused)


def test_an_agents_reason_stays_internal_and_a_customers_is_shown(toronto):
    toronto.says("nadia", "open Meter blocked facts: It shows E4", where="laurier")

    def reasons(since):
        rows = [r for r in toronto.rows()[since:] if r.notice.tag == "escalated" and r.target.tag == "thread"]
        return {row.target.face: row.notice.reason is not None for row in rows}

    toronto.fills("ines", "escalate 1", reason="They shout")
    assert reasons(0) == {Face.CUSTOMER: False, Face.DESK: True}
    since = len(toronto.rows())
    toronto.fills("nadia", "escalate 1", reason="Nobody comes", concerns="services")
    assert reasons(since) == {Face.CUSTOMER: True, Face.DESK: True}


def test_a_level_is_named_in_any_language(toronto):
    toronto.says("nadia", "open Meter blocked facts: It shows E4")
    toronto.says("ines", "escalader 1 vers directrice plus personne ne répond")
    assert (toronto.result.kind, toronto.result.to) == ("hierarchical", "director")
    assert [person.name for person in toronto.result.told] == ["Anne"]
    toronto.fills("ines", toronto.reply.form.command, reason="plus personne ne répond")
    assert toronto.ticket().level == "director"


def test_across_goes_to_a_group_and_changes_no_level(toronto):
    toronto.says("nadia", "open Meter blocked facts: It shows E4")
    toronto.says("ines", "escalate 1 to network a switch is down")
    assert (toronto.result.kind, toronto.result.to) == ("functional", "network")
    toronto.fills("ines", "escalate 1 to network", reason="a switch is down")
    assert toronto.ticket().level is None
    assert toronto.ticket().history[-1].to == "network"


def test_a_contact_cannot_lock_themselves_out(toronto):
    nadia = toronto.people["nadia"].id
    toronto.says("nadia", "people revoke me")
    assert toronto.mistake.says == "error.oneself"
    assert toronto.role("nadia") == Role.AUTHORIZED
    toronto.says("nadia", "people")
    [items] = [block for block in toronto.reply.blocks if block.tag == "items"]
    offered = [item.action.command for item in items.items if item.action]
    assert offered
    assert not any(command.startswith(f"people revoke p{nadia} ") for command in offered)
    toronto.says("noor", "people revoke Nadia")
    assert toronto.role("nadia") == Role.COLLEAGUE
    toronto.says("noor", "people authorize Nadia")
    quiet = [block for block in toronto.reply.blocks if block.tag == "because"]
    assert [plain(line) for block in quiet for line in block.lines] == [
        "Authorized contacts: 2 of 5 (PB-b.iii.roster)"
    ]
