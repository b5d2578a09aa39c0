"""Laws of the ledger, and the turns that lots take."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy.ledgers import (
    Entry,
    EntryKind,
    Lot,
    Unit,
    expired,
    held,
    replayed,
    reserved,
    restored,
    returning,
    taken_off,
    units_held,
    used,
)
from policy.metering import TooFew, charged

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PEOPLE = (1, 2)
TICKETS = tuple(range(10, 16))


@dataclass
class Book:
    """A ledger in memory, kept as the storage keeps it: a lot's sums change with each entry."""

    lots: dict[int, Lot] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    now: datetime = START

    def buys(self, size: int, unit: Unit, days: int, owner: int | None, whole: int) -> None:
        self.writes(expired(self.lots.values(), self.now))
        until = self.now + days * DAY
        self._lot(size, unit, until, owner, whole, EntryKind.PURCHASED)
        for old in returning(tuple(self.lots.values()), owner):
            self._lot(old.lapsed, old.unit, until, old.owner, 0, EntryKind.BROUGHT_BACK, old.id)

    def _lot(self, size, unit, until, owner, whole, kind, of=None) -> None:
        id_ = len(self.lots) + 1
        self.lots[id_] = Lot(id_, "x", unit, size, "c", owner, until, min(whole, size))
        self.writes((Entry(id_, kind, size, self.now, of=of),))

    def opens(self, person: int, ticket: int) -> bool:
        self.writes(expired(self.lots.values(), self.now))
        entry = reserved(self.lots.values(), person, ticket, self.now)
        self.writes(() if entry is None else (entry,))
        return entry is not None

    def answers(self, ticket: int) -> None:
        self.writes(used(self.of(ticket), ticket, self.now))

    def gives_back(self, ticket: int) -> None:
        self.writes(restored(self.of(ticket), ticket, self.now))

    def works(self, person: int, ticket: int, minutes: int) -> None:
        found = charged(self.lots.values(), self.entries, person, ticket, minutes, self.now)
        self.writes(() if isinstance(found, TooFew) else found)

    def corrects(self, unit: Unit, amount: int) -> None:
        self.writes(taken_off(self.lots.values(), unit, amount, self.now) or ())

    def of(self, ticket: int) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.ticket == ticket)

    def writes(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            self.entries.append(entry)
            lot = self.lots[entry.lot]
            gone = -entry.change if entry.kind is EntryKind.EXPIRED else 0
            self.lots[entry.lot] = replace(lot, left=lot.left + entry.change, lapsed=lot.lapsed + gone)
            if entry.of is not None:
                old = self.lots[entry.of]
                self.lots[entry.of] = replace(old, lapsed=old.lapsed - entry.change)


UNITS = st.sampled_from(Unit)
ACTS = st.one_of(
    st.tuples(
        st.just("buys"),
        st.integers(1, 40),
        UNITS,
        st.integers(1, 5),
        st.sampled_from((None, *PEOPLE)),
        st.integers(0, 30),
    ),
    st.tuples(st.just("opens"), st.sampled_from(PEOPLE), st.sampled_from(TICKETS)),
    st.tuples(st.just("answers"), st.sampled_from(TICKETS)),
    st.tuples(st.just("gives_back"), st.sampled_from(TICKETS)),
    st.tuples(st.just("works"), st.sampled_from(PEOPLE), st.sampled_from(TICKETS), st.integers(1, 50)),
    st.tuples(st.just("corrects"), UNITS, st.integers(1, 10)),
    st.tuples(st.just("waits"), st.integers(1, 3)),
)


def played(acts) -> Book:
    book = Book()
    for name, *given_ in acts:
        if name == "waits":
            book.now += given_[0] * DAY
        else:
            getattr(book, name)(*given_)
        _check(book)
    return book


def _check(book: Book) -> None:
    """What holds after every act, whatever it was."""
    assert all(lot.left >= 0 and lot.lapsed >= 0 for lot in book.lots.values())
    assert replayed(book.lots.values(), book.entries) == book.lots
    for ticket in TICKETS:
        assert all(waiting >= 0 and taken >= 0 for waiting, taken in held(book.of(ticket)).values())


@given(st.lists(ACTS, max_size=30))
@settings(max_examples=200, deadline=None)
def test_whatever_happens_nothing_falls_below_zero_and_the_entries_sum_to_the_balance(acts):
    played(acts)


@given(st.lists(ACTS, max_size=30))
@settings(max_examples=100, deadline=None)
def test_the_same_acts_again_give_the_same_ledger(acts):
    first, second = played(acts), played(acts)
    assert (first.lots, first.entries) == (second.lots, second.entries)


@given(st.lists(ACTS, max_size=30))
@settings(max_examples=100, deadline=None)
def test_every_ticket_that_was_bought_is_left_taken_expired_or_corrected(acts):
    book = played(acts)
    of_tickets = {lot.id for lot in book.lots.values() if lot.unit is Unit.TICKET}
    bought = sum(e.change for e in book.entries if e.lot in of_tickets and e.kind is EntryKind.PURCHASED)
    corrected = -sum(e.change for e in book.entries if e.lot in of_tickets and e.kind is EntryKind.CORRECTED)
    left = sum(lot.left + lot.lapsed for lot in book.lots.values() if lot.unit is Unit.TICKET)
    taken = sum(units_held(book.of(ticket)) for ticket in TICKETS)
    assert bought == left + taken + corrected


@given(st.integers(1, 10), st.permutations(range(30)))
@settings(max_examples=100, deadline=None)
def test_in_whatever_order_they_come_as_many_open_as_there_are_tickets(size, order):
    book = Book()
    book.buys(size, Unit.TICKET, 10, None, 0)
    opened = [ticket for ticket in order if book.opens(1, ticket)]
    assert opened == list(order[:size])
    assert book.lots[1].left == 0


def lot(id_=1, days=10, left=3, owner=None, unit=Unit.TICKET, whole=0) -> Lot:
    return Lot(id_, "x", unit, left, "c", owner, START + days * DAY, whole, left)


def test_what_expires_first_is_used_first_and_what_never_expires_last():
    lots = (replace(lot(1), valid_until=None), lot(2, days=20), lot(3, days=10), lot(4, days=10))
    turn = []
    book = {each.id: each for each in lots}
    for ticket in range(12):
        entry = reserved(book.values(), 1, ticket, START)
        turn.append(entry.lot)
        book[entry.lot] = replace(book[entry.lot], left=book[entry.lot].left - 1)
    assert turn == [3, 3, 3, 4, 4, 4, 2, 2, 2, 1, 1, 1]


def test_a_ticket_is_good_to_the_end_of_its_last_day_and_not_an_instant_longer():
    end = START + DAY
    assert reserved((lot(days=1),), 1, 5, end - timedelta(microseconds=1)) is not None
    assert reserved((lot(days=1),), 1, 5, end) is None
    assert expired((lot(days=1),), end) == (Entry(1, EntryKind.EXPIRED, -3, end),)


def test_nobody_uses_the_ticket_of_another():
    assert reserved((lot(owner=2),), 1, 5, START) is None
    assert reserved((lot(owner=2),), 2, 5, START) is not None


def test_what_is_given_back_once_is_not_given_back_again():
    book = Book()
    book.buys(1, Unit.TICKET, 10, None, 0)
    book.opens(1, 10)
    book.gives_back(10)
    book.gives_back(10)
    assert book.lots[1].left == 1
    assert [entry.kind for entry in book.entries] == ["purchased", "reserved", "restored"]


def test_what_is_given_back_after_its_lot_ended_expires_and_comes_back_with_the_next():
    book = Book()
    book.buys(2, Unit.TICKET, 1, None, 0)
    book.opens(1, 10)
    book.now += 2 * DAY
    book.gives_back(10)
    assert not book.opens(1, 11)
    book.buys(5, Unit.TICKET, 10, None, 0)
    assert [(each.left, each.lapsed) for each in book.lots.values()] == [(0, 0), (5, 0), (2, 0)]


def test_what_expired_of_another_stays_theirs():
    mine, theirs = replace(lot(1, owner=1), left=0, lapsed=2), replace(lot(2, owner=2), left=0, lapsed=2)
    pot = replace(lot(3), left=0, lapsed=1)
    assert returning((mine, theirs, pot), 1) == (mine, pot)


@pytest.mark.parametrize(
    ("work", "left"),
    [
        # (ticket, minutes) in turn on a block of 60 whose first 30 go whole; what is left of it after.
        ([(1, 10)], 30),
        ([(1, 10), (1, 10), (1, 10)], 30),
        ([(1, 10), (1, 21)], 29),
        ([(1, 31)], 29),
        ([(1, 10), (2, 10)], 20),
        ([(1, 10), (2, 10), (1, 20)], 20),
        ([(1, 10), (2, 10), (1, 21)], 19),
        ([(1, 60)], 0),
        ([(1, 10), (2, 30)], 0),
        ([(1, 10), (2, 30), (1, 20)], 0),
    ],
)
def test_the_first_half_hour_of_a_block_is_charged_whole_once_and_then_each_minute(work, left):
    book = Book()
    book.buys(60, Unit.MINUTE, 10, None, 30)
    for ticket, minutes in work:
        before = len(book.entries)
        book.works(1, ticket, minutes)
        assert sum(entry.minutes for entry in book.entries[before:]) == minutes
    assert book.lots[1].left == left


def test_work_beyond_the_block_is_not_charged_in_part_and_what_would_go_is_told():
    book = Book()
    book.buys(60, Unit.MINUTE, 10, None, 30)
    book.works(1, 1, 10)
    assert charged(book.lots.values(), book.entries, 1, 1, 51, START) == TooFew(50)
    assert charged(book.lots.values(), book.entries, 1, 2, 31, START) == TooFew(30)


def test_work_goes_on_in_the_next_block_whose_first_half_hour_is_charged_again():
    book = Book()
    book.buys(60, Unit.MINUTE, 10, None, 30)
    book.buys(60, Unit.MINUTE, 20, None, 30)
    book.works(1, 1, 65)
    assert [each.left for each in book.lots.values()] == [0, 30]


def test_a_correction_takes_no_more_than_there_is():
    assert taken_off((lot(1), lot(2)), Unit.TICKET, 7, START) is None
    found = taken_off((lot(1, days=20), lot(2)), Unit.TICKET, 4, START)
    assert [(entry.lot, entry.change) for entry in found] == [(2, -3), (1, -1)]
