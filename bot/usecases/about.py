"""What somebody is about to open, as every check of it sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.commands import Open
from bot.domain.people import Account, Member
from bot.policies import Version
from bot.usecases.asking import Asking
from policy.decisions import Decision
from policy.facts import Case, Terms


@dataclass(frozen=True, slots=True)
class About:
    """A request before it is a ticket: for whom, on what terms, under which version. To read only."""

    command: Open
    asking: Asking
    account: Account
    requester: Member | None
    terms: Terms
    case: Case
    version: Version


Check = Callable[[About], Decision | None]
"""What a part of the policy says of it; None where it has nothing to say."""
