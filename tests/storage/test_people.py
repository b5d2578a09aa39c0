"""Desks, accounts, people and places come back as they went in."""

from dataclasses import replace

import pytest

from bot.domain.people import Desk, Face, Member, Membership
from bot.requests import Actor
from bot.storage import Conflict
from policy.facts import Role


def test_desks_come_back_as_stored(world):
    north = world.north.desk
    assert world.see(lambda work: work.desks.all()) == (north, world.south.desk)
    assert world.see(lambda work: work.desks.get(north.id)) == north
    assert world.see(lambda work: work.desks.by_name("South")) == world.south.desk
    assert world.see(lambda work: work.desks.by_name("West")) is None


def test_a_desk_changes_without_losing_count(world):
    changed = Desk(world.north.desk.id, "Nord", "techtra", "fr")

    def change(work):
        work.desks.next_number(changed.id)
        work.desks.update(changed)
        return work.desks.next_number(changed.id)

    assert world.do(change) == 2
    assert world.see(lambda work: work.desks.get(changed.id)) == changed


def test_two_desks_cannot_share_a_name(world):
    with world.database.writing() as work, pytest.raises(Conflict):
        work.desks.add("North", "techtra", "fr")


def test_accounts_come_back_as_stored(world):
    north = world.north
    changed = replace(north.account, plan="premium", licences=None, active=False, roster_limit=3)
    world.do(lambda work: work.accounts.update(changed))
    assert world.see(lambda work: work.accounts.get(north.desk.id, north.account.id)) == changed
    assert world.see(lambda work: work.accounts.by_name(north.desk.id, "North Mills")) == changed
    assert world.see(lambda work: work.accounts.of_desk(north.desk.id)) == (north.other_account, changed)


def test_people_come_back_as_stored(world):
    ada = world.north.contact
    changed = replace(ada, name="Ada Lovelace", language="fr", zone="Europe/Paris", email="ada@mills.example")
    world.do(lambda work: work.people.update(changed))
    assert world.see(lambda work: work.people.get(ada.id)) == changed
    assert world.see(lambda work: work.people.many([ada.id, ada.id, 999])) == {ada.id: changed}
    assert world.see(lambda work: work.people.many([])) == {}
    assert world.see(lambda work: work.people.get(999)) is None


def test_a_person_is_known_by_each_identity(world):
    ada, tom = world.north.contact, world.north.colleague
    slack, teams = Actor("slack", "T1", "U-North Ada"), Actor("teams", "contoso", "29:ada")

    def link(work):
        work.people.link(ada.id, teams)
        work.people.link(ada.id, teams)

    world.do(link)
    assert world.see(lambda work: work.people.by_actor(teams)) == ada
    assert world.see(lambda work: work.people.actors(ada.id)) == (slack, teams)
    assert world.see(lambda work: work.people.actor_of(ada.id, "teams", "contoso")) == teams
    assert world.see(lambda work: work.people.actor_of(ada.id, "teams", "other")) is None
    assert world.see(lambda work: work.people.by_actor(Actor("slack", "T2", "U-North Ada"))) is None
    with world.database.writing() as work, pytest.raises(Conflict):
        work.people.link(tom.id, teams)


def test_who_somebody_is_takes_one_look(world):
    north = world.north
    ada = Actor("slack", "T1", "U-North Ada")
    standing = world.see(lambda work: work.people.standing(ada))
    membership = Membership(north.contact.id, north.desk.id, north.account.id, Role.AUTHORIZED)
    assert standing == (Member(north.contact, membership, north.account, ada),)
    assert world.see(lambda work: work.people.standing(Actor("slack", "T1", "U-nobody"))) == ()


def test_joining_again_changes_the_role(world):
    north = world.north
    promoted = Membership(
        north.colleague.id, north.desk.id, north.account.id, Role.AUTHORIZED, available=False
    )
    lead = Membership(north.agent.id, north.desk.id, None, Role.LEAD)

    def join(work):
        work.people.join(promoted)
        work.people.join(lead)

    world.do(join)
    assert world.see(lambda work: work.people.memberships(north.colleague.id)) == (promoted,)
    assert world.see(lambda work: work.people.memberships(north.agent.id)) == (lead,)
    roster = world.see(lambda work: work.people.roster(north.desk.id, north.account.id))
    assert [(m.person.name, m.membership.available) for m in roster] == [
        ("North Ada", True),
        ("North Tom", False),
    ]


def test_members_are_asked_for_by_account_and_role(world):
    north, desk = world.north, world.north.desk.id

    def names(*args, **kwargs):
        return [m.person.name for m in world.see(lambda work: work.people.members(desk, *args, **kwargs))]

    assert names() == ["North Ada", "North Eve", "North Tom", "North Zoë"]
    assert names(None) == ["North Zoë"]
    assert names(north.account.id) == ["North Ada", "North Tom"]
    assert names(role=Role.AUTHORIZED) == ["North Ada", "North Eve"]
    staff = world.see(lambda work: work.people.staff(desk, [Role.LEAD, Role.DIRECTOR]))
    assert staff == ()
    assert [m.person.name for m in world.see(lambda work: work.people.staff(desk))] == ["North Zoë"]


def test_who_left_is_no_member(world):
    north = world.north
    assert world.do(lambda work: work.people.leave(north.desk.id, north.agent.id, None)) is True
    assert world.do(lambda work: work.people.leave(north.desk.id, north.agent.id, None)) is False
    assert world.see(lambda work: work.people.staff(north.desk.id)) == ()
    assert world.see(lambda work: work.people.get(north.agent.id)) == north.agent


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zoe", ["North Zoë"]),
        ("ZOË north", ["North Zoë"]),
        ("zoe south", []),
        ("nor", ["North Ada", "North Eve", "North Tom", "North Zoë"]),
        ("%", []),
        ("_", []),
        ("  ", []),
    ],
)
def test_people_are_found_whatever_the_case_and_accents(world, words, found):
    members = world.see(lambda work: work.people.find(world.north.desk.id, words))
    assert [member.person.name for member in members] == found


def test_places_come_back_as_stored(world):
    north, desk = world.north, world.north.desk.id
    assert world.see(lambda work: work.places.by_ref("slack", "T1", "C-North")) == north.place
    assert world.see(lambda work: work.places.by_ref("slack", "T2", "C-North")) is None
    assert world.see(lambda work: work.places.get(desk, north.customers.id)) == north.customers
    assert world.see(lambda work: work.places.of_desk(desk)) == (north.place, north.customers)
    assert world.see(lambda work: work.places.of_desk(desk, Face.DESK)) == (north.place,)
    by_account = world.see(lambda work: work.places.of_desk(desk, account_id=north.account.id))
    assert by_account == (north.customers,)


def test_a_place_put_again_is_changed_in_place(world):
    north, desk = world.north, world.north.desk.id
    changed = world.do(
        lambda work: work.places.put(
            desk, "slack", "T1", "C-North", Face.CUSTOMER, north.account.id, name="mills"
        )
    )
    assert changed == replace(north.place, face=Face.CUSTOMER, account_id=north.account.id, name="mills")
    assert world.see(lambda work: work.places.by_ref("slack", "T1", "C-North")) == changed


def test_a_place_given_up_can_be_another_desks(world):
    north, south = world.north, world.south
    assert world.do(lambda work: work.places.remove(north.desk.id, north.place.id)) is True
    taken = world.do(lambda work: work.places.put(south.desk.id, "slack", "T1", "C-North", Face.DESK))
    assert world.see(lambda work: work.places.by_ref("slack", "T1", "C-North")) == taken
