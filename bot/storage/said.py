"""Messages that joined tickets, found again by where they were written."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from bot.domain.ids import TextId, TicketId
from bot.storage.handle import Repository
from bot.storage.tables import said

_WHERE = tuple(
    said.c[name] == bindparam(f"of_{name}") for name in ("platform", "tenant", "conversation", "ref")
)
_GET = select(said.c.ticket_id, said.c.text_id, said.c.now_id, said.c.turn).where(*_WHERE)
_ADD = insert(said)
_CHANGE = update(said).where(*_WHERE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message stands: its conversation on a platform, and its reference there."""

    platform: str
    tenant: str
    conversation: str
    ref: str

    @property
    def keys(self) -> dict[str, str]:
        """As the statements name them."""
        return {
            "of_platform": self.platform,
            "of_tenant": self.tenant,
            "of_conversation": self.conversation,
            "of_ref": self.ref,
        }


@dataclass(frozen=True, slots=True)
class SaidMessage:
    """A message as it is kept. `text` is None where only a change of it has come so far.

    `now` is None once it was deleted; `turn` is the platform's mark of the edit that it shows.
    """

    ticket: TicketId
    text: TextId | None
    now: TextId | None
    turn: str = ""

    @property
    def is_deleted(self) -> bool:
        """Whether it was taken away."""
        return self.now is None


class SaidMessages(Repository):
    """One row a message. The ticket was loaded within its desk."""

    def get(self, spot: Spot) -> SaidMessage | None:
        """The message that stands there, if it joined a ticket (or a change of it came first)."""
        row = self._db.run(_GET, spot.keys).one_or_none()
        return None if row is None else SaidMessage(*row)

    def add(self, spot: Spot, message: SaidMessage) -> None:
        """Keep it. Conflict where it was kept meanwhile."""
        where = {name.removeprefix("of_"): value for name, value in spot.keys.items()}
        self._db.run(_ADD, where | _columns(message))

    def change(self, spot: Spot, message: SaidMessage) -> None:
        """Keep what became of it."""
        self._db.run(_CHANGE, spot.keys | _columns(message))


def _columns(message: SaidMessage) -> dict[str, object]:
    return {
        "ticket_id": message.ticket,
        "text_id": message.text,
        "now_id": message.now,
        "turn": message.turn,
    }
