"""How tickets end: tasks, outcomes, the register, silence, ratings; who may do what with them."""

import pytest

from bot.domain.ticket import Status
from bot.errors import NoSuchThing, NotNow, NotUnderstood, NotYours
from bot.reminders.sweep import Sweep
from bot.results import (
    Changed,
    EntryTold,
    OutcomeForm,
    OutcomeTold,
    RateForm,
    RatingTold,
    Refused,
    RegisterTold,
    StatsTold,
    TaskDone,
    TaskForm,
    TasksTold,
)

from .conftest import Talk


@pytest.fixture
def atelier(desk_of):
    """Techtra, plan contract: #1 of Monday, answered; #2 of Tuesday, new."""
    talk = desk_of("techtra", "contract")
    talk.says("nadia", "open Totals are rounded twice documentation:yes", where="laurier")
    talk.fills("ines", "reply 1", text="We look into it")
    talk.at("2026-03-03T09:00")
    talk.says("nadia", "open Bells are too low documentation:yes", where="laurier")
    return talk


@pytest.fixture
def help_desk(desk_of):
    """Support utilisateur, a subscription: #1 answered and solved."""
    talk = desk_of("support-utilisateur", "subscription")
    talk.says("tom", "open The screen stays black", where="laurier")
    talk.fills("ines", "reply 1", text="Hold the button")
    talk.says("ines", "close 1")
    return talk


def passes(talk: Talk, wall: str) -> None:
    """Time moves on, and what falls due on the way is dealt with when it does."""
    sweep, end = Sweep(talk.database, talk.policies, talk.clock), talk.moment(wall)
    while (at := sweep.next_wake()) is not None and at <= end:
        now = max(at, talk.clock.now())
        talk.clock.set(now)
        sweep.be_alive(now)
        sweep.sweep_due()
    talk.clock.set(end)


# Tasks


def test_ten_business_days_give_the_director_one_task(atelier):
    passes(atelier, "2026-03-16T16:59")
    atelier.says("anne", "task")
    assert atelier.result.tasks == ()
    passes(atelier, "2026-04-20T12:00")
    atelier.says("anne", "task")
    assert [(t.number, t.kind, t.clause, t.ticket, t.requester) for t in atelier.result.tasks] == [
        (1, "discuss", "TT-6.b", 1, "Nadia"),
        (2, "discuss", "TT-6.b", 2, "Nadia"),
    ]
    assert [row for row in atelier.owed() if row.startswith("task")] == ["task > anne"]
    assert [row for row in atelier.owed(2) if row.startswith("task")] == ["task > anne"]
    atelier.visits("anne")
    assert [task.number for task in atelier.result.tasks] == [1, 2]


def test_a_ticket_that_was_with_the_director_already_still_gives_the_task(atelier):
    for level in ("senior", "director"):
        atelier.fills("nadia", f"escalate 1 to {level}", reason="It hurts")
    assert atelier.ticket().level == "director"
    passes(atelier, "2026-03-16T17:00")
    atelier.says("anne", "task")
    assert [task.ticket for task in atelier.result.tasks] == [1]


def test_after_an_outage_the_task_is_still_given_and_the_ticket_goes_to_the_director(atelier):
    atelier.clock.set(atelier.moment("2026-03-24T09:00"))
    Sweep(atelier.database, atelier.policies, atelier.clock).sweep_due()
    assert atelier.ticket().level == "director"
    atelier.says("anne", "task")
    assert sorted(task.ticket for task in atelier.result.tasks) == [1, 2]


def test_a_change_of_severity_gives_no_second_task(atelier):
    passes(atelier, "2026-03-17T09:00")
    atelier.says("ines", "severity 1 critical")
    passes(atelier, "2026-03-17T16:00")
    atelier.says("anne", "task")
    assert [task.ticket for task in atelier.result.tasks] == [1]


def test_a_task_is_for_its_role_and_those_above_it(atelier):
    passes(atelier, "2026-03-17T09:00")
    for who in ("ines", "marc"):
        atelier.says(who, "task")
        assert atelier.result.tasks == ()
        atelier.says(who, "task 1 done Phoned")
        assert isinstance(atelier.mistake, NotYours)
        assert atelier.mistake.facts == {"task": 1, "who": "director, admin"}
    atelier.says("sara", "task")
    assert len(atelier.result.tasks) == 1
    for who in ("nadia", "tom"):
        atelier.says(who, "task 1 done Phoned")
        assert isinstance(atelier.mistake, NotYours)


