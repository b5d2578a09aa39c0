"""A unit of work is all or nothing, and nothing is the default."""

import threading

import pytest

from bot.storage import Conflict, Database, StorageError


def test_what_is_not_committed_never_was(world):
    with world.database.writing() as work:
        ticket = world.north.ticket(work)
        work.outbox.add(world.north.card(ticket, "k"), ticket.opened_at)
        work.keys.put("once", world.north.desk.id, "{}", ticket.opened_at)

    with world.database.reading() as work:
        zoe = world.north.member(work, world.north.agent)
        assert work.tickets.visible_to(zoe).list() == ()
        assert work.outbox.by_desk(world.north.desk.id) == ()
        assert work.keys.get("once") is None


def test_a_unit_of_work_that_raises_is_rolled_back(world):
    def fail(work):
        world.north.ticket(work)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        world.do(fail)

    assert world.see(lambda work: work.tickets.counts(world.north.desk.id)) == {}


def test_the_numbers_of_what_was_rolled_back_are_given_again(world):
    with world.database.writing() as work:
        assert work.desks.next_number(world.north.desk.id) == 1
    assert world.do(lambda work: work.desks.next_number(world.north.desk.id)) == 1
    assert world.do(lambda work: work.desks.next_number(world.north.desk.id)) == 2
    assert world.do(lambda work: work.desks.next_number(world.south.desk.id)) == 1


def test_a_reading_never_commits(world):
    with world.database.reading() as work, pytest.raises(StorageError, match="never commits"):
        work.commit()


def test_nothing_can_be_done_after_the_commit(world):
    with world.database.writing() as work:
        work.settings.set("a", "1")
        work.commit()
        with pytest.raises(StorageError, match="over"):
            work.settings.set("b", "2")
        with pytest.raises(StorageError, match="over"):
            work.commit()


def test_a_reading_sees_one_moment(world):
    with world.database.reading() as before:
        assert before.settings.get("offset") is None
        world.do(lambda work: work.settings.set("offset", "60"))
        assert before.settings.get("offset") is None
    assert world.see(lambda work: work.settings.get("offset")) == "60"


def test_a_thread_that_writes_already_is_told_rather_than_left_to_wait_for_itself(world):
    with (
        world.database.writing(),
        pytest.raises(StorageError, match="already"),
        world.database.writing(),
    ):
        pass
    world.do(lambda work: work.settings.set("still", "usable"))


def test_concurrent_openings_number_without_gaps_or_doubles(world):
    faults = []

    def open_ten():
        try:
            for _ in range(10):
                world.do(world.north.ticket)
        except Exception as error:  # noqa: BLE001
            faults.append(error)

    threads = [threading.Thread(target=open_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    with world.database.reading() as work:
        zoe = world.north.member(work, world.north.agent)
        numbers = [ticket.number for ticket in work.tickets.visible_to(zoe).list(limit=100)]
    assert numbers == list(range(40, 0, -1))


def test_a_request_key_is_answered_once(world, noon):
    desk = world.north.desk.id
    world.do(lambda work: work.keys.put("act-1", desk, '{"said": "yes"}', noon))
    assert world.see(lambda work: work.keys.get("act-1")) == '{"said": "yes"}'
    with world.database.writing() as work, pytest.raises(Conflict):
        work.keys.put("act-1", desk, '{"said": "no"}', noon)
    assert world.see(lambda work: work.keys.get("act-1")) == '{"said": "yes"}'


def test_a_time_without_its_zone_is_refused(world, noon):
    with world.database.writing() as work, pytest.raises(Exception, match="without its zone"):
        work.keys.put("act-1", world.north.desk.id, "{}", noon.replace(tzinfo=None))


def test_where_sqlite_undid_everything_by_itself_nothing_of_it_can_be_committed(sqlite_address):
    """It does so on a full disk; what is told before the commit would be told of nothing."""
    database = Database.open(sqlite_address)
    with database.writing() as work:
        with work.apart():
            work.settings.set("first", "1")
        with pytest.raises(Exception, match="savepoint"), work.apart():
            work._handle.say("ROLLBACK")
        with pytest.raises(StorageError, match="over"), work.apart():
            work.settings.set("third", "3")
        with pytest.raises(StorageError, match="over"):
            work.commit()
    with database.reading() as work:
        assert (work.settings.get("first"), work.settings.get("third")) == (None, None)
    with database.writing() as work:
        work.settings.set("first", "again")
        work.commit()
    database.close()
