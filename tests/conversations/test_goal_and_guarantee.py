"""A goal that falls at the very instant of its guarantee: one promise to read, one reminder to hear."""

from bot.wording.coinciding import telling
from policy.targets import Kind


def afternoon(desk_of, board):
    """Received two hours before closing: the goal of two hours is the close of that day, as the guarantee."""
    talk = desk_of("techtra", "contract")
    talk.board = board
    talk.at("2026-03-02T15:00").says("nadia", "open Printer on fire documentation:yes", where="laurier")
    talk.says("ines", "claim 1")
    return talk


def test_what_is_due_at_once_is_said_once(desk_of, board):
    talk = afternoon(desk_of, board)
    [card, *_] = [post for where, thread, post in board.posts if where == "laurier" and thread is None]
    assert len([block for block in card.blocks if block.tag == "countdown"]) == 2  # and the resolution's
    talk.says("nadia", "why 1")
    heads = [each.kind for each in telling([clock for clock, _ in talk.result.explanations])]
    assert (len(talk.result.explanations), heads.count(Kind.GOAL)) == (3, 1)
    assert talk.reply.summary.count("first response") == 1


def test_a_reminder_of_both_comes_once(desk_of, board):
    talk = afternoon(desk_of, board)
    talk.passes("2026-03-02T16:31")
    said = [text for text in board.heard("desk-room") if text.startswith("@Ines")]
    assert said == ["@Ines, #1 needs a first response by 17:00. 30 min business, 30 min calendar left."]
    reminded = [event for event in talk.ticket().history if event.tag == "reminded"]
    assert sorted((event.kind, event.share, event.skipped) for event in reminded) == [
        ("goal", "0.5", True),
        ("goal", "0.75", True),
        ("guarantee", "0.5", False),
        ("guarantee", "0.75", False),
    ]


def test_a_goal_before_its_guarantee_speaks_for_itself(desk_of, board):
    talk = desk_of("techtra", "contract")
    talk.board = board
    talk.at("2026-03-02T10:00").says("nadia", "open Printer on fire documentation:yes", where="laurier")
    talk.says("ines", "claim 1").passes("2026-03-02T11:31")
    assert [text for text in board.heard("desk-room") if text.startswith("@Ines")] == [
        "@Ines, the goal for #1 is a first response by 12:00. 30 min business, 30 min calendar left."
    ]
