"""What is said of a product that was down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class OutageNotice:
    """Into the desk's thread of its ticket: when the product was down, as now declared.

    `corrected`: something else was declared before.
    """

    product: str
    """By name."""
    actor: PersonId
    from_at: datetime
    until_at: datetime | None = None
    corrected: bool = False
    tag: Literal["outage"] = "outage"
