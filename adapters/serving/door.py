"""The front door, as adapters that serve use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.replies import Reply
from bot.requests import Actor, PlaceRef, Request


class FrontDoor(Protocol):
    """`bot.desk.Desk`: synchronous, and never raising for what a person did wrong."""

    def answer(self, request: Request) -> Reply:
        """Do what is asked and say so."""
        ...

    def answer_all(self, requests: Sequence[Request]) -> Sequence[Reply]:
        """The same for several that wait to change something, in their order."""
        ...

    def reads_only(self, request: Request) -> bool:
        """Whether answering changes nothing: decides which threads run it. Must not wait for anything."""
        ...

    def kind(self, request: Request) -> str | None:
        """The kind of question, where it may be answered `at_once`; None otherwise. Waits for nothing."""
        ...

    def at_once(self, request: Request) -> Reply | None:
        """The answer, waiting for nobody; None where it is not to be had so, and then nothing was done."""
        ...

    def working(self, locale: str | None) -> Reply:
        """It takes longer: the answer will come."""
        ...

    def may(
        self, actors: Sequence[Actor], place: PlaceRef, commands: Sequence[str]
    ) -> Mapping[Actor, frozenset[str]]:
        """The commands that each of them may use there at all: what is shown to whom. Changes nothing."""
        ...

    def no_chat(self, locale: str | None) -> Reply:
        """An answer for one person could not be given in private; says nothing of it."""
        ...

    def busy(self, locale: str | None) -> Reply:
        """Too much is waiting: nothing was started."""
        ...
