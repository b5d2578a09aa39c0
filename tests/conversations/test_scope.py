"""What support covers, bills and leaves out, at the desk: offers, exclusions, duplicates and exceptions."""

import pytest

from bot.domain.money import Price
from bot.domain.ticket import Status
from bot.errors import NoSuchThing, NotNow, NotUnderstood, NotYours
from bot.replies import Actions, CheckField, ChoiceField
from bot.results import (
    Changed,
    ExceptionAsked,
    Excluded,
    ExcludeForm,
    Logged,
    MarkedDuplicate,
    Offered,
    OfferForm,
    OfferRequested,
    Opened,
    OpenForm,
    Overridden,
    OverrideForm,
    ProposalAnswered,
    Refused,
    SetupTold,
)
from policy.decisions import ReasonCode
from policy.facts import Role


def priced(talk, amount=12000, currency="CAD"):
    with talk.database.writing() as uow:
        uow.prices.put(Price(uow.desks.by_name("Boréal").id, "hour", "Hour", amount, currency))
        uow.commit()
    return talk


def charges(talk, account="Hôtel Laurier"):
    with talk.database.reading() as uow:
        desk_id = uow.desks.by_name("Boréal").id
        of = uow.accounts.by_name(desk_id, account).id
        return [
            (c.code, c.quantity, c.amount, c.currency, c.clause) for c in uow.charges.of_account(desk_id, of)
        ]


def clauses(result):
    return [reason.citation.clause for reason in result.decision.reasons]


def buttons(reply):
    return [a.command for block in reply.blocks if isinstance(block, Actions) for a in block.actions]


@pytest.fixture
def devolutions(desk_of):
    """Devolutions with a price, its own exclusion, and ticket 1 of Nadia's."""
    talk = priced(desk_of("devolutions", "premium"))
    talk.says("sara", "setup exclusion own-scripts Scripts of your own")
    assert isinstance(talk.result, SetupTold)
    return talk.says("nadia", "open Import stops", where="laurier")


# Billed work


def test_an_offer_is_accepted_once_and_charged_by_its_clause(devolutions):
    talk = devolutions
    talk.says("ines", "offer 1 2h Repair of your scripts")
    assert isinstance(talk.result, Offered)
    assert (talk.result.proposal.quantity, talk.result.proposal.amount) == (2, 24000)
    assert charges(talk) == []
    talk.says("nadia", "accept 1")
    assert isinstance(talk.result, ProposalAnswered)
    assert talk.result.yes
    assert charges(talk) == [("hour", 2, 24000, "CAD", "DV-extra")]
    talk.says("nadia", "accept 1")
    assert talk.mistake.says == "error.no_offer"
    assert len(charges(talk)) == 1


def test_an_offer_that_is_declined_costs_nothing_and_the_ticket_goes_on(devolutions):
    talk = devolutions
    talk.says("ines", "offer 1 1h")
    talk.says("nadia", "decline 1")
    assert not talk.result.yes
    assert charges(talk) == []
    assert talk.ticket().status is Status.NEW
    talk.says("nadia", "accept 1")
    assert talk.mistake.says == "error.no_offer"


def test_an_offer_that_was_replaced_or_withdrawn_can_no_longer_be_accepted(devolutions):
    talk = devolutions
    talk.says("ines", "offer 1 1h")
    first = len(talk.ticket().history)
    talk.says("ines", "offer 1 3h")
    talk.presses("nadia", f"accept 1 {first}")
    assert isinstance(talk.mistake, NotNow)
    assert talk.mistake.says == "error.offer_gone"
    second = len(talk.ticket().history)
    talk.says("ines", "offer 1 withdraw")
    assert talk.result.withdrawn
    talk.presses("nadia", f"accept 1 {second}")
    assert talk.mistake.says == "error.offer_gone"
    assert charges(talk) == []
    talk.says("ines", "offer 1 withdraw")
    assert talk.mistake.says == "error.no_offer"


def test_only_who_may_ask_in_the_accounts_name_binds_it(desk_of):
    talk = priced(desk_of("pitney-bowes"))
    talk.fills("noor", "open", subject="Meter blocked", facts="E4", remote="yes")
    talk.says("ines", "offer 1 1h")
    talk.says("nadia", "people revoke Noor")
    talk.says("noor", "accept 1")
    assert isinstance(talk.result, Refused)
    assert clauses(talk.result)[0] == "PB-b.iii.first-line"
    talk.says("tom", "accept 1")
    assert isinstance(talk.mistake, NoSuchThing)
    talk.says("ines", "accept 1")
    assert isinstance(talk.mistake, NotYours)
    assert charges(talk) == []
    talk.says("nadia", "accept 1")
    assert charges(talk) == [("hour", 1, 12000, "CAD", "PB-b.extra")]


