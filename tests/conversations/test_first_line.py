"""An account's own first line: internal requests, who is there, the fee, what may be sent on."""

from dataclasses import replace

import pytest

from bot.domain.first_line import RequestState
from bot.domain.money import Charge, Price
from bot.requests import Profile
from bot.results import (
    Asked,
    AvailabilityTold,
    Escalated,
    EscalationPreview,
    Opened,
    OpenForm,
    Refused,
    RequestForm,
    RequestSettled,
    RequestShown,
    RequestsTold,
)
from policy.decisions import Denied
from policy.facts import Role

FILLED = {"facts": "It shows E4", "remote": "no", "concerns": "services"}


def clauses(decision):
    return [reason.citation.clause for reason in decision.reasons]


def private(talk, tag):
    """Who is owed a notice of this kind, by name."""
    names = {person.id: name for name, person in talk.people.items()}
    return [names[row.target.person_id] for row in talk.rows() if row.notice.tag == tag]


def request(talk, number=1):
    account = talk.account("Hôtel Laurier")
    with talk.database.reading() as uow:
        return uow.internal_requests.get(account.desk_id, account.id, number)


def priced(talk, amount=4500):
    desk = talk.account("Hôtel Laurier").desk_id
    with talk.database.writing() as uow:
        uow.prices.put(Price(desk, "fee", "Fee", amount, "CAD"))
        uow.commit()


def charges(talk):
    account = talk.account("Hôtel Laurier")
    with talk.database.reading() as uow:
        return uow.charges.of_account(account.desk_id, account.id)


def everybody_away(talk):
    for who in ("nadia", "noor"):
        talk.says(who, "away")


# Requests


def test_a_request_for_whoever_is_there_goes_to_those_who_are(toronto):
    toronto.says("noor", "away")
    toronto.says("tom", "ask all Meter blocked")
    assert isinstance(toronto.result, Asked)
    assert [person.name for person in toronto.result.contacts] == ["Nadia"]
    assert private(toronto, "request") == ["nadia"]


def test_with_nobody_there_all_of_them_find_it_when_they_are_back(toronto):
    everybody_away(toronto)
    toronto.says("tom", "ask all Meter blocked")
    assert private(toronto, "request") == ["nadia", "noor"]
    assert "not available now" in toronto.reply.summary


def test_one_who_asks_by_the_form_hears_with_whom_it_is(toronto, board):
    toronto.board = board
    form = toronto.says("tom", "ask").reply.form
    toronto.fills("tom", form.command, contact="all", subject="Meter blocked", facts="Since Monday")
    assert board.heard("D-tom") == ["Sent to @Nadia and @Noor: Meter blocked"]


def test_what_names_no_contact_is_how_the_request_begins(toronto):
    toronto.says("tom", "ask The meter is blocked")
    assert (toronto.result.subject, len(toronto.result.contacts)) == ("The meter is blocked", 2)
    toronto.says("tom", "ask Noor The meter is blocked")
    assert [person.name for person in toronto.result.contacts] == ["Noor"]


def test_a_whole_name_needs_no_quotes(toronto):
    toronto.has("nadia-roy", Role.AUTHORIZED, "Boréal", "Hôtel Laurier")
    with toronto.database.writing() as uow:
        uow.people.update(replace(toronto.people["noor"], name="Noor El Haddad"))
        uow.commit()
    toronto.says("tom", "ask Noor El Haddad Meter blocked")
    assert (toronto.result.contacts[0].name, toronto.result.subject) == ("Noor El Haddad", "Meter blocked")


def test_the_answer_of_a_contact_goes_to_the_colleague_and_the_desk_hears_nothing(toronto, board):
    toronto.board = board
    toronto.says("tom", "ask Nadia Meter blocked")
    toronto.presses("nadia", "request 1 answer")
    assert isinstance(toronto.result, RequestForm)
    assert toronto.reads_only
    toronto.fills("nadia", toronto.reply.form.command, text="Hold the button severity:critical")
    assert isinstance(toronto.result, RequestSettled)
    assert board.heard("D-tom") == [
        "Nadia answers your request 1, “Meter blocked”: Hold the button severity:critical"
    ]
    assert board.heard("desk-room") == []
    assert board.heard("D-nadia")[-1] == "Your answer to request 1 went to Tom."
    assert (request(toronto).state, toronto.tickets()) == (RequestState.ANSWERED, 0)
    toronto.says("tom", "request 1")
    assert (toronto.result.request.answer, toronto.result.mine) == ("Hold the button severity:critical", True)


