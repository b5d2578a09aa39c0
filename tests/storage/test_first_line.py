"""Internal requests and delegations as they are stored: settled once, of one account, read by their dates."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.domain.first_line import RequestState
from bot.domain.people import Membership
from bot.storage import Conflict
from policy.facts import Role

DAY = timedelta(days=1)


def asked(world, noon, asked_of=None):
    north = world.north

    def act(work):
        text = work.texts.add(north.desk.id, None, "Meter blocked", north.colleague.id)
        return work.internal_requests.add(
            north.desk.id, north.account.id, north.colleague.id, text, noon, asked_of
        )

    return world.do(act)


def test_a_request_comes_back_as_it_went(world, noon):
    made = asked(world, noon, world.north.contact.id)
    found = world.see(lambda work: work.internal_requests.get(made.desk_id, made.account_id, 1))
    assert found == made
    assert world.see(lambda work: work.internal_requests.open_of(made.desk_id, made.account_id)) == (made,)


def test_a_request_is_settled_once(world, noon):
    made, contact = asked(world, noon), world.north.contact.id

    def answer(work):
        text = work.texts.add(made.desk_id, None, "Hold the button", contact)
        return work.internal_requests.settle(made, RequestState.ANSWERED, contact, noon, answer=text)

    assert world.do(answer) is True
    assert world.do(answer) is False
    again = world.do(lambda w: w.internal_requests.settle(made, RequestState.WITHDRAWN, contact, noon))
    found = world.see(lambda work: work.internal_requests.get(made.desk_id, made.account_id, 1))
    assert (again, found.state, found.settled_by) == (False, RequestState.ANSWERED, contact)
    assert world.see(lambda work: work.internal_requests.open_of(made.desk_id, made.account_id)) == ()


def test_of_many_at_once_one_settles_it_and_each_new_one_has_its_number(world, noon):
    made, north = asked(world, noon), world.north

    def settles(_):
        return world.do(
            lambda work: work.internal_requests.settle(made, RequestState.WITHDRAWN, north.contact.id, noon)
        )

    def asks(_):
        def act(work):
            work.accounts.lock(north.account)
            text = work.texts.add(north.desk.id, None, "Toner", north.colleague.id)
            return work.internal_requests.add(
                north.desk.id, north.account.id, north.colleague.id, text, noon, None
            ).number

        try:
            return world.do(act)
        except Conflict:
            return world.do(act)

    with ThreadPoolExecutor(8) as people:
        assert sorted(people.map(settles, range(8))) == [False] * 7 + [True]
        assert sorted(people.map(asks, range(8))) == list(range(2, 10))


def test_requests_and_delegations_are_of_one_desk_and_account(world, noon):
    made, north, south = asked(world, noon), world.north, world.south
    world.do(
        lambda work: work.delegations.add(
            north.desk.id, north.account.id, north.colleague.id, north.contact.id, noon, noon + DAY
        )
    )
    for desk, account in ((south.desk.id, north.account.id), (north.desk.id, north.other_account.id)):
        looks = world.see(
            lambda work, d=desk, a=account: (
                work.internal_requests.get(d, a, 1),
                work.internal_requests.open_of(d, a),
                work.delegations.at(d, a, noon),
                work.delegations.of_account(d, a),
                work.charges.of_ticket(d, a, 1),
            )
        )
        assert looks == (None, (), (), (), ())
    assert made.number == 1


@pytest.mark.parametrize(
    ("after", "holds"),
    [(-DAY, False), (timedelta(0), True), (DAY - timedelta(microseconds=1), True), (DAY, False)],
)
def test_a_delegation_holds_from_its_beginning_to_before_its_end(world, noon, after, holds):
    north = world.north
    made = world.do(
        lambda work: work.delegations.add(
            north.desk.id, north.account.id, north.colleague.id, north.contact.id, noon, noon + DAY
        )
    )
    found = world.see(lambda work: work.delegations.at(north.desk.id, north.account.id, noon + after))
    assert found == (((made, "North Tom"),) if holds else ())


@pytest.mark.parametrize("who", ["contact", "colleague"])
def test_a_delegation_rests_on_what_both_still_are(world, noon, who):
    north = world.north
    world.do(
        lambda work: work.delegations.add(
            north.desk.id, north.account.id, north.colleague.id, north.contact.id, noon, noon + DAY
        )
    )
    person = north.contact if who == "contact" else north.colleague
    role = Role.COLLEAGUE if who == "contact" else Role.AUTHORIZED
    world.do(lambda work: work.people.join(Membership(person.id, north.desk.id, north.account.id, role)))
    assert world.see(lambda work: work.delegations.at(north.desk.id, north.account.id, noon)) == ()


def test_lending_anew_ends_what_was_lent_before(world, noon):
    north = world.north

    def lend(at, days):
        return world.do(
            lambda work: work.delegations.add(
                north.desk.id, north.account.id, north.colleague.id, north.contact.id, at, at + days * DAY
            )
        )

    first, second = lend(noon, 5), lend(noon + DAY, 2)
    told = world.see(lambda work: work.delegations.of_account(north.desk.id, north.account.id))
    assert [(each.id, each.ended_at) for each in told] == [(first.id, noon + DAY), (second.id, None)]
    assert world.see(
        lambda work: [d.id for d, _ in work.delegations.at(north.desk.id, north.account.id, noon + 2 * DAY)]
    ) == [second.id]


def test_an_absence_is_kept_with_its_end(world, noon):
    north = world.north
    away = Membership(
        north.contact.id, north.desk.id, north.account.id, Role.AUTHORIZED, available=False, away_until=noon
    )
    world.do(lambda work: work.people.join(away))
    [member] = world.see(lambda work: work.people.roster(north.desk.id, north.account.id))
    assert member.membership == away
    instants = (noon - DAY, noon - timedelta(microseconds=1), noon)
    assert [away.is_available(at) for at in instants] == [False, False, True]
    assert [away.back_at(at) for at in instants] == [noon, noon, None]
