"""May this person ask for this, on this plan, through this channel, now?"""

from dataclasses import dataclass
from datetime import datetime

from policy.decisions import Decision
from policy.documents import PolicyDocument
from policy.facts import Asker, Case, Channel, Terms
from policy.resolving import Calendars


@dataclass(frozen=True, slots=True)
class ChannelOffer:
    """A channel and whether it may be used now."""

    channel: Channel
    decision: Decision


def may_open(
    document: PolicyDocument,
    calendars: Calendars,
    asker: Asker,
    terms: Terms,
    case: Case,
    now: datetime,
) -> Decision:
    """May this person open a ticket for the account: person first, then channel."""
    raise NotImplementedError


def may_escalate(
    document: PolicyDocument,
    calendars: Calendars,
    asker: Asker,
    terms: Terms,
    case: Case,
    now: datetime,
    to_level: str | None,
) -> Decision:
    """May this person escalate; to a named level, or to whatever level is next (None)."""
    raise NotImplementedError


def may_use_channel(
    document: PolicyDocument, calendars: Calendars, terms: Terms, case: Case, now: datetime
) -> Decision:
    """May support be asked for through the case's channel now."""
    raise NotImplementedError


def channels(
    document: PolicyDocument, calendars: Calendars, terms: Terms, now: datetime
) -> tuple[ChannelOffer, ...]:
    """Every channel with its decision, for forms: the allowed ones first."""
    raise NotImplementedError


def may_hold_plan(document: PolicyDocument, terms: Terms) -> Decision:
    """May the account be on the plan of its terms (DV-licences)."""
    raise NotImplementedError


def may_authorize(document: PolicyDocument, terms: Terms) -> Decision:
    """May one more authorized contact be named (PB-b.iii.roster, SU-users)."""
    raise NotImplementedError
