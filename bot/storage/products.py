"""Products, their versions, who has them, and when they were down; one desk at a time."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import bindparam, delete, insert, select

from bot.domain.ids import AccountId, DeskId, TicketId
from bot.domain.products import Outage, Product
from bot.storage.handle import Repository
from bot.storage.tables import account_products, outages, products, releases
from policy.facts import ProductHeld
from policy.releases import Release

_OF_DESK = (
    select(*(products.c[name] for name in ("desk_id", "id", "name", "since", "mail", "chat")))
    .where(products.c.desk_id == bindparam("desk_id"))
    .order_by(products.c.name)
)
_GET = _OF_DESK.where(products.c.id == bindparam("product"))
_CHANGE = (
    products.update()
    .where(products.c.desk_id == bindparam("of_desk"), products.c.id == bindparam("of_id"))
    .values(name=bindparam("new_name"), mail=bindparam("new_mail"), chat=bindparam("new_chat"))
)
_RELEASES = (
    select(releases.c.version, releases.c.released_on)
    .where(releases.c.desk_id == bindparam("desk_id"), releases.c.product == bindparam("product"))
    .order_by(releases.c.released_on, releases.c.version)
)
_UNRELEASE = delete(releases).where(
    releases.c.desk_id == bindparam("of_desk"),
    releases.c.product == bindparam("of_product"),
    releases.c.version == bindparam("of_version"),
)
_HELD = (
    select(*(account_products.c[name] for name in ("product", "bought", "managed", "version")))
    .where(
        account_products.c.desk_id == bindparam("desk_id"),
        account_products.c.account_id == bindparam("account_id"),
    )
    .order_by(account_products.c.product)
)
_LET_GO = delete(account_products).where(
    account_products.c.desk_id == bindparam("of_desk"),
    account_products.c.account_id == bindparam("of_account"),
    account_products.c.product == bindparam("of_product"),
)
_OUTAGES = (
    select(*(outages.c[name] for name in ("desk_id", "ticket_id", "product", "from_at", "until_at")))
    .where(outages.c.desk_id == bindparam("desk_id"))
    .order_by(outages.c.from_at, outages.c.id)
)
_OF_PRODUCT = _OUTAGES.where(outages.c.product == bindparam("product"))
_OF_TICKET = _OUTAGES.where(outages.c.ticket_id == bindparam("ticket_id"))
_FORGET = delete(outages).where(
    outages.c.desk_id == bindparam("of_desk"), outages.c.ticket_id == bindparam("of_ticket")
)


class Products(Repository):
    """The products of the desks, with all that hangs on them."""

    def of_desk(self, desk_id: DeskId) -> tuple[Product, ...]:
        """The desk's products, by name."""
        return tuple(Product(*row) for row in self._db.run(_OF_DESK, {"desk_id": desk_id}))

    def get(self, desk_id: DeskId, product: str) -> Product | None:
        """The desk's product of that id."""
        row = self._db.run(_GET, {"desk_id": desk_id, "product": product}).one_or_none()
        return None if row is None else Product(*row)

    def put(self, product: Product) -> None:
        """Add it, or change its name and addresses; since when it is measured never changes."""
        if self.get(product.desk_id, product.id) is None:
            self._db.run(insert(products), asdict(product))
            return
        named = {"new_name": product.name, "new_mail": product.mail, "new_chat": product.chat}
        self._db.run(_CHANGE, {"of_desk": product.desk_id, "of_id": product.id} | named)

    def releases(self, desk_id: DeskId, product: str) -> tuple[Release, ...]:
        """Its versions, oldest first."""
        rows = self._db.run(_RELEASES, {"desk_id": desk_id, "product": product})
        return tuple(Release(row.version, row.released_on) for row in rows)

    def release(self, desk_id: DeskId, product: str, released: Release) -> None:
        """A version with its date, whatever date it had before."""
        keys = {"of_desk": desk_id, "of_product": product, "of_version": released.version}
        self._db.run(_UNRELEASE, keys)
        values = {"desk_id": desk_id, "product": product, "version": released.version}
        self._db.run(insert(releases), values | {"released_on": released.on})

    def held(self, desk_id: DeskId, account_id: AccountId) -> tuple[ProductHeld, ...]:
        """What the account has."""
        rows = self._db.run(_HELD, {"desk_id": desk_id, "account_id": account_id})
        return tuple(ProductHeld(*row) for row in rows)

    def hold(self, desk_id: DeskId, account_id: AccountId, held: ProductHeld) -> None:
        """The account has it so, whatever was known before."""
        self._db.run(_LET_GO, {"of_desk": desk_id, "of_account": account_id, "of_product": held.id})
        values = {"desk_id": desk_id, "account_id": account_id, "product": held.id}
        facts = {"bought": held.bought, "managed": held.managed, "version": held.version}
        self._db.run(insert(account_products), values | facts)

    def outages(self, desk_id: DeskId, product: str) -> tuple[Outage, ...]:
        """When it was down, in order."""
        rows = self._db.run(_OF_PRODUCT, {"desk_id": desk_id, "product": product})
        return tuple(Outage(*row) for row in rows)

    def outage_of(self, desk_id: DeskId, ticket_id: TicketId) -> Outage | None:
        """What was declared from a ticket."""
        row = self._db.run(_OF_TICKET, {"desk_id": desk_id, "ticket_id": ticket_id}).one_or_none()
        return None if row is None else Outage(*row)

    def declare(self, outage: Outage) -> None:
        """What holds now of the ticket's outage; how it came to that is in the ticket's history."""
        self._db.run(_FORGET, {"of_desk": outage.desk_id, "of_ticket": outage.ticket_id})
        self._db.run(insert(outages), asdict(outage))
