"""One person out of two on both databases, however many try at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from bot.clock import HandClock
from bot.desk import Desk
from bot.domain.people import Membership
from bot.policies import Policies
from bot.requests import Actor, PlaceKind, PlaceRef, Profile, Request, Typed, Via
from bot.storage import Conflict
from policy.facts import Role


def teams(who: str) -> Actor:
    return Actor("teams", "A", who)


class Office:
    """A desk that is asked from both platforms by many at once."""

    def __init__(self, world, noon) -> None:
        self.world = world
        self.desk = Desk(world.database, Policies(world.database), HandClock(noon))
        self.noon = noon
        with world.database.writing() as uow:
            self.sara = self._person(uow, Actor("slack", "T1", "U-sara"), "Sara", Role.ADMIN)
            self.ana = self._person(uow, Actor("slack", "T1", "U-ana"), "Ana", Role.AGENT)
            uow.commit()

    def _person(self, uow, actor, name, role):
        person = uow.people.add(name)
        uow.people.link(person.id, actor)
        uow.people.join(Membership(person.id, self.world.north.desk.id, None, role))
        return person

    def known(self, who, role=Role.AGENT):
        return self.world.do(lambda uow: self._person(uow, teams(who), who, role))

    def asks(self, n, actor, text, via=Via.COMMAND):
        place = PlaceRef(actor.platform, actor.tenant, f"D-{actor.user}", None, PlaceKind.PRIVATE)
        profile = Profile(actor.user, home_tenant=actor.tenant)
        return self.desk.answer(Request(actor, place, Typed(text), f"{actor}-{n}", self.noon, via, profile))

    def code(self, n, actor):
        return next(
            span.text
            for block in self.asks(n, actor, "link").blocks
            for span in getattr(block, "line", ())
            if hasattr(span, "text") and "-" in span.text
        )

    def whose(self, actor):
        person = self.world.see(lambda uow: uow.people.by_actor(actor))
        return None if person is None else person.id


@pytest.fixture
def office(world, noon):
    return Office(world, noon)


def test_of_many_who_give_one_code_at_once_one_gets_in(office):
    code = office.code(0, Actor("slack", "T1", "U-ana"))
    actors = [teams(f"m{n}") for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda actor: office.asks(1, actor, f"link {code} yes"), actors))
    assert [office.whose(actor) for actor in actors].count(office.ana.id) == 1
    assert [office.whose(actor) for actor in actors].count(None) == 5


def test_two_admins_link_one_person_to_two_others_and_only_one_link_holds(office):
    other = office.known("somebody")
    third = office.known("third")
    sara = Actor("slack", "T1", "U-sara")
    asked = [f"people link p{office.ana.id} p{other.id} yes", f"people link p{third.id} p{other.id} yes"]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda n: office.asks(n, sara, asked[n], Via.BUTTON), range(2)))
    assert office.whose(teams("somebody")) in {office.ana.id, third.id}
    shell = office.world.see(lambda uow: uow.people.get(other.id))
    assert shell.id == office.whose(teams("somebody"))


def test_an_identity_is_never_the_last_to_be_split_off_however_many_try(office):
    code = office.code(0, Actor("slack", "T1", "U-ana"))
    office.asks(1, teams("ana"), f"link {code} yes")
    here = [Actor("slack", "T1", "U-ana"), teams("ana")]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda actor: office.asks(2, actor, "unlink yes"), here))
    assert [office.whose(actor) for actor in here].count(office.ana.id) == 1


def test_what_was_whose_follows_and_a_merged_person_is_merged_no_second_time(office):
    world, north = office.world, office.world.north
    kept, other = north.contact, north.colleague
    ticket = world.ticket(requester_id=other.id, submitter_id=other.id)

    def merge(uow):
        uow.links.lock(kept.id, other.id)
        uow.links.absorb(kept.id, other.id)

    world.do(merge)
    held = world.see(lambda uow: uow.tickets.load(north.desk.id, ticket.id))
    assert (held.requester_id, held.submitter_id) == (kept.id, kept.id)
    assert world.see(lambda uow: uow.people.get(other.id)).id == kept.id
    assert {key: value.id for key, value in world.see(lambda uow: uow.people.many([other.id])).items()} == {
        other.id: kept.id
    }
    assert len(world.see(lambda uow: uow.people.actors(other.id))) == 2
    assert world.see(lambda uow: uow.people.memberships(other.id)) == ()
    again = None
    with suppress(Conflict):
        again = world.do(lambda uow: uow.links.lock(kept.id, other.id) or True)
    assert again is None


def test_chains_lead_to_the_last(office):
    world = office.world
    one, two, three = (office.known(who) for who in ("one", "two", "three"))
    for kept, other in ((two, one), (three, two)):
        world.do(lambda uow, kept=kept, other=other: uow.links.absorb(kept.id, other.id))
    assert world.see(lambda uow: uow.people.get(one.id)).id == three.id


def test_the_last_word_on_an_identity_says_whether_an_admin_alone_vouches_for_it(office):
    """Twice each: a statement is planned when it is run a second time."""
    other = office.known("ana-too")

    def told():
        return [office.world.see(lambda uow: uow.links.vouched_by(office.ana.id)) for _ in range(2)]

    sara = Actor("slack", "T1", "U-sara")
    office.asks(1, sara, f"people link p{office.ana.id} p{other.id} yes")
    assert told() == [{office.sara.id}] * 2
    office.asks(2, teams("ana-too"), "unlink yes")
    office.asks(3, teams("ana-too"), f"link {office.code(4, Actor('slack', 'T1', 'U-ana'))} yes")
    assert office.whose(teams("ana-too")) == office.ana.id
    assert told() == [frozenset()] * 2
