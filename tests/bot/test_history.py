"""A ticket's history as ticks: what starts, pauses, stops and restarts each milestone."""

from datetime import UTC, datetime

import pytest

from bot.domain.events import (
    Answered,
    Assigned,
    Closed,
    Event,
    Heard,
    Noted,
    Opened,
    Pended,
    Reopened,
    Resumed,
    SeverityChanged,
    Solved,
)
from bot.domain.history import cycle, started_at, ticks
from bot.domain.ids import PersonId, TextId
from policy import clocks
from policy.clocks import Started, Stopped
from policy.facts import Channel, Severity
from policy.targets import Milestone

NADIA, INES = PersonId(1), PersonId(2)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


OPENED = Opened(at(9), NADIA, Severity.MEDIUM, Channel.CHAT)


def answered(hour: int) -> Event:
    return Answered(at(hour), INES, TextId(hour))


def test_only_an_agents_public_answer_stops_the_first_response() -> None:
    history = (
        OPENED,
        Assigned(at(10), INES, INES),
        Noted(at(11), INES, TextId(1)),
        Heard(at(12), NADIA, TextId(2)),
        answered(13),
        answered(14),
    )
    assert ticks(history, Milestone.FIRST_RESPONSE) == (Started(at(9)), Stopped(at(13)))


def test_a_ticket_closed_unanswered_owes_no_first_response_any_more_even_reopened() -> None:
    history = (OPENED, Closed(at(10), NADIA), Reopened(at(11), NADIA))
    first = ticks(history, Milestone.FIRST_RESPONSE)
    assert [type(tick) for tick in first] == [Started, clocks.Cancelled]
    assert cycle(history, Milestone.FIRST_RESPONSE) == 1


def test_waiting_for_the_requester_pauses_resolution_until_resumed() -> None:
    history = (
        OPENED,
        answered(10),
        Pended(at(10), INES, "requester"),
        Resumed(at(12), NADIA, "heard"),
        Solved(at(15), INES),
    )
    assert ticks(history, Milestone.RESOLUTION) == (
        Started(at(9)),
        clocks.Paused(at(10), "requester"),
        clocks.Resumed(at(12), "requester"),
        Stopped(at(15)),
    )


def test_solving_a_waiting_ticket_ends_the_pause_first() -> None:
    history = (OPENED, answered(10), Pended(at(10), INES, "requester"), Solved(at(12), INES))
    assert ticks(history, Milestone.RESOLUTION)[-2:] == (
        clocks.Resumed(at(12), "requester"),
        Stopped(at(12)),
    )


def test_reopening_restarts_resolution_and_never_first_response() -> None:
    history = (OPENED, answered(10), Solved(at(11), INES), Reopened(at(14), NADIA))
    assert ticks(history, Milestone.RESOLUTION) == (Started(at(14)),)
    assert ticks(history, Milestone.FIRST_RESPONSE) == (Started(at(9)), Stopped(at(10)))
    assert (cycle(history, Milestone.RESOLUTION), cycle(history, Milestone.FIRST_RESPONSE)) == (2, 1)


def test_confirming_a_solved_ticket_leaves_it_stopped_when_it_was_solved() -> None:
    history = (OPENED, answered(10), Solved(at(11), INES), Closed(at(15), NADIA))
    assert ticks(history, Milestone.RESOLUTION) == (Started(at(9)), Stopped(at(11)))


@pytest.mark.parametrize("milestone", [Milestone.FIRST_RESPONSE, Milestone.RESOLUTION])
def test_a_change_of_severity_is_a_new_cycle_of_the_same_ticks(milestone: Milestone) -> None:
    before = (OPENED,)
    after = (OPENED, SeverityChanged(at(10), INES, Severity.MEDIUM, Severity.CRITICAL))
    assert ticks(after, milestone) == ticks(before, milestone)
    assert cycle(after, milestone) == cycle(before, milestone) + 1


def test_each_answer_is_an_update_and_starts_the_next() -> None:
    history = (OPENED, answered(10), answered(12))
    assert ticks(history, Milestone.PERIODIC_UPDATE) == (Started(at(12)),)
    assert cycle(history, Milestone.PERIODIC_UPDATE) == 3


def test_an_update_is_not_owed_while_the_requester_is_asked() -> None:
    history = (OPENED, answered(10), Pended(at(10), INES, "requester"))
    assert ticks(history, Milestone.PERIODIC_UPDATE) == (
        Started(at(10)),
        clocks.Paused(at(10), "requester"),
    )


def test_an_answer_while_waiting_keeps_the_next_update_waiting() -> None:
    history = (OPENED, answered(10), Pended(at(10), INES, "requester"), answered(12))
    assert ticks(history, Milestone.PERIODIC_UPDATE) == (
        Started(at(12)),
        clocks.Paused(at(12), "requester"),
    )


def test_an_answer_after_solving_starts_no_update() -> None:
    history = (OPENED, answered(10), Solved(at(11), INES), answered(12))
    assert isinstance(ticks(history, Milestone.PERIODIC_UPDATE)[-1], Stopped)


def test_the_next_response_runs_from_the_first_unanswered_words() -> None:
    history = (OPENED, answered(10), Heard(at(11), NADIA, TextId(1)), Heard(at(12), NADIA, TextId(2)))
    assert ticks(history, Milestone.NEXT_RESPONSE) == (Started(at(11)),)
    assert ticks((*history, answered(13)), Milestone.NEXT_RESPONSE) == (Started(at(11)), Stopped(at(13)))
    assert started_at((OPENED, answered(10)), Milestone.NEXT_RESPONSE) is None
