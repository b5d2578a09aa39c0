"""The queue in its order, and the sweep's view, whatever the number of tickets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.ids import AccountId
from bot.domain.ticket import Status
from bot.storage.queue import Only
from bot.storage.work import UnitOfWork
from policy.facts import Severity


@pytest.fixture
def open_with(world, noon):
    """Open a ticket due so many hours from noon."""

    def make(subject, due=None, wake=None, **facts):
        return world.ticket(
            subject=subject,
            due_at=None if due is None else noon + timedelta(hours=due),
            wake_at=None if wake is None else noon + timedelta(hours=wake),
            **facts,
        )

    return make


def test_the_queue_is_breaches_then_rank_then_due_time(world, noon, open_with):
    north = world.north
    open_with("second rank, in an hour", 1, rank=2)
    open_with("nothing owed, first rank", rank=1)
    open_with("second rank, late", -5, rank=2)
    open_with("first rank, in two hours", 2, rank=1)
    open_with("first rank, late", -1, rank=1)
    open_with("first rank, later", -2, rank=1, assignee_id=north.agent.id)
    open_with("first rank, in an hour", 1, rank=1)
    open_with("solved and late", -9, rank=1, status=Status.SOLVED)
    open_with("closed", 1, rank=1, status=Status.CLOSED)
    order = [
        "first rank, later",
        "first rank, late",
        "second rank, late",
        "first rank, in an hour",
        "first rank, in two hours",
        "nothing owed, first rank",
        "second rank, in an hour",
    ]

    def queue(**kwargs):
        with world.database.reading() as work:
            return [t.subject for t in work.tickets.queue(north.desk.id, now=noon, **kwargs)]

    assert queue() == order
    for limit in range(1, 8):
        assert queue(limit=limit) == order[:limit]
        assert queue(limit=2, offset=limit) == order[limit : limit + 2]
    assert queue(assignee=north.agent.id) == ["first rank, later"]
    assert queue(assignee=north.contact.id) == []


def test_live_tickets_are_counted_by_status(world, open_with):
    open_with("a")
    open_with("b")
    open_with("c", status=Status.PENDING)
    open_with("d", status=Status.CLOSED)
    counts = world.see(lambda work: work.tickets.counts(world.north.desk.id))
    assert counts == {Status.NEW: 2, Status.PENDING: 1}


def test_the_sweep_sees_what_is_due_longest_waiting_first(world, noon, open_with):
    assert world.see(lambda work: work.tickets.next_wake()) is None
    late = open_with("an hour late", wake=-1)
    open_with("in an hour", wake=1)
    open_with("nothing to say")
    now = open_with("now", wake=0)

    assert world.see(lambda work: work.tickets.next_wake()) == noon - timedelta(hours=1)
    due = world.see(lambda work: work.tickets.due(noon, 10))
    assert due == ((late.desk_id, late.id), (now.desk_id, now.id))
    assert world.see(lambda work: work.tickets.due(noon, 1)) == due[:1]
    assert world.do(lambda work: work.tickets.claim_due(noon, 10)) == (late, now)
    assert world.do(lambda work: work.tickets.claim_due(noon - timedelta(hours=2), 10)) == ()

    world.do(lambda work: work.tickets.save(replace(late, wake_at=None)))
    assert world.see(lambda work: work.tickets.next_wake()) == noon


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_two_sweeps_on_postgresql_share_the_work(world, noon, open_with):
    tickets = [open_with(name, wake=-4 + n) for n, name in enumerate("abcd")]
    engine = world.database._engine
    with engine.connect() as one, engine.connect() as two, engine.connect() as three:
        first, second, third = (UnitOfWork(c, writes=True) for c in (one, two, three))
        assert first.tickets.claim_due(noon, 2) == tuple(tickets[:2])
        second.tickets.load(tickets[2].desk_id, tickets[2].id, lock=True)
        assert third.tickets.claim_due(noon, 10) == tuple(tickets[3:])
        for work in (first, second, third):
            work.end()


def plan(database, run):
    """What the database would do for the statements that `run(work)` makes."""
    asked = []
    with database.reading() as work:
        handle = work.tickets._db
        execute = handle.run

        def spy(statement, values=None):
            asked.append(statement.compile(handle._connection.engine, compile_kwargs={"literal_binds": True}))
            return execute(statement, values)

        handle.run = spy
        run(work)
    with database._engine.connect() as connection:
        return [
            " / ".join(row[-1] for row in connection.execute(text("EXPLAIN QUERY PLAN " + str(sql))))
            for sql in asked
        ]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_the_queue_is_read_from_its_index_and_never_sorted(world, noon, open_with):
    open_with("late", -1)
    open_with("soon", 1)
    plans = plan(world.database, lambda work: work.tickets.queue(world.north.desk.id, now=noon))
    plans += plan(
        world.database,
        lambda work: work.tickets.queue(world.north.desk.id, now=noon, assignee=world.north.agent.id),
    )
    assert len(plans) > 4
    for line in plans:
        assert "USING" in line
        assert "ix_tickets_queue" in line or "ix_tickets_assignee" in line
        assert "TEMP B-TREE" not in line


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("only", "index"),
    [
        (Only(unassigned=True), "ix_tickets_unassigned_queue"),
        (Only(severity=Severity.SEVERE), "ix_tickets_severity_queue"),
        (Only(account_id=AccountId(1)), "ix_tickets_account_queue"),
        (Only(late=True), "ix_tickets_queue"),
        (Only(later=True, until=datetime(2026, 7, 3, tzinfo=UTC)), "ix_tickets_queue"),
        (Only(unassigned=True, late=True), "ix_tickets_unassigned_queue"),
    ],
    ids=str,
)
def test_a_narrowed_queue_is_read_from_an_index_of_its_own_and_never_sorted(
    world, noon, open_with, only, index
):
    open_with("late", -1)
    open_with("soon", 1)
    plans = plan(world.database, lambda w: w.tickets.queue(world.north.desk.id, now=noon, only=only))
    assert len(plans) > 2
    for line in plans:
        assert index in line
        assert "TEMP B-TREE" not in line


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_who_has_how_much_is_read_from_an_index_alone(world, noon, open_with):
    open_with("late", -1)
    [line] = plan(world.database, lambda w: w.tickets.loads(world.north.desk.id, noon))
    assert "COVERING INDEX ix_tickets_load" in line


def test_the_queue_is_narrowed(world, noon, open_with):
    north = world.north
    open_with("late, nobody's", -1)
    open_with("today, critical", 3, severity=Severity.CRITICAL, assignee_id=north.agent.id)
    open_with("tomorrow", 30, assignee_id=north.agent.id)
    open_with("nothing owed")

    def queue(**only):
        return [
            t.subject
            for t in world.see(lambda w: w.tickets.queue(north.desk.id, now=noon, only=Only(**only)))
        ]

    assert queue(unassigned=True) == ["late, nobody's", "nothing owed"]
    assert queue(severity=Severity.CRITICAL) == ["today, critical"]
    assert queue(late=True) == ["late, nobody's"]
    assert queue(later=True, until=noon + timedelta(hours=12)) == ["today, critical"]
    assert queue(unassigned=True, late=True) == ["late, nobody's"]
    assert len(queue(account_id=north.account.id)) == 4
    assert queue(account_id=world.south.account.id) == []


def test_who_has_how_much_and_how_much_of_it_is_late(world, noon, open_with):
    north = world.north
    open_with("late", -1, assignee_id=north.agent.id)
    open_with("soon", 1, assignee_id=north.agent.id)
    open_with("free", -1)
    open_with("closed", -1, status=Status.CLOSED)
    found = world.see(lambda w: w.tickets.loads(north.desk.id, noon))
    assert set(found) == {(north.agent.id, 2, 1), (None, 1, 1)}
    assert world.see(lambda w: w.tickets.loads(world.south.desk.id, noon)) == ()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("who", "mine", "index"),
    [
        ("agent", False, "ix_tickets_live"),
        ("agent", True, "ix_tickets_assignee"),
        ("contact", False, "ix_tickets_account_live"),
    ],
)
def test_lists_of_live_tickets_read_no_closed_one(world, who, mine, index, open_with):
    open_with("live")
    live = {status for status in Status if status.is_live}
    with world.database.reading() as work:
        member = world.north.member(work, getattr(world.north, who))
    (line,) = plan(world.database, lambda work: work.tickets.visible_to(member).list(live, mine=mine))
    assert f"USING INDEX {index} " in line
    assert "TEMP B-TREE" not in line
