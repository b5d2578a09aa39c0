"""Which product and version something is about, and what the desk says of its products."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.commands import Open
from bot.domain.products import Product
from bot.errors import NoSuchThing
from bot.results import ProductView
from bot.storage.folding import folded
from bot.usecases.about import About
from bot.usecases.asking import Asking
from policy.decisions import Allowed, Decision, NeedsConsent
from policy.facts import Terms
from policy.releases import AT_PRICE, Release, may_ask_about
from policy.rules import MaintenanceRule


def product_named(asking: Asking, named: str) -> Product:
    """The desk's product of that name or id. NoSuchThing names those there are."""
    products = asking.uow.products.of_desk(asking.desk.id)
    for product in products:
        if folded(named.strip()) in {folded(product.name), product.id}:
            return product
    if not products:
        raise NoSuchThing("error.no_products", desk=asking.desk.name)
    valid = ", ".join(product.name for product in products)
    raise NoSuchThing("error.no_such_product", product=named, valid=valid)


def chosen(command: Open, asking: Asking, terms: Terms) -> tuple[Product | None, str | None]:
    """The product and version that a request is about.

    Where none is named: the desk's only product, else the only one that the account has. A version that is
    not named is the one that the account holds; one of another product, left over in a form, is forgotten.

    Raises:
        NoSuchThing: a product, or a version of it, that the desk does not have.
    """
    product = _product(command, asking, terms)
    if product is None:
        return None, None
    held = next((each.version for each in terms.products if each.id == product.id), None)
    out = released(asking, product)
    known = [release.version for release in out]
    if command.version is None or not known:
        return product, held if held in known or not known else None
    if command.version in known:
        return product, command.version
    if command.accepted is not None:
        return product, held if held in known else None
    valid = ", ".join(known)
    raise NoSuchThing("error.no_such_version", product=product.name, version=command.version, valid=valid)


def _product(command: Open, asking: Asking, terms: Terms) -> Product | None:
    if command.product is not None:
        return product_named(asking, command.product)
    products = asking.uow.products.of_desk(asking.desk.id)
    mine = {held.id for held in terms.products}
    theirs = [product for product in products if product.id in mine]
    for only in (products, theirs):
        if len(only) == 1:
            return only[0]
    return None


def released(asking: Asking, product: Product) -> tuple[Release, ...]:
    """The versions that have appeared by today, newest first."""
    today = local_day(asking, asking.at)
    found = asking.uow.products.releases(asking.desk.id, product.id)
    return tuple(sorted((each for each in found if each.on <= today), key=lambda each: each.on, reverse=True))


def versions_of(asking: Asking, product: str | None) -> tuple[str, ...]:
    """Their names; none where no product is chosen."""
    known = None if product is None else asking.uow.products.get(asking.desk.id, product)
    return () if known is None else tuple(release.version for release in released(asking, known))


def local_day(asking: Asking, at: datetime) -> date:
    """The date on the policy's own clocks."""
    return at.astimezone(ZoneInfo(asking.version().document.zone)).date()


def product_view(product: Product) -> ProductView:
    """A product with its addresses."""
    return ProductView(product.id, product.name, product.mail, product.chat)


def product_views(asking: Asking) -> tuple[ProductView, ...]:
    """All of the desk's, with the addresses at which support for each is asked for (SI-5.channels)."""
    return tuple(product_view(each) for each in asking.uow.products.of_desk(asking.desk.id))


def version_check(about: About) -> Decision | None:
    """What the policy says of the version that is asked about (TT-7, TT-o.retired)."""
    asking, document = about.asking, about.version.document
    product, version = chosen(about.command, asking, about.terms)
    if product is None or version is None:
        return None
    rule = next((rule for rule in document.of(MaintenanceRule)), None)
    price = None if rule is None else asking.uow.prices.get(asking.desk.id, rule.price)
    cost = None if price is None else (price.amount, price.currency)
    day = local_day(asking, asking.at)
    releases = asking.uow.products.releases(asking.desk.id, product.id)
    found = may_ask_about(document, about.terms, product.id, releases, version, day, cost)
    if isinstance(found, NeedsConsent) and asking.is_staff:
        found = _unasked(found)
    return None if found is None else _named(found, product.name)


def _unasked(decision: NeedsConsent) -> Decision:
    """Nobody says yes to a price for the customer: nothing is charged, and the version stays for sale."""
    left = [(r, a) for r, a in zip(decision.reasons, decision.asks, strict=True) if a != AT_PRICE]
    if not left:
        return Allowed(decision.reasons)
    return NeedsConsent(tuple(r for r, _ in left), tuple(a for _, a in left))


def _named(decision: Decision, name: str) -> Decision:
    """With the product's name in place of its id: what a sentence says."""
    reasons = tuple(replace(each, facts={**each.facts, "product": name}) for each in decision.reasons)
    return replace(decision, reasons=reasons)
