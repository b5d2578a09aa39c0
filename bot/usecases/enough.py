"""Whether an account has a ticket or minutes left for what somebody is about to open."""

from __future__ import annotations

from dataclasses import replace

from bot.usecases.about import About
from bot.usecases.holding import COUNTED, holdings
from policy.counting import counting, may_take, other_subject
from policy.decisions import Allowed, Decision, Denied, ReasonCode

NOBODY = 0
"""Whose own tickets are looked at while the desk's people have named no requester: nobody's."""
EXHAUSTED = frozenset({ReasonCode.NO_TICKET_LEFT, ReasonCode.NO_MINUTES_LEFT, ReasonCode.TRIAL_OVER})
"""Whatever is chosen, there is nothing left to open a ticket with."""


def enough(about: About) -> Decision | None:
    """Yes by what is left, or no with what can be bought; None where the plan counts nothing.

    Where it will be written, the account stays locked to the end: what is counted here is there to be taken.
    """
    asking, document, terms = about.asking, about.version.document, about.terms
    if asking.writes and counting(document, terms) in COUNTED:
        asking.uow.accounts.lock(about.account)
    person = NOBODY if about.requester is None else about.requester.person.id
    found = holdings(asking.uow, about.account, document, terms)
    decision = may_take(document, terms, found, person, asking.now)
    here = asking.here
    if here is None or here.ticket.account_id != about.account.id:
        return decision
    reason = other_subject(document, terms, here.ticket.number)
    if reason is None or not isinstance(decision, Allowed | Denied):
        return decision
    return replace(decision, reasons=(*decision.reasons, reason))
