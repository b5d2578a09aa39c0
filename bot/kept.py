"""Answers that hold until something is committed: made once for whoever asks the same again from there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

from bot.asked import is_lasting
from bot.given import Given
from bot.requests import Request, Typed

MOST = 2_000
"""Answers that are kept; then all are forgotten."""


class Kept:
    """Safe to share between threads.

    `stamp` gives a number that is another one after every commit, whichever process made it; None where the
    database cannot tell, and then nothing is kept. It is read before the answer is made: what was committed
    meanwhile makes an answer too new for its stamp, never too old.
    """

    def __init__(self, stamp: Callable[[], int | None]) -> None:
        self._stamp = stamp
        self._turn = threading.Lock()
        self._at: int | None = None
        self._held: dict[Hashable, Given] = {}

    def find(self, request: Request, make: Callable[[], Given | None]) -> Given | None:
        """The answer that is kept, else the one that is made."""
        intent = request.intent
        if not isinstance(intent, Typed) or not is_lasting(request) or request.mentioned:
            return make()
        now = self._stamp()
        if now is None:
            return make()
        # All that a request is, but for its key, its time and the message's own id: a right is of a person,
        # in a place.
        about = (request.actor, request.place, intent.text, request.via, request.profile)
        with self._turn:
            held = self._held.get(about) if self._at == now else None
        if held is not None:
            return held
        given = make()
        if given is not None and given.member is not None and not given.reply.refused:
            self._keep(now, about, given)
        return given

    def _keep(self, now: int, about: Hashable, given: Given) -> None:
        with self._turn:
            if self._at != now or len(self._held) >= MOST:
                self._at = now
                self._held.clear()
            self._held[about] = given