def test_what_came_of_a_discussion_must_be_said(atelier):
    passes(atelier, "2026-03-17T09:00")
    atelier.says("anne", "task 1 done")
    assert isinstance(atelier.result, TaskForm)
    atelier.fills("anne", "task 1 done", result=" ")
    assert isinstance(atelier.result, TaskForm)
    assert atelier.result.missing
    atelier.fills("anne", "task 1 done", result="By phone, she can wait")
    assert isinstance(atelier.result, TaskDone)
    assert atelier.result.task.result == "By phone, she can wait"
    assert atelier.history()[-1] == "noted"
    atelier.says("anne", "task 1 done Again")
    assert isinstance(atelier.mistake, NotNow)
    atelier.says("anne", "task 1")
    assert isinstance(atelier.result, TasksTold)
    assert atelier.result.tasks[0].done_by == "Anne"


@pytest.mark.parametrize("words", ["task 99", "task 99 done x"])
def test_a_task_that_is_none_is_said(atelier, words):
    atelier.says("anne", words)
    assert isinstance(atelier.mistake, NoSuchThing)


def test_tasks_and_entries_are_of_ones_own_desk(atelier):
    atelier.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    passes(atelier, "2026-03-17T09:00")
    atelier.says("ines", 'outcome 1 defect discussed:"phone"')
    atelier.says("c-anne", "task 1 done Mine now")
    assert isinstance(atelier.mistake, NoSuchThing)
    for words in ("defect D1", "defect D1 fixed 2"):
        atelier.says("c-marc", words)
        assert isinstance(atelier.mistake, NoSuchThing)
    atelier.says("c-marc", "defect")
    assert atelier.result.entries == ()


# Outcomes and the register


def test_an_outcome_without_its_discussion_is_refused_with_the_clause_and_nothing_changes(atelier):
    before = atelier.history()
    atelier.says("ines", "outcome 1 not-critical")
    assert isinstance(atelier.result, Refused)
    assert [r.citation.clause for r in atelier.result.decision.reasons] == ["TT-6.b.outcome"]
    atelier.fills("ines", "outcome 1", outcome="not_critical", discussed="  ")
    assert isinstance(atelier.result, OutcomeForm)
    assert atelier.result.missing
    assert (atelier.history(), atelier.ticket().status) == (before, Status.OPEN)


def test_an_admin_is_told_who_gives_outcomes(atelier):
    atelier.says("sara", "outcome 1 defect discussed:phone")
    assert [r.code.value for r in atelier.result.decision.reasons] == ["outcome_role"]
    atelier.says("sara", "outcome 1")
    assert isinstance(atelier.result, Refused)


def test_what_the_task_came_to_is_the_discussion_on_record(atelier):
    passes(atelier, "2026-03-17T09:00")
    atelier.says("anne", "task 1 done By phone, she can wait")
    atelier.says("anne", "outcome 1")
    assert atelier.result.discussed == "By phone, she can wait"
    atelier.says("anne", "outcome 1 not-critical")
    assert isinstance(atelier.result, OutcomeTold)
    assert atelier.ticket().status is Status.CLOSED


def test_an_outcome_finishes_the_task_to_discuss_it(atelier):
    passes(atelier, "2026-03-17T09:00")
    atelier.says("anne", 'outcome 1 feature "Rounding once" discussed:"by phone"')
    atelier.says("anne", "task")
    assert atelier.result.tasks == ()
    atelier.says("anne", "task 1")
    assert atelier.result.tasks[0].result == "by phone"


@pytest.mark.parametrize(
    ("words", "status", "events", "entry"),
    [
        ("not-critical", Status.CLOSED, ["outcome_given", "closed"], None),
        ("feature Round once", Status.CLOSED, ["outcome_given", "closed"], "W1"),
        ("defect Rounded twice", Status.ON_HOLD, ["outcome_given", "escalated"], "D1"),
    ],
)
def test_each_outcome_does_what_the_clause_says(atelier, words, status, events, entry):
    before = len(atelier.history())
    atelier.says("marc", f"outcome 1 {words} discussed:phone")
    assert (atelier.ticket().status, atelier.history()[before:]) == (status, events)
    assert atelier.result.entry == entry


def test_a_pending_ticket_with_a_defect_no_longer_waits_for_its_requester(atelier):
    atelier.fills("ines", "pending 1", text="Which one?")
    atelier.says("marc", "outcome 1 defect discussed:phone")
    assert atelier.ticket().status is Status.ON_HOLD
    atelier.writes("nadia", "The first", thread="#1 customer")
    assert atelier.ticket().status is Status.ON_HOLD


def test_the_customer_never_reads_how_it_was_discussed_nor_another_accounts_title(desk_of, board):
    talk = desk_of("techtra", "contract")
    talk.board = board
    talk.says("nadia", "open Totals are rounded twice documentation:yes", where="laurier")
    talk.fills("ines", "reply 1", text="We look into it")
    talk.says("marc", "outcome 1 defect Their secret title discussed:secretly")
    told = {where for where, _, reply in board.posts if "secret" in repr(reply)}
    assert told == {"desk-room"}


