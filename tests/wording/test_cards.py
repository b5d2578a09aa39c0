"""The countdown card: what is on each face, and which buttons each status has."""

from datetime import timedelta

import pytest

from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.replies import Because, ClockMark, Countdown, Facts, Prose, Reply, Strong, plain
from bot.results import ClockView, MeterView, ScopeView, TicketView
from bot.wording import card
from bot.wording.check import catalog
from policy.targets import Kind, Milestone
from tests.wording.samples import DUE, HOUR, clock, on, reader, ticket

BUTTONS = [
    (Status.NEW, Face.CUSTOMER, "escalate why close", ""),
    (Status.NEW, Face.DESK, "claim reply escalate why", "assign severity snooze close note"),
    (Status.OPEN, Face.CUSTOMER, "escalate why close", ""),
    (Status.OPEN, Face.DESK, "reply pending escalate why", "assign severity snooze close note"),
    (Status.ON_HOLD, Face.CUSTOMER, "escalate why close", ""),
    (Status.ON_HOLD, Face.DESK, "reply resume escalate why", "assign severity snooze close note"),
    (Status.PENDING, Face.CUSTOMER, "facts why close", ""),
    (Status.PENDING, Face.DESK, "reply resume why", "assign severity snooze close note"),
    (Status.SOLVED, Face.CUSTOMER, "close reopen rate why", ""),
    (Status.SOLVED, Face.DESK, "reopen why", ""),
    (Status.CLOSED, Face.CUSTOMER, "reopen rate why", ""),
    (Status.CLOSED, Face.DESK, "reopen why", ""),
]


@pytest.mark.parametrize(("status", "face", "first", "more"), BUTTONS)
def test_each_status_has_its_buttons(status: Status, face: Face, first: str, more: str) -> None:
    actions = card(ticket(status=status), face, reader("en")).blocks[-1]
    assert actions.tag == "actions"
    assert [action.command for action in actions.actions] == [f"{verb} 42" for verb in first.split()]
    assert [action.command for action in actions.overflow] == [f"{verb} 42" for verb in more.split()]


def menu(about: TicketView) -> list[str]:
    """The verbs of the desk's menu."""
    actions = card(about, Face.DESK, reader("en")).blocks[-1]
    return [action.command.removesuffix(" 42") for action in actions.overflow]


def test_the_desks_menu_has_log_and_exclude_where_the_policy_knows_them() -> None:
    counted, left_out = MeterView(None, used=False, worked=12), ScopeView(may_exclude=True)
    assert menu(ticket(meter=counted)) == ["assign", "severity", "log", "snooze", "close"]
    assert menu(ticket(scope=left_out)) == ["assign", "severity", "exclude", "snooze", "close"]
    both = ticket(meter=counted, scope=left_out, asks_facts=True)
    assert menu(both) == ["assign", "severity", "log", "exclude", "snooze"]
    assert menu(ticket(meter=counted, scope=left_out, status=Status.CLOSED)) == []


def rows(reply: Reply) -> dict[str, str]:
    (facts,) = (block for block in reply.blocks if isinstance(block, Facts))
    return {label: plain(value) for label, value in facts.rows}


def test_the_customer_sees_status_and_assignee_only() -> None:
    assert rows(card(ticket(), Face.CUSTOMER, reader("en"))) == {"Status": "New", "Assignee": "Inès Caron"}


def test_the_desk_also_sees_account_severity_rank_and_level() -> None:
    escalated = ticket(level="lead", status=Status.OPEN, assignee=None, rank=2)
    assert rows(card(escalated, Face.DESK, reader("fr"))) == {
        "État": "Ouvert",
        "Confié à": "Personne pour l’instant",
        "Compte": "Hôtel Laurier",
        "Gravité": "Moyenne",
        "Rang": "2",
        "Escaladé vers": "Chef d’équipe",
    }


def test_only_the_subject_and_the_due_instant_are_strong() -> None:
    said = card(ticket(on(2, 14)), Face.DESK, reader("en", shared=True))
    title = next(block for block in said.blocks if isinstance(block, Prose))
    assert [span.text for span in title.line if isinstance(span, Strong)] == ["Meter blocked"]
    (countdown,) = (block for block in said.blocks if isinstance(block, Countdown))
    strong = [span for span in countdown.line if getattr(span, "strong", False)]
    assert [(span.at, span.text) for span in strong] == [(DUE, "Thu 2 Jul, 20:00")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Nadia Roy, by chat, Toronto time"),
        ({"plans": 3, "plan": "premium"}, "Nadia Roy, plan premium, by chat, Toronto time"),
    ],
)
def test_the_context_names_the_plan_only_where_there_are_several(
    changes: dict[str, object], expected: str
) -> None:
    said = card(ticket(**changes), Face.CUSTOMER, reader("en"))
    (because,) = (block for block in said.blocks if isinstance(block, Because))
    assert [plain(line) for line in because.lines] == [expected]


