"""What the account's own first line asks of a ticket that is about to be opened."""

from __future__ import annotations

from bot.usecases.about import About
from policy import first_line
from policy.decisions import Decision, Denied
from policy.facts import Asker


def is_served(about: About) -> Decision | None:
    """Nobody files it for a colleague whom technical work is not for (PB-b.iii.served)."""
    if not about.asking.is_staff or about.requester is None:
        return None
    person, role = about.requester.person, about.requester.membership.role
    requester = Asker(person.id, role, person.name)
    decision = first_line.may_be_served(about.version.document, requester, about.terms)
    return decision if isinstance(decision, Denied) else None
