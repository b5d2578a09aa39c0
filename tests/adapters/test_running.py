"""Who answers: the loop itself what is short, threads all else; and what made it stand still rests."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from adapters.serving.brisk import LONGEST_REST, REST, SHORT, STILL, Brisk
from adapters.serving.running import Running
from bot.replies import Reply
from bot.requests import Actor, PlaceRef, Request, Typed

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class Times:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Lanes:
    readers: int = 1
    writers: int = 1
    waiting: int = 1


@dataclass
class Door:
    """A desk that says where it was asked."""

    threads: list[str] = field(default_factory=list)
    at_hand: bool = True

    def answer_all(self, requests):
        self.threads.append(threading.current_thread().name)
        return [Reply("answered") for _ in requests]

    def reads_only(self, request: Request) -> bool:
        return request.intent.text != "open"

    def kind(self, request: Request) -> str | None:
        return request.intent.text

    def at_once(self, request: Request) -> Reply | None:
        self.threads.append("the loop")
        return Reply("at once") if self.at_hand else None


def ask(text: str) -> Request:
    return Request(Actor("t", "T", "U"), PlaceRef("t", "T", "C"), Typed(text), "k", NOON)


def said(door: Door, *texts: str) -> list[str]:
    async def all_of_them() -> list[str]:
        running = Running(door, Lanes())
        replies = []
        for text in texts:
            job = running.begin(ask(text))
            assert job is not None
            replies.append((await job).summary)
        await running.stop()
        return replies

    return asyncio.run(all_of_them())


def test_a_thread_answers_the_first_and_the_loop_those_like_it():
    door = Door()
    assert said(door, "help", "help", "list", "help", "list") == [
        "answered",
        "at once",
        "answered",
        "at once",
        "at once",
    ]
    assert door.threads == ["desk-reads_0", "the loop", "desk-reads_0", "the loop", "the loop"]


def test_what_may_change_something_is_never_answered_on_the_loop():
    door = Door()
    assert said(door, "open", "open", "open") == ["answered"] * 3
    assert door.threads == ["desk-writes_0"] * 3


def test_what_cannot_be_had_at_once_is_answered_by_a_thread():
    assert said(Door(at_hand=False), "help", "help") == ["answered", "answered"]


def test_a_full_queue_refuses_what_is_short_as_well():
    async def crowded() -> list[object]:
        door, hold = Door(), threading.Event()
        answer, door.answer_all = door.answer_all, lambda requests: hold.wait(10) and answer(requests)
        running = Running(door, Lanes())
        running._brisk.took("help", 0.0001)
        begun = [running.begin(ask("plan")), running.begin(ask("list"))]
        refused = running.begin(ask("help"))
        hold.set()
        await asyncio.gather(*(job for job in begun if job is not None))
        await running.stop()
        return [len(begun), refused]

    assert asyncio.run(crowded()) == [2, None]


@pytest.mark.parametrize(
    ("spent", "may"),
    [([], False), ([SHORT / 2], True), ([SHORT * 2], False), ([SHORT * 1.2, 0.0, 0.0], True)],
)
def test_only_a_kind_that_was_short_is_answered_on_the_loop(spent, may):
    brisk = Brisk(Times())
    for each in spent:
        brisk.took("help", each)
    assert brisk.may("help") is may
    assert not brisk.may("list")


def test_a_kind_that_made_the_loop_stand_still_rests_for_a_while():
    times = Times()
    brisk = Brisk(times)
    brisk.took("help", 0.0)
    brisk.stood("help", STILL)
    assert brisk.may("help")
    brisk.stood("help", STILL * 2)
    assert not brisk.may("help")
    times.now = REST - 1
    assert not brisk.may("help")
    times.now = REST
    assert brisk.may("help")


def test_it_rests_longer_each_time_that_it_does_so_again_soon():
    times = Times()
    brisk = Brisk(times)
    brisk.took("help", 0.0)
    rests = []
    for _ in range(8):
        began = times.now
        brisk.stood("help", STILL * 2)
        while not brisk.may("help"):
            times.now += 1
        rests.append(times.now - began)
    assert rests == [REST, 10, 20, 40, 80, 160, LONGEST_REST, LONGEST_REST]
    times.now += LONGEST_REST
    brisk.stood("help", STILL * 2)
    times.now += REST
    assert brisk.may("help")
