"""What was written on one platform is edited, deleted and brought back; the other says so in the same post."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from .both import Both, customer_in_slack, customer_in_teams

LATER = timedelta(minutes=1)


@pytest.fixture(scope="module")
def in_teams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Nadia changes in Teams what she wrote there. To be read only."""
    with customer_in_teams(tmp_path_factory.mktemp("teams")) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4")
        card = both.teams_card()
        words = ("It hums", "My pin is 4711", "It blinks")
        edited, deleted, restored = (both.teams_says("nadia", each, card) for each in words)
        filed = both.teams_says("nadia", "See", card, files=("a.txt",))
        both.slash("ines", "pending 1 Since when?")
        private = both.teams_says("nadia", "Sunday", chat=True)
        both.noted = str(len(both.slack_thread()))
        both.teams_changes("nadia", edited, "It hums a lot")
        both.teams_changes("nadia", deleted, None)
        both.teams_changes("nadia", restored, None)
        both.clock.set(both.clock.now() + LATER)
        both.teams_brings_back("nadia", restored)
        both.clock.set(both.clock.now() + LATER)
        both.teams_changes("nadia", restored, "It blinks twice")
        both.teams_changes("nadia", filed, "See this")
        both.teams_changes("nadia", private, "Monday")
        yield both


@pytest.fixture(scope="module")
def in_slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The other way round, and the desk in Teams changes a note. To be read only."""
    with customer_in_slack(tmp_path_factory.mktemp("slack")) as both:
        both.slash("nadia", "open Meter blocked facts: E4")
        card = both.slack_card()["ts"]
        edited = both.slack_says("nadia", "It hums", card)
        deleted = both.slack_says("nadia", "My pin is 4711", card)
        filed = both.slack_says("nadia", "See", card, files=("a.txt",))
        note = both.teams_says("ines", "s3cret", both.teams_card())
        both.noted = str(len(both.teams_thread()))
        both.slack_changes("nadia", edited, "It hums a lot")
        both.slack_changes("nadia", deleted, None)
        both.slack_changes("nadia", filed, "See this")
        both.teams_changes("ines", note, "s3cret, too")
        yield both


def _one(lines: list[str], words: str) -> str:
    [line] = [line for line in lines if words in line]
    return line


def test_nothing_is_posted_anew_for_a_change(in_teams: Both, in_slack: Both):
    assert len(in_teams.slack_thread()) == int(in_teams.noted)
    assert len(in_slack.teams_thread()) == int(in_slack.noted)


def test_an_edit_in_teams_is_read_in_slack_in_its_place(in_teams: Both):
    assert _one(in_teams.slack_thread(), "hums").endswith(" / It hums a lot / edited at 09:00")


def test_an_edit_in_slack_is_read_in_teams_in_its_place(in_slack: Both):
    assert _one(in_slack.teams_thread(), "hums").endswith(" / It hums a lot / edited at 09:00")


def test_what_was_deleted_is_gone_on_the_other_side(in_teams: Both, in_slack: Both):
    for thread in (in_teams.slack_thread(), in_slack.teams_thread()):
        assert not any("4711" in line for line in thread)
        assert "Nadia’s message was deleted where it was written, at 09:00." in _one(thread, "deleted")


def test_what_teams_brings_back_is_read_again_and_may_be_edited(in_teams: Both):
    assert _one(in_teams.slack_thread(), "It blinks").endswith(" / It blinks twice / edited at 09:02")


def test_an_edit_in_the_private_chat_reaches_both_threads(in_teams: Both):
    for thread in (in_teams.slack_thread(), in_teams.teams_thread()):
        assert _one(thread, "day").endswith(" / Monday / edited at 09:02")


def test_a_file_stays_told_of_with_its_link_when_the_words_beside_it_are_edited(
    in_teams: Both, in_slack: Both
):
    line = _one(in_teams.slack_thread(), "See this")
    assert "Attached: a file" in line
    assert "was not copied here. It opens at" in line
    line = _one(in_slack.teams_thread(), "See this")
    assert "Attached: a.txt" in line
    assert "was not copied here. It opens at" in line


def test_a_note_that_is_edited_is_read_nowhere_else(in_slack: Both):
    assert not any("s3cret" in line for line in [*in_slack.slack_thread(), *in_slack.slack_chat("nadia")])
