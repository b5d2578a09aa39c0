"""What an account asked for lately, measured; and a proposal to the desk where it is too much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.events import Event, Opened, Reopened
from bot.domain.ids import AccountId, PlaceId
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.outgoing import Draft, FairUseProposal, ToPlace
from bot.usecases.asking import Asking
from policy import fair_use
from policy.facts import Standing
from policy.fair_use import Measures
from policy.fair_use_rule import FairUseRule


def measured(
    asking: Asking, account_id: AccountId, licences: int | None, rule: FairUseRule, now: datetime
) -> Measures:
    """The account's tickets within the rule's window: how many, documented, reopened.

    A ticket was answered by documentation where an answer to it holds the link of one of the desk's articles.
    """
    uow, desk = asking.uow, asking.desk
    recent = uow.standings.recent(desk.id, account_id, now - timedelta(days=rule.days))
    answers = uow.standings.answers(tuple(recent))
    bodies = uow.texts.many(desk.id, [text for texts in answers.values() for text in texts])
    links = tuple(article.url for article in uow.articles.of_desk(desk.id))
    documented = sum(
        any(link in bodies.get(text, "") for text in texts for link in links) for texts in answers.values()
    )
    return Measures(len(recent), licences, documented, sum(recent.values()))


def propose(asking: Asking, ticket: Ticket, events: Sequence[Event]) -> None:
    """Tell the desk, once a standing and month, that the figures suggest another one."""
    if not any(isinstance(event, Opened | Reopened) for event in events):
        return
    document, _ = asking.pinned(ticket)
    rule = fair_use.rule_of(document)
    if rule is None:
        return
    since = asking.now - timedelta(days=rule.days)
    count = asking.uow.standings.count(asking.desk.id, ticket.account_id, since)
    if not fair_use.is_excessive(rule, Measures(count, ticket.terms.licences, 0, 0)):
        return  # what was answered how is looked at only where there are too many
    standing = asking.uow.standings.now(asking.desk.id, ticket.account_id)
    if standing is Standing.LIMITED or _is_told(asking, ticket.account_id, standing):
        return
    measures = measured(asking, ticket.account_id, ticket.terms.licences, rule, asking.now)
    to = fair_use.proposed(rule, standing, measures)
    if to is None or to is Standing.NORMAL:
        return
    notice = FairUseProposal(
        ticket.account_id,
        to,
        rule.clause,
        rule.days,
        measures.tickets,
        measures.licences,
        measures.documented,
        measures.reopened,
    )
    for place in asking.uow.places.of_desk(asking.desk.id, Face.DESK):
        key = _key(asking, ticket.account_id, to, place.id)
        asking.uow.outbox.add(Draft(asking.desk.id, None, ToPlace(place.id), notice, key), asking.now)


def _key(asking: Asking, account_id: AccountId, to: Standing, place: PlaceId) -> str:
    return f"fair_use:{account_id}:{to}:{asking.now:%Y-%m}:{place}"


def _is_told(asking: Asking, account_id: AccountId, standing: Standing) -> bool:
    """Whether the desk was told this month of what would come after this standing."""
    to = Standing.WATCHED if standing is Standing.NORMAL else Standing.LIMITED
    places = asking.uow.places.of_desk(asking.desk.id, Face.DESK)
    keys = [_key(asking, account_id, to, place.id) for place in places]
    return all(asking.uow.outbox.by_key(asking.desk.id, key) is not None for key in keys)
