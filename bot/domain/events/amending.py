"""A ticket that was put under another version of its policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Amended:
    """The ticket has a later version of its policy from now on, since that is in the customer's favour.

    `before` and `after` are the versions as the documents name them; the row pins their sha256.
    """

    at: datetime
    actor: PersonId
    before: str
    after: str
    tag: Literal["amended"] = "amended"