def test_the_first_who_acts_settles_it_and_the_others_are_told(toronto, board):
    toronto.board = board
    toronto.says("tom", "ask all Meter blocked")
    form = toronto.says("nadia", "approve 1").reply.form
    toronto.says("noor", "request 1 answer Hold the button")
    assert board.heard("D-nadia")[-1] == "Request 1 needs you no more: Noor has answered it."
    assert board.heard("D-noor") == [board.heard("D-noor")[0]]
    toronto.fills("nadia", form.command, subject="Meter blocked", **FILLED)
    assert toronto.mistake.says == "error.request_settled"
    assert toronto.reply.summary == "Noor has answered request 1 already."
    toronto.says("nadia", "request 1 answer Me too")
    assert toronto.mistake.says == "error.request_settled"
    assert toronto.tickets() == 0


def test_one_whose_turn_has_passed_is_not_told_of_what_waits_no_longer(toronto, board):
    toronto.says("tom", "ask all Meter blocked")
    toronto.says("tom", "request 1 withdraw")
    toronto.board = board
    toronto.says("tom", "list")
    assert board.heard("D-nadia") == ["Request 1 needs you no more: Tom has withdrawn it."]
    toronto.says("nadia", "approve 1")
    assert toronto.reply.summary == "Tom has withdrawn request 1."


def test_the_only_request_that_waits_needs_no_number(toronto):
    toronto.says("nadia", "approve")
    assert toronto.mistake.says == "error.no_request_waits"
    toronto.says("tom", "ask Nadia Meter blocked")
    toronto.says("nadia", "approve")
    assert isinstance(toronto.result, OpenForm)
    assert (toronto.result.subject, toronto.result.draft) == ("Meter blocked", 1)
    toronto.says("tom", "ask Nadia Toner is low")
    toronto.says("nadia", "approve")
    assert (toronto.mistake.says, toronto.mistake.facts["valid"]) == ("error.which_request", "1, 2")


