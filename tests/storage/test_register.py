"""Tasks and the register: numbers per desk without gaps, whoever counts with us, and nobody else's rows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from bot.domain.register import EntryKind, entry_named
from policy.facts import Role

from .conftest import NOON

LATER = NOON + timedelta(hours=1)


def enter(work, corner, title, kind=EntryKind.DEFECT):
    return work.register.add(corner.desk.id, kind, title, "till", NOON, corner.agent.id)


def test_each_desk_counts_its_defects_and_wishes_apart(world):
    made = world.do(
        lambda work: [
            enter(work, world.north, "one"),
            enter(work, world.north, "two"),
            enter(work, world.north, "three", EntryKind.WISH),
            enter(work, world.south, "four"),
        ]
    )
    assert [entry.name for entry in made] == ["D1", "D2", "W1", "D1"]


def test_a_number_that_was_rolled_back_is_given_again(world):
    with world.database.writing() as work:
        enter(work, world.north, "never kept")
    assert world.do(lambda work: enter(work, world.north, "kept")).name == "D1"


def test_many_at_once_each_get_a_number_of_their_own(world):
    def one(n):
        return world.do(lambda work: enter(work, world.north, f"entry {n}")).number

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(one, range(16)))
    assert numbers == list(range(1, 17))


def test_an_entry_is_kept_as_it_was_made_and_done_once(world):
    entry = world.do(lambda work: enter(work, world.north, "Totals"))
    desk = world.north.desk.id
    assert world.see(lambda work: work.register.get(desk, EntryKind.DEFECT, 1)) == entry
    assert world.do(lambda work: work.register.done(entry, "2.4", LATER))
    assert not world.do(lambda work: work.register.done(entry, "2.5", LATER))
    done = world.see(lambda work: work.register.get(desk, EntryKind.DEFECT, 1))
    assert (done.version, done.done_at) == ("2.4", LATER)
    assert world.see(lambda work: work.register.open_of(desk)) == ()
    assert world.see(lambda work: work.register.newest_of(desk)) == (done,)


def test_a_ticket_reports_an_entry_once_and_only_within_its_desk(world):
    ticket, entry = world.ticket(), world.do(lambda work: enter(work, world.north, "Totals"))
    for _ in range(2):
        world.do(lambda work: work.register.link(entry, ticket.id, NOON))
    assert world.see(lambda work: work.register.tickets_of(entry)) == ((ticket.id, ticket.number),)
    assert world.see(lambda work: work.register.get(world.south.desk.id, EntryKind.DEFECT, 1)) is None


def test_a_task_is_numbered_per_desk_and_done_once(world):
    def given(corner):
        return lambda work: work.tasks.add(corner.desk.id, "discuss", Role.DIRECTOR, "TT-6.b", NOON)

    assert [world.do(given(corner)).number for corner in (world.north, world.north, world.south)] == [1, 2, 1]
    first = world.see(lambda work: work.tasks.numbered(world.north.desk.id, 1))
    agent = world.north.agent.id
    assert world.do(lambda work: work.tasks.done(first, agent, LATER, "by phone"))
    assert not world.do(lambda work: work.tasks.done(first, agent, LATER, "again"))
    kept = world.see(lambda work: work.tasks.numbered(world.north.desk.id, 1))
    assert (kept.done_at, kept.done_by, kept.result) == (LATER, agent, "by phone")
    assert [task.number for task in world.see(lambda work: work.tasks.open_of(world.north.desk.id))] == [2]
    assert world.see(lambda work: work.tasks.numbered(world.south.desk.id, 2)) is None


def test_tickets_of_a_month_come_with_their_histories_and_of_one_desk(world):
    ticket = world.ticket()
    world.do(world.south.ticket)
    found = world.see(lambda work: list(work.opened.of(world.north.desk.id, NOON)))
    assert [(each.id, len(each.history)) for each in found] == [(ticket.id, 1)]
    assert world.see(lambda work: list(work.opened.of(world.north.desk.id, LATER))) == []


def test_how_an_entry_may_be_written():
    assert entry_named("D7") == entry_named("d7") == entry_named("7") == (EntryKind.DEFECT, 7)
    assert entry_named("w3") == (EntryKind.WISH, 3)
    assert entry_named("X1") is entry_named("") is entry_named("D") is entry_named("D7a") is None
