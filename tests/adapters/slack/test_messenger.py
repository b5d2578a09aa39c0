"""The outbox's way into Slack: once, found again after any loss, and every failure classified."""

from __future__ import annotations

import aiohttp
import pytest

from adapters.slack.faults import fault
from bot.clock import wall
from bot.ports import Destination, Permanent, Sent, Transient, Uncertain
from bot.replies import Prose, Reply
from bot.requests import Actor

from .fake_slack import TOKEN
from .office import Office

CHANNEL = Destination("slack", "T0001", conversation="C0001")
THREAD = Destination("slack", "T0001", conversation="C0001", thread="100.1")
PERSON = Destination("slack", "T0001", person=Actor("slack", "T0001", "U0009"))
SAYS = Reply("75 % of #42 is used.", (Prose(("75 % of #42 is used.",)),))


@pytest.fixture(autouse=True)
def slack_time(office):
    office.slack.clock = wall()


def test_a_post_carries_its_key_and_nothing_personal(office):
    sent = office.messenger.post(THREAD, SAYS, "reminder:42:75")
    [posted] = office.slack.of("chat.postMessage")
    assert sent == Sent("C0001", office.slack.messages[0]["ts"])
    assert posted == {
        "channel": "C0001",
        "thread_ts": "100.1",
        "text": "75 % of #42 is used.",
        "blocks": posted["blocks"],
        "metadata": {"event_type": "guichet", "event_payload": {"key": "reminder:42:75"}},
        "unfurl_links": False,
        "unfurl_media": False,
        "mrkdwn": False,
    }
    assert office.slack.tokens == [TOKEN]


def test_a_reminder_is_a_message_that_stays(office):
    """Neither ephemeral, which may never be seen, nor scheduled, which cannot be called off near its time."""
    office.messenger.post(THREAD, SAYS, "reminder:42:75")
    assert [method for method, _ in office.slack.calls if method.startswith("chat.")] == ["chat.postMessage"]


def test_a_private_post_opens_the_chat_once(office):
    for key in ("a", "b"):
        assert office.messenger.post(PERSON, SAYS, key).conversation == "D0009"
    assert len(office.slack.of("conversations.open")) == 1


@pytest.mark.parametrize("to", [CHANNEL, THREAD, PERSON])
def test_a_post_whose_answer_was_lost_is_uncertain_and_then_found(office, to):
    since = wall()
    office.slack.faults["chat.postMessage"] = ["lost"]
    with pytest.raises(Uncertain):
        office.messenger.post(to, SAYS, "k1")
    found = office.messenger.find(to, "k1", since)
    assert found is not None
    assert found.ref == office.slack.messages[0]["ts"]
    assert len(office.slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize("to", [CHANNEL, THREAD, PERSON])
def test_a_post_that_never_arrived_is_not_found(office, to):
    office.slack.faults["chat.postMessage"] = ["dropped"]
    with pytest.raises(Uncertain):
        office.messenger.post(to, SAYS, "k1")
    assert office.messenger.find(to, "k1", wall()) is None


def test_a_process_that_died_after_posting_finds_its_message(office):
    since = wall()
    sent = office.messenger.post(CHANNEL, SAYS, "k1")
    office.restart()
    assert office.messenger.find(CHANNEL, "k1", since) == sent


def test_a_process_that_died_before_posting_finds_nothing(office):
    office.messenger.post(CHANNEL, SAYS, "another")
    office.restart()
    assert office.messenger.find(CHANNEL, "k1", wall() - 60) is None


@pytest.mark.parametrize("to", [CHANNEL, THREAD])
def test_a_message_is_found_beyond_the_first_page(office, to):
    office.slack.page_size = 2
    since = wall()
    for key in ("a", "b", "c", "d", "e"):
        office.messenger.post(to, SAYS, key)
    for at, key in enumerate("abcde"):
        assert office.messenger.find(to, key, since) == Sent("C0001", office.slack.messages[at]["ts"])


def test_the_search_ends_where_the_time_is_passed(office):
    office.slack.page_size = 2
    office.slack.clock = wall() - 1000
    for key in "abcdefgh":
        office.messenger.post(CHANNEL, SAYS, key)
    assert office.messenger.find(CHANNEL, "a", wall()) is None
    assert len(office.slack.of("conversations.history")) == 1


def test_slacks_clock_need_not_be_ours(office):
    office.slack.clock = wall() - 10_000_000
    sent = office.messenger.post(CHANNEL, SAYS, "k1")
    assert office.messenger.find(CHANNEL, "k1", wall()) == sent


def test_where_too_much_was_written_absence_is_not_claimed(office):
    office.slack.page_size = 1
    since = wall()
    for key in range(12):
        office.messenger.post(CHANNEL, SAYS, str(key))
    with pytest.raises(Permanent, match="too_much_to_search"):
        office.messenger.find(CHANNEL, "never", since)


def test_an_edit_replaces_the_words_and_keeps_the_key(office):
    sent = office.messenger.post(CHANNEL, SAYS, "card:42")
    office.messenger.edit(CHANNEL, sent.ref, Reply("Met."))
    [message] = office.slack.messages
    assert (message["text"], message["metadata"]["event_payload"]) == ("Met.", {"key": "card:42"})
    assert "metadata" not in office.slack.of("chat.update")[0]


def test_an_edit_of_unknown_outcome_is_tried_again(office):
    office.slack.faults["chat.update"] = ["lost"]
    with pytest.raises(Transient):
        office.messenger.edit(CHANNEL, "1.1", SAYS)


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("is_archived", Permanent, "is_archived"),
        ("channel_not_found", Permanent, "channel_not_found"),
        ("not_in_channel", Permanent, "not_in_channel"),
        ("account_inactive", Permanent, "account_inactive"),
        ("invalid_blocks", Permanent, "invalid_blocks"),
        ("service_unavailable", Transient, "service_unavailable"),
        ("fatal_error", Uncertain, "fatal_error"),
        ("500", Uncertain, "http_500"),
        ("dropped", Uncertain, "connection_lost"),
    ],
)
def test_each_failure_is_classified_once(office, answer, kind, code):
    office.slack.faults["chat.postMessage"] = [answer]
    with pytest.raises(kind, match=f"^{code}$"):
        office.messenger.post(CHANNEL, SAYS, "k")
    assert len(office.slack.of("chat.postMessage")) == 1


