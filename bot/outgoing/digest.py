"""What a desk's channel is told when the desk opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class DigestNotice:
    """Where the desk stands at an opening, and the reminders that its channel was spared until then."""

    at: datetime
    tag: Literal["digest"] = "digest"
