"""What is said of offers, exclusions and what was let through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.events import Proposed
from bot.domain.ids import PersonId, TextId, TicketNumber
from policy.texts import Translated


@dataclass(frozen=True, slots=True)
class ProposedNotice:
    """The desk proposes something that needs a yes; `number` is its place in the ticket's history."""

    number: int
    proposal: Proposed
    tag: Literal["proposed"] = "proposed"


@dataclass(frozen=True, slots=True)
class ProposalAnsweredNotice:
    """The requester's side said yes or no to it."""

    proposal: Proposed
    actor: PersonId
    yes: bool
    tag: Literal["proposal_answered"] = "proposal_answered"


@dataclass(frozen=True, slots=True)
class WithdrawnNotice:
    """The desk took its proposal of that kind back."""

    what: str
    actor: PersonId
    tag: Literal["withdrawn"] = "withdrawn"


@dataclass(frozen=True, slots=True)
class OfferAskedNotice:
    """The requester's side asks for an offer of billed work, by a clause."""

    actor: PersonId
    text: TextId | None
    clause: str
    tag: Literal["offer_asked"] = "offer_asked"


@dataclass(frozen=True, slots=True)
class ExcludedNotice:
    """The ticket is not taken on: by which exclusion and clauses. The agent's reason stays with the desk."""

    title: Translated
    clauses: tuple[str, ...]
    actor: PersonId
    reason: TextId | None = None
    tag: Literal["excluded"] = "excluded"


@dataclass(frozen=True, slots=True)
class DuplicateNotice:
    """The ticket asks what another asks, and is over."""

    of: TicketNumber
    actor: PersonId
    tag: Literal["duplicate"] = "duplicate"


@dataclass(frozen=True, slots=True)
class ExceptionAskedNotice:
    """To the desk: somebody asks it to let through what the policy refused."""

    refusal: int
    account: str
    subject: str
    clauses: tuple[str, ...]
    person: PersonId
    tag: Literal["exception_asked"] = "exception_asked"


@dataclass(frozen=True, slots=True)
class OverriddenNotice:
    """The ticket was opened at the desk's discretion; the reason stays with the desk."""

    clause: str
    over: tuple[str, ...]
    actor: PersonId
    reason: TextId
    tag: Literal["overridden"] = "overridden"
