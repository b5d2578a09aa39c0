"""Teams' documented limits, kept by ourselves: 7 a second, 60 in 30 s, 1,800 an hour, 50 a second a tenant."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

import pytest

from adapters.teams.pacing import MARGIN, Pacing, Rank
from bot.ports import Busy

TENANT = "tenant-0001"


class Timer:
    def cancel(self) -> None:
        """Nothing waits long enough here to be called."""


class HandSeconds:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.at = 1000.0

    def now(self) -> float:
        return self.at

    def after(self, seconds: float, call: Callable[[], None]) -> Timer:
        return Timer()


def busiest(went: list[float], seconds: float) -> int:
    """The most calls within so many seconds."""
    return max(sum(1 for other in went if at <= other < at + seconds) for at in went)


def posts(count: int, conversations: int = 1) -> list[tuple[float, str]]:
    """So many posts, each tried again when it was told; when each went, and where."""

    async def play() -> list[tuple[float, str]]:
        seconds, went = HandSeconds(), []
        pacing = Pacing(seconds=seconds)
        waiting = [(seconds.at, f"19:{n % conversations}") for n in range(count)]
        while waiting:
            due, where = min(waiting)
            waiting.remove((due, where))
            seconds.at = max(seconds.at, due)
            turn = asyncio.ensure_future(pacing.turn(TENANT, where, Rank.POST))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            if not turn.done():  # it waits for less than half a second: then it goes
                turn.cancel()
                seconds.at += 0.05
                waiting.append((seconds.at, where))
                continue
            try:
                turn.result()
                went.append((seconds.at, where))
            except Busy as busy:
                waiting.append((seconds.at + busy.retry_after, where))
        return went

    return asyncio.run(play())


@pytest.mark.parametrize(("most", "seconds"), [(7, 1.0), (60, 30.0)])
def test_a_conversation_takes_so_many_posts_and_no_more(most: int, seconds: float) -> None:
    """Rate limiting per bot per thread: send to conversation 7 in 1 s, 60 in 30 s."""
    went = [at for at, _ in posts(130)]
    assert len(went) == 130
    assert busiest(went, seconds) == most
    assert went[-1] - went[0] < 75, "nothing waits for longer than it must"


def test_a_conversation_takes_1800_an_hour() -> None:
    """Rate limiting per bot per thread: send to conversation 1,800 in 3,600 s."""

    async def play() -> list[float]:
        seconds, went = HandSeconds(), []
        pacing = Pacing(seconds=seconds)
        while len(went) < 1900:
            seconds.at += 0.6
            try:
                await pacing.turn(TENANT, "19:a", Rank.POST)
                went.append(seconds.at)
            except Busy as busy:
                seconds.at += busy.retry_after
        return went

    assert busiest(asyncio.run(play()), 3600.0) == 1800


def test_a_tenant_takes_50_requests_a_second() -> None:
    """Global app per tenant: 50 requests a second."""
    went = posts(200, conversations=100)
    assert busiest([at for at, _ in went], 1.0) == 50
    assert Counter(where for _, where in went) == {f"19:{n}": 2 for n in range(100)}
    assert went[-1][0] - went[0][0] < 5 * MARGIN


def test_a_refusal_of_one_conversation_holds_up_no_other() -> None:
    async def play() -> float:
        pacing = Pacing(seconds=HandSeconds())
        pacing.refused(TENANT, "19:a", 30.0)
        await pacing.turn(TENANT, "19:b", Rank.POST)
        with pytest.raises(Busy) as busy:
            await pacing.turn(TENANT, "19:a", Rank.POST)
        return busy.value.retry_after

    assert asyncio.run(play()) == 30.0
