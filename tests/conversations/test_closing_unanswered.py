"""Closing is no way round the first response: only an answer stops its clock."""

from bot.domain.ticket import Status
from bot.errors import NotNow


def test_an_agent_cannot_close_what_nobody_answered(talk):
    talk.says("nadia", "open Doors stay locked")
    talk.says("ines", "close 1")
    assert isinstance(talk.mistake, NotNow)
    assert talk.reply.summary == (
        "Nobody has answered #1 yet. Answer the requester first: closing does not stop the first-response clock."
    )
    assert talk.ticket().status is Status.NEW


def test_the_requester_may_withdraw_what_nobody_answered(talk):
    talk.says("nadia", "open Doors stay locked")
    talk.says("nadia", "close 1")
    assert talk.ticket().status is Status.CLOSED


def test_an_agent_closes_what_was_answered(talk):
    talk.says("nadia", "open Doors stay locked")
    talk.fills("ines", "reply 1", text="Hold the badge for ten seconds.")
    talk.says("ines", "close 1")
    assert talk.ticket().status is Status.SOLVED
