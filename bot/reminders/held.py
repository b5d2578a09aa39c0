"""Rows in the hands of a delivery, and what a round of it did."""

from __future__ import annotations

from dataclasses import dataclass

from bot.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round did. `failed` were given up, or may have been said."""

    sent: int
    suppressed: int
    failed: int
    put_off: int

    @property
    def total(self) -> int:
        """Rows that were taken up."""
        return self.sent + self.suppressed + self.failed + self.put_off


class TakenOver(Exception):
    """The lease ran out and somebody else has the row: it is theirs."""


@dataclass(slots=True)
class Held:
    """A row in hand, and until when (wall seconds) it is nobody else's.

    `looks`: its platform can tell what became of a post. `tried`: a call that says it was begun.
    """

    row: Outgoing
    until: float
    looks: bool = True
    tried: bool = False

    @property
    def is_doubted(self) -> bool:
        """It may have been said, and nobody can tell."""
        return self.row.attempted_since is not None and not self.looks