def test_a_request_is_seen_by_its_author_and_those_it_is_for(toronto):
    toronto.has("zoe", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    toronto.says("tom", "ask Nadia The boss is ill")
    for who in ("noor", "zoe"):
        for words in ("request 1", "approve 1", "request 1 answer Yes", "request 1 withdraw"):
            toronto.says(who, words)
            assert toronto.mistake.says == "error.no_such_request", (who, words)
    toronto.says("nadia", "request 1 withdraw")
    assert toronto.reply.summary == "Only Tom can withdraw request 1."
    toronto.says("tom", "approve 1")
    assert toronto.mistake.says == "error.no_such_request"
    toronto.says("nadia", "request 1")
    assert isinstance(toronto.result, RequestShown)
    assert request(toronto).is_open


def test_requests_count_by_account_and_stay_in_it(toronto):
    toronto.has_account("Boréal", "Auberge", employees=60)
    toronto.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    toronto.has("otto", Role.COLLEAGUE, "Boréal", "Auberge")
    toronto.says("tom", "ask Nadia Meter blocked")
    toronto.says("olga", "request 1")
    assert toronto.mistake.says == "error.no_such_request"
    toronto.says("otto", "ask Olga Till is stuck")
    assert toronto.result.number == 1
    toronto.says("olga", "approve 1")
    assert toronto.result.subject == "Till is stuck"
    for words in ("request", "request 1", "approve 1"):
        toronto.says("ines", words)
        assert toronto.mistake.says == "error.not_yours"


def test_homes_list_what_waits_with_and_for_whom(toronto):
    toronto.says("tom", "ask all Meter blocked")
    toronto.visits("tom")
    assert [each.subject for each in toronto.result.asked] == ["Meter blocked"]
    assert toronto.result.waiting == ()
    toronto.visits("nadia")
    assert [each.author.name for each in toronto.result.waiting] == ["Tom"]
    toronto.says("nadia", "request")
    assert isinstance(toronto.result, RequestsTold)
    assert toronto.reply.summary == "Colleagues’ requests that wait for you: 1, Tom: Meter blocked."
    toronto.says("nadia", "request 1 answer Done")
    for who in ("tom", "nadia"):
        toronto.visits(who)
        assert (toronto.result.asked, toronto.result.waiting) == ((), ())


def test_an_account_that_named_nobody_is_told_so(toronto):
    for who in ("Nadia", "Noor"):
        toronto.says("sara", f"people revoke {who}")
    toronto.says("tom", "ask Meter blocked")
    assert toronto.mistake.says == "error.nobody_named"


# Who is there


def test_an_absence_ends_by_itself_at_its_instant(toronto):
    toronto.says("nadia", "away for 2 days")
    assert isinstance(toronto.result, AvailabilityTold)
    assert toronto.reply.summary == "You are away, and available again on Wed 4 Mar, 09:00."
    toronto.at("2026-03-04T08:59").says("tom", "open Meter blocked")
    assert [person.available for person in toronto.result.instead] == [False, True]
    toronto.at("2026-03-04T09:00").says("tom", "open Meter blocked")
    assert [person.available for person in toronto.result.instead] == [True, True]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("away until 2026-03-06", "You are away, and available again on Fri 6 Mar, 00:00."),
        ("away until Monday", "You are away, and available again on Mon 9 Mar, 00:00."),
        ("absente jusqu’au mercredi", "You are away, and available again on Wed 4 Mar, 00:00."),
        ("away for 7 days", "You are away, and available again on Mon 9 Mar, 09:00."),
        ("away", "You are away until you say otherwise."),
        ("available", "You are available now."),
    ],
)
def test_the_answer_names_the_instant_that_is_meant(toronto, words, told):
    toronto.says("nadia", words)
    assert toronto.reply.summary == told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("away until 2026-03-02", "error.past_moment"),
        ("away until 2026-02-30", "error.no_such_moment"),
        ("away until soon", "error.bad_moment"),
        ("away until", "error.bad_moment"),
        ("away for 0 days", "error.bad_value"),
    ],
)
def test_a_day_that_is_none_or_past_is_a_mistake_with_an_example(toronto, words, code):
    toronto.says("nadia", words)
    assert toronto.mistake.says == code
    assert any(digit in toronto.reply.summary for digit in "0123456789") or code != "error.bad_moment"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("away until tomorrow 9:00", "Tue 3 Mar, 09:00"),
        ("absente jusqu’à demain à 9 h 30", "Tue 3 Mar, 09:30"),
        ("ausente hasta mañana a las 9:00", "Tue 3 Mar, 09:00"),
        ("away until next Monday 14:00", "Mon 9 Mar, 14:00"),
        ("away until 15 March 8pm", "Sun 15 Mar, 20:00"),
        ("absent jusqu'au 15 mars", "Sun 15 Mar, 00:00"),
        ("away for 2 hours", "11:00"),
        ("absent pour 1 h 30", "10:30"),
        ("away for 2 weeks", "Mon 16 Mar, 09:00"),
        ("away until in 2 hours", "11:00"),
    ],
)
def test_an_end_is_a_moment_as_people_write_it(toronto, words, told):
    toronto.says("nadia", words)
    assert told in toronto.reply.summary.replace("\xa0", " ")


def test_a_moment_is_on_the_wall_of_whoever_writes_it(toronto):
    profile = Profile("Nadia", zone="Europe/Paris")
    toronto.says("nadia", "away until 15:30", profile=profile)
    assert toronto.result.person.back_at == toronto.moment("2026-03-02T09:30")


def test_one_says_it_of_oneself_and_the_desk_of_anybody(toronto):
    toronto.says("nadia", "away Noor for 2 days")
    assert toronto.reply.summary == "Only Noor or the desk can say whether Noor is available."
    toronto.says("ines", "away Noor for 2 days")
    assert toronto.reply.summary == "Noor is away, and available again on Wed 4 Mar, 09:00."
    toronto.says("nadia", "people")
    assert "Noor, authorized contact, not available until Wed 4 Mar, 09:00" in toronto.reply.summary
    toronto.says("ines", "away")
    assert toronto.result.person.name == "Ines"
    toronto.says("noor", "available")
    assert toronto.result.person.available


# The fee


