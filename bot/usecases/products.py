"""The desk's products (`product`): their versions, addresses and availability; admins add to them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.commands import ProductAct, Products
from bot.domain.products import Product
from bot.errors import NotNow, NotUnderstood, NotYours
from bot.parsing import day_of
from bot.results import ProductsTold, ProductTold, Published
from bot.usecases.about_product import local_day, product_named, product_view
from bot.usecases.asking import Asking
from bot.usecases.ends import zone_of
from policy.availability import availability, months_before
from policy.documents import PolicyDocument
from policy.facts import Role, Terms
from policy.releases import Release, standing
from policy.rules import RetiredRule, UptimeRule, VersionsRule

LONGEST = 60
"""Characters of a name or a version."""
MONTHS = 3
"""Of availability shown, with this one."""


def products(command: Products, asking: Asking) -> ProductsTold:
    """Show them, or one; or add a product, or a version with its date."""
    if command.act is not ProductAct.SHOW and asking.member.membership.role is not Role.ADMIN:
        raise NotYours(verb="product", who=Role.ADMIN)
    match command.act:
        case ProductAct.SHOW:
            if command.name is None:
                return _told(asking, asking.uow.products.of_desk(asking.desk.id))
            return _told(asking, (product_named(asking, command.name),), one=True)
        case ProductAct.ADD:
            return _add(command, asking)
        case ProductAct.RELEASE:
            return _release(command, asking)


def _add(command: Products, asking: Asking) -> ProductsTold:
    """A new product; or new addresses of one that there is."""
    name = " ".join((command.name or "").split())
    if not name:
        raise NotUnderstood("error.missing", verb="product", what="name")
    if len(name) > LONGEST:
        raise NotUnderstood("error.too_long", what="name", limit=LONGEST)
    known = asking.uow.products.get(asking.desk.id, _slug(name))
    product = known or Product(asking.desk.id, _slug(name), name, local_day(asking, asking.at))
    product = replace(
        product, name=name, mail=command.mail or product.mail, chat=command.chat or product.chat
    )
    _check_address(asking, product)
    asking.uow.products.put(product)
    return _told(asking, (product,), act=ProductAct.ADD, one=True)


def _check_address(asking: Asking, product: Product) -> None:
    """Mail to one address goes to one product: whoever named it first keeps it, whichever desk it is of."""
    taken = None if product.mail is None else asking.uow.mails.mailbox(product.mail)
    if taken is not None and (taken.desk_id, taken.product) != (product.desk_id, product.id):
        raise NotNow("error.mail_taken", value=product.mail or "")


def _release(command: Products, asking: Asking) -> ProductsTold:
    """A version with the date on which it appeared; again, with another date, to correct it."""
    if command.name is None or command.version is None:
        raise NotUnderstood("error.missing", verb="product", what="version")
    product = product_named(asking, command.name)
    if len(command.version) > LONGEST:
        raise NotUnderstood("error.too_long", what="version", limit=LONGEST)
    on = local_day(asking, asking.at) if command.on is None else day_written(command.on, asking)
    asking.uow.products.release(asking.desk.id, product.id, Release(command.version, on))
    return _told(asking, (product,), act=ProductAct.RELEASE, one=True, version=command.version)


def day_written(written: str, asking: Asking) -> date:
    """A date as it was written, on the asker's wall. NotUnderstood for anything else."""
    return day_of(written, asking.now, zone_of(asking), asking.language)


def _told(
    asking: Asking,
    found: tuple[Product, ...],
    *,
    act: ProductAct = ProductAct.SHOW,
    one: bool = False,
    version: str | None = None,
) -> ProductsTold:
    document = asking.version().document
    rules = (rule for rule in document.rules if isinstance(rule, VersionsRule | RetiredRule))
    return ProductsTold(
        act=act,
        desk=asking.desk.name,
        zone=document.zone,
        today=local_day(asking, asking.at),
        products=tuple(_one(asking, document, product, whole=one) for product in found),
        one=one,
        version=version,
        published=published(document),
        clauses=tuple(rule.clause for rule in rules),
        admin=asking.member.membership.role is Role.ADMIN,
    )


def _one(asking: Asking, document: PolicyDocument, product: Product, *, whole: bool) -> ProductTold:
    """Its versions as they stand for the asker's account; for the desk's own people as for any."""
    today, account = local_day(asking, asking.at), asking.member.account
    terms = Terms(document.plans[0]) if account is None else asking.terms(account)
    releases = asking.uow.products.releases(asking.desk.id, product.id)
    stands = (standing(document, terms, releases, each.version, today) for each in reversed(releases))
    outages = asking.uow.products.outages(asking.desk.id, product.id)
    spans = [(outage.from_at, outage.until_at) for outage in outages]
    first = product.since.replace(day=1)
    months = [month for month in months_before(today, MONTHS) if month >= first] if whole else []
    return ProductTold(
        product=product_view(product),
        versions=tuple(each for each in stands if each is not None),
        held=next((held for held in terms.products if held.id == product.id), None),
        months=tuple(
            availability(spans, month, ZoneInfo(document.zone), asking.now)
            for month in months
            if published(document) is not None
        ),
        down_since=next((outage.from_at for outage in outages if outage.until_at is None), None),
    )


def published(document: PolicyDocument) -> Published | None:
    """What the policy says of its uptime, a reference and no promise (SI-11.uptime)."""
    rule = next((rule for rule in document.of(UptimeRule)), None)
    return None if rule is None else Published(rule.percent, rule.year, rule.clause)


def _slug(name: str) -> str:
    """What a name is known by: small letters, digits and hyphens."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in apart if letter.isascii())
    found = "-".join(re.findall(r"[a-z0-9]+", letters))
    if not found:
        raise NotUnderstood("error.bad_name", value=name)
    return found