def test_a_second_ticket_reports_the_same_defect_and_both_hear_of_its_fix(atelier):
    atelier.fills("ines", "reply 2", text="Yes")
    atelier.says("ines", "outcome 1 defect discussed:phone")
    atelier.fills("ines", "outcome 2", outcome="D1", discussed="phone")
    atelier.says("ines", "defect D1")
    assert atelier.result.entry.tickets == (1, 2)
    atelier.says("ines", "defect d1 fixed 2.4")
    assert isinstance(atelier.result, EntryTold)
    assert (atelier.ticket(1).status, atelier.ticket(2).status) == (Status.SOLVED, Status.SOLVED)
    assert atelier.history(2)[-2:] == ["fixed", "solved"]
    assert "fixed > thread customer" in atelier.owed(2)
    atelier.says("ines", "defect")
    assert atelier.result.entries == ()
    atelier.says("ines", "defect all")
    assert [(e.name, e.version) for e in atelier.result.entries] == [("D1", "2.4")]
    atelier.says("ines", "defect D1 fixed 2.5")
    assert isinstance(atelier.mistake, NotNow)


def test_a_fixed_defect_takes_no_further_tickets(atelier):
    atelier.fills("ines", "reply 2", text="Yes")
    atelier.says("ines", "outcome 1 defect discussed:phone")
    atelier.says("ines", "defect D1 fixed 2.4")
    atelier.says("ines", "outcome 2 defect D1 discussed:phone")
    assert atelier.mistake.says == "error.entry_done"
    atelier.says("ines", "outcome 2 defect D9 discussed:phone")
    assert atelier.mistake.says == "error.no_such_entry"


def test_a_wish_is_told_on_its_closed_ticket_and_leaves_it_closed(atelier):
    atelier.says("ines", "outcome 1 feature Louder discussed:phone")
    atelier.says("ines", "defect W1 fixed 3.0")
    assert (atelier.ticket().status, atelier.history()[-1]) == (Status.CLOSED, "fixed")


def test_an_outcome_stands_until_the_ticket_is_taken_up_again(atelier):
    atelier.says("ines", "outcome 1 not-critical discussed:phone")
    atelier.says("ines", "outcome 1 defect discussed:phone")
    assert atelier.mistake.says == "error.outcome_given"
    atelier.says("nadia", "reopen 1 It is critical after all")
    atelier.says("ines", "outcome 1 defect discussed:again")
    assert isinstance(atelier.result, OutcomeTold)


def test_nobody_gives_an_outcome_before_an_answer(atelier):
    atelier.says("ines", "outcome 2 defect discussed:phone")
    assert atelier.mistake.says == "error.answer_first"


def test_a_policy_without_outcomes_says_so(talk):
    talk.says("nadia", "open Printer on fire")
    talk.says("ines", "outcome 1 defect discussed:phone")
    assert talk.mistake.says == "error.no_outcomes"


@pytest.mark.parametrize(
    "words", ["outcome 1 nonsense", "defect nonsense", "defect D1 nonsense", "task x", "task 1 x"]
)
def test_words_that_mean_nothing_are_said(atelier, words):
    atelier.says("ines", words)
    assert isinstance(atelier.mistake, NotUnderstood)


def test_the_register_in_french_and_spanish(atelier):
    atelier.says("ines", "issue 1 défaut Totaux faux discuté:téléphone")
    assert isinstance(atelier.result, OutcomeTold)
    atelier.says("ines", "défaut")
    assert isinstance(atelier.result, RegisterTold)
    atelier.says("ines", "defecto D1 corregido 2.4")
    assert isinstance(atelier.result, EntryTold)


# The end


def test_a_word_on_a_solved_ticket_begins_the_silence_anew_and_reopens_nothing(help_desk):
    passes(help_desk, "2026-03-06T10:00")
    assert "close_reminded" in help_desk.history()
    help_desk.writes("tom", "Thanks!", thread="#1 customer")
    assert help_desk.ticket().status is Status.SOLVED
    passes(help_desk, "2026-03-13T17:59")
    assert help_desk.ticket().status is Status.SOLVED
    passes(help_desk, "2026-03-13T18:00")
    assert help_desk.ticket().status is Status.CLOSED
    assert help_desk.ticket().wake_at is None


def test_a_reopened_ticket_is_not_closed_by_the_earlier_silence(help_desk):
    help_desk.says("tom", "reopen 1 Still black")
    passes(help_desk, "2026-04-13T18:00")
    assert help_desk.ticket().status is Status.OPEN
    assert "closed" not in help_desk.history()


