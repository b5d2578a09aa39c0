"""Slack's documented limits, kept by ourselves: whose call goes next, and when a call is given back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from adapters.slack.pacing import Pacing
from adapters.slack.tiers import A_MINUTE, POSTS_A_MINUTE, POSTS_AT_ONCE, Rank
from bot.ports import Busy

TEAM = "T1"


@dataclass
class HandSeconds:
    """Seconds that pass when they are told to; what was asked for then is called."""

    at: float = 1000.0
    _coming: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def after(self, seconds: float, call: Callable[[], None]) -> HandTimer:
        entry = (self.at + seconds, call)
        self._coming.append(entry)
        return HandTimer(self, entry)

    def cancel(self, entry: tuple[float, Callable[[], None]]) -> None:
        if entry in self._coming:
            self._coming.remove(entry)

    async def wait(self, seconds: float) -> None:
        until = self.at + seconds
        for _ in range(3):  # what was begun asks for its turn
            await asyncio.sleep(0)
        while due := [entry for entry in self._coming if entry[0] <= until]:
            at, call = min(due, key=lambda entry: entry[0])
            self._coming.remove((at, call))
            self.at = max(self.at, at)
            call()
            await asyncio.sleep(0)
        self.at = until
        await asyncio.sleep(0)


@dataclass
class HandTimer:
    seconds: HandSeconds
    entry: tuple[float, Callable[[], None]]

    def cancel(self) -> None:
        self.seconds.cancel(self.entry)


@dataclass
class Calls:
    """Calls begun at once, and what became of each: "went" with the second, or given back."""

    pacing: Pacing
    seconds: HandSeconds
    went: list[tuple[str, float]] = field(default_factory=list)
    back: list[tuple[str, float]] = field(default_factory=list)

    def begin(
        self,
        name: str,
        method: str = "chat.postMessage",
        channel: str | None = "C1",
        rank: Rank = Rank.POST,
        patience: float | None = 5.0,
        team: str = TEAM,
    ) -> asyncio.Task[None]:
        return asyncio.ensure_future(self._one(name, method, channel, rank, patience, team))

    async def _one(self, name, method, channel, rank, patience, team) -> None:
        try:
            await self.pacing.turn(team, method, channel, rank, patience)
        except Busy as busy:
            self.back.append((name, round(busy.retry_after, 3)))
        else:
            self.went.append((name, round(self.seconds.at - 1000.0, 1)))


@pytest.fixture
def calls() -> Calls:
    seconds = HandSeconds()
    return Calls(Pacing(seconds=seconds), seconds)


def play(scene: Callable[[], object]) -> None:
    asyncio.run(scene())


def test_a_channel_takes_one_message_a_second_after_a_small_burst(calls):
    """Slack: chat.postMessage, one message per second per channel; short bursts pass."""

    async def scene():
        for number in range(5):
            calls.begin(f"{number}")
        calls.begin("elsewhere", channel="C2")
        await calls.seconds.wait(10)

    play(scene)
    assert POSTS_AT_ONCE == 2
    assert calls.went == [("0", 0), ("1", 0), ("elsewhere", 0), ("2", 1), ("3", 2), ("4", 3)]


@pytest.mark.parametrize(
    ("method", "allowed"),
    [("conversations.list", 20), ("chat.update", 50), ("users.info", 100), ("views.open", 100)],
)
def test_a_method_is_called_as_often_in_a_minute_as_its_tier_allows(calls, method, allowed):
    """Slack: tier 2 20 a minute, tier 3 50, tier 4 100, for each method and workspace."""

    async def scene():
        for number in range(allowed + 1):
            calls.begin(f"{number}", method, None, patience=90)
        await calls.seconds.wait(59)
        assert len(calls.went) == allowed
        calls.begin("other workspace", method, None, team="T2")
        await calls.seconds.wait(3)

    play(scene)
    assert len(calls.went) == allowed + 2
    assert A_MINUTE == {2: 20, 3: 50, 4: 100}


def test_a_workspace_takes_several_hundred_messages_a_minute_over_all_channels(calls):
    async def scene():
        for number in range(POSTS_A_MINUTE + 1):
            calls.begin(f"{number}", channel=f"C{number}", patience=90)
        await calls.seconds.wait(50)

    play(scene)
    assert len(calls.went) == POSTS_A_MINUTE == 300


def test_who_waits_at_a_screen_goes_first_then_what_is_urgent_then_posts_then_cards(calls):
    async def scene():
        calls.pacing.refused(TEAM, "chat.postMessage", 3)
        calls.begin("card", rank=Rank.EDIT)
        calls.begin("post")
        calls.begin("urgent", rank=Rank.URGENT)
        calls.begin("person", rank=Rank.PERSON)
        await calls.seconds.wait(10)

    play(scene)
    assert calls.went == [("person", 3), ("urgent", 3), ("post", 4), ("card", 5)]


def test_retry_after_is_kept_for_the_method_and_the_workspace(calls):
    """Slack: wait for Retry-After before calling that method for that workspace again."""

    async def scene():
        calls.pacing.refused(TEAM, "chat.postMessage", 4)
        for name, more in (
            ("same", {}),
            ("other channel", {"channel": "C2"}),
            ("other method", {"method": "chat.update"}),
            ("other workspace", {"team": "T2"}),
        ):
            calls.begin(name, **more)
        await calls.seconds.wait(10)

    play(scene)
    assert calls.went == [("other method", 0), ("other workspace", 0), ("same", 4), ("other channel", 4)]


def test_what_would_wait_too_long_is_given_back_at_once_each_with_a_turn_of_its_own(calls):
    async def scene():
        for number in range(5):
            calls.begin(f"{number}", patience=0.5)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    play(scene)
    assert calls.went == [("0", 0), ("1", 0)]
    assert calls.back == [("2", 1), ("3", 2), ("4", 3)]


def test_nothing_is_held_for_longer_than_it_may_wait(calls):
    async def scene():
        calls.pacing.refused(TEAM, "chat.postMessage", 3)
        calls.begin("post", patience=4)
        await calls.seconds.wait(1)
        calls.pacing.refused(TEAM, "chat.postMessage", 60)
        await calls.seconds.wait(10)

    play(scene)
    assert (calls.went, calls.back) == ([], [("post", 58)])


def test_who_stops_waiting_takes_no_turn(calls):
    async def scene():
        for number in range(2):
            calls.begin(f"{number}")
        gone = calls.begin("gone")
        await asyncio.sleep(0)
        calls.begin("next")
        await asyncio.sleep(0)
        gone.cancel()
        await calls.seconds.wait(5)

    play(scene)
    assert calls.went == [("0", 0), ("1", 0), ("next", 1)]


def test_on_this_machine_only_retry_after_is_kept(calls):
    calls.pacing = Pacing(keeps_limits=False, seconds=calls.seconds)

    async def scene():
        for number in range(400):
            calls.begin(f"{number}")
        await calls.seconds.wait(0.5)

    play(scene)
    assert len(calls.went) == 400
