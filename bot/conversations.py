"""Where a platform can be written to, kept for its adapter: proactive posts need what an earlier act told."""

from __future__ import annotations

from bot.clock import Clock
from bot.ports import Known
from bot.storage import Conflict, Database


class Conversations:
    """Keeps them in the desk's database. Synchronous, and safe to call from several threads."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

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
        with self._database.reading() as uow:
            return uow.conversations.get(platform, tenant, conversation)

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
