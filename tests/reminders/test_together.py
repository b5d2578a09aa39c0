"""A channel hears of many tickets in one post; what it is spared is kept for the digest; each is said once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from bot.outgoing import DeliveryState
from bot.ports import Permanent, Transient, Uncertain
from bot.reminders import deliver
from bot.reminders.runner import Runner

from .office import london
from .platform import Killed

PLACE = ":1:place"


def breached(office, *severities, seconds=0):
    """Tickets that all breach at eleven, or so many seconds after one another; everything before it is said."""
    for number, severity in enumerate(severities):
        office.clock.set(london("2026-03-02 09:00") + timedelta(seconds=seconds * number))
        office.opens(f"Printer {number + 1}", severity=severity)
    office.deliver()
    office.at("2026-03-02 10:50").deliver()
    return office


def critical(office, opened):
    """One more ticket, critical: due within an hour of being opened."""
    office.clock.set(london(opened))
    office.opens("Fire", severity="medium")
    with office.database.reading() as uow:
        newest = max(
            t.number for t in uow.tickets.visible_to(uow.people.staff(office.desk_id)[0]).list(limit=99)
        )
    office.says("ines", f"severity {newest} critical")
    return office


def channel(office):
    """What the desk's channel was told of breaches, in order."""
    return [m.text for m in office.slack.messages if m.key.endswith(PLACE)]


def states(office, part=PLACE):
    return Counter((row.state.value, row.reason) for row in office.rows(part))


def test_the_breaches_of_a_minute_are_one_post_that_names_each(office):
    breached(office, "severe", "severe", "severe").at("2026-03-02 11:00").deliver()
    assert channel(office) == ["Breached: 3 tickets, first #1."]
    refs = {row.ref for row in office.rows(PLACE)}
    assert (len(refs), None in refs, states(office)) == (1, False, {("sent", None): 3})


def test_one_alone_is_said_as_ever_and_at_once(office):
    breached(office, "severe").at("2026-03-02 11:00").deliver()
    (said,) = channel(office)
    assert said.startswith("Breached: #1 had no first response by Mon 2 Mar, 11:00 (SI-9.severe).")


def test_what_comes_within_the_minute_is_waited_for_because_it_is_known(office):
    breached(office, "severe", "severe", seconds=40)
    begun = Runner(office.sweep, office.delivery, office.clock, office.wall)
    begun.advance(office.clock, london("2026-03-02 11:00:20"))
    assert channel(office) == []
    begun.advance(office.clock, london("2026-03-02 11:05"))
    assert channel(office) == ["Breached: 2 tickets, first #1."]


def test_what_comes_later_than_a_minute_is_not_waited_for(office):
    breached(office, "severe", "severe", seconds=80)
    Runner(office.sweep, office.delivery, office.clock, office.wall).advance(
        office.clock, london("2026-03-02 11:05")
    )
    assert [text[:13] for text in channel(office)] == ["Breached: #1 ", "Breached: #2 "]


def test_a_critical_one_waits_for_nothing_and_takes_the_others_along(office):
    for seconds in (0, 40):
        office.clock.set(london("2026-03-02 09:00") + timedelta(seconds=seconds))
        office.opens("Printer")
    critical(office, "2026-03-02 10:00").deliver()
    office.at("2026-03-02 10:55").deliver()
    office.at("2026-03-02 11:00").deliver()
    assert channel(office) == ["Breached: 2 tickets, first #3."]
    office.at("2026-03-02 11:01").deliver()
    assert len(channel(office)) == 2


def test_an_answered_ticket_drops_out_of_the_list(office):
    breached(office, "severe", "severe", "severe").at("2026-03-02 11:00")
    office.answers("ines", "We are on our way.", number=1)
    office.deliver()
    assert channel(office) == ["Breached: 2 tickets, first #2."]
    assert states(office) == {
        ("suppressed", "the clock no longer runs: met"): 1,
        ("sent", None): 2,
    }


def test_after_an_outage_one_post_says_how_late_they_are_and_why(office):
    for number in (1, 2):
        office.opens(f"Printer {number}")
    office.deliver()
    office.at("2026-03-02 10:05").deliver()
    office.clock.set(london("2026-03-02 11:05"))
    office.sweep.sweep_due()
    office.deliver()
    assert channel(office) == [
        "I was stopped 10:05–11:05. These reminders are up to 5 min late. Breached: 2 tickets, first #1."
    ]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_dies_with_the_post_in_hand_says_none_of_them_twice(office, moment):
    breached(office, "severe", "severe", "severe").at("2026-03-02 11:00")
    (office.slack.refuse if moment == "before" else office.slack.lose)("post", Killed(), about=PLACE)
    with pytest.raises(Killed):
        office.deliver()
    assert office.another_delivery().deliver_due().total == 0
    office.wall.wait(deliver.LEASE)
    office.deliver()
    assert len(channel(office)) == 1
    assert states(office) == {("sent", None): 3}


def test_what_may_have_been_said_is_marked_as_said_even_where_it_was_answered_since(office):
    """The post names it: the ledger must not say that it was never told."""
    breached(office, "severe", "severe", "severe").at("2026-03-02 11:00")
    office.slack.lose("post", Uncertain("timeout"), about=PLACE)
    office.deliver()
    office.answers("ines", "We are on our way.", number=2)
    office.deliver_patiently()
    assert (len(channel(office)), states(office)) == (1, {("sent", None): 3})


