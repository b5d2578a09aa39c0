"""Where a platform can be written to, kept for its adapter: proactive posts need what an earlier act told."""

from __future__ import annotations

import threading

from bot.clock import Clock
from bot.ports import Known
from bot.storage import Conflict, Database

MOST = 5_000
"""Conversations that are at hand; then all are read anew."""
_Name = tuple[str, str, str]


class Conversations:
    """Keeps them in the desk's database. Synchronous, and safe to call from several threads.

    What was read is at hand until anything is committed, by whichever process; where the database cannot
    tell that (PostgreSQL), nothing is.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._turn = threading.Lock()
        self._at: int | None = None
        self._held: dict[_Name, Known] = {}

    def keep(self, known: Known) -> None:
        """The newest word of the platform on a conversation; nothing is written where it says nothing new."""
        if self.of(known.platform, known.tenant, known.conversation) == known:
            return
        try:
            with self._database.writing() as uow:
                uow.conversations.put(known, self._clock.now())
                uow.commit()
        except Conflict:  # told twice at once: the other one holds the same
            return

    def of(self, platform: str, tenant: str, conversation: str) -> Known | None:
        """What is known of a conversation."""
        # Before it is read: what is committed meanwhile makes it too new for its stamp, never too old.
        now = self._database.stamp()
        with self._database.reading() as uow:
            found = uow.conversations.get(platform, tenant, conversation)
        if now is not None and found is not None:
            with self._turn:
                if self._at != now or len(self._held) >= MOST:
                    self._at = now
                    self._held.clear()
                self._held[platform, tenant, conversation] = found
        return found

    def at_hand(self, platform: str, tenant: str, conversation: str) -> Known | None:
        """The same without waiting for anything; None where it is not at hand, or not known."""
        now = self._database.stamp()
        with self._turn:
            is_true = now is not None and self._at == now
            return self._held.get((platform, tenant, conversation)) if is_true else None

    def chat(self, platform: str, tenant: str, user: str) -> Known | None:
        """The private chat with a person, the newest."""
        with self._database.reading() as uow:
            return uow.conversations.chat(platform, tenant, user)

    def all_of(self, platform: str, tenant: str) -> tuple[Known, ...]:
        """All that is known of a tenant's conversations."""
        with self._database.reading() as uow:
            return uow.conversations.all_of(platform, tenant)

    def bury(self, platform: str, tenant: str, conversation: str, why: str | None) -> None:
        """Nothing can be said there any more, and why; None: it can again."""
        with self._database.writing() as uow:
            if uow.conversations.bury(platform, tenant, conversation, why):
                uow.commit()