def test_with_somebody_there_the_fee_buys_nothing(toronto):
    priced(toronto)
    toronto.says("noor", "away")
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result, Refused)
    assert clauses(toronto.result.decision) == ["PB-b.iii.first-line", "PB-b.iii.roster", "PB-b.iii.fee"]
    toronto.fills("tom", "open fee:4500", subject="Meter blocked", agree_fee="yes", **FILLED)
    assert isinstance(toronto.result, Refused)
    assert (toronto.tickets(), charges(toronto)) == (0, ())


def test_with_nobody_there_the_fee_is_accepted_first_and_charged_once(toronto):
    priced(toronto)
    everybody_away(toronto)
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    form = toronto.result
    assert isinstance(form, OpenForm)
    assert (clauses(form.decision), form.decision.asks, form.fee) == (["PB-b.iii.fee"], ("fee",), 4500)
    command = toronto.reply.form.command
    toronto.fills("tom", command, subject="Meter blocked", **FILLED, agree_fee="")
    assert toronto.result.unanswered
    assert toronto.tickets() == 0
    toronto.fills("tom", command, subject="Meter blocked", **FILLED, agree_fee="yes")
    assert isinstance(toronto.result, Opened)
    ticket = toronto.ticket()
    assert ticket.history[0].agreed == ("fee",)
    [charged] = charges(toronto)
    assert charged == Charge(
        desk_id=ticket.desk_id,
        account_id=ticket.account_id,
        ticket_id=ticket.id,
        code="fee",
        quantity=1,
        amount=4500,
        currency="CAD",
        clause="PB-b.iii.fee",
        accepted_by=toronto.people["tom"].id,
        at=ticket.opened_at,
    )
    toronto.says("ines", "show 1")
    [facts] = [block for block in toronto.reply.blocks if block.tag == "facts"]
    assert ("Charged", ("fee, CA$45.00 (PB-b.iii.fee)",)) in [
        (label, ("".join(line),)) for label, line in facts.rows
    ]


def test_the_statement_tells_the_contacts_what_was_charged_and_a_colleague_their_own(toronto):
    priced(toronto)
    everybody_away(toronto)
    toronto.has("zoe", Role.COLLEAGUE, "Boréal", "Hôtel Laurier")
    command = toronto.says("tom", "open Meter blocked").reply.form.command
    toronto.fills("tom", command, subject="Meter blocked", agree_fee="yes", **FILLED)
    for who, told in (("nadia", ["Tom"]), ("tom", ["Tom"]), ("zoe", []), ("ines", ["Tom"])):
        toronto.says(who, "usage")
        assert [charge.by for charge in toronto.result.charges] == told, who


def test_the_home_says_what_asking_costs_while_nobody_is_there(toronto):
    priced(toronto)
    toronto.visits("tom")
    assert "Nadia and Noor are available now" in toronto.reply.summary
    everybody_away(toronto)
    toronto.visits("tom")
    assert "accepting a fee of CA$45.00 (PB-b.iii.fee)" in toronto.reply.summary
    [actions] = [block for block in toronto.reply.blocks if block.tag == "actions"]
    assert [action.command for action in actions.actions][:2] == ["open", "ask"]


def test_a_fee_that_rose_meanwhile_is_asked_again(toronto):
    priced(toronto)
    everybody_away(toronto)
    command = toronto.says("tom", "open Meter blocked facts: It shows E4").reply.form.command
    priced(toronto, 6000)
    toronto.fills("tom", command, subject="Meter blocked", **FILLED, agree_fee="yes")
    assert isinstance(toronto.result, OpenForm)
    assert (toronto.result.fee, toronto.tickets()) == (6000, 0)
    command = toronto.reply.form.command
    toronto.fills("tom", command, subject="Meter blocked", **FILLED, agree_fee="yes")
    assert [charge.amount for charge in charges(toronto)] == [6000]


def test_a_fee_without_a_price_cannot_be_accepted_and_says_who_can_set_it(toronto):
    everybody_away(toronto)
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result.decision, Denied)
    assert "has not set its price: its administrators can" in toronto.reply.summary
    assert "PB-b.iii.fee" in toronto.reply.summary


