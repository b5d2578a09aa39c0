"""Two deliverers on PostgreSQL, both inside their claim at the same time."""

import pytest

from bot.storage.work import UnitOfWork


def keys(rows):
    return [row.key for row in rows]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_two_deliverers_on_postgresql_pass_over_what_the_other_is_claiming(world):
    north = world.north
    world.owe(*[north.card(world.ticket(), name) for name in "abcd"])
    with world.database._engine.connect() as one, world.database._engine.connect() as two:
        first, second = UnitOfWork(one, writes=True), UnitOfWork(two, writes=True)
        assert keys(first.outbox.claim(100.0, 30.0, 2)) == ["a", "b"]
        assert keys(second.outbox.claim(100.0, 30.0, 3)) == ["c", "d"]
        first.commit()
        second.commit()
    assert world.claim(100.0) == ()


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_thread_is_not_claimed_while_another_deliverer_claims_its_card(world):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"), world.north.line(ticket, "line"))
    with world.database._engine.connect() as one, world.database._engine.connect() as two:
        first, second = UnitOfWork(one, writes=True), UnitOfWork(two, writes=True)
        assert keys(first.outbox.claim(100.0, 30.0)) == ["card"]
        assert second.outbox.claim(100.0, 30.0) == ()
        first.commit()
        second.end()