def test_no_price_is_ever_invented(desk_of):
    talk = desk_of("devolutions", "premium")
    talk.says("nadia", "open Import stops")
    talk.says("ines", "offer 1 2h")
    assert talk.mistake.says == "error.unpriced"
    assert talk.history() == ["opened"]


def test_a_policy_that_knows_no_billed_work_offers_none(talk):
    talk.says("nadia", "open Printer on fire")
    for who in ("ines", "nadia"):
        talk.says(who, "offer 1 2h")
        assert talk.mistake.says == "error.no_billed_work"


@pytest.mark.parametrize("words", ["90m", "1h30", "0h", "999h"])
def test_billed_work_is_offered_in_whole_hours(devolutions, words):
    devolutions.says("ines", f"offer 1 {words}")
    assert isinstance(devolutions.mistake, NotUnderstood)
    assert devolutions.mistake.says == "error.whole_hours"


def test_a_form_asks_what_was_left_out(devolutions):
    devolutions.says("ines", "offer 1")
    assert isinstance(devolutions.result, OfferForm)
    devolutions.fills("ines", "offer 1", hours="2", text="Repair")
    assert isinstance(devolutions.result, Offered)


def test_the_client_may_ask_for_an_offer_at_any_time(devolutions, board):
    talk = devolutions
    talk.board = board
    talk.says("nadia", "open Scripts stop", where="laurier")
    talk.says("nadia", "offer 2 A training for two")
    assert isinstance(talk.result, OfferRequested)
    assert talk.result.citation.clause == "DV-extra"
    assert talk.history(2) == ["opened", "billed_work_asked"]
    assert any("A training for two" in said for said in board.heard("desk-room"))
    assert charges(talk) == []


def test_an_offer_lapses_with_the_close_of_its_ticket(devolutions):
    talk = devolutions
    talk.says("ines", "offer 1 2h Repair of your scripts")
    talk.says("nadia", "close 1").says("nadia", "reopen 1 It is back")
    assert talk.ticket().status.is_live
    talk.says("nadia", "accept 1")
    assert talk.mistake.says == "error.no_offer"
    assert charges(talk) == []


def test_billed_minutes_go_no_further_than_the_yes(devolutions):
    talk = devolutions
    talk.says("ines", "log 1 30m billed Reading the script")
    assert isinstance(talk.result, Refused)
    assert [r.code for r in talk.result.decision.reasons] == [ReasonCode.NO_YES_YET]
    assert clauses(talk.result) == ["DV-extra"]
    talk.says("ines", "offer 1 1h")
    talk.says("nadia", "accept 1")
    talk.says("ines", "log 1 45m billed Reading the script")
    assert isinstance(talk.result, Logged)
    assert talk.result.worked == 45
    talk.says("ines", "log 1 16m billed")
    assert isinstance(talk.result, Refused)
    talk.fills("ines", "log 1", minutes="15", billed="yes")
    assert talk.result.worked == 60
    talk.says("ines", "log 1 90m Ordinary support")
    assert talk.history()[-1] == "worked"


# What a request concerns


def test_the_form_asks_what_it_concerns_and_the_answer_is_cited(desk_of):
    talk = desk_of("support-utilisateur", "subscription")
    talk.says("nadia", "open")
    [field] = [f for f in talk.reply.form.fields if isinstance(f, ChoiceField) and f.id == "concerns"]
    assert ([option.id for option in field.options], field.value) == (
        ["equipment", "software", "something-else"],
        "equipment",
    )
    talk.fills("nadia", "open", subject="Screen is dark", concerns="equipment")
    assert isinstance(talk.result, Opened)
    assert (ReasonCode.IN_SCOPE, "SU-scope") in [(r.code, r.citation.clause) for r in talk.result.reasons]
    assert talk.ticket().history[0].concern == "equipment"


def test_what_is_out_of_scope_is_refused_by_its_clause_and_no_ticket_is_opened(desk_of):
    talk = desk_of("support-utilisateur", "subscription")
    talk.says("nadia", "open Which laptop to buy concerns:something-else")
    assert isinstance(talk.result, Refused)
    assert clauses(talk.result) == ["SU-scope"]
    assert talk.tickets() == 0
    talk.says("nadia", "open Which laptop concerns:nothing")
    assert talk.mistake.says == "error.bad_value"
    assert talk.mistake.facts["valid"] == "equipment, software, something-else"


