"""Faults on demand and rate limits: what an app meets on a bad day."""

import aiohttp
import pytest

from adapters.workspace.faults import ANY
from adapters.workspace.rates import Rates, RateTable


async def call(stage, method="chat.postMessage", **given):
    """Status, Retry-After and error of one call; None where the connection broke."""
    body = {"channel": "C_HELP", "text": "x", **given}
    headers = {"Authorization": f"Bearer {stage.token}"}
    try:
        async with stage.session.post(stage.workspace.api_url + method, json=body, headers=headers) as answer:
            error = (await answer.json()).get("error") if answer.content_type == "application/json" else None
            return answer.status, answer.headers.get("Retry-After"), error
    except aiohttp.ClientError:
        return None


async def test_a_rate_limit_on_demand_says_when_to_come_back(stage):
    stage.workspace.faults.add("chat.postMessage", "ratelimited", seconds=7)
    assert [await call(stage) for _ in range(2)] == [(429, "7", "ratelimited"), (200, None, None)]


async def test_server_errors_come_as_often_as_asked_and_to_that_method_only(stage):
    stage.workspace.faults.add("chat.postMessage", "server_error", times=2, status=503)
    assert await call(stage, "auth.test") == (200, None, None)
    assert [(await call(stage))[0] for _ in range(3)] == [503, 503, 200]


async def test_a_lost_response_has_happened_all_the_same(stage):
    stage.workspace.faults.add("chat.postMessage", "lost_response")
    assert await call(stage) is None
    assert [m["text"] for m in stage.nadia.messages("#help")] == ["x"]


async def test_a_dropped_call_has_not_happened(stage):
    stage.workspace.faults.add(ANY, "dropped")
    assert await call(stage) is None
    assert stage.nadia.messages("#help") == []
    assert (await call(stage))[0] == 200


async def test_a_slow_call_is_answered_late(stage):
    stage.workspace.faults.add("chat.postMessage", "slow", seconds=0.2)
    with pytest.raises(TimeoutError):
        await stage.session.post(
            stage.workspace.api_url + "chat.postMessage", json={}, timeout=aiohttp.ClientTimeout(total=0.05)
        )


async def test_strict_limits_hold_a_channel_to_one_message_a_second_after_a_small_burst(stage):
    await stage.restart(limits="strict")
    seen = [await call(stage) for _ in range(4)]
    assert seen == [(200, None, None)] * 3 + [(429, "1", "ratelimited")]
    assert (await call(stage, channel="G_DESK"))[0] == 200
    stage.wall.seconds += 1
    assert [(await call(stage))[0] for _ in range(2)] == [200, 429]


async def test_strict_limits_hold_a_method_to_its_tier(stage):
    await stage.restart(limits="strict", rates=RateTable(tiers={1: 1, 2: 2, 3: 2, 4: 100}))
    (card,) = [await stage.api("chat.postMessage", channel="C_HELP", text="x")]
    update = {"method": "chat.update", "ts": card["ts"]}
    assert [(await call(stage, **update))[:2] for _ in range(3)] == [(200, None), (200, None), (429, "60")]
    stage.wall.seconds += 60
    assert (await call(stage, **update))[0] == 200


def test_lenient_limits_hold_nothing():
    rates = Rates("lenient", lambda: 0.0)
    assert {rates.wait("T", "chat.postMessage", None, "C") for _ in range(1_000)} == {0}
