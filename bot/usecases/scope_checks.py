"""What a request concerns, before it is a ticket: supported, billed or left out; and in which language."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Open
from bot.domain.events import Agreed, Event, Proposed
from bot.domain.ids import PersonId
from bot.domain.products import Product
from bot.domain.proposals import BILLED_WORK
from bot.errors import NotUnderstood
from bot.requests import Via
from bot.usecases.about import About
from bot.usecases.asking import Asking
from bot.usecases.excluding import listed
from bot.usecases.offer import HOUR
from policy import scope
from policy.decisions import Allowed, Decision, NeedsConsent
from policy.documents import PolicyDocument
from policy.facts import Case
from policy.scope import BILLED, Concern
from policy.scope_rules import Standing

DISCRETION = "discretion"
"""The name of the box by which the desk is asked to let a refused request through."""


def concern_checked(about: About) -> Decision | None:
    """Whether what it concerns is supported, billed or left out.

    PB-b.iii.scope, PB-b.extra, TT-4.phone, SU-scope, DV-exclusions. Raises NotUnderstood for a line that the
    list does not have, where it was typed.
    """
    asking, document, concern = about.asking, about.version.document, about.command.concerns
    if concern is None:
        return None
    price = asking.uow.prices.get(asking.desk.id, HOUR)
    asked = None if price is None else (price.amount, price.currency)
    decision = scope.may_concern(document, about.case, concern, listed(asking), asked)
    if decision is None and asking.request.via is not Via.FORM:
        there = concerns_of(asking, document, about.case)
        raise NotUnderstood(
            "error.bad_value", option="concerns", value=concern, valid=", ".join(c.id for c in there)
        )
    if isinstance(decision, NeedsConsent) and asking.is_staff:
        # Nobody says yes for the customer: the ticket is opened, and the yes is asked for by an offer.
        return scope.may_bill(document, about.terms.plan) or Allowed(decision.reasons)
    return decision


def product_checked(about: About) -> Decision | None:
    """Whether the product came from the provider (TT-4.phone) and is managed by it (SI-3.scope)."""
    held = about.case.product
    product = None if held is None else next((p for p in _products(about.asking) if p.id == held), None)
    called = None if product is None else product.name
    return scope.may_ask_about(about.version.document, about.terms, held, called, about.case.channel)


def _products(asking: Asking) -> tuple[Product, ...]:
    return asking.uow.products.of_desk(asking.desk.id)


def language_checked(about: About) -> Decision | None:
    """What somebody of another language is told of the channel (TT-4.phone)."""
    requester = about.requester
    own = requester.person.language if requester is not None else None
    return scope.spoken(about.version.document, about.case, own or about.asking.language)


def concerns_of(asking: Asking, document: PolicyDocument, case: Case) -> tuple[Concern, ...]:
    """What the form lets one choose from."""
    return scope.concerns(document, case, listed(asking))


def with_usual_concern(command: Open, asking: Asking, document: PolicyDocument, case: Case) -> Open:
    """The command with what a form begins with: the first covered line, where none of the list is chosen."""
    there = concerns_of(asking, document, case)
    if any(each.id == command.concerns for each in there):
        return command
    usual = next((each.id for each in there if each.standing is Standing.COVERED), None)
    return replace(command, concerns=usual)


def agreed_at_opening(
    command: Open, asking: Asking, document: PolicyDocument, case: Case
) -> tuple[Event, ...]:
    """A first hour of billed work, said yes to in the open form, at the price that was shown there."""
    found = next((c for c in concerns_of(asking, document, case) if c.id == command.concerns), None)
    price = asking.uow.prices.get(asking.desk.id, HOUR)
    if found is None or price is None or asking.is_staff or BILLED not in command.agreed:
        return ()
    if found.standing is not Standing.BILLED:
        return ()
    proposed = Proposed(asking.at, None, BILLED_WORK, found.clause, 1, HOUR, price.amount, price.currency)
    return (proposed, Agreed(asking.at, PersonId(asking.me), BILLED_WORK))


def plainly(command: Open) -> Open:
    """The command without what only a refusal asks about."""
    return replace(command, agreed=tuple(name for name in command.agreed if name != DISCRETION))
