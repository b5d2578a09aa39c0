"""Signed slash commands, asked as fast as they are answered: `python -m bench.load JSON`.

A process of its own, so that it takes nothing from whoever answers but its share of the machine. One line
of JSON at the end. What is not answered as it must be is counted, never hidden.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import count
from typing import Protocol
from urllib.parse import quote_plus

from adapters.slack.signing import signature

SECRET = "only-ever-used-in-benchmarks"
TEAM = "TBENCH"
HEAD = (
    "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: {signed}\r\nContent-Length: {length}\r\n\r\n"
)


@dataclass(slots=True)
class Found:
    """What came of one round."""

    answered: int = 0
    wrong: int = 0
    seconds: float = 0.0
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    example: str = ""
    """The first answer that was not as it must be."""
    took: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answered / self.seconds


@dataclass(frozen=True, slots=True)
class Work:
    """What is asked, over and over: each time by the next user, in the channel of their account."""

    text: str
    users: int
    channels: int
    wanted: str

    def request(self, number: int) -> bytes:
        """A signed slash command, as Slack sends one; never the same twice."""
        user = number % self.users
        words = quote_plus(self.text.replace("{n}", str(number)))
        body = (
            f"token=t&team_id={TEAM}&team_domain=bench&channel_id=C{user % self.channels:05}"
            f"&channel_name=bench&user_id=U{user:05}&user_name=u{user}&command=%2Fticket&text={words}"
            f"&api_app_id=A1&is_enterprise_install=false&trigger_id={time.time_ns()}.{number}"
            "&response_url=https%3A%2F%2Fhooks.example.com%2Fcommands%2F1%2F2"
        ).encode()
        at = str(int(time.time()))  # noqa: TID251  Slack's signatures are of wall time
        head = HEAD.format(at=at, signed=signature(SECRET, at, body), length=len(body))
        return head.encode() + body


class Asked(Protocol):
    """What is asked, over and over."""

    @property
    def wanted(self) -> str:
        """Stands in every answer."""
        ...

    def request(self, number: int) -> bytes:
        """What goes over the line; never the same twice."""
        ...


class _Talker(asyncio.Protocol):
    """One connection that asks again as soon as it was answered."""

    def __init__(self, work: Asked, numbers: count[int], found: Found, until: float) -> None:
        self.work, self.numbers, self.found, self.until = work, numbers, found, until
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        if time.perf_counter() >= self.until:
            self.transport.close()
            return
        request = self.work.request(next(self.numbers))
        self.since = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.held += data
        head, end, body = self.held.partition(b"\r\n\r\n")
        if not end:
            return
        lines = head.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        if len(body) < length:
            return
        self.held = b""
        self.found.took.append(time.perf_counter() - self.since)
        if lines[0].endswith(b"200 ok") and self.work.wanted.encode() in body:
            self.found.answered += 1
        else:
            self.found.wrong += 1
            self.found.example = self.found.example or (lines[0] + b" " + body[:300]).decode()
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self.found.wrong += 1
        self.over.set_result(None)


async def rounds(port: int, seconds: float, connections: int, work: Asked) -> Found:
    """Ask over so many connections at once, each as soon as it was answered."""
    found, numbers = Found(), count(time.time_ns() % 1_000_003)
    loop, started = asyncio.get_running_loop(), time.perf_counter()
    until = started + seconds
    made = [
        await loop.create_connection(lambda: _Talker(work, numbers, found, until), "127.0.0.1", port)
        for _ in range(connections)
    ]
    await asyncio.gather(*(talker.over for _, talker in made))
    found.seconds = time.perf_counter() - started
    took = sorted(found.took)
    found.took = []
    if took:
        found.p50_ms, found.p99_ms = took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000
    return found


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    asked = Work(**given["work"])
    told = asyncio.run(rounds(given["port"], given["seconds"], given["connections"], asked))
    print(json.dumps(asdict(told)))
