"""A desk that says what it is told to say."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.replies import Reply
from bot.requests import Request, Typed

Says = Reply | Exception | Callable[[Request], Reply]


@dataclass
class FakeDesk:
    """`says` is the reply to everything; `holds` makes answers wait until it is set."""

    says: Says = field(default_factory=lambda: Reply("Understood."))
    requests: list[Request] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    holds: threading.Event | None = None
    together: list[int] = field(default_factory=list)
    reading: Callable[[Request], bool] = lambda request: (
        isinstance(request.intent, Typed) and request.intent.text.startswith("show")
    )

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        self.threads.append(threading.current_thread().name)
        if self.holds is not None:
            assert self.holds.wait(10)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says if isinstance(self.says, Reply) else self.says(request)

    def answer_all(self, requests):
        self.together.append(len(requests))
        return [self.answer(request) for request in requests]

    def reads_only(self, request: Request) -> bool:
        return self.reading(request)

    def kind(self, request: Request) -> str | None:
        return None

    def at_once(self, request: Request) -> Reply | None:
        return None

    def working(self, locale: str | None) -> Reply:
        return Reply(f"Working on it ({locale}).")

    def busy(self, locale: str | None) -> Reply:
        return Reply(f"Busy ({locale}).", refused=True)
