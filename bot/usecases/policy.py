"""The policy in force, clause by clause, or one clause of it."""

from __future__ import annotations

from difflib import get_close_matches

from bot.commands import Policy
from bot.errors import NoSuchThing
from bot.parsing.words import plain
from bot.results import PolicyTold
from bot.usecases.asking import Asking
from bot.usecases.plan import agreement_of


def policy(command: Policy, asking: Asking) -> PolicyTold:
    """Inside a ticket's thread the policy is the one that the ticket keeps."""
    document = asking.version().document
    if asking.here is not None:
        document, _ = asking.pinned(asking.here.ticket)
    clauses = document.clauses
    if command.clause is not None:
        ids = {plain(clause.id): clause for clause in clauses}
        found = ids.get(plain(command.clause))
        if found is None:
            near = get_close_matches(plain(command.clause), ids, n=1)
            valid = ids[near[0]].id if near else ""
            raise NoSuchThing("error.no_such_clause", clause=command.clause, valid=valid)
        clauses = (found,)
    return PolicyTold(
        asking.desk.name,
        document.id,
        document.version,
        document.effective_on,
        clauses,
        one=command.clause is not None,
        agreement=agreement_of(asking, document),
    )
