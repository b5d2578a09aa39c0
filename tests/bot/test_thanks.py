"""What is said after the end starts no clock, and is not overdue when the ticket is reopened."""

from datetime import UTC, datetime, timedelta

from bot.domain.events import Answered, Closed, Heard, Opened, Reopened, Solved
from bot.domain.history import ticks
from bot.domain.ids import PersonId, TextId
from policy.clocks import Started
from policy.facts import Channel, Severity
from policy.targets import Milestone

ME, TEXT = PersonId(1), TextId(1)


def at(hour):
    return datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(hours=hour)


OPENED = (Opened(at(0), ME, Severity.MEDIUM, Channel.CHAT, None), Answered(at(1), ME, TEXT))


def test_thanks_on_a_solved_ticket_waits_for_no_answer():
    for end in (Solved(at(2), ME), Closed(at(2), ME)):
        history = (*OPENED, end, Heard(at(3), ME, TEXT, None))
        assert ticks(history, Milestone.NEXT_RESPONSE) == ()


def test_what_is_owed_on_a_reopened_ticket_is_owed_from_then():
    history = (*OPENED, Solved(at(2), ME), Heard(at(3), ME, TEXT, None), Reopened(at(100), ME, TEXT))
    assert ticks(history, Milestone.NEXT_RESPONSE) == (Started(at(100)),)
