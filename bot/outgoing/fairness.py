"""What is said of fair use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.ids import AccountId, PersonId
from policy.facts import Standing


@dataclass(frozen=True, slots=True)
class StandingNotice:
    """An account stands otherwise as to fair use, what that changes and how it ends; to those affected.

    `actor` and `reason` are shown on the desk's side only.
    """

    account: AccountId
    standing: Standing
    clause: str
    actor: PersonId
    reason: str
    internal: bool
    trained: bool = False
    tag: Literal["standing"] = "standing"


@dataclass(frozen=True, slots=True)
class FairUseProposal:
    """The measures suggest another standing: for somebody of the desk to decide, with the figures."""

    account: AccountId
    to: Standing
    clause: str
    days: int
    tickets: int
    licences: int | None
    documented: int
    reopened: int
    tag: Literal["fair_use_proposal"] = "fair_use_proposal"
