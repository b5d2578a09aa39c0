"""What may be shown of a ticket's scope: what it concerns, what is billed, excluded or let through."""

from __future__ import annotations

from bot.domain.proposals import agreed_minutes, billed_minutes, waiting
from bot.domain.scope import concern_of, exclusion_of, override_of
from bot.domain.ticket import Ticket
from bot.results.views import ScopeView
from bot.storage import UnitOfWork
from policy import scope
from policy.documents import PolicyDocument
from policy.facts import Case
from policy.texts import Translated


def scope_view(uow: UnitOfWork, ticket: Ticket, document: PolicyDocument) -> ScopeView:
    """The scope of a ticket as it stands. `ticket.history` is loaded."""
    clause = scope.own_list(document)
    own = () if clause is None else uow.exclusions.of_desk(ticket.desk_id)
    listed = tuple(
        scope.Excluded(each.id, Translated(each.title, each.title, each.title), clause or "", of_desk=True)
        for each in own
    )
    case = Case(ticket.terms.plan, ticket.severity, ticket.channel, ticket.product)
    concern, excluded, let_through = (
        concern_of(ticket.history),
        exclusion_of(ticket.history),
        override_of(ticket.history),
    )
    titles = {each.id: each.title for each in scope.concerns(document, case, listed)}
    causes = {each.id: each.title for each in scope.exclusions(document, listed)}
    there = waiting(ticket.history)
    return ScopeView(
        concern=titles.get(concern) if concern else None,
        excluded=None if excluded is None else causes.get(excluded.exclusion, _plain(excluded.exclusion)),
        excluded_by=None if excluded is None else excluded.clause,
        let_through_by=None if let_through is None else let_through.clause,
        let_through_over=() if let_through is None else let_through.over,
        waiting=there[-1] if there else None,
        agreed_minutes=agreed_minutes(ticket.history),
        billed_minutes=billed_minutes(ticket.history),
        may_exclude=bool(causes) and excluded is None,
    )


def _plain(text: str) -> Translated:
    return Translated(text, text, text)