def test_billed_work_is_agreed_to_in_the_form_for_a_first_hour(desk_of):
    talk = priced(desk_of("pitney-bowes"))
    fields = {
        "subject": "Audit",
        "facts": "Our network is slow",
        "remote": "yes",
        "concerns": "own-environment",
    }
    talk.fills("nadia", "open", **fields)
    assert isinstance(talk.result, OpenForm)
    assert talk.result.unanswered
    assert "agree_billed" in talk.reply.form.errors
    assert any("CA$120.00 an hour" in note for note in [talk.reply.summary])
    talk.fills("nadia", talk.reply.form.command, **fields, agree_billed="yes")
    assert isinstance(talk.result, Opened)
    assert charges(talk) == [("hour", 1, 12000, "CAD", "PB-b.extra")]
    assert talk.history()[:3] == ["opened", "proposed", "agreed"]


def test_a_price_that_changed_after_the_form_was_shown_is_asked_for_again(desk_of):
    talk = priced(desk_of("pitney-bowes"))
    fields = {"subject": "Audit", "facts": "Slow", "remote": "yes", "concerns": "own-environment"}
    talk.fills("nadia", "open", **fields)
    command = talk.reply.form.command
    with talk.database.writing() as uow:
        uow.prices.put(Price(uow.desks.by_name("Boréal").id, "hour", "An hour", 50000, "CAD"))
        uow.commit()
    talk.fills("nadia", command, **fields, agree_billed="yes")
    assert isinstance(talk.result, OpenForm)
    assert (talk.tickets(), charges(talk)) == (0, [])
    talk.fills("nadia", talk.reply.form.command, **fields, agree_billed="yes")
    assert charges(talk) == [("hour", 1, 50000, "CAD", "PB-b.extra")]


def test_nobody_of_the_desk_says_yes_for_a_customer(desk_of):
    talk = priced(desk_of("pitney-bowes"))
    fields = {"subject": "Audit", "facts": "Slow", "concerns": "own-environment", "agree_billed": "yes"}
    talk.fills("ines", "open", requester="@U-nadia", **fields)
    assert isinstance(talk.result, Opened)
    assert charges(talk) == []


def test_without_a_price_the_yes_is_asked_for_by_an_offer(desk_of):
    talk = desk_of("pitney-bowes")
    fields = {"subject": "Audit", "facts": "Slow", "remote": "yes", "concerns": "own-environment"}
    talk.fills("nadia", "open", **fields, agree_billed="yes")
    assert isinstance(talk.result, Opened)
    assert charges(talk) == []
    assert "agreed" not in talk.history()


def test_a_spanish_speaker_may_phone_and_is_told_in_which_languages(desk_of):
    talk = desk_of("techtra", "contract")
    talk.has("pia", Role.AUTHORIZED, "Boréal", "Hôtel Laurier", language="es")
    for who, told in (("pia", True), ("nadia", False)):
        talk.says(who, "open Macro fails channel:phone documentation:yes")
        assert isinstance(talk.result, Opened), who
        codes = [r.code for r in talk.result.reasons if r.citation.clause == "TT-4.phone"]
        assert (ReasonCode.SPOKEN_IN in codes) is told
    assert "Por teléfono" not in talk.reply.summary


# Not taken on


def test_an_excluded_ticket_is_told_with_its_clause_and_owes_nothing_more(talk, board):
    talk.board = board
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.says("ines", "exclude 1 unsupported-cause It is your proxy")
    assert isinstance(talk.result, Excluded)
    assert [r.citation.clause for r in talk.result.reasons] == ["SI-4.excluded"]
    assert (talk.ticket().status, talk.ticket().due_at, talk.ticket().wake_at) == (Status.OPEN, None, None)
    assert any("SI-4.excluded" in said for said in board.heard("laurier"))
    assert not any("your proxy" in said for said in board.heard("laurier"))
    assert any("your proxy" in said for said in board.heard("desk-room"))
    assert any("SI-4.excluded" in said for said in board.heard("D-nadia"))
    talk.passes("2026-03-04T09:00")
    assert not any("needs a first response" in said for said in board.heard("desk-room"))
    talk.says("nadia", "list")
    assert [ticket.number for ticket in talk.result.tickets] == [1]


