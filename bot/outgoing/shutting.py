"""What is said of places: that the desk cannot post there, that others read along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.requests import Shut


@dataclass(frozen=True, slots=True)
class ShutNotice:
    """To an admin, or to whoever opened a ticket whose card is missing: what to do there."""

    place: str
    why: Shut
    tag: Literal["shut"] = "shut"


@dataclass(frozen=True, slots=True)
class SharedNotice:
    """To an admin: people of another organisation are in the desk's own place now."""

    place: str
    tag: Literal["shared"] = "shared"
