"""Within a unit of work a row is read once until it may have changed; what can wait is stored together."""

import pytest

from bot.domain.people import Face
from bot.domain.ticket import ThreadRef
from bot.requests import Actor
from bot.storage import StorageError


@pytest.fixture
def statements(world):
    """The statements that reach the database, as `run(work)` makes them."""

    def of(work, run):
        driver = work._handle._driver
        told = []

        class Spy:
            def execute(self, sql, values=()):
                told.append(sql.split(maxsplit=1)[0])
                return driver.execute(sql, values)

            def __getattr__(self, name):
                return getattr(driver, name)

        work._handle._driver = Spy()
        try:
            run()
        finally:
            work._handle._driver = driver
        return told

    return of


def warm(world, look):
    """A statement is planned when it is run a second time."""
    for _ in range(2):
        world.see(look)


def test_the_same_question_reaches_the_database_once(world, statements):
    desk = world.north.desk.id
    warm(world, lambda work: work.desks.get(desk))
    with world.database.reading() as work:
        told = statements(work, lambda: [work.desks.get(desk) for _ in range(3)])
    assert told == ["SELECT"]


def test_what_was_read_is_read_again_once_its_table_was_written(world):
    desk = world.north.desk
    warm(world, lambda work: work.products.of_desk(desk.id))
    with world.database.writing() as work:
        before = work.desks.get(desk.id)
        work.desks.update(type(desk)(desk.id, "Renamed", desk.policy_id, desk.language))
        assert (before.name, work.desks.get(desk.id).name) == ("North", "Renamed")


def test_other_tables_do_not_make_it_be_read_again(world, statements):
    north = world.north
    warm(world, lambda work: work.desks.get(north.desk.id))
    with world.database.writing() as work:
        work.desks.get(north.desk.id)
        work.people.add("Somebody new")
        assert statements(work, lambda: work.desks.get(north.desk.id)) == []


def test_what_was_read_before_a_lock_is_read_again_after_it(world, statements):
    north = world.north
    account = north.account
    look = lambda work: work.accounts.get(north.desk.id, account.id)  # noqa: E731
    warm(world, look)
    for _ in range(2):
        world.do(lambda work: work.accounts.lock(account))
    with world.database.writing() as work:
        look(work)
        work.accounts.lock(account)
        assert statements(work, lambda: look(work)) == ["SELECT"]


def test_what_was_asked_ahead_is_answered_as_it_would_have_been(world):
    north = world.north
    actor = Actor("slack", "T1", "U-North Ada")
    looks = (
        lambda work: work.desks.get(north.desk.id),
        lambda work: work.people.standing(actor),
        lambda work: work.places.by_ref("slack", "T1", "C-North"),
        lambda work: work.places.by_ref("slack", "T1", "nowhere"),
        lambda work: work.products.of_desk(north.desk.id),
    )
    alone = [world.see(look) for look in looks]
    for _ in range(3):
        with world.database.writing() as work:
            assert work.ahead(*[lambda look=look: look(work) for look in looks]) is None
            assert [look(work) for look in looks] == alone


def owe(world, work, ticket, *keys):
    for key in keys:
        work.outbox.owe(world.north.card(ticket, key), ticket.opened_at)


def test_what_waits_is_seen_by_whoever_asks_for_it(world):
    ticket = world.ticket()
    for _ in range(3):
        with world.database.writing() as work:
            owe(world, work, ticket, "a", "b")
            assert [row.key for row in work.outbox.of_ticket(ticket.desk_id, ticket.id)] == ["a", "b"]


def test_what_waits_is_stored_by_the_commit_in_its_order_and_once(world):
    ticket = world.ticket()
    for keys in (("a",), ("b", "c"), ("a", "d"), ("e",)):
        world.do(lambda work, keys=keys: owe(world, work, ticket, *keys))
    stored = world.see(lambda work: work.outbox.of_ticket(ticket.desk_id, ticket.id))
    assert [row.key for row in stored] == ["a", "b", "c", "d", "e"]


def test_what_waits_is_gone_with_a_unit_of_work_that_was_not_committed(world):
    ticket = world.ticket()
    for _ in range(3):
        with world.database.writing() as work:
            owe(world, work, ticket, "a")
    assert world.see(lambda work: work.outbox.of_ticket(ticket.desk_id, ticket.id)) == ()
    with world.database.writing() as work:
        work.end()
        with pytest.raises(StorageError, match="over"):
            owe(world, work, ticket, "b")


def fail_apart(world, work, ticket):
    with work.apart():
        owe(world, work, ticket, "d")
        raise ZeroDivisionError


def test_a_part_is_undone_alone(world):
    ticket = world.ticket()
    with world.database.writing() as work:
        for key, undone in (("a", False), ("b", True), ("c", False)):
            with work.apart() as part:
                owe(world, work, ticket, key)
                work.threads.put(ThreadRef(ticket.id, Face.DESK, "slack", "T1", key))
                if undone:
                    part.undo()
        with pytest.raises(ZeroDivisionError):
            fail_apart(world, work, ticket)
        work.commit()
    stored = world.see(lambda work: work.outbox.of_ticket(ticket.desk_id, ticket.id))
    assert [row.key for row in stored] == ["a", "c"]
    [thread] = world.see(lambda work: work.threads.of_ticket(ticket.id))
    assert thread.conversation == "c"


def test_what_was_read_in_a_part_that_was_undone_is_read_again(world):
    desk = world.north.desk
    warm(world, lambda work: work.desks.get(desk.id))
    with world.database.writing() as work:
        with work.apart() as part:
            work.desks.update(type(desk)(desk.id, "Renamed", desk.policy_id, desk.language))
            assert work.desks.get(desk.id).name == "Renamed"
            part.undo()
        assert work.desks.get(desk.id).name == "North"


def test_a_failure_tells_neither_what_was_written_nor_keeps_the_database_shut(world):
    ticket = world.ticket()
    for _ in range(2):
        world.do(lambda work: work.texts.add(ticket.desk_id, ticket.id, "before"))
    with world.database.writing() as work, pytest.raises(Exception, match="texts") as told:
        work.texts.add(ticket.desk_id, 99_999, "the secret that somebody wrote")
    assert "secret" not in str(told.value)
    world.do(lambda work: work.texts.add(ticket.desk_id, ticket.id, "after"))
