"""What is said of e-mail that became no ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.ids import TextId


@dataclass(frozen=True, slots=True)
class UnclaimedMailNotice:
    """To the desk: a message from somebody whom it does not know, or that could not be filed, whole."""

    sender: str
    mailbox: str
    subject: str
    text: TextId
    why: Literal["unknown", "refused", "automatic"]
    tag: Literal["unclaimed_mail"] = "unclaimed_mail"
