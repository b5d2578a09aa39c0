"""Tickets and minutes that an account holds: lots, and entries that are appended and never rewritten. Pure.

A lot's `left` and `lapsed` are sums over its entries (`replayed` reads them anew): kept beside them only so
that opening a ticket costs one look.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Unit(StrEnum):
    """What is counted, in whole ones."""

    TICKET = "ticket"
    MINUTE = "minute"


class EntryKind(StrEnum):
    """What happened to units of a lot."""

    PURCHASED = "purchased"
    RESERVED = "reserved"
    """A ticket was opened."""
    USED = "used"
    """An agent answered it for the first time."""
    RESTORED = "restored"
    EXPIRED = "expired"
    BROUGHT_BACK = "brought_back"
    """Expired before, and back with a new package: the lot's own first entry."""
    CORRECTED = "corrected"
    WORKED = "worked"


@dataclass(frozen=True, slots=True)
class Lot:
    """Units that came together: bought, given to try, corrected, or brought back.

    `owner` is the one person who may use them, None for everybody of the account. `valid_until` is the first
    instant at which they no longer are, None for ever. The first `whole` minutes of a block are charged at
    once. `lapsed` are those that expired and have not come back.
    """

    id: int
    code: str
    unit: Unit
    size: int
    clause: str
    owner: int | None = None
    valid_until: datetime | None = None
    whole: int = 0
    left: int = 0
    lapsed: int = 0

    def serves(self, person: int, at: datetime) -> bool:
        """Whether that person may use what is left of it."""
        return self.owner in (None, person) and not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        """Whether its validity has ended."""
        return self.valid_until is not None and self.valid_until <= at


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `change` is what it adds to what is left of its lot, in the lot's unit.

    `minutes` are those worked. `of` is the lot whose expired units are brought back.
    """

    lot: int
    kind: EntryKind
    change: int
    at: datetime
    ticket: int | None = None
    minutes: int = 0
    of: int | None = None


def replayed(lots: Iterable[Lot], entries: Sequence[Entry]) -> Mapping[int, Lot]:
    """The lots by id, as their entries alone say that they stand."""
    bare = {lot.id: replace(lot, left=0, lapsed=0) for lot in lots}
    for entry in entries:
        lot = bare[entry.lot]
        gone = -entry.change if entry.kind is EntryKind.EXPIRED else 0
        bare[entry.lot] = replace(lot, left=lot.left + entry.change, lapsed=lot.lapsed + gone)
        if entry.of is not None:
            bare[entry.of] = replace(bare[entry.of], lapsed=bare[entry.of].lapsed - entry.change)
    return bare


def in_turn(lots: Iterable[Lot], unit: Unit, person: int, at: datetime) -> tuple[Lot, ...]:
    """The lots that the person may use, in the order in which they are used: first to expire, first out."""
    usable = [lot for lot in lots if lot.unit is unit and lot.left > 0 and lot.serves(person, at)]
    return tuple(sorted(usable, key=_turn))


def expired(lots: Iterable[Lot], at: datetime) -> tuple[Entry, ...]:
    """What takes the units of ended lots off the balance (SU-validity), each dated at its lot's end."""
    return tuple(
        Entry(lot.id, EntryKind.EXPIRED, -lot.left, lot.valid_until)
        for lot in lots
        if lot.left > 0 and lot.valid_until is not None and lot.is_over(at)
    )


def reserved(lots: Iterable[Lot], person: int, ticket: int, at: datetime) -> Entry | None:
    """One ticket of the lot whose turn it is, set aside; None where the person has none to use."""
    turn = in_turn(lots, Unit.TICKET, person, at)
    return Entry(turn[0].id, EntryKind.RESERVED, -1, at, ticket) if turn else None


def held(entries: Iterable[Entry]) -> Mapping[int, tuple[int, int]]:
    """By lot, what the entries of one ticket say that it holds: reserved only, and used."""
    found: dict[int, tuple[int, int]] = {}
    for entry in entries:
        waiting, used = found.get(entry.lot, (0, 0))
        match entry.kind:
            case EntryKind.RESERVED:
                waiting += 1
            case EntryKind.USED:
                waiting, used = waiting - 1, used + 1
            case EntryKind.RESTORED:
                given = min(waiting, entry.change)
                waiting, used = waiting - given, used - (entry.change - given)
            case _:
                continue
        found[entry.lot] = (waiting, used)
    return found


def units_held(entries: Iterable[Entry]) -> int:
    """How many tickets of packs one ticket of the desk holds, reserved or used."""
    return sum(waiting + used for waiting, used in held(entries).values())


def used(entries: Sequence[Entry], ticket: int, at: datetime) -> tuple[Entry, ...]:
    """What turns everything that is reserved for the ticket into used."""
    return tuple(
        Entry(lot, EntryKind.USED, 0, at, ticket)
        for lot, (waiting, _) in held(entries).items()
        for _ in range(waiting)
    )


def restored(entries: Sequence[Entry], ticket: int, at: datetime) -> tuple[Entry, ...]:
    """What gives back everything that the ticket holds; nothing where it holds nothing any more."""
    return tuple(
        Entry(lot, EntryKind.RESTORED, waiting + taken, at, ticket)
        for lot, (waiting, taken) in held(entries).items()
        if waiting + taken > 0
    )


def returning(lots: Iterable[Lot], buyer: int | None) -> tuple[Lot, ...]:
    """The lots whose expired units come back when that person buys: everybody's, and the person's own."""
    return tuple(lot for lot in lots if lot.lapsed > 0 and lot.owner in (None, buyer))


def taken_off(lots: Iterable[Lot], unit: Unit, amount: int, at: datetime) -> tuple[Entry, ...] | None:
    """A correction downwards, first to expire first; None where less than that is left."""
    left = amount
    entries = []
    for lot in sorted((lot for lot in lots if lot.unit is unit and not lot.is_over(at)), key=_turn):
        part = min(left, lot.left)
        if part > 0:
            entries.append(Entry(lot.id, EntryKind.CORRECTED, -part, at))
            left -= part
    return tuple(entries) if left == 0 else None


def _turn(lot: Lot) -> tuple[bool, datetime | None, int]:
    return lot.valid_until is None, lot.valid_until, lot.id
