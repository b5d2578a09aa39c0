"""Where the bot is not a member, or cannot post any more: a clear way out, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.workspace import messages
from tests.threads.village import ATTIC, DESK, HOME, IDS, LAURIER, OUTSIDE, Village, village

GUICHET = "@guichet"


@pytest.fixture
def v() -> Iterator[Village]:
    with village() as found:
        yield found


def send_away(v: Village, channel: str = LAURIER) -> None:
    v.slash("sara", channel, f"/remove {GUICHET}")


def invite(v: Village, channel: str = LAURIER, who: str = "nadia") -> None:
    v.slash(who, channel, f"/invite {GUICHET}")


def chat(v: Village, who: str) -> list[str]:
    driver = v.driver(who)
    return [driver.read(m) for m in driver.messages("@app") if m["bot"]]


def cards(v: Village, channel: str = LAURIER) -> list[str]:
    driver = v.driver("sara")
    return [driver.read(m) for m in driver.messages(channel) if m["bot"] and not m["subtype"]]


def shut_of(v: Village, channel: str = LAURIER) -> str | None:
    with v.house.database.reading() as uow:
        return uow.places.by_ref("slack", HOME, channel).shut


@pytest.mark.parametrize("channel", [OUTSIDE, ATTIC], ids=["public", "private"])
def test_a_command_works_in_a_channel_that_the_bot_is_not_in(v: Village, channel: str) -> None:
    said = v.slash("nadia", channel, "plan")
    assert "standard" in said


@pytest.mark.parametrize(
    ("channel", "language", "told"),
    [
        (
            OUTSIDE,
            "en",
            "I am not in this channel yet, so nothing can be posted here. Type /invite @Guichet here.",
        ),
        (ATTIC, "en", "Type /invite @Guichet here."),
        (OUTSIDE, "fr", "Tapez ici /invite @Guichet."),
        (OUTSIDE, "es", "Escriba aquí /invite @Guichet."),
    ],
)
def test_setup_channel_says_at_once_that_the_bot_must_be_invited(
    v: Village, channel: str, language: str, told: str
) -> None:
    v.slash("sara", DESK, f"language {language}")
    said = v.slash("sara", channel, "setup channel customer Hôtel Laurier")
    assert told in said


def test_setup_channel_says_nothing_of_it_where_the_bot_is(v: Village) -> None:
    assert "/invite" not in v.slash("sara", LAURIER, "setup channel customer Hôtel Laurier")


def test_a_card_that_could_not_be_posted_is_told_and_stands_there_after_the_invitation(v: Village) -> None:
    send_away(v)
    v.opens("nadia", LAURIER, "Kiosk frozen")
    v.slash("ines", DESK, "claim 1")
    assert cards(v) == []
    [told] = [said for said in chat(v, "nadia") if "card does not stand" in said]
    assert told == (
        "#1 is open and counts, but its card does not stand in hotel-laurier: I am not in that channel. "
        "Type /invite @Guichet there. Until then I write to you here."
    )
    invite(v)
    [card] = cards(v)
    assert "#1 Kiosk frozen" in card
    assert "Ines" in card


def test_admins_are_told_once_that_the_bot_was_removed_whatever_fails_then(v: Village) -> None:
    send_away(v)
    assert shut_of(v) == "uninvited"
    v.opens("nadia", LAURIER, "Kiosk frozen")
    v.opens("nadia", LAURIER, "Badge lost")
    [told] = [said for said in chat(v, "sara") if "hotel-laurier" in said]
    assert told == (
        "I can no longer post in hotel-laurier: I am not in that channel. Somebody in it types "
        "/invite @Guichet, and what waits is said there."
    )


def test_setup_shows_where_the_bot_cannot_post(v: Village) -> None:
    send_away(v)
    assert "I cannot post in hotel-laurier." in v.slash("sara", DESK, "setup")
    invite(v)
    assert "cannot post" not in v.slash("sara", DESK, "setup")


def test_answers_go_to_the_requester_in_private_meanwhile_and_join_the_thread_later(v: Village) -> None:
    v.opens("nadia", LAURIER, "Kiosk frozen")
    send_away(v)
    v.slash("ines", DESK, "reply 1 Restart it.")
    v.fill("ines", text="Restart it.")
    assert any("Restart it." in said for said in chat(v, "nadia"))
    assert not any("Restart it." in said for said in v.thread("nadia", LAURIER))
    invite(v)
    assert sum("Restart it." in said for said in v.thread("nadia", LAURIER)) == 1


def test_what_waited_and_no_longer_holds_is_not_said(v: Village) -> None:
    """A reminder is not repeated after the invitation; its people were called in private."""
    v.opens("nadia", LAURIER, "Kiosk frozen")
    v.slash("sara", DESK, f"/remove {GUICHET}")
    v.house.runner.advance(v.clock, v.clock.now().replace(day=6))
    v.settle()
    before = v.thread("ines", DESK)
    invite(v, DESK, "ines")
    added = v.thread("ines", DESK)[len(before) :]
    assert not [said for said in added if "first response" in said and "due" in said]


def test_a_post_that_is_refused_says_what_no_event_did(v: Village) -> None:
    """`channel_left` is sometimes withheld, as its documentation says."""
    team = v.workspace.world.teams[HOME]
    team.channels[LAURIER].members.remove(team.bot_user)
    v.opens("nadia", LAURIER, "Kiosk frozen")
    assert shut_of(v) == "uninvited"
    assert any("/invite @Guichet" in said for said in chat(v, "sara"))
    invite(v)
    assert (shut_of(v), len(cards(v))) == (None, 1)


def test_an_archived_channel_keeps_its_place_and_goes_on_afterwards(v: Village) -> None:
    v.opens("nadia", LAURIER, "Kiosk frozen")
    v.slash("sara", LAURIER, "/archive")
    assert shut_of(v) == "archived"
    assert chat(v, "sara")[-1].startswith("I can no longer post in hotel-laurier: it is archived.")
    v.slash("ines", DESK, "claim 1")
    v.slash("sara", LAURIER, "/unarchive")
    [card] = cards(v)
    assert (shut_of(v), "Ines" in card) == (None, True)


def test_a_renamed_channel_is_the_same_place_under_its_new_name(v: Village) -> None:
    v.opens("nadia", LAURIER, "Kiosk frozen")
    v.slash("sara", LAURIER, "/rename laurier-palace")
    v.slash("ines", DESK, "claim 1")
    assert "Ines" in cards(v)[0]
    assert "laurier-palace (Hôtel Laurier)" in v.slash("sara", DESK, "setup")


def test_somebody_elses_coming_and_going_is_nobodys_business(v: Village) -> None:
    v.slash("nadia", LAURIER, "/remove tom")
    v.slash("nadia", LAURIER, "/invite tom")
    assert (shut_of(v), chat(v, "sara")) == (None, [])


def test_a_desks_channel_that_others_come_to_share_is_told_to_its_admins_once(v: Village) -> None:
    v.slash("ines", DESK, "/invite luc")
    v.slash("ines", DESK, "/invite eve")
    [told] = [said for said in chat(v, "sara") if "shared" in said]
    assert told == (
        "boreal-desk, the desk’s own channel, is now shared with another organisation. Its people read every "
        "note there. Take them out, or give the desk another channel with setup channel desk."
    )


def test_a_channel_that_is_shared_already_is_warned_of_when_it_becomes_the_desks(v: Village) -> None:
    v.slash("sara", OUTSIDE, f"/invite {GUICHET}")
    v.slash("sara", OUTSIDE, "/invite luc")
    assert "is now shared with another organisation" in v.slash("sara", OUTSIDE, "setup channel desk")


def test_a_customers_channel_is_made_to_be_shared(v: Village) -> None:
    v.slash("sara", OUTSIDE, f"/invite {GUICHET}")
    v.slash("sara", OUTSIDE, "setup channel customer Hôtel Laurier")
    v.slash("sara", OUTSIDE, "/invite luc")
    assert not [said for said in chat(v, "sara") if "shared" in said]


def test_that_we_were_removed_is_said_in_our_chat_by_slackbot_and_is_no_command(v: Village) -> None:
    """Slackbot tells a removed bot so in a private message; it must not be answered."""
    world = v.workspace.world
    driver = v.driver("nadia")
    driver.messages("@app")
    channel = world.teams[HOME].direct(IDS["nadia"])

    async def told() -> None:
        messages.post(world, channel, user="USLACKBOT", text="You have been removed from #hotel-laurier")

    v.act(told())
    assert chat(v, "nadia") == ["You have been removed from #hotel-laurier"]
    assert [m for m, _ in v.workspace.calls if m in {"chat.postMessage", "chat.postEphemeral"}] == []
