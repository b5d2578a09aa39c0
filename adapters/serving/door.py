"""The front door, as adapters that serve use it."""

from __future__ import annotations

from typing import Protocol

from bot.replies import Reply
from bot.requests import Request


class FrontDoor(Protocol):
    """`bot.desk.Desk`: synchronous, and never raising for what a person did wrong."""

    def answer(self, request: Request) -> Reply:
        """Do what is asked and say so."""
        ...

    def reads_only(self, request: Request) -> bool:
        """Whether answering changes nothing: decides which threads run it. Must not wait for anything."""
        ...

    def working(self, locale: str | None) -> Reply:
        """It takes longer than a platform waits."""
        ...

    def busy(self, locale: str | None) -> Reply:
        """The queue is full: nothing was started."""
        ...
