"""One platform refuses, breaks off or takes without a word, and both sides talk on."""

import re
from datetime import UTC, datetime

import pytest

from bot.outgoing import DeliveryState, ReminderNotice

from .both import IN_TEAMS, Both, customer_in_slack, customer_in_teams


@pytest.fixture(scope="module")
def in_teams(tmp_path_factory: pytest.TempPathFactory):
    """Slack has its troubles, then Teams has, while Nadia and Ines talk. To be read only."""
    with customer_in_teams(tmp_path_factory.mktemp("faults")) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4")
        card = both.teams_card()
        for n, kind in enumerate(("ratelimited", "lost_response", "server_error", "dropped")):
            both.workspace.faults.add("chat.postMessage", kind)
            both.teams_says("nadia", f"word {n}a", card)
            both.slash("ines", f"reply 1 word {n}b")
            both.teams_says("nadia", f"word {n}c", card)
        both.wait()
        both.space.connector.faults.extend([(429, 1), (429, 1)])
        both.slash("ines", "reply 1 word 5a")
        both.slash("ines", "reply 1 word 5b")
        both.wait()
        both.space.connector.faults.append((502, 1))
        both.slash("ines", "reply 1 word 6a")
        both.space.connector.lost = 1
        both.slash("ines", "reply 1 word 7a")
        both.slash("ines", "reply 1 word 7b")
        both.wait()
        yield both


SAID = [*(f"word {n}{each}" for n in range(4) for each in "abc"), "word 5a", "word 5b", "word 6a"]


def _words(lines: list[str]) -> list[str]:
    return [found[0] for line in lines if (found := re.search(r"word \d\w", line))]


def test_in_slack_each_is_read_once_in_its_order_whatever_slack_did(in_teams: Both):
    assert _words(in_teams.slack_thread()) == [*SAID, "word 7a", "word 7b"]


def test_in_teams_each_is_read_in_its_order_and_only_what_nobody_can_tell_comes_twice(in_teams: Both):
    thread = in_teams.teams_thread()
    assert _words(thread) == [*SAID, "word 7a", "word 7a", "word 7b"]
    first, again = (line for line in thread if "word 7a" in line)
    assert "Sent again" not in first
    assert "Sent again, as I could not tell whether it arrived the first time" in again


def test_what_a_person_wrote_joined_once_and_nothing_of_ours_was_heard(in_teams: Both):
    tags = in_teams.history()
    assert (tags.count("heard"), tags.count("answered"), tags.count("noted")) == (8, 9, 0)


def test_another_bot_in_the_channel_is_not_heard_and_not_answered(tmp_path):
    """A bot that answers a bot is answered, and so on."""
    with customer_in_teams(tmp_path) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4")
        before, posts = both.history(), len(both.space.world.messages)
        root = both.teams_card()
        for conversation, words in ((IN_TEAMS, "help"), (IN_TEAMS, "I have seen this"), (IN_TEAMS, "list")):
            for kind in ("message", "messageUpdate"):
                activity = both.space.link.frame(kind, both.people["nadia"], conversation, root)
                text, mentions = both.space.link.written(f"@Guichet {words}")
                who = {"id": "28:another", "name": "Another desk", "aadObjectId": "aad-nadia"}
                both.run(both.space.link.send(activity | {"from": who, "text": text, "entities": mentions}))
        own = both.space.link.frame("message", both.people["nadia"], IN_TEAMS, root)
        both.run(both.space.link.send(own | {"from": {"id": both.space.world.bot}, "text": "E4"}))
        both.settle()
        assert (both.history(), len(both.space.world.messages)) == (before, posts)


def test_a_reminder_that_nobody_can_tell_of_is_unknown_and_the_customer_hears_nothing_of_it(tmp_path):
    with customer_in_slack(tmp_path) as both:
        both.slash("nadia", "open Meter blocked severity:severe facts: E4")
        both.teams_says("ines", "claim 1")
        before = len(both.slack_thread())
        both.house.runner.advance(both.clock, datetime(2026, 7, 2, 18, 0, tzinfo=UTC))
        both.space.connector.lost = 1
        both.house.runner.advance(both.clock, datetime(2026, 7, 2, 19, 0, tzinfo=UTC))
        both.wait()
        told = [line for line in both.teams_thread() if "should have a first response by" in line]
        assert len(told) == 1, "it arrived, though nobody can tell"
        rows = [row for row in both.rows() if isinstance(row.notice, ReminderNotice)]
        assert [row.state for row in rows] == [DeliveryState.UNKNOWN]
        assert len(both.slack_thread()) == before