def test_reopening_brings_no_lapsed_promise_back(talk):
    talk.says("nadia", "open Printer on fire")
    talk.says("ines", "exclude 1 unadvised-use")
    talk.says("ines", "close 1")
    assert isinstance(talk.result, Changed)
    assert talk.ticket().status is Status.CLOSED
    talk.says("nadia", "reopen 1 It still burns")
    assert talk.ticket().due_at is None


@pytest.mark.parametrize("words", ["exclude 1 heat", "exclude 1 Unsupported-Cause"])
def test_a_cause_that_is_no_exclusion_lists_those_that_are(talk, words):
    talk.says("nadia", "open Printer on fire")
    talk.says("ines", words)
    assert talk.mistake.says == "error.no_such_exclusion"
    assert talk.mistake.facts["valid"] == "unadvised-use, unauthorised-change, unsupported-cause"


def test_nothing_is_excluded_twice(talk):
    talk.says("nadia", "open Printer on fire")
    talk.says("ines", "exclude 1 unadvised-use")
    talk.says("ines", "exclude 1 unadvised-use")
    assert talk.mistake.says == "error.excluded_already"


def test_a_policy_without_exclusions_excludes_nothing(desk_of):
    talk = desk_of("support-utilisateur", "subscription")
    talk.says("nadia", "open Screen is dark")
    talk.says("ines", "exclude 1 own-scripts")
    assert talk.mistake.says == "error.no_exclusions"
    talk.says("sara", "setup exclusion own-scripts Scripts")
    assert talk.mistake.says == "error.no_own_exclusions"


def test_an_empty_list_says_who_fills_it(desk_of):
    talk = desk_of("devolutions", "premium")
    talk.says("nadia", "open Import stops")
    talk.says("ines", "exclude 1")
    assert talk.mistake.says == "error.empty_exclusions"
    assert "setup exclusion" in talk.reply.summary


def test_an_excluded_cause_may_be_repaired_for_pay_in_the_same_act(devolutions):
    talk = devolutions
    talk.says("ines", "exclude 1")
    assert isinstance(talk.result, ExcludeForm)
    talk.says("ines", "exclude 1 own-scripts 3h Your script loops")
    assert isinstance(talk.result, Excluded)
    assert [r.citation.clause for r in talk.result.reasons] == ["DV-exclusions", "DV-excluded-cause"]
    assert talk.result.proposal.amount == 36000
    assert talk.ticket().status is Status.PENDING
    talk.says("nadia", "accept 1")
    assert talk.ticket().status is Status.OPEN
    assert charges(talk) == [("hour", 3, 36000, "CAD", "DV-extra")]
    assert talk.ticket().due_at is None


def test_an_excluded_ticket_whose_offer_is_declined_is_over(devolutions):
    devolutions.says("ines", "exclude 1 own-scripts 3h")
    devolutions.says("nadia", "decline 1")
    assert devolutions.ticket().status is Status.CLOSED
    assert charges(devolutions) == []


def test_an_exclusion_taken_off_the_list_excludes_no_more(devolutions):
    devolutions.says("sara", "setup exclusion own-scripts remove")
    devolutions.says("ines", "exclude 1 own-scripts")
    assert devolutions.mistake.says == "error.empty_exclusions"
    devolutions.says("nadia", "open Scripts concerns:own-scripts")
    assert devolutions.mistake.says == "error.bad_value"


# Asked already


def test_a_duplicate_is_closed_and_says_where_it_goes_on(talk):
    talk.says("nadia", "open Printer on fire")
    talk.says("tom", "open The printer burns")
    talk.says("ines", "duplicate 2 of 1")
    assert isinstance(talk.result, MarkedDuplicate)
    assert (talk.ticket(2).status, talk.history(2)) == (Status.CLOSED, ["opened", "duplicate", "closed"])
    talk.says("ines", "duplicate 1 of 1")
    assert talk.mistake.says == "error.same_ticket"
    talk.says("ines", "duplicate 1 of 9")
    assert talk.mistake.says == "error.no_such_ticket"


def test_a_ticket_of_another_account_is_no_duplicate(talk):
    talk.has_account("Boréal", "Auberge")
    talk.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    talk.says("nadia", "open Printer on fire")
    talk.says("olga", "open Printer on fire")
    talk.says("ines", "duplicate 2 of 1")
    assert talk.reply.summary == "#1 is of another account than #2: a duplicate is of the same account."
    assert talk.history(2) == ["opened"]


# At the desk's discretion


