"""The customer's thread and the desk's stay in step: each public word once, in order, by name, without echo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from adapters.workspace import messages
from tests.threads.village import DESK, HOME, LAURIER, Village, village


@pytest.fixture
def v() -> Iterator[Village]:
    with village("sign-in-app") as found:
        found.opens("nadia", LAURIER, "Kiosk frozen")
        yield found


def said(v: Village, who: str, words: str, where: str = LAURIER, number: int = 1):
    return v.say(who, where, words, v.card(who, where, number)["ts"])


def carried(v: Village, number: int = 1) -> list[str]:
    """What of the customer's side stands in the desk's thread."""
    return [each for each in v.thread("ines", DESK, number) if "wrote:" in each or each.startswith("↗")]


def test_a_conversation_is_carried_word_by_word_in_order_and_by_name(v: Village) -> None:
    said(v, "nadia", "It is stuck")
    said(v, "ines", "Since when?")
    said(v, "tom", "Since noon")
    said(v, "nadia", "Thank you")
    assert carried(v)[1:] == [
        "Nadia, Hôtel Laurier, wrote:\nIt is stuck",
        "↗ Public, at 13:00, Ines:\nSince when?",
        "Tom, Hôtel Laurier, wrote:\nSince noon",
        "Nadia, Hôtel Laurier, wrote:\nThank you",
    ]


def test_what_was_written_in_a_thread_is_not_said_there_again(v: Village) -> None:
    before = len(v.thread("nadia", LAURIER))
    said(v, "nadia", "It is stuck")
    said(v, "ines", "Since when?")
    assert len(v.thread("nadia", LAURIER)) == before + 2


def test_an_answer_by_command_stands_once_on_each_side(v: Village) -> None:
    v.slash("ines", DESK, "reply 1 Restart it.")
    v.fill("ines", text="Restart it.")
    assert [each for each in v.thread("nadia", LAURIER) if "Restart" in each] == [
        "Ines answers:\nRestart it."
    ]
    assert [each for each in v.thread("ines", DESK) if "Restart" in each] == [
        "↗ Public, at 13:00, Ines:\nRestart it."
    ]


def test_our_own_posts_and_their_edits_are_never_heard(v: Village) -> None:
    said(v, "nadia", "It is stuck")
    v.slash("ines", DESK, "claim 1")
    heard = v.history().count("heard")
    v.slash("ines", DESK, "severity 1 minor")
    v.settle()
    assert (v.history().count("heard"), v.history().count("noted")) == (heard, 0)


def test_a_reply_that_is_shown_to_the_channel_as_well_is_carried_once(v: Village) -> None:
    """`thread_broadcast`: one message that stands in two places."""
    world = v.workspace.world
    channel = world.teams[HOME].channels[LAURIER]
    thread = v.card("nadia", LAURIER)["ts"]

    async def broadcast() -> None:
        messages.post(
            world,
            channel,
            user="U0NADIA",
            text="For everybody",
            thread_ts=thread,
            broadcast=True,
            subtype="thread_broadcast",
        )

    v.act(broadcast())
    assert carried(v).count("Nadia, Hôtel Laurier, wrote:\nFor everybody") == 1


def test_another_apps_messages_are_not_heard(v: Village) -> None:
    world = v.workspace.world
    team = world.teams[HOME]
    team.users["U0ROBOT"] = replace(team.users["U0TOM"], id="U0ROBOT", name="robot", is_bot=True)
    thread = v.card("nadia", LAURIER)["ts"]

    async def beeps() -> None:
        post = messages.post(world, team.channels[LAURIER], user="U0ROBOT", text="beep", thread_ts=thread)
        assert post.bot

    v.act(beeps())
    assert not [each for each in v.thread("ines", DESK) if "beep" in each]


def test_two_tickets_in_one_channel_are_not_mixed_up(v: Village) -> None:
    v.opens("nadia", LAURIER, "Badge lost")
    first = said(v, "nadia", "of the kiosk", number=1)
    second = said(v, "nadia", "of the badge", number=2)
    v.edit("nadia", first, "of the first kiosk")
    v.delete("nadia", second)
    assert "of the first kiosk" in "\n".join(v.thread("ines", DESK, 1))
    assert "deleted" not in "\n".join(v.thread("ines", DESK, 1))
    assert "of the first kiosk" not in "\n".join(v.thread("ines", DESK, 2))
    assert "Nadia’s message was deleted" in "\n".join(v.thread("ines", DESK, 2))


def test_a_ticket_whose_customer_is_met_in_a_private_chat_stays_in_step(v: Village) -> None:
    v.slash("paul", "@app", "open Badge lost severity:medium facts: Since Monday.")
    thread = v.card("paul", "@app", 2)["ts"]
    message = v.say("paul", "@app", "It is blue", thread)
    v.edit("paul", message, "It is green")
    v.slash("ines", DESK, "reply 2 Found it.")
    v.fill("ines", text="Found it.")
    assert carried(v, 2)[-2:] == [
        "Paul, Studio Lumen, wrote:\nIt is green\nedited at 13:00",
        "↗ Public, at 13:00, Ines:\nFound it.",
    ]
    assert v.thread("paul", "@app", 2)[-1] == "Ines answers:\nFound it."


def test_a_deleted_message_with_nothing_left_of_it_is_gone_from_the_other_side(v: Village) -> None:
    v.delete("nadia", said(v, "nadia", "The password is hunter2"))
    assert "hunter2" not in v.stands(DESK)
    assert "hunter2" not in v.slash("ines", DESK, "show 1")


def test_an_event_that_comes_again_carries_nothing_twice(v: Village) -> None:
    message = said(v, "nadia", "It is stuck")
    v.edit("nadia", message, "It is stuck again")
    events = [
        each["event_id"]
        for each in v.workspace.world.sent_events
        if each["event"].get("type") == "message" and not each["event"].get("bot_id")
    ][-2:]
    before = (v.history(), carried(v))

    async def again() -> None:
        for event in events:
            v.workspace.redeliver(event)

    v.act(again())
    assert (v.history(), carried(v)) == before