def test_the_close_is_told_once_on_both_sides(help_desk):
    passes(help_desk, "2026-04-30T18:00")
    assert [row for row in help_desk.owed() if row.startswith("silence")] == [
        "silence > thread customer",
        "silence > thread desk",
        "silence > thread customer",
    ]


def test_too_late_to_reopen_for_the_customer_and_never_for_the_desk(help_desk):
    help_desk.says("tom", "close 1")
    help_desk.at("2026-03-16T09:01")
    for words in ("reopen 1 Black again", "reopen 1"):
        help_desk.says("tom", words)
        assert isinstance(help_desk.result, Refused)
        assert help_desk.result.decision.reasons[0].citation.clause == "SU-ticket"
    help_desk.says("ines", "reopen 1 We were wrong")
    assert isinstance(help_desk.result, Changed)


def test_reopening_in_time_says_that_it_costs_nothing(help_desk):
    help_desk.says("tom", "close 1")
    help_desk.at("2026-03-16T09:00")
    help_desk.says("tom", "reopen 1 Black again")
    assert [reason.code.value for reason in help_desk.result.reasons] == ["reopen_free"]


def test_a_policy_without_the_rule_closes_nothing_by_itself(talk):
    talk.says("nadia", "open Printer on fire", where="laurier")
    talk.fills("ines", "reply 1", text="Water")
    talk.says("ines", "close 1")
    assert talk.ticket().wake_at is None
    talk.at("2027-03-02T09:00")
    talk.says("nadia", "reopen 1 It burns again")
    assert isinstance(talk.result, Changed)


# Ratings


def test_only_the_requester_rates_and_only_what_is_over(help_desk):
    for who, mistake in (("nadia", NoSuchThing), ("ines", NotYours), ("sara", NotYours)):
        help_desk.says(who, "rate 1 5")
        assert isinstance(help_desk.mistake, mistake), who
        help_desk.fills(who, "rate 1", stars="5")
        assert isinstance(help_desk.mistake, mistake), who
    help_desk.says("tom", "reopen 1 Still black")
    help_desk.says("tom", "rate 1 5")
    assert help_desk.mistake.says == "error.rate_when_over"
    assert "rated" not in help_desk.history()


def test_a_rating_is_given_once_and_changeable_for_a_day(help_desk):
    help_desk.says("tom", "rate 1 4 Quick")
    assert isinstance(help_desk.result, RatingTold)
    help_desk.at("2026-03-03T09:00")
    help_desk.presses("tom", "rate 1")
    assert isinstance(help_desk.result, RateForm)
    assert (help_desk.result.stars, help_desk.result.text) == (4, "Quick")
    help_desk.fills("tom", "rate 1", stars="2", text="Broke again")
    assert isinstance(help_desk.result, RatingTold)
    help_desk.at("2026-03-03T09:01")
    for asked in ("rate 1 5", "rate 1"):
        help_desk.says("tom", asked)
        assert help_desk.mistake.says == "error.rated"
    assert help_desk.history().count("rated") == 2


def test_a_ticket_that_was_reopened_may_be_rated_anew(help_desk):
    help_desk.says("tom", "rate 1 5")
    help_desk.at("2026-03-09T09:00")
    help_desk.says("tom", "reopen 1 Black again")
    help_desk.says("ines", "close 1")
    help_desk.says("tom", "rate 1 2")
    assert isinstance(help_desk.result, RatingTold)


@pytest.mark.parametrize("stars", ["0", "6", "55", "five", "-1", "²"])
def test_a_rating_is_one_to_five(help_desk, stars):
    help_desk.says("tom", f"rate 1 {stars}")
    assert isinstance(help_desk.mistake, NotUnderstood)
    help_desk.fills("tom", "rate 1", stars=stars)
    assert isinstance(help_desk.mistake, NotUnderstood)


def test_in_the_tickets_thread_a_bare_number_is_the_rating(help_desk):
    help_desk.mentions("tom", "rate 4 quick", thread="#1 customer")
    assert isinstance(help_desk.result, RatingTold)
    assert help_desk.result.stars == 4


# Figures


def test_figures_come_from_what_happened_and_name_nobody(help_desk):
    help_desk.says("tom", "rate 1 4")
    help_desk.says("tom", "stats")
    told = help_desk.result
    assert isinstance(told, StatsTold)
    assert told.clause == "SU-transparency"
    assert (told.total.opened, told.total.answered, told.total.ratings, told.total.stars) == (1, 1, 1, 4)
    assert not any(name in repr(help_desk.reply) for name in ("Tom", "Ines", "screen"))


def test_figures_that_no_clause_publishes_are_for_the_desks_own_people(talk):
    talk.says("nadia", "stats")
    assert talk.mistake.says == "error.not_published"
    talk.says("ines", "stats")
    assert isinstance(talk.result, StatsTold)
    assert talk.result.clause is None
    assert talk.result.total.opened == 0
