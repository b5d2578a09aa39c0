"""What is said of new versions of a policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class RevisedNotice:
    """A new version of the desk's policy is in force; what changed is read from the two (by sha256)."""

    before: str
    after: str
    tag: Literal["revised"] = "revised"


@dataclass(frozen=True, slots=True)
class AmendedNotice:
    """The ticket has a later version from now on, and with it other due times."""

    before: str
    after: str
    actor: PersonId
    tag: Literal["amended"] = "amended"