READ = on(3, 9, 12)
LATE = {"left": None, "calendar_left": None, "over": 72 * HOUR / 60, "calendar_over": 13.2 * HOUR}
STATES: list[tuple[ClockView, str]] = [
    (
        clock(on(1, 12)),
        (
            "Running, first response due Thu 2 Jul, 20:00; on Wed 1 Jul, 12:00, 12 h business, 32 h calendar "
            "left (0 % used)"
        ),
    ),
    (
        clock(on(2, 17)),
        "Warning, first response due Thu 2 Jul, 20:00; at 17:00, 3 h business, 3 h calendar left (75 % used)",
    ),
    (
        clock(on(2, 17), kind=Kind.GOAL),
        (
            "Warning, goal: first response Thu 2 Jul, 20:00; at 17:00, 3 h business, 3 h calendar left "
            "(75 % used)"
        ),
    ),
    (
        clock(on(2, 14), kind=Kind.BEST_EFFORT),
        (
            "Running, best effort: first response Thu 2 Jul, 20:00; at 14:00, 6 h business, 6 h calendar left "
            "(50 % used)"
        ),
    ),
    (
        clock(READ, mark=ClockMark.PAUSED, left=None, paused_since=on(3, 8, 10)),
        "Paused since 08:10, waiting for requester",
    ),
    (
        clock(READ, mark=ClockMark.PAUSED, left=3 * HOUR, paused_since=on(2, 14, 10)),
        "Paused since Thu 2 Jul, 14:10, waiting for requester; 3 h business left for the first response",
    ),
    (
        clock(
            READ,
            mark=ClockMark.MET,
            ended_at=on(2, 17, 20),
            took=timedelta(hours=9, minutes=20),
            calendar_took=timedelta(hours=44, minutes=10),
        ),
        "Met: first response on Thu 2 Jul, 17:20, 9 h 20 business, 44 h 10 calendar",
    ),
    (
        clock(READ, mark=ClockMark.BREACHED, **LATE),
        (
            "Breached: first response was due Thu 2 Jul, 20:00; on Fri 3 Jul, 09:12, over by 1 h 12 business, "
            "13 h 12 calendar"
        ),
    ),
    (
        clock(READ, mark=ClockMark.BREACHED, ended_at=READ, **LATE),
        (
            "Breached: first response on Fri 3 Jul, 09:12, over by 1 h 12 business, 13 h 12 calendar; "
            "due Thu 2 Jul, 20:00"
        ),
    ),
    (
        clock(READ, mark=ClockMark.BREACHED, kind=Kind.BEST_EFFORT, **LATE),
        (
            "Later than aimed, best effort: first response was aimed for Thu 2 Jul, 20:00; on Fri 3 Jul, 09:12, "
            "over by 1 h 12 business, 13 h 12 calendar"
        ),
    ),
    (
        clock(READ, mark=ClockMark.CANCELLED, milestone=Milestone.RESOLUTION),
        "Cancelled: the resolution is no longer owed",
    ),
]


@pytest.mark.parametrize(("about", "expected"), STATES)
def test_each_state_of_a_clock_has_its_line(about: ClockView, expected: str) -> None:
    said = card(ticket(about.read_at, clocks=(about,)), Face.CUSTOMER, reader("en"))
    lines = [plain(block.line) for block in said.blocks if isinstance(block, Countdown)]
    assert [line.replace("\u00a0", " ") for line in lines] == [expected]


def test_the_clock_that_matters_comes_first_and_leads_the_summary() -> None:
    answered = clock(READ, mark=ClockMark.MET, ended_at=on(2, 17), took=HOUR, calendar_took=HOUR)
    solving = clock(
        READ,
        mark=ClockMark.RUNNING,
        milestone=Milestone.RESOLUTION,
        due_at=on(10, 20),
        left=60 * HOUR,
        share=0.1,
    )
    said = card(ticket(READ, clocks=(answered, solving)), Face.CUSTOMER, reader("en"))
    marks = [block.mark for block in said.blocks if isinstance(block, Countdown)]
    assert marks == [ClockMark.RUNNING, ClockMark.MET]
    assert said.summary.startswith("#42 Meter blocked, new. Running, resolution due Fri 10 Jul, 20:00;")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_ticket_without_a_promise_says_so(language: str) -> None:
    said = card(ticket(clocks=()), Face.CUSTOMER, reader(language))
    assert said.summary.endswith(catalog(language)["cards.no_clock"][0])