def test_a_short_rate_limit_is_waited_for_and_a_long_one_is_the_outboxs(office):
    office.slack.faults["chat.postMessage"] = ["429:0", "", "429:30"]
    office.messenger.post(CHANNEL, SAYS, "a")
    with pytest.raises(Transient) as limited:
        office.messenger.post(CHANNEL, SAYS, "b")
    assert limited.value.retry_after == 30.0
    assert len(office.slack.messages) == 1


def test_a_slow_answer_is_uncertain():
    with Office(api_timeout=0.3) as office:
        office.slack.faults["chat.postMessage"] = ["slow"]
        with pytest.raises(Uncertain, match="timeout"):
            office.messenger.post(CHANNEL, SAYS, "k")


def test_where_nothing_answers_nothing_was_done(office):
    office.run(office.slack.stop())
    with pytest.raises(Transient, match="not_connected"):
        office.messenger.post(CHANNEL, SAYS, "k")
    office.run(office.slack.start())


def test_before_the_start_and_after_the_stop_all_is_to_be_tried_again(office):
    office.run(office.app.stop())
    with pytest.raises(Transient, match="not_running"):
        office.messenger.post(CHANNEL, SAYS, "k")
    office.run(office._start_again())


def test_the_messenger_refuses_to_wait_for_itself(office):
    async def on_the_loop():
        office.messenger.post(CHANNEL, SAYS, "k")

    with pytest.raises(RuntimeError, match="its own event loop"):
        office.run(on_the_loop())


def test_a_workspace_without_our_app_is_a_permanent_failure():
    with Office(bot_token=None, installations={"T0001": TOKEN}) as office:
        office.messenger.post(CHANNEL, SAYS, "k")
        with pytest.raises(Permanent, match="not_installed"):
            office.messenger.post(Destination("slack", "T0002", "C1"), SAYS, "k")


def test_a_person_of_another_platform_cannot_be_written_to(office):
    teams = Destination("slack", "T0001", person=Actor("teams", "x", "y"))
    for to in (teams, Destination("slack", "T0001")):
        with pytest.raises(Permanent, match="nobody_to_post_to"):
            office.messenger.post(to, SAYS, "k")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError(), Uncertain),
        (aiohttp.ServerDisconnectedError(), Uncertain),
        (aiohttp.ConnectionTimeoutError(), Transient),
        (aiohttp.ClientPayloadError(), Uncertain),
        (RuntimeError("Session is closed"), Uncertain),
        (Permanent("x"), Permanent),
    ],
)
def test_only_a_connection_never_made_has_surely_done_nothing(error, kind):
    assert type(fault(error)) is kind
