"""What the use cases of revisions and languages answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.results.views import TicketView
from policy.targets import Milestone


@dataclass(frozen=True, slots=True)
class AmendPreview:
    """What putting the ticket under the version in force would move: due before (None: new), and after."""

    ticket: TicketView
    version: str
    moves: tuple[tuple[Milestone, datetime | None, datetime], ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """The ticket has the version in force now."""

    ticket: TicketView
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LanguageTold:
    """The language in which a person is spoken to; `served` those of the policy, by `clause`."""

    language: str
    changed: bool
    served: tuple[str, ...] | None = None
    clause: str | None = None
