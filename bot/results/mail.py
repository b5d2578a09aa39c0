"""What an e-mail is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MailUnclaimed:
    """It became no ticket, and the desk was shown it. `silent`: nobody is answered."""

    desk: str
    why: Literal["unknown", "refused", "automatic"]
    silent: bool