def test_with_nobody_named_the_fee_applies_and_one_is_asked_to_name(toronto):
    priced(toronto)
    for who in ("Nadia", "Noor"):
        toronto.says("sara", f"people revoke {who}")
    toronto.says("tom", "open Meter blocked facts: It shows E4")
    assert isinstance(toronto.result, OpenForm)
    for clause in ("PB-b.iii.roster", "PB-b.iii.fee"):
        assert clause in toronto.reply.summary


def test_a_contact_never_pays(toronto):
    priced(toronto)
    everybody_away(toronto)
    toronto.fills("nadia", "open fee:4500", subject="Meter blocked", agree_fee="yes", **FILLED)
    assert isinstance(toronto.result, Opened)
    assert charges(toronto) == ()


def test_escalating_costs_the_fee_once_a_ticket(toronto):
    priced(toronto)
    toronto.says("noor", "open Meter blocked facts: It shows E4")
    toronto.says("nadia", "people revoke Noor")
    toronto.says("nadia", "away")
    toronto.says("noor", "escalate 1 Nobody comes")
    preview = toronto.result
    assert isinstance(preview, EscalationPreview)
    assert (preview.asks, preview.fee, preview.concern) == (("fee",), 4500, "services")
    command = toronto.reply.form.command
    toronto.fills("noor", command, reason="Nobody comes", concerns="services")
    assert isinstance(toronto.result, EscalationPreview)
    assert charges(toronto) == ()
    toronto.fills("noor", command, reason="Nobody comes", concerns="services", agree_fee="yes")
    assert isinstance(toronto.result, Escalated)
    command = toronto.says("noor", "escalate 1 Still nobody").reply.form.command
    toronto.fills("noor", command, reason="Still nobody", concerns="services")
    assert isinstance(toronto.result, Escalated)
    assert [charge.amount for charge in charges(toronto)] == [4500]


# What may be sent on


def test_what_a_contact_sends_on_says_what_it_concerns_and_the_own_environment_is_billed(toronto):
    toronto.says("tom", "ask Nadia The lobby computer is slow")
    form = toronto.says("nadia", "approve 1")
    assert [concern.id for concern in form.result.concerns] == ["services", "own-environment"]
    command = toronto.reply.form.command
    own = FILLED | {"concerns": "own-environment"}
    toronto.fills("nadia", command, subject="The lobby computer is slow", **own)
    assert clauses(toronto.result.decision) == ["PB-b.extra"]
    assert (toronto.tickets(), request(toronto).is_open) == (0, True)
    toronto.fills("nadia", command, subject="The lobby computer is slow", **FILLED)
    assert isinstance(toronto.result, Opened)
    assert request(toronto).state is RequestState.ESCALATED


def test_an_escalation_by_the_account_is_within_scope_and_the_desks_own_is_not_asked(toronto):
    toronto.says("nadia", "open Meter blocked facts: It shows E4")
    toronto.says("nadia", "escalate 1 Nobody comes")
    assert [concern.id for concern in toronto.result.concerns] == ["services", "own-environment"]
    assert clauses(toronto.result) == ["PB-b.iii.scope", "PB-b.iii.roster", "PB-b.iii.roster"]
    toronto.fills("nadia", toronto.reply.form.command, reason="Nobody comes", concerns="own-environment")
    assert isinstance(toronto.result, Refused)
    assert clauses(toronto.result.decision) == ["PB-b.iii.scope", "PB-b.extra"]
    toronto.says("ines", "escalate 1 Too hard for me")
    assert (toronto.result.concerns, clauses(toronto.result)) == ((), ["PB-0", "PB-b.iii.roster"])


def test_the_desk_files_nothing_for_a_colleague_who_is_not_served(toronto):
    toronto.says("ines", "open Meter blocked requester:@U-tom facts: It shows E4")
    refused = toronto.result
    assert isinstance(refused, Refused)
    assert clauses(refused.decision) == ["PB-b.iii.served"]
    assert [person.name for person in refused.instead] == ["Nadia", "Noor"]
    [actions] = [block for block in toronto.reply.blocks if block.tag == "actions"]
    toronto.presses("ines", actions.actions[0].command)
    assert (toronto.result.requester.name, toronto.tickets()) == ("Nadia", 0)
    toronto.changes("ines", "open", subject="Meter blocked", requester=f"p{toronto.people['tom'].id}")
    assert clauses(toronto.result.decision) == ["PB-b.iii.served"]
