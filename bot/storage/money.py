"""Price lists, and what was charged."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import bindparam, delete, insert, select

from bot.domain.ids import AccountId, DeskId, TicketId
from bot.domain.money import Charge, Price
from bot.storage.handle import Repository
from bot.storage.tables import charges, prices

_PRICES = (
    select(prices.c.desk_id, prices.c.code, prices.c.title, prices.c.amount, prices.c.currency)
    .where(prices.c.desk_id == bindparam("desk_id"))
    .order_by(prices.c.code)
)
_FORGET = delete(prices).where(
    prices.c.desk_id == bindparam("of_desk"), prices.c.code == bindparam("of_code")
)
_CHARGES = (
    select(*(column for column in charges.c if column.key != "id"))
    .where(charges.c.desk_id == bindparam("desk_id"), charges.c.account_id == bindparam("account_id"))
    .order_by(charges.c.id)
)


_OF_TICKET = _CHARGES.where(charges.c.ticket_id == bindparam("ticket_id"))


class Prices(Repository):
    """The price lists of the desks."""

    def of_desk(self, desk_id: DeskId) -> tuple[Price, ...]:
        """The desk's list, by code."""
        return tuple(Price(*row) for row in self._db.run(_PRICES, {"desk_id": desk_id}))

    def get(self, desk_id: DeskId, code: str) -> Price | None:
        """The price of one thing; None where the list does not have it."""
        # Lists are short, and several prices of one are asked for at every opening: it is read once.
        return next((price for price in self.of_desk(desk_id) if price.code == code), None)

    def put(self, price: Price) -> None:
        """Set a price, whatever it was before."""
        self._db.run(_FORGET, {"of_desk": price.desk_id, "of_code": price.code})
        self._db.run(insert(prices), asdict(price))


class Charges(Repository):
    """What accounts accepted to pay: appended, never rewritten."""

    def add(self, charge: Charge) -> None:
        """One more charge."""
        self._db.run(insert(charges), asdict(charge))

    def of_account(self, desk_id: DeskId, account_id: AccountId) -> tuple[Charge, ...]:
        """An account's charges, oldest first."""
        found = self._db.run(_CHARGES, {"desk_id": desk_id, "account_id": account_id})
        return tuple(Charge(*row) for row in found)

    def of_ticket(self, desk_id: DeskId, account_id: AccountId, ticket_id: TicketId) -> tuple[Charge, ...]:
        """What was charged for one ticket of the account, oldest first."""
        known: tuple[Charge, ...] | None = self._db.known("charges", ticket_id)
        if known is not None:
            return known
        keys = {"desk_id": desk_id, "account_id": account_id, "ticket_id": ticket_id}
        return tuple(Charge(*row) for row in self._db.run(_OF_TICKET, keys))
