"""One ticket whose customer is on one platform and whose desk is on the other: told once on each, in order."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.storage import Conflict

from .both import Both, customer_in_slack, customer_in_teams, known_twice


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Nadia asks in Teams; Inès answers in Slack, and writes what only the desk reads. To be read only."""
    with customer_in_teams(tmp_path_factory.mktemp("teams")) as both:
        _live(both)
        yield both


def _live(both: Both) -> None:
    both.teams_says("nadia", "open Meter blocked facts: E4 after each start")
    both.slash("ines", "claim 1")
    both.slack_says("ines", "s3cret: they owe us 400", both.slack_card()["ts"])
    both.slash("ines", "reply 1 Try to restart it")
    both.noted = both.teams_says("nadia", "Thanks, it works", both.teams_card())
    both.slack_says("ines", "s3cret, too", both.slack_card()["ts"])
    both.slash("ines", "reply 1 Good to hear")


def test_the_card_stands_on_both_sides(lived: Both):
    card = lived.space.world.messages[lived.teams_card()]
    assert "#1 Meter blocked" in lived.slack_card()["text"]
    assert "#1 Meter blocked" in card.summary


def test_what_is_public_is_heard_once_on_each_side_in_the_order_in_which_it_was_said(lived: Both):
    words = ("E4 after each start", "Try to restart it", "Thanks, it works", "Good to hear")
    for thread in (lived.slack_thread(), lived.teams_thread()):
        told = [next((w for w in words if w in line), None) for line in thread]
        assert [each for each in told if each] == list(words)


def test_what_is_internal_stays_on_the_desks_side(lived: Both):
    assert sum("s3cret" in line for line in lived.slack_thread()) == 2
    on_teams = [*lived.teams_thread(), *lived.teams_chat("nadia"), *lived.teams_chat("tom")]
    assert not any("s3cret" in line for line in on_teams)


def test_a_mention_that_is_a_command_is_done_and_talk_joins_the_ticket(tmp_path):
    with customer_in_teams(tmp_path) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4")
        before = len(both.slack_thread())
        both.teams_says("nadia", "why", both.teams_card())
        assert len(both.slack_thread()) == before
        assert both.teams_chat("nadia")[-1].startswith("#1, best effort")
        both.teams_says("nadia", "It blinks, too", both.teams_card())
        assert any("It blinks, too" in line for line in both.slack_thread())


def test_an_edit_and_a_deletion_in_teams_are_carried_to_slack_in_place(tmp_path):
    with customer_in_teams(tmp_path) as both:
        _live(both)
        before = len(both.slack_thread())
        both.teams_changes("nadia", both.noted, "Thanks, it works again")
        after = both.slack_thread()
        assert len(after) == before
        assert any("Thanks, it works again" in line and "edited" in line for line in after)
        both.teams_changes("nadia", both.noted, None)
        assert any("Nadia’s message was deleted where it was written" in line for line in both.slack_thread())


def test_a_reminder_is_for_the_desk_alone(tmp_path):
    with customer_in_teams(tmp_path) as both:
        both.teams_says("nadia", "open Meter blocked severity:severe facts: E4")
        before = len(both.teams_thread())
        both.house.runner.advance(both.clock, datetime(2026, 7, 2, 23, 50, tzinfo=UTC))
        both.settle()
        assert any("is aimed for at" in line or "is due at" in line for line in both.slack_thread())
        assert len(both.teams_thread()) == before


def test_states_and_ratings_cross(tmp_path):
    with customer_in_teams(tmp_path) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4")
        both.slash("ines", "claim 1")
        both.slash("ines", "reply 1 It is replaced")
        both.slash("ines", "close 1")
        assert any("Ines has marked this ticket as solved" in line for line in both.teams_thread())
        both.teams_says("nadia", "close 1")
        assert any("Nadia has closed this ticket" in line for line in both.slack_thread())
        both.teams_says("nadia", "rate 1 5 Quick and kind")
        assert any("Quick and kind" in line for line in both.slack_thread())


def test_the_other_way_round_the_customer_is_in_slack_and_the_desk_in_teams(tmp_path):
    with customer_in_slack(tmp_path) as both:
        both.slash("nadia", "open Meter blocked facts: E4 after each start")
        both.teams_says("ines", "claim 1")
        both.teams_says("ines", "s3cret: they owe us 400", both.teams_card())
        both.teams_fills("ines", "reply 1", text="Try to restart it")
        both.slack_says("nadia", "It works", both.slack_card()["ts"])
        both.teams_fills("ines", "reply 1", text="Good to hear")
        words = ("E4 after each start", "Try to restart it", "It works", "Good to hear")
        for thread in (both.slack_thread(), both.teams_thread()):
            told = [next((w for w in words if w in line), None) for line in thread]
            assert [each for each in told if each] == list(words)
        assert sum("s3cret" in line for line in both.teams_thread()) == 1
        assert not any("s3cret" in line for line in [*both.slack_thread(), *both.slack_chat("nadia")])


def test_in_a_private_chat_words_that_are_no_command_join_the_ticket_that_waits(tmp_path):
    with customer_in_teams(tmp_path) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4")
        both.slash("ines", "pending 1 Which serial number?")
        both.teams_says("nadia", "It is 4711", chat=True)
        assert any("It is 4711" in line for line in both.slack_thread())
        assert any("It is 4711" in line for line in both.teams_thread())
        both.teams_says("nadia", "One more thing", chat=True)
        assert "Which ticket shall I add it to?" in both.teams_chat("nadia")[-1]
        chat = both.space.world.chat_of(both.people["nadia"])
        asked = [m for m in both.space.world.messages.values() if m.conversation == chat][-1]
        both.teams_press("nadia", asked.id, "Add to this ticket")
        assert any("One more thing" in line for line in both.slack_thread())


def test_somebody_on_both_is_told_where_their_own_side_of_the_ticket_lives(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    with customer_in_teams(tmp_path / "one") as both:
        known_twice(both, "ines")
        both.teams_says("nadia", "open Meter blocked facts: E4")
        both.slash("marc", "assign 1 <@U0INES>")
        assert any("#1" in line for line in both.slack_chat("ines"))
        assert both.teams_chat("ines") == []
    with customer_in_slack(tmp_path / "other") as both:
        known_twice(both, "ines", first="teams")
        both.slash("nadia", "open Meter blocked facts: E4")
        both.teams_says("marc", "assign 1 @Ines")
        assert any("#1" in line for line in both.teams_chat("ines"))
        assert both.slack_chat("ines") == []


def test_an_identity_that_is_somebodys_already_is_not_taken_from_them(tmp_path):
    with customer_in_teams(tmp_path) as both:
        both.teams_says("nadia", "list")
        with pytest.raises(Conflict):
            known_twice(both, "sara", also="nadia")
