"""Worked minutes against minutes that were bought: to the minute, after a block's first ones. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from policy.ledgers import Entry, EntryKind, Lot, Unit, in_turn


@dataclass(frozen=True, slots=True)
class TooFew:
    """Not enough is left: only so many worked minutes of this ticket could be charged."""

    minutes: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The ticket that began a lot: how many minutes of it were worked, and how many charged."""

    ticket: int | None
    minutes: int
    paid: int


def charged(
    lots: Iterable[Lot],
    entries: Sequence[Entry],
    person: int,
    ticket: int,
    minutes: int,
    at: datetime,
) -> tuple[Entry, ...] | TooFew:
    """What charges the worked minutes of a ticket, the first lot to expire first (SU-hourly).

    The ticket that begins a block is charged the block's first minutes whole, once, and may have them
    worked; beyond them, and for every other ticket, each minute costs a minute.
    `entries` are those of the lots.
    """
    every = tuple(lots)
    begun = [lot for lot in every if _is_begun_by(lot, entries, ticket) and lot.serves(person, at)]
    turn = [*begun, *(lot for lot in in_turn(every, Unit.MINUTE, person, at) if lot not in begun)]
    done: list[Entry] = []
    rest = minutes
    for lot in turn:
        part = min(rest, _room(lot, _drawn(lot, entries), ticket))
        if part > 0:
            cost = _cost(lot, _drawn(lot, entries), ticket, part)
            done.append(Entry(lot.id, EntryKind.WORKED, -cost, at, ticket, part))
            rest -= part
    return TooFew(minutes - rest) if rest else tuple(done)


def _is_begun_by(lot: Lot, entries: Sequence[Entry], ticket: int) -> bool:
    """Whether the ticket has minutes of the lot that are charged and not yet worked."""
    drawn = _drawn(lot, entries)
    return drawn.ticket == ticket and drawn.minutes < drawn.paid


def _drawn(lot: Lot, entries: Sequence[Entry]) -> _Drawn:
    work = [entry for entry in entries if entry.lot == lot.id and entry.kind is EntryKind.WORKED]
    first = work[0].ticket if work else None
    mine = [entry for entry in work if entry.ticket == first]
    return _Drawn(first, sum(entry.minutes for entry in mine), -sum(entry.change for entry in mine))


def _room(lot: Lot, drawn: _Drawn, ticket: int) -> int:
    """How many minutes of the ticket the lot still has."""
    return lot.left + (drawn.paid - drawn.minutes if drawn.ticket == ticket else 0)


def _cost(lot: Lot, drawn: _Drawn, ticket: int, minutes: int) -> int:
    """What so many more minutes of the ticket cost."""
    if drawn.ticket is None:
        return min(lot.left, max(lot.whole, minutes))
    if drawn.ticket == ticket:
        return max(0, drawn.minutes + minutes - drawn.paid)
    return minutes