def test_what_is_refused_can_be_taken_on_by_the_desk_with_a_reason(devolutions, board):
    talk = devolutions
    talk.board = board
    talk.says("nadia", "open My script fails concerns:own-scripts", where="laurier")
    assert isinstance(talk.result, Refused)
    assert clauses(talk.result) == ["DV-exclusions", "DV-extra", "DV-discretion"]
    assert "override R1" in buttons(talk.reply)
    talk.presses("nadia", "override R1")
    assert isinstance(talk.result, ExceptionAsked)
    assert any("My script fails" in said for said in board.heard("desk-room"))
    before = len(board.posts)
    talk.presses("nadia", "override R1")
    assert len(board.posts) == before
    talk.presses("ines", "override R1", where="desk-room")
    assert isinstance(talk.result, OverrideForm)
    assert talk.tickets() == 1
    talk.fills("ines", "override R1", reason="They move next week")
    assert isinstance(talk.result, Overridden)
    ticket = talk.ticket(2)
    assert [event.tag for event in ticket.history] == ["opened", "overridden"]
    overridden = ticket.history[1]
    assert (overridden.clause, overridden.over) == ("DV-discretion", ("DV-exclusions",))
    assert talk.text(overridden.reason) == "They move next week"
    assert not any("They move" in said for said in board.heard("laurier"))
    assert ticket.requester_id == talk.people["nadia"].id
    talk.says("ines", "override R1 Again")
    assert talk.mistake.says == "error.sent_already"


def test_the_form_asks_the_desk_in_the_same_act(devolutions):
    talk = devolutions
    talk.changes("nadia", "open", subject="My script fails", concerns="own-scripts")
    boxes = [f.id for f in talk.reply.form.fields if isinstance(f, CheckField)]
    assert boxes == ["agree_discretion"]
    talk.fills("nadia", "open", subject="My script fails", concerns="own-scripts", agree_discretion="yes")
    assert isinstance(talk.result, ExceptionAsked)
    talk.says("ines", "override R1 They move next week")
    assert isinstance(talk.result, Overridden)


def test_nobody_else_asks_for_somebodys_request_nor_another_desk(devolutions):
    talk = devolutions
    talk.furnish("Cormoran", "devolutions", plan="premium", prefix="c-")
    talk.says("nadia", "open My script fails concerns:own-scripts")
    for who in ("noor", "tom", "c-nadia", "c-ines", "c-sara"):
        talk.says(who, "override R1 Please")
        assert talk.mistake.says == "error.no_such_refusal", who
    assert talk.tickets() == 1


def test_a_refusal_is_forgotten_after_a_while(devolutions):
    devolutions.says("nadia", "open My script fails concerns:own-scripts")
    devolutions.at("2026-03-17T09:00")
    devolutions.says("ines", "override R1 They move next week")
    assert devolutions.mistake.says == "error.no_such_refusal"


def test_where_the_policy_leaves_nothing_to_discretion_nothing_is_kept(desk_of):
    talk = desk_of("support-utilisateur", "subscription")
    talk.says("nadia", "open Which laptop concerns:something-else")
    assert buttons(talk.reply) == []
    talk.says("ines", "override R1 Good customer")
    assert talk.mistake.says == "error.no_such_refusal"


def test_discretion_of_a_clause_does_not_reach_another(desk_of):
    talk = desk_of("techtra", "contract")
    talk.says("nadia", "open A question channel:phone documentation:yes concerns:something-else")
    assert isinstance(talk.result, Refused)
    assert clauses(talk.result) == ["TT-4.phone", "TT-o.discretion"]
    assert [r.code for r in talk.result.decision.reasons][1] is ReasonCode.MORE_IS_BILLED
    assert buttons(talk.reply) == []


# The full conditions


def test_the_plan_and_the_policy_say_where_the_full_conditions_stand(devolutions):
    talk = devolutions
    for words in ("plan", "policy", "policy DV-agreement"):
        talk.says("nadia", words)
        assert (talk.result.agreement.clause, talk.result.agreement.link) == ("DV-agreement", None)
    talk.says("sara", "setup agreement https://example.com/licence")
    for words in ("plan", "policy", "policy DV-agreement"):
        talk.says("nadia", words)
        assert talk.result.agreement.link == "https://example.com/licence"
    for link in ("http://example.com", "javascript:alert(1)", "https://a b", ""):
        talk.says("sara", f"setup agreement {link}")
        assert talk.mistake.says == "error.bad_link"
    talk.says("ines", "setup agreement https://example.com/x")
    assert isinstance(talk.mistake, NotYours)
