"""What is made of a reply, once for those that are said again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from bot.replies import Reply

T = TypeVar("T")

MOST = 32
"""How many of the last are kept: help and its like, which the desk words once itself."""


class Once(Generic[T]):
    """By the very blocks, not their likeness: comparing two long replies costs more than it saves.

    What it gives is shared: nobody may change it.
    """

    def __init__(self, make: Callable[[Reply, str], T]) -> None:
        """`make` is of a reply, for readers of that tenant."""
        self._make = make
        self._held: dict[int, tuple[Reply, str, T]] = {}

    def of(self, reply: Reply, tenant: str) -> T:
        """What is made of the reply for that tenant."""
        held = self._held.get(id(reply.blocks))
        # The blocks are held, so that their id cannot be another's meanwhile; comparing is quick where they
        # are the same object.
        if held is not None and held[0] == reply and held[1] == tenant:
            return held[2]
        made = self._make(reply, tenant)
        while len(self._held) >= MOST:
            del self._held[next(iter(self._held))]
        self._held[id(reply.blocks)] = (reply, tenant, made)
        return made
