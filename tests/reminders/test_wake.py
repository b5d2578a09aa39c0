"""When a ticket has something to say, and which threshold speaks."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.events import Answered, Pended, Reminded, Resumed, SeverityChanged
from bot.domain.ids import TextId
from bot.domain.ticket import Status
from bot.reminders.due import Surroundings, deal
from bot.reminders.wake import crossed, pending, plan
from policy.facts import Role, Severity
from policy.targets import Milestone

from .conftest import INES, NADIA

MARC, ANNE = 4, 5
AROUND = Surroundings({Role.LEAD: (MARC,), Role.DIRECTOR: (ANNE,)}, desk_place=7)


def moments(shelf, ticket, now, milestone=None):
    """Every threshold still to be told, as (share, local time); of one milestone where it is given."""
    return [
        (c.share, shelf.local(c.tell_at))
        for clock in pending(ticket, shelf.document, shelf.calendars, shelf.at(now))
        for c in clock
        if milestone in {None, c.promise.milestone}
    ]


def test_the_thresholds_of_a_holiday_ticket_are_on_the_first_open_day(boreal):
    ticket = boreal.ticket("2026-06-30 21:10")
    assert moments(boreal, ticket, "2026-06-30 21:10") == [
        ("0.5", "2026-07-02 14:00"),
        ("0.75", "2026-07-02 17:00"),
        ("0.9", "2026-07-02 18:48"),
        ("1", "2026-07-02 20:00"),
        ("1.1", "2026-07-03 09:12"),
    ]
    assert (
        boreal.local(plan(ticket, boreal.document, boreal.calendars, ticket.opened_at)) == "2026-07-02 14:00"
    )


def test_an_answer_leaves_nothing_to_say(boreal):
    ticket = boreal.ticket("2026-06-30 21:10", Answered(boreal.at("2026-07-02 09:00"), INES, TextId(1)))
    assert plan(ticket, boreal.document, boreal.calendars, boreal.at("2026-07-02 09:00")) is None


def test_a_solved_ticket_is_silent(boreal):
    ticket = replace(boreal.ticket("2026-06-30 21:10"), status=Status.SOLVED)
    assert plan(ticket, boreal.document, boreal.calendars, boreal.at("2026-07-10 09:00")) is None


def test_after_an_outage_only_the_highest_threshold_speaks_and_the_others_are_dealt_with(boreal):
    ticket = boreal.ticket("2026-06-30 21:10")
    now = boreal.at("2026-07-02 19:05")
    dealt = deal(ticket, boreal.document, boreal.calendars, AROUND, now, None)
    assert [(e.share, e.skipped, e.late_by_s) for e in dealt.events] == [
        ("0.5", True, 18_300),
        ("0.75", True, 7_500),
        ("0.9", False, 1_020),
    ]
    assert [(d.target.tag, d.notice.tag) for d in dealt.drafts] == [
        ("thread", "reminder"),
        ("card", "card"),
        ("card", "card"),
    ]


def test_what_is_dealt_with_is_not_said_again(boreal):
    ticket = boreal.ticket("2026-06-30 21:10")
    now = boreal.at("2026-07-02 14:00")
    dealt = deal(ticket, boreal.document, boreal.calendars, AROUND, now, None)
    after = replace(ticket, history=(*ticket.history, *dealt.events))
    assert deal(after, boreal.document, boreal.calendars, AROUND, now, None).events == ()
    assert boreal.local(plan(after, boreal.document, boreal.calendars, now)) == "2026-07-02 17:00"


def test_at_110_percent_it_goes_up_once_and_to_the_next_level_only(boreal):
    ticket = boreal.ticket("2026-06-30 21:10")
    said = [
        Reminded(
            boreal.at("2026-07-02 20:00"),
            clock[0].promise.milestone,
            clock[0].promise.kind,
            1,
            share,
            clock[0].due_at,
            clock[0].due_at,
        )
        for clock in pending(ticket, boreal.document, boreal.calendars, ticket.opened_at)
        for share in ("0.5", "0.75", "0.9", "1")
    ]
    late = replace(ticket, history=(*ticket.history, *said))
    now = boreal.at("2026-07-03 09:12")
    first = deal(late, boreal.document, boreal.calendars, AROUND, now, None)
    assert (first.level, [e.told for e in first.events if e.tag == "escalated"]) == ("lead", [(MARC,)])
    risen = deal(replace(late, level="lead"), boreal.document, boreal.calendars, AROUND, now, None)
    assert (risen.level, [e.told for e in risen.events if e.tag == "escalated"]) == ("director", [(ANNE,)])
    top = deal(replace(late, level="director"), boreal.document, boreal.calendars, AROUND, now, None)
    assert (top.level, [e for e in top.events if e.tag == "escalated"]) == ("director", [])


def test_ten_business_days_unresolved_go_to_the_director_by_clause(techtra):
    ticket = techtra.ticket(
        "2026-03-02 10:00",
        Answered(techtra.at("2026-03-02 10:30"), INES, TextId(1)),
        plan="contract",
    )
    now = techtra.at("2026-03-16 17:00")
    dealt = deal(ticket, techtra.document, techtra.calendars, AROUND, now, None)
    (escalated,) = [e for e in dealt.events if e.tag == "escalated"]
    assert (escalated.level, escalated.told, escalated.clause) == ("director", (ANNE,), "TT-6.b")


def test_waiting_for_the_requester_does_not_stop_the_ten_days(techtra):
    opened = "2026-03-02 10:00"
    asked = techtra.at("2026-03-02 11:00")
    ticket = techtra.ticket(
        opened, Answered(asked, INES, TextId(1)), Pended(asked, INES, "requester"), plan="contract"
    )
    paused = moments(techtra, ticket, "2026-03-03 09:00")
    running = moments(
        techtra, techtra.ticket(opened, Answered(asked, INES, TextId(1)), plan="contract"), "2026-03-03 09:00"
    )
    assert paused == running
    assert ("1", "2026-03-16 17:00") in paused


def test_resuming_says_nothing_of_the_time_that_stood_still(techtra):
    asked = techtra.at("2026-03-02 11:00")
    ticket = techtra.ticket(
        "2026-03-02 10:00",
        Answered(asked, INES, TextId(1)),
        Pended(asked, INES, "requester"),
        Resumed(techtra.at("2026-03-04 11:00"), NADIA, "requester"),
        plan="contract",
    )
    now = techtra.at("2026-03-04 11:00")
    assert deal(ticket, techtra.document, techtra.calendars, AROUND, now, None).events == ()


def test_a_minor_ticket_due_on_sunday_is_reminded_for_the_last_time_in_the_last_open_hour(sesame):
    ticket = sesame.ticket("2026-03-08 10:00", severity=Severity.MINOR)
    told = dict(moments(sesame, ticket, "2026-03-08 10:00", Milestone.FIRST_RESPONSE))
    assert told["0.9"] == "2026-03-13 23:00"
    assert told["1"] == "2026-03-16 00:00"


def test_a_change_of_severity_begins_its_own_reminders(sesame):
    opened = "2026-03-02 10:00"
    before = sesame.ticket(opened)
    clocks = pending(before, sesame.document, sesame.calendars, sesame.at("2026-03-02 14:00"))
    clock = next(each for each in clocks if each[0].promise.milestone is Milestone.FIRST_RESPONSE)
    _, speaker = crossed(clock, sesame.at("2026-03-02 14:00"))
    assert speaker is not None
    told = Reminded(
        sesame.at("2026-03-02 14:00"),
        speaker.promise.milestone,
        speaker.promise.kind,
        speaker.cycle,
        "0.5",
        speaker.due_at,
        speaker.tell_at,
    )
    now = sesame.at("2026-03-02 14:30")
    changed = replace(
        before,
        severity=Severity.CRITICAL,
        history=(
            *before.history,
            told,
            SeverityChanged(now, INES, Severity.MEDIUM, Severity.CRITICAL),
        ),
    )
    dealt = deal(changed, sesame.document, sesame.calendars, AROUND, now, None)
    spoke = [(e.milestone, e.share) for e in dealt.events if e.tag == "reminded" and not e.skipped]
    assert spoke == [("first_response", "1.1"), ("periodic_update", "1.1")]
