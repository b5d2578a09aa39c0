"""Nothing crosses from one desk to another: each method, asked by the wrong desk, finds nothing."""

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Face, Membership
from bot.domain.ticket import ThreadRef
from bot.requests import Actor
from bot.storage import Conflict, StorageError
from policy.facts import Role


@pytest.fixture
def north_ticket(world):
    return world.ticket()


LOOKS = {
    "account": lambda work, desk, there, at: work.accounts.get(desk, there.account.id),
    "account by name": lambda work, desk, there, at: work.accounts.by_name(desk, "North Mills"),
    "accounts": lambda work, desk, there, at: [a for a in work.accounts.of_desk(desk) if a.desk_id != desk],
    "members": lambda work, desk, there, at: [
        m for m in work.people.members(desk) if m.membership.desk_id != desk
    ],
    "members of an account": lambda work, desk, there, at: work.people.members(desk, there.account.id),
    "roster": lambda work, desk, there, at: work.people.roster(desk, there.account.id),
    "staff": lambda work, desk, there, at: [
        m for m in work.people.staff(desk) if m.person.id == there.agent.id
    ],
    "found people": lambda work, desk, there, at: work.people.find(desk, "North"),
    "place": lambda work, desk, there, at: work.places.get(desk, there.place.id),
    "places": lambda work, desk, there, at: [p for p in work.places.of_desk(desk) if p.desk_id != desk],
    "places of an account": lambda work, desk, there, at: work.places.of_desk(
        desk, account_id=there.account.id
    ),
    "text": lambda work, desk, there, at: work.texts.get(desk, at["text"]),
    "texts": lambda work, desk, there, at: work.texts.many(desk, [at["text"]]),
    "owed row": lambda work, desk, there, at: work.outbox.get(desk, at["row"].id),
    "owed row by key": lambda work, desk, there, at: work.outbox.by_key(desk, "k"),
    "owed rows": lambda work, desk, there, at: work.outbox.by_desk(desk),
    "owed rows of a ticket": lambda work, desk, there, at: work.outbox.of_ticket(desk, at["ticket"].id),
    "queue": lambda work, desk, there, at: work.tickets.queue(desk, now=at["ticket"].opened_at),
    "counts": lambda work, desk, there, at: work.tickets.counts(desk),
}


@pytest.mark.parametrize("what", LOOKS)
def test_the_other_desk_sees_no(world, noon, what, north_ticket):
    def arrange(work):
        text = work.texts.add(world.north.desk.id, north_ticket.id, "It burns", world.north.contact.id)
        work.outbox.add(world.north.card(north_ticket, "k"), noon)
        return {
            "ticket": north_ticket,
            "text": text,
            "row": work.outbox.by_key(world.north.desk.id, "k"),
        }

    at = world.do(arrange)
    look = LOOKS[what]
    mine = world.see(lambda work: look(work, world.north.desk.id, world.north, at))
    theirs = world.see(lambda work: look(work, world.south.desk.id, world.north, at))
    assert not theirs
    if not what.startswith(("accounts", "members", "places", "staff")) or "of an account" in what:
        assert mine


def test_the_staff_of_the_other_desk_see_no_ticket_by_number_id_or_list(world, north_ticket):
    def look(work):
        zoe = world.south.member(work, world.south.agent)
        seen = work.tickets.visible_to(zoe)
        return seen.get(north_ticket.number), seen.by_id(north_ticket.id), seen.list()

    assert world.see(look) == (None, None, ())


def test_a_ticket_is_not_loaded_for_another_desk(world, north_ticket):
    with world.database.writing() as work, pytest.raises(StorageError, match="no ticket"):
        work.tickets.load(world.south.desk.id, north_ticket.id, lock=True)


def test_the_other_desk_changes_nothing(world):
    def meddle(work):
        south = world.south.desk.id
        assert work.people.leave(south, world.north.contact.id, world.north.account.id) is False
        assert work.places.remove(south, world.north.place.id) is False

    world.do(meddle)
    roster = world.see(lambda work: work.people.roster(world.north.desk.id, world.north.account.id))
    assert [member.person.name for member in roster] == ["North Ada"]
    assert world.see(lambda work: work.places.get(world.north.desk.id, world.north.place.id))


def test_a_conversation_belongs_to_one_desk(world):
    with world.database.writing() as work, pytest.raises(Conflict):
        work.places.put(world.south.desk.id, "slack", "T1", "C-North", Face.DESK)


def test_an_account_of_another_desk_cannot_be_named(world):
    south, foreign = world.south, world.north.account.id
    with world.database.writing() as work, pytest.raises(IntegrityError):
        work.people.join(Membership(south.agent.id, south.desk.id, foreign, Role.AUTHORIZED))
    with world.database.writing() as work, pytest.raises(IntegrityError):
        work.places.put(south.desk.id, "slack", "T1", "C-new", Face.CUSTOMER, foreign)
    with world.database.writing() as work, pytest.raises(IntegrityError):
        south.ticket(work, account_id=foreign)


def test_the_same_number_and_key_may_exist_in_both_desks(world, noon):
    def arrange(work):
        here, there = world.north.ticket(work), world.south.ticket(work)
        assert here.number == there.number == 1
        assert work.outbox.add(world.north.card(here, "k"), noon)
        assert work.outbox.add(world.south.card(there, "k"), noon)

    world.do(arrange)


def test_a_person_of_two_desks_stands_in_each(world):
    def arrange(work):
        both = world.north.contact.id
        work.people.join(Membership(both, world.south.desk.id, None, Role.AGENT))
        return work.people.standing(Actor("slack", "T1", "U-North Ada"))

    standing = world.do(arrange)
    assert [(m.membership.desk_id, m.membership.role, m.is_staff) for m in standing] == [
        (world.north.desk.id, Role.AUTHORIZED, False),
        (world.south.desk.id, Role.AGENT, True),
    ]


def test_a_thread_leads_to_its_ticket_and_desk(world, north_ticket):
    thread = ThreadRef(north_ticket.id, Face.DESK, "slack", "T1", "C-North", "171.1")
    world.do(lambda work: work.threads.put(thread))
    found = world.see(lambda work: work.tickets.by_thread("slack", "T1", "C-North", "171.1"))
    assert found is not None
    assert (found[0].desk_id, found[0].number, found[1]) == (world.north.desk.id, 1, Face.DESK)
    assert world.see(lambda work: work.tickets.by_thread("slack", "T2", "C-North", "171.1")) is None
    assert world.see(lambda work: work.tickets.by_thread("slack", "T1", "C-North", "171.2")) is None
