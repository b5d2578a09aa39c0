"""A colleague's request on its way: to a contact, from there to the desk, and back to the colleague."""

from bot.outgoing import PassedOnNotice
from bot.results import Opened, OpenForm


def asked(toronto, subject="Meter blocked"):
    """Tom's request is with Nadia; its number."""
    toronto.presses("tom", f"ask p{toronto.people['nadia'].id} {subject}")
    return toronto.rows()[-1].notice.number


def sent(toronto, number):
    """Nadia opens a ticket from it, by the form that her button opens."""
    form = toronto.presses("nadia", f"approve {number}").reply.form
    fields = {"subject": "Meter blocked", "severity": "medium", "channel": "chat"}
    fields |= {"facts": "It shows E4", "remote": "yes"}
    return toronto.fills("nadia", form.command, **fields)


def test_the_answer_takes_the_place_of_the_button_that_was_pressed(toronto):
    asked(toronto)
    assert toronto.reply.spent
    toronto.says("tom", "open Meter blocked")
    assert not toronto.reply.spent


def test_the_colleague_is_told_when_the_request_becomes_a_ticket(toronto, board):
    toronto.board = board
    number = asked(toronto)
    sent(toronto, number)
    assert isinstance(toronto.result, Opened)
    [row] = [row for row in toronto.rows() if isinstance(row.notice, PassedOnNotice)]
    assert row.target.person_id == toronto.people["tom"].id
    assert board.heard("D-tom") == [
        (
            "Nadia has sent your request to Boréal as ticket #1. "
            "As a best effort, not a promise, a person answers by Tue 3 Mar, 20:00 (Toronto)."
        )
    ]


def test_a_request_becomes_one_ticket_however_often_the_contact_presses(toronto):
    number = asked(toronto)
    form = toronto.presses("nadia", f"approve {number}").reply.form
    sent(toronto, number)
    toronto.presses("nadia", f"approve {number}")
    assert (toronto.mistake.says, toronto.mistake.facts) == ("error.sent_already", {"ticket": 1})
    toronto.fills("nadia", form.command, subject="Meter blocked")
    assert toronto.mistake.says == "error.sent_already"
    assert toronto.tickets() == 1


def test_nobody_else_uses_a_request_up(toronto):
    number = asked(toronto)
    toronto.presses("noor", f"open draft:{number}")
    assert isinstance(toronto.result, OpenForm)
    toronto.fills("noor", toronto.reply.form.command, subject="Mine", facts="It shows E4", remote="no")
    assert isinstance(toronto.result, Opened)
    sent(toronto, number)
    assert isinstance(toronto.result, Opened)
