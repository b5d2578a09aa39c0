"""Who may speak to the bot: what is not proven to come from Teams, for us, and of our tenant, is 401."""

from __future__ import annotations

import asyncio
import logging

import jwt
import pytest

from adapters.teams.app import TeamsApp
from adapters.teams.auth.keys import AGE, LEAST
from adapters.teams.faults import Throttled
from adapters.teams.inbound.text import spoken
from adapters.teams.settings import BadSettings, TeamsSettings
from bot.clock import SystemClock, wall
from bot.compose import build
from bot.ports import Permanent, Transient, Uncertain

from .door import Door, played


def test_what_teams_signed_for_us_is_heard():
    async def play(door: Door) -> None:
        assert await door.send() == 200
        assert len(door.heard) == 1

    played(play)


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://evil.example"}, "another issuer"),
        ({"aud": "another-app"}, "another audience"),
        ({"exp": 1_000_000_000}, "it is over"),
        ({"exp": None}, "it never ends"),
        ({"serviceurl": "https://smba.trafficmanager.net/emea/"}, "another address"),
        ({"serviceurl": None}, "no address"),
        ({"key": 1}, "a key that is not in the set"),
        ({"nbf": 4_000_000_000}, "it has not begun"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_token_that_does_not_hold_is_refused(claims, why):
    async def play(door: Door) -> None:
        assert await door.send(token=door.microsoft.token(**claims)) == 401, why
        assert door.heard == []

    played(play)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", jwt.encode({"iss": "x"}, "k" * 32, algorithm="HS256")])
def test_what_is_no_token_is_refused_and_never_an_error(token):
    async def play(door: Door) -> None:
        assert await door.send(token=token) == 401

    played(play)


@pytest.mark.parametrize(
    "more",
    [
        {"serviceUrl": "https://evil.example/"},
        {"serviceUrl": "http://127.0.0.1.evil.example/"},
        {"serviceUrl": ""},
        {"serviceUrl": 7},
        {"channelId": "emulator"},
        {"channelData": {"tenant": {"id": "another"}}},
        {"channelData": []},
    ],
)
def test_another_address_channel_or_tenant_is_refused(more):
    async def play(door: Door) -> None:
        assert await door.send(door.activity(**more)) == 401
        assert door.heard == []

    played(play)


def test_a_token_signed_for_a_host_that_is_not_teams_is_refused():
    async def play(door: Door) -> None:
        elsewhere = "https://evil.example/"
        token = door.microsoft.token(serviceurl=elsewhere)
        assert await door.send(door.activity(serviceUrl=elsewhere), token) == 401
        assert door.heard == []

    played(play)


def test_a_key_that_is_not_endorsed_for_teams_signs_nothing():
    async def play(door: Door) -> None:
        door.microsoft.endorsements = ("skype",)
        assert await door.send() == 401

    played(play)


def test_a_new_key_is_fetched_soon_and_a_made_up_one_does_not_make_us_ask_again_and_again():
    async def play(door: Door) -> None:
        assert await door.send() == 200
        door.microsoft.known = (0, 1)
        assert [await door.send(token=door.microsoft.token(key=1)) for _ in range(3)] == [401] * 3
        assert door.microsoft.fetched == 1
        door.wall.seconds += LEAST
        new = door.activity(id="2")
        assert await door.send(new, door.microsoft.token(key=1)) == 200
        assert door.microsoft.fetched == 2

    played(play)


def test_keys_grow_old_and_the_old_ones_stand_where_new_ones_cannot_be_had():
    async def play(door: Door) -> None:
        assert await door.keys.find("key-0") is not None
        door.wall.seconds += AGE
        await door.microsoft.stop()
        assert await door.keys.find("key-0") is not None
        await door.microsoft.start()

    played(play)


def test_without_any_keys_nobody_is_let_in_and_teams_may_try_again():
    async def play(door: Door) -> None:
        token = door.microsoft.token()
        activity = door.activity()
        await door.microsoft.stop()
        assert await door.send(activity, token) == 503
        await door.microsoft.start()

    played(play)


@pytest.mark.parametrize(
    "given",
    [
        {"app_id": ""},
        {"app_id": " ", "tenant": "t", "secret": "s"},
        {"app_id": "a", "secret": "s"},
        {"app_id": "a", "tenant": "t"},
        {"app_id": "a", "tenant": "t", "secret": "s", "service_hosts": ()},
        {"app_id": "a", "tenant": "t", "secret": "s", "login": "http://login.example"},
        {"app_id": "a", "tenant": "t", "secret": "s", "path": "api"},
    ],
)
def test_it_refuses_to_start_unsafely(given):
    with pytest.raises(BadSettings):
        TeamsSettings(**given)


def test_in_development_only_this_machine_is_answered():
    settings = TeamsSettings("", development=True)
    assert settings.may_post_to("http://127.0.0.1:3978/")
    assert not settings.may_post_to("https://smba.trafficmanager.net/emea/")


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Host": "["}]
)
def test_in_development_a_page_of_a_browser_is_refused(headers):
    async def play(door: Door) -> None:
        async with door.session.post(door.url, json=door.activity(), headers=headers) as answer:
            assert answer.status in {400, 401}
        assert door.heard == []
        assert await door.send(token="") == 200

    played(play, development=True)


def test_in_development_nothing_listens_to_the_network(tmp_path):
    async def start() -> None:
        house = build("sqlite://", SystemClock())
        settings = TeamsSettings("", development=True)
        app = TeamsApp(house.desk, house.conversations, settings=settings, clock=SystemClock(), wall=wall)
        try:
            with pytest.raises(BadSettings, match=r"on this machine only, not at 0\.0\.0\.0"):
                await app.start("0.0.0.0", 0)
        finally:
            house.close()

    asyncio.run(start())


def test_a_mention_is_cut_and_the_same_word_in_the_text_is_not():
    told = {
        "text": "open Support portal is down <at>Support</at>",
        "recipient": {"id": "28:us"},
        "entities": [
            {"type": "mention", "text": "<at>Support</at>", "mentioned": {"id": "28:us", "name": "Support"}}
        ],
    }
    assert spoken(told, {}).words == "open Support portal is down"


def test_secrets_are_not_shown():
    assert "shhh" not in repr(TeamsSettings("a", "t", "shhh"))


@pytest.mark.parametrize("body", [b"{", b"[]", b"7", b"\xff{}", b"{}", b"[" * 5000])
def test_what_cannot_be_read_is_refused(body):
    async def play(door: Door) -> None:
        async with door.session.post(door.url, data=body) as answer:
            assert answer.status == 400

    played(play)


def test_a_body_beyond_the_limit_is_refused_before_it_is_held():
    async def play(door: Door) -> None:
        async with door.session.post(door.url, data=b"x" * 2000) as answer:
            assert answer.status == 413

    played(play, body_limit=1000)


def test_a_message_that_teams_sends_again_is_done_once_and_an_invoke_is_answered_each_time():
    async def play(door: Door) -> None:
        assert [await door.send() for _ in range(2)] == [200, 200]
        assert len(door.heard) == 1
        invoke = door.activity(type="invoke")
        assert [await door.send(invoke) for _ in range(2)] == [200, 200]
        assert len(door.heard) == 3

    played(play)


def test_what_a_refused_request_said_is_not_in_the_log(caplog):
    caplog.set_level(logging.DEBUG)

    async def play(door: Door) -> None:
        token = door.microsoft.token(aud="another-app")
        await door.send(door.activity(text="the safe 1234"), token)
        assert "1234" not in caplog.text
        assert token not in caplog.text

    played(play)


def test_one_token_serves_many_posts_and_is_replaced_before_it_ends():
    async def play(door: Door) -> None:
        origin = door.microsoft.origin
        for _ in range(3):
            await door.connector.post(origin, "a:1", {"type": "message"})
        assert door.microsoft.tokens == 1
        door.wall.seconds += 3400
        await door.connector.post(origin, "a:1", {"type": "message"})
        assert [call.token for call in door.microsoft.calls] == ["ours-1"] * 3 + ["ours-2"]

    played(play)


def test_a_token_that_is_refused_is_replaced_once():
    async def play(door: Door) -> None:
        door.microsoft.answers = [(401, {}, {})]
        assert await door.connector.post(door.microsoft.origin, "a:1", {"type": "message"}) == "ref-2"
        door.microsoft.answers = [(401, {}, {}), (401, {}, {})]
        with pytest.raises(Permanent, match="unauthorized"):
            await door.connector.post(door.microsoft.origin, "a:1", {"type": "message"})

    played(play)


def test_a_secret_that_the_login_refuses_is_said_with_microsofts_word():
    async def play(door: Door) -> None:
        door.microsoft.login = (401, {"error": "invalid_client"})
        with pytest.raises(Permanent, match="login_invalid_client"):
            await door.connector.post(door.microsoft.origin, "a:1", {"type": "message"})
        door.microsoft.login = (500, {})
        with pytest.raises(Transient, match="login_http_500"):
            await door.connector.post(door.microsoft.origin, "a:1", {"type": "message"})

    played(play)


@pytest.mark.parametrize("status", [408, 429])
def test_a_login_that_asks_to_wait_refuses_nothing(status):
    async def play(door: Door) -> None:
        door.microsoft.login = (status, {"error": "temporarily_unavailable"})
        with pytest.raises(Transient, match="login_temporarily_unavailable"):
            await door.token.get()
        assert door.token.fault == "login_temporarily_unavailable"
        door.microsoft.login = None
        assert await door.token.get() == "ours-1"
        assert door.token.fault is None

    played(play)


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (403, {"error": {"code": "BotNotInConversationRoster"}}, Permanent, "BotNotInConversationRoster"),
        (404, {"error": {"code": "ConversationNotFound"}}, Permanent, "ConversationNotFound"),
        (400, {"error": {"code": "BadSyntax"}}, Permanent, "BadSyntax"),
        (413, {}, Permanent, "http_413"),
        (429, {}, Throttled, "http_429"),
        (412, {}, Transient, "http_412"),
        (502, {}, Transient, "http_502"),
        (503, {}, Transient, "http_503"),
        (504, {}, Transient, "http_504"),
        (500, {}, Uncertain, "http_500"),
    ],
)
def test_each_failure_is_classified_once(status, body, kind, code):
    async def play(door: Door) -> None:
        door.microsoft.answers = [(status, body, {"Retry-After": "30"})]
        with pytest.raises(kind) as told:
            await door.connector.post(door.microsoft.origin, "a:1", {"type": "message"})
        assert (isinstance(told.value, kind), told.value.code) == (True, code)
        if kind is Transient:
            assert told.value.retry_after == 30

    played(play)


def test_a_short_throttle_is_waited_for():
    async def play(door: Door) -> None:
        door.microsoft.answers = [(429, {}, {"Retry-After": "0"})]
        assert await door.connector.post(door.microsoft.origin, "a:1", {"type": "message"}) == "ref-2"

    played(play)


def test_ids_are_one_part_of_the_path_and_nothing_is_posted_elsewhere():
    async def play(door: Door) -> None:
        origin = door.microsoft.origin
        await door.connector.post(origin, "19:a@thread.tacv2;messageid=1/../x", {}, only_for="29:1")
        await door.connector.update(origin, "a:1", "7", {})
        assert [(call.method, call.path) for call in door.microsoft.calls] == [
            (
                "POST",
                "/v3/conversations/19:a@thread.tacv2;messageid=1%2F..%2Fx/activities?isTargetedActivity=true",
            ),
            ("PUT", "/v3/conversations/a:1/activities/7"),
        ]
        with pytest.raises(Permanent, match="foreign_host"):
            await door.connector.post("https://evil.example", "a:1", {})

    played(play)
