"""Events of a product that was down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class OutageDeclared:
    """When the product was down, as an agent says; the latest one holds, and those before it stay.

    Without `until_at` it still is down.
    """

    at: datetime
    actor: PersonId
    product: str
    from_at: datetime
    until_at: datetime | None = None
    tag: Literal["outage_declared"] = "outage_declared"