def test_what_was_refused_for_a_moment_is_said_with_what_came_meanwhile(office):
    breached(office, "severe", "severe", "severe", seconds=80).at("2026-03-02 11:00")
    office.slack.refuse("post", Transient("ratelimited", 100.0), about=PLACE)
    office.deliver()
    office.at("2026-03-02 11:02:00").at("2026-03-02 11:03:00").deliver_patiently()
    assert channel(office) == ["Breached: 3 tickets, first #1."]


def test_a_channel_that_is_gone_leaves_each_to_its_people_and_the_admins_hear_of_it_once(office):
    breached(office, "severe", "severe")
    office.says("ines", "claim 1")
    office.deliver()
    office.slack.refuse("post", Permanent("is_archived"), times=99, about=PLACE + "$")
    office.at("2026-03-02 11:00").deliver()
    assert states(office) == {("undeliverable", "is_archived"): 2, ("sent", None): 2}
    assert len(office.slack.texts("D-U-sara")) == 1
    assert len(office.slack.texts("D-U-ines")) == 1
    assert len(office.slack.texts("D-U-marc")) == 1


@pytest.mark.parametrize("which", [0, 1])
def test_each_of_those_given_up_together_is_said_when_an_admin_tries_it_again(office, which):
    breached(office, "severe", "severe")
    office.slack.refuse("post", Permanent("is_archived"), times=1, about=PLACE + "$")
    office.at("2026-03-02 11:00").deliver()
    assert channel(office) == []
    rows = [row for row in office.rows(PLACE) if row.state is DeliveryState.UNDELIVERABLE]
    office.says("sara", f"deliveries retry {rows[which].id}")
    office.deliver()
    assert [text[:12] for text in channel(office)] == [f"Breached: #{which + 1}"]
    assert office.rows(PLACE)[which].state is DeliveryState.SENT


def test_where_the_channel_is_the_desks_no_more_none_of_them_holds_up_what_comes_after(office):
    breached(office, "severe", "severe").at("2026-03-02 11:00")
    with office.database.writing() as uow:
        (claimed,) = [row for row in uow.outbox.claim(office.wall(), 1.0) if row.key.endswith(PLACE)]
        assert len(claimed.led) == 1
        uow.places.remove(office.desk_id, claimed.target.place_id)
        uow.commit()
    office.wall.wait(deliver.LEASE)
    office.deliver()
    assert states(office) == {("suppressed", "the place no longer belongs to the desk"): 2}


def test_another_that_leads_the_post_is_held_as_long_as_the_first(office):
    breached(office, "severe", "severe").at("2026-03-02 11:00")
    with office.database.writing() as uow:
        (claimed,) = [row for row in uow.outbox.claim(100.0, 45.0) if row.key.endswith(PLACE)]
        assert uow.outbox.extend(claimed.id, 145.0, 185.0)
        uow.outbox.end_all((claimed.id,), DeliveryState.SUPPRESSED, "answered")
        uow.outbox.lead(claimed.led[0].id, (), 140.0, 185.0)
        assert uow.outbox.extend(claimed.led[0].id, 185.0, 230.0)


def budget(office, posts):
    with office.database.writing() as uow:
        desk = uow.desks.get(office.desk_id)
        uow.desks.update(type(desk)(desk.id, desk.name, desk.policy_id, desk.language, posts))
        uow.commit()
    return office


def test_beyond_its_budget_a_channel_hears_of_it_in_the_next_digest(office):
    budget(breached(office, "severe", "severe", "severe", seconds=120), 1)
    begun = Runner(office.sweep, office.delivery, office.clock, office.wall)
    begun.advance(office.clock, london("2026-03-02 11:10"))
    assert len(channel(office)) == 1
    assert states(office) == {("sent", None): 1, ("held", "its channel was told enough for the hour"): 2}
    begun.advance(office.clock, london("2026-03-03 12:00"))
    (digest,) = [m for m in office.slack.messages if m.key.startswith("digest:")]
    assert digest.text.endswith(
        "Reminders held back until now, since this channel had been told enough for an hour: 2."
    )
    assert states(office) == {("sent", None): 3}
    assert [row.ref for row in office.rows(PLACE)][1:] == [digest.ref] * 2


def test_the_next_hour_has_a_budget_of_its_own(office):
    budget(breached(office, "severe", seconds=120), 1)
    begun = Runner(office.sweep, office.delivery, office.clock, office.wall)
    begun.advance(office.clock, london("2026-03-02 10:55"))
    office.opens("Later")
    begun.advance(office.clock, london("2026-03-02 13:00"))
    assert states(office) == {("sent", None): 2}


def test_what_is_critical_is_said_beyond_the_budget(office):
    office.opens()
    critical(budget(office, 0), "2026-03-02 10:02").deliver()
    begun = Runner(office.sweep, office.delivery, office.clock, office.wall)
    begun.advance(office.clock, london("2026-03-02 11:30"))
    states = {row.key.partition(":")[0]: row.state.value for row in office.rows(PLACE)}
    assert states == {"1": "held", "2": "sent"}


def test_what_was_answered_meanwhile_is_in_no_digest(office):
    budget(breached(office, "severe"), 0)
    begun = Runner(office.sweep, office.delivery, office.clock, office.wall)
    begun.advance(office.clock, london("2026-03-02 11:10"))
    office.answers("ines", "We are on our way.")
    begun.advance(office.clock, london("2026-03-03 12:00"))
    assert states(office) == {("suppressed", "the clock no longer runs: met"): 1}
    assert office.row(PLACE).state is DeliveryState.SUPPRESSED
