"""A product was down (`outage`): declared from a critical ticket, ended, corrected; its history keeps all."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands import DeclareOutage
from bot.domain.events import OutageDeclared
from bot.domain.people import Face
from bot.domain.products import Outage
from bot.domain.ticket import Ticket
from bot.errors import NotNow, NotUnderstood
from bot.outgoing import OutageNotice
from bot.parsing import past_instant
from bot.results import OutageTold
from bot.usecases.about_product import product_named
from bot.usecases.asking import Asking
from bot.usecases.ends import zone_of
from bot.usecases.products import published
from bot.usecases.recording import owe_thread, record
from policy.availability import availability
from policy.facts import Severity


def outage(command: DeclareOutage, asking: Asking) -> OutageTold:
    """Declare it, end it or correct it; without times, tell what is declared (SI-11.uptime)."""
    ticket = asking.ticket(command.ticket, "outage", lock=True)
    before = asking.uow.products.outage_of(asking.desk.id, ticket.id)
    told = published(asking.version().document)
    asked = command.start is None and command.end is None and not command.over
    if told is None and not (asked and before is not None):
        raise NotNow("error.no_uptime", policy=asking.desk.policy_id)
    if asked or told is None:
        return _told(asking, ticket, before, None)
    if ticket.severity is not Severity.CRITICAL and before is None:
        raise NotNow("error.not_critical", ticket=ticket.number, clause=told.clause)
    product = _product(command, asking, ticket, before)
    start = before.from_at if before is not None else None
    if command.start is not None:
        start = _instant(command.start, asking)
    if start is None:
        raise NotUnderstood("error.missing", verb="outage", what="times")
    end = None if command.start is not None or before is None else before.until_at
    if command.end is not None:
        end = _instant(command.end, asking, after=start)
    elif command.over:
        end = asking.at
    if end is not None and end <= start:
        raise NotUnderstood("error.times_reversed", ticket=ticket.number)
    now = Outage(asking.desk.id, ticket.id, product, start, end)
    if now != before:
        asking.uow.products.declare(now)
        ticket = record(asking, ticket, OutageDeclared(asking.at, asking.me, product, start, end))
        known = asking.uow.products.get(asking.desk.id, product)
        name = product if known is None else known.name
        notice = OutageNotice(name, asking.me, start, end, corrected=before is not None)
        owe_thread(asking, ticket, Face.DESK, notice)
    return _told(asking, ticket, now, before if now != before else None)


def _product(command: DeclareOutage, asking: Asking, ticket: Ticket, before: Outage | None) -> str:
    """Which was down: as named, as declared before, the ticket's, else the desk's only one."""
    if command.product is not None:
        return product_named(asking, command.product).id
    products = asking.uow.products.of_desk(asking.desk.id)
    only = products[0].id if len(products) == 1 else None
    found = (before.product if before is not None else None) or ticket.product or only
    if found is None:
        names = ", ".join(product.name for product in products)
        raise NotUnderstood("error.which_product", ticket=ticket.number, valid=names)
    return found


def _instant(written: str, asking: Asking, after: datetime | None = None) -> datetime:
    """A time that has been, on the asker's wall. An hour alone is the latest, or the first after."""
    return past_instant(written, asking.at, zone_of(asking), asking.language, after)


def _told(asking: Asking, ticket: Ticket, outage: Outage | None, before: Outage | None) -> OutageTold:
    document = asking.version().document
    if outage is None:
        return OutageTold(ticket.number, document.zone, None, None)
    zone = ZoneInfo(document.zone)
    known = asking.uow.products.get(asking.desk.id, outage.product)
    spans = asking.uow.products.outages(asking.desk.id, outage.product)
    month = outage.from_at.astimezone(zone).date()
    return OutageTold(
        ticket=ticket.number,
        zone=document.zone,
        product=outage.product if known is None else known.name,
        outage=(outage.from_at, outage.until_at),
        before=None if before is None else (before.from_at, before.until_at),
        month=availability([(each.from_at, each.until_at) for each in spans], month, zone, asking.now),
        published=published(document),
    )
