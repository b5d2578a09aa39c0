"""What the use cases of revisions and languages answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.results.views import TicketView
from policy.facts import Standing
from policy.fair_use import Measures
from policy.fair_use_rule import FairUseRule
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
class FairUseTold:
    """Where an account stands, the figures behind it, and what they suggest."""

    account: str
    zone: str
    standing: Standing
    measures: Measures
    rule: FairUseRule
    proposal: Standing | None
    since: datetime | None = None
    by: str | None = None
    reason: str | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class FairUseForm:
    """The reason (or the training) that a decision needs; `to` None records training."""

    account: str
    zone: str
    to: Standing | None


@dataclass(frozen=True, slots=True)
class LanguageTold:
    """The language in which a person is spoken to; `served` those of the policy, by `clause`."""

    language: str
    changed: bool
    served: tuple[str, ...] | None = None
    clause: str | None = None
