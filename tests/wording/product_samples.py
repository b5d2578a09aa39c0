"""Samples of what is said of products, accounts' terms and outages."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from bot.commands import ProductAct
from bot.results import (
    AccountsTold,
    AccountTold,
    OutageTold,
    ProductsTold,
    ProductTold,
    ProductView,
    Published,
    Result,
)
from policy.availability import Availability
from policy.facts import ProductHeld
from policy.releases import Release, Standing, Support
from tests.wording.samples import TORONTO, on

STOCK = ProductView("stock", "Stock", "stock@example.com", "https://example.com/chat")
DOORS = ProductView("doors", "Doors")
OLD, NEW = Release("4.2", date(2025, 2, 3)), Release("5.0", date(2026, 3, 1))
UNTIL = date(2026, 9, 1)
VERSIONS = (
    Standing(Release("6.0", date(2027, 1, 1)), Support.COMING),
    Standing(NEW, Support.CURRENT),
    Standing(OLD, Support.PREVIOUS, NEW, UNTIL, UNTIL),
    Standing(Release("4.0", date(2024, 1, 1)), Support.ENDED, OLD, date(2025, 8, 3), date(2025, 8, 3)),
)
MONTHS = (
    Availability(date(2026, 7, 1), timedelta(days=2), timedelta(), so_far=True),
    Availability(date(2026, 6, 1), timedelta(days=30), timedelta(minutes=55)),
)
PUBLISHED = Published(Decimal("99.99"), 2022, "SI-11.uptime")
HELD = ProductHeld("stock", bought=True, managed=False, version="4.2")
ACCOUNT = AccountTold(
    name="Moulin <@U1>",
    plan="contract",
    employees=60,
    licences=12,
    active=False,
    hours="mon-fri 07:00-21:00",
    maintenance_until=UNTIL,
    limit=5,
    named=2,
    products=(("Stock", HELD), ("Doors", ProductHeld("doors", bought=False))),
)
BARE = AccountTold("Ferme", "other", None, None, True, None, None, None, 0, ())

CHOSEN = {
    "products": (STOCK, DOORS),
    "product": "stock",
    "versions": ("5.0", "4.2"),
    "product_version": "4.2",
    "agreed": ("unsupported", "version_price"),
}


def results() -> Iterator[Result]:
    """Each kind, in each of its forms."""
    told = ProductTold(STOCK, VERSIONS, HELD, MONTHS, on(2, 9))
    values = {"desk": "Boréal", "zone": TORONTO, "today": date(2026, 7, 2)}
    yield ProductsTold(ProductAct.SHOW, **values, products=(), admin=True)
    yield ProductsTold(ProductAct.SHOW, **values, products=(told, ProductTold(DOORS)))
    for act in ProductAct:
        yield ProductsTold(
            act,
            **values,
            products=(told,),
            one=True,
            version="5.0",
            published=PUBLISHED,
            clauses=("TT-7.versions", "TT-o.retired"),
        )
        yield ProductsTold(act, **values, products=(ProductTold(DOORS),), one=True, version="1.0")
    accounts = (("Moulin", "contract"), ("Ferme", "other"))
    yield AccountsTold("Boréal", TORONTO, ())
    yield AccountsTold("Boréal", TORONTO, accounts)
    yield AccountsTold("Boréal", TORONTO, accounts, ACCOUNT, changed=True, hours_clause="TT-1.extended")
    yield AccountsTold("Boréal", TORONTO, accounts, BARE)
    yield OutageTold(42, TORONTO, None, None)
    yield OutageTold(42, TORONTO, "Stock", (on(2, 9), None), None, MONTHS[0], PUBLISHED)
    yield OutageTold(42, TORONTO, "Stock", (on(2, 9), on(2, 10)), (on(2, 9), None), MONTHS[1], PUBLISHED)
