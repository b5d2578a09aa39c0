"""Posting to Teams: its limits, its refusals, the app's coming and going, and each reader's own card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from adapters.teams.views import commands_of
from bot.outgoing import DeliveryState

from .fake_microsoft import APP, Call
from .office import DESK, LAURIER, Office

NOT_THERE = {"error": {"code": "BotNotInConversationRoster"}}
NO_CONVERSATION = {"error": {"code": "ConversationNotFound"}}
TEAM = {"team": {"id": DESK}}


@pytest.fixture
def office(tmp_path: Any) -> Iterator[Office]:
    """A desk in one channel, a customer in another; everybody has written to the bot in private."""
    with Office(tmp_path) as opened:
        for who in ("ines", "nadia", "sara"):
            opened.says(who, f"a:{who}", "help")
        for who, where, words in (
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:en"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", LAURIER, "setup channel customer Hôtel Laurier"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", LAURIER, 'setup people authorized @nadia account:"Hôtel Laurier"'),
        ):
            opened.says(who, where, words)
        yield opened


def rows(office: Office, state: DeliveryState) -> list[str]:
    with office.house.database.reading() as uow:
        [desk] = uow.desks.all()
        found = uow.outbox.by_desk(desk.id, {state}, limit=1000)
    return [row.notice.tag for row in reversed(found)]


def opens(office: Office, subject: str = "Meter blocked") -> list[str]:
    return office.says("nadia", LAURIER, f"open {subject} severity:severe facts: E4 after start")


def comes_or_goes(office: Office, kind: str, where: str = DESK, **more: Any) -> None:
    told = {"tenant": {"id": "tenant-0001"}}
    office.send(
        office.activity(
            "sara",
            where,
            "conversationUpdate",
            **{kind: [{"id": f"28:{APP}"}]},
            **more,
            channelData=told | TEAM,
        )
    )


def goes_to(call: Call, where: str) -> bool:
    """Whether the call is of that conversation, or of a thread in it."""
    return unquote(call.path).startswith(f"/v3/conversations/{where}")


def refuses(office: Office, where: str, status: int, body: Any) -> None:
    office.microsoft.refuses = lambda call: (
        (status, body) if goes_to(call, where) and call.method == "POST" else None
    )


def test_a_channel_from_which_the_bot_was_removed_says_what_waited_once_it_is_back(office: Office) -> None:
    """Bots: 403 BotNotInConversationRoster until the app is installed there again."""
    refuses(office, DESK, 403, NOT_THERE)
    opens(office)
    assert "card" in rows(office, DeliveryState.UNDELIVERABLE)
    office.microsoft.refuses = None
    before = len(office.microsoft.calls)
    comes_or_goes(office, "membersAdded")
    assert any(DESK in line and "#1 Meter blocked" in line for line in office.posted(before))
    assert rows(office, DeliveryState.UNDELIVERABLE) == []


def test_nothing_is_tried_where_the_bot_was_removed(office: Office) -> None:
    comes_or_goes(office, "membersRemoved")
    said = opens(office)
    assert not [line for line in said if DESK in line]
    assert any("a:sara" in line for line in office.posted()), "the admins were told"


def test_a_private_chat_that_is_no_more_is_made_anew_once(office: Office) -> None:
    refuses(office, "a:nadia", 404, NO_CONVERSATION)
    before = len(office.microsoft.calls)
    opens(office)
    made = [c for c in office.microsoft.calls[before:] if c.path.endswith("/v3/conversations")]
    tried = [c for c in office.microsoft.calls[before:] if goes_to(c, "a:nadia")]
    assert (len(made), len(tried)) == (1, 2)


def test_where_no_private_chat_can_be_made_the_thread_says_so_and_nothing_of_the_answer(
    office: Office,
) -> None:
    office.microsoft.refuses = lambda call: (
        (403, {"error": {"code": "Forbidden"}}) if call.path.endswith("/v3/conversations") else None
    )
    [said] = [line for line in office.says("karim", LAURIER, "why 1") if "POST 19:laurier" in line]
    assert said.endswith(
        "The answer is for the asker alone, and I cannot write to them in private yet. "
        "Open a chat with me once, then ask again."
    )


def test_after_a_429_the_conversation_waits_as_long_as_teams_says(office: Office) -> None:
    """Rate limiting: handle 429 by Retry-After; other conversations go on."""
    office.microsoft.refuses = lambda call: (429, {}, {"Retry-After": "30"}) if goes_to(call, DESK) else None
    said = opens(office)
    assert len([line for line in said if DESK in line]) == 1, "one attempt, and none before its time"
    assert [line for line in said if LAURIER in line]


@pytest.mark.parametrize("status", [412, 502, 503, 504])
def test_what_teams_says_to_try_again_is_tried_again_at_once(office: Office, status: int) -> None:
    office.microsoft.answers = [(status, {}, {"Retry-After": "0"})]
    assert [line for line in office.says("nadia", "a:nadia", "help") if "a:nadia" in line]
    assert rows(office, DeliveryState.UNDELIVERABLE) == []


def test_an_edit_of_a_message_that_is_gone_does_not_give_the_conversation_up(office: Office) -> None:
    opens(office)
    office.microsoft.refuses = lambda call: (404, {}) if call.method == "PUT" else None
    office.says("ines", DESK, "claim 1")
    office.microsoft.refuses = None
    assert [line for line in opens(office, "Another") if f"POST {DESK}: #2" in line]


def test_a_card_in_a_channel_asks_to_be_refreshed_for_those_who_may_use_less_of_it(office: Office) -> None:
    before = len(office.microsoft.calls)
    opens(office)
    card = next(_card(c) for c in office.microsoft.calls[before:] if goes_to(c, DESK))
    asked = card["refresh"]["action"]
    assert asked["verb"] == "guichet.view"
    assert "29:nadia" in card["refresh"]["userIds"]
    assert "29:ines" not in card["refresh"]["userIds"]
    value = {"action": {"type": "Action.Execute", "verb": asked["verb"], "data": asked["data"]}}
    seen = {
        who: office.send(office.activity(who, DESK, "invoke", name="adaptiveCard/action", value=value))
        for who in ("nadia", "ines", "karim")
    }
    assert {(each["statusCode"], each["type"]) for each in seen.values()} == {
        (200, "application/vnd.microsoft.card.adaptive")
    }
    all_of_them = set(commands_of(asked["data"]["card"]))
    assert set(commands_of(seen["ines"]["value"])) == all_of_them
    assert "claim 1" in all_of_them - set(commands_of(seen["nadia"]["value"]))
    assert commands_of(seen["karim"]["value"]) == ()
    assert "refresh" not in seen["nadia"]["value"]


def test_a_card_in_a_private_chat_needs_no_view_of_its_own(office: Office) -> None:
    before = len(office.microsoft.calls)
    office.says("nadia", "a:nadia", "help")
    assert "refresh" not in _card(office.microsoft.calls[before])


def test_a_refresh_without_its_card_changes_nothing(office: Office) -> None:
    value = {"action": {"type": "Action.Execute", "verb": "guichet.view", "data": {}}}
    answer = office.send(office.activity("nadia", DESK, "invoke", name="adaptiveCard/action", value=value))
    assert answer == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": "",
    }


def test_an_answer_of_teams_that_was_lost_is_never_looked_up(office: Office) -> None:
    """Teams has no key and no look-up: 500 may have posted, so a card comes again, marked, and later."""
    office.microsoft.refuses = lambda call: (
        (500, {}) if unquote(call.path).endswith(f"{DESK}/activities") else None
    )
    said = opens(office)
    assert len([line for line in said if DESK in line]) == 1
    with office.house.database.reading() as uow:
        [desk] = uow.desks.all()
        [card] = [
            r
            for r in uow.outbox.by_desk(desk.id, {DeliveryState.READY})
            if r.key.endswith("card:desk") or "card:desk" in r.key
        ]
    assert card.attempted_since is not None


def _card(call: Any) -> Any:
    return call.body["attachments"][0]["content"]
