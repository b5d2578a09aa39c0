"""Tickets and their histories come back whole, and only to those who may see them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events import (
    Answered,
    Assigned,
    Closed,
    Escalated,
    EscalationKind,
    Heard,
    Noted,
    Opened,
    Pended,
    Reminded,
    Reopened,
    Resumed,
    SeverityChanged,
    Solved,
)
from bot.domain.people import Face
from bot.domain.ticket import Status, ThreadRef
from bot.storage import Conflict
from policy.facts import Channel, Severity, Terms
from policy.targets import Kind, Milestone


def every_event(at, who, text):
    later = at + timedelta(minutes=5, microseconds=7)
    return (
        Opened(at, who, Severity.MINOR, Channel.EMAIL, facts=text),
        Assigned(later, who, who),
        Answered(later, who, text),
        Heard(later, who, text, ref="171.2"),
        Noted(later, who, text),
        Pended(later, who, "your logs, please"),
        Resumed(later, who, "they answered"),
        SeverityChanged(later, who, Severity.MINOR, Severity.CRITICAL),
        Escalated(later, None, EscalationKind.HIERARCHICAL, "lead", "lead", (who,), None, "SI-9"),
        Reminded(later, Milestone.FIRST_RESPONSE, Kind.GOAL, 1, "0.75", at, later, late_by_s=3, skipped=True),
        Solved(later, who),
        Reopened(later, who, text),
        Closed(later, who),
    )


def test_a_ticket_comes_back_whole_with_every_kind_of_event(world, noon):
    north = world.north

    def arrange(work):
        ticket = work.tickets.add(
            desk_id=north.desk.id,
            number=work.desks.next_number(north.desk.id),
            account_id=north.account.id,
            requester_id=north.colleague.id,
            submitter_id=north.contact.id,
            subject="L'imprimante *brûle* <!channel>",
            status=Status.OPEN,
            severity=Severity.CRITICAL,
            channel=Channel.EMAIL,
            policy_version="p" * 64,
            calendar_version="c" * 64,
            terms=Terms("standard", 40, None, active=False, roster_limit=2),
            opened_at=noon,
            assignee_id=north.agent.id,
            level="lead",
            rank=2,
            due_at=noon + timedelta(hours=4, microseconds=1),
            wake_at=noon + timedelta(hours=2),
        )
        text = work.texts.add(north.desk.id, ticket.id, "It burns")
        events = every_event(noon, north.contact.id, text)
        ticket = work.tickets.append(ticket, *events[:1], received_at=noon)
        return work.tickets.append(ticket, *events[1:], received_at=noon)

    stored = world.do(arrange)
    assert len(stored.history) == 13
    assert world.see(lambda work: work.tickets.load(north.desk.id, stored.id)) == stored


def test_saving_changes_the_row_and_not_what_was_pinned(world, noon):
    ticket = world.ticket()
    changed = replace(
        ticket,
        requester_id=world.north.colleague.id,
        assignee_id=world.north.agent.id,
        subject="Printer still on fire",
        status=Status.PENDING,
        severity=Severity.MINOR,
        channel=Channel.PHONE,
        level="director",
        rank=3,
        due_at=noon + timedelta(days=1),
        wake_at=noon + timedelta(hours=1),
    )
    world.do(lambda work: work.tickets.save(replace(changed, policy_version="another", terms=Terms("free"))))
    assert world.see(lambda work: work.tickets.load(ticket.desk_id, ticket.id)) == changed


def test_two_who_append_to_the_same_history_do_not_both_succeed(world, noon):
    ticket = world.ticket()
    solved = Solved(noon, world.north.agent.id)
    grown = world.do(lambda work: work.tickets.append(ticket, solved, received_at=noon))
    with world.database.writing() as work, pytest.raises(Conflict):
        work.tickets.append(ticket, Closed(noon, world.north.contact.id), received_at=noon)
    assert world.see(lambda work: work.tickets.load(ticket.desk_id, ticket.id)) == grown


def test_a_ticket_loaded_without_its_history_cannot_be_appended_to(world, noon):
    world.ticket()
    with world.database.writing() as work:
        zoe = world.north.member(work, world.north.agent)
        (ticket,) = work.tickets.visible_to(zoe).list()
        with pytest.raises(Conflict):
            work.tickets.append(ticket, Solved(noon, zoe.person.id), received_at=noon)


def test_two_tickets_cannot_share_a_number(world):
    world.ticket(number=7)
    with world.database.writing() as work, pytest.raises(Conflict):
        world.north.ticket(work, number=7)


def test_everyone_sees_what_is_theirs_and_nothing_else(world):
    north = world.north
    adas = world.ticket(subject="Ada's")
    toms = world.ticket(subject="Tom's", requester_id=north.colleague.id)
    world.ticket(
        subject="The bakery's",
        account_id=north.other_account.id,
        requester_id=north.stranger.id,
        submitter_id=north.stranger.id,
    )

    def seen(person):
        with world.database.reading() as work:
            tickets = work.tickets.visible_to(north.member(work, person))
            listed = {ticket.subject for ticket in tickets.list()}
            by_number = {t.subject for number in (1, 2, 3) if (t := tickets.get(number))}
            by_id = {t.subject for t in map(tickets.by_id, (adas.id, toms.id)) if t}
            assert by_number == listed
            assert by_id == listed - {"The bakery's"}
        return listed

    assert seen(north.agent) == {"Ada's", "Tom's", "The bakery's"}
    assert seen(north.contact) == {"Ada's", "Tom's"}
    assert seen(north.colleague) == {"Tom's"}
    assert seen(north.stranger) == {"The bakery's"}


def test_what_is_seen_comes_with_its_history_and_can_be_locked(world):
    ticket = world.ticket()
    with world.database.writing() as work:
        seen = work.tickets.visible_to(world.north.member(work, world.north.contact))
        assert seen.get(ticket.number) == ticket
        assert seen.get(ticket.number, lock=True) == ticket
        assert seen.by_id(ticket.id, lock=True) == ticket


def test_lists_are_newest_first_by_status_and_mine(world):
    north = world.north
    world.ticket(subject="first", assignee_id=north.agent.id)
    world.ticket(subject="second", status=Status.CLOSED)
    world.ticket(subject="third", status=Status.PENDING, requester_id=north.colleague.id)

    def subjects(person, *args, **kwargs):
        with world.database.reading() as work:
            tickets = work.tickets.visible_to(north.member(work, person))
            return [ticket.subject for ticket in tickets.list(*args, **kwargs)]

    assert subjects(north.agent) == ["third", "second", "first"]
    assert subjects(north.agent, limit=1, offset=1) == ["second"]
    assert subjects(north.agent, mine=True) == ["first"]
    assert subjects(north.agent, {Status.NEW, Status.PENDING}) == ["third", "first"]
    assert subjects(north.agent, {Status.NEW, Status.CLOSED}) == ["second", "first"]
    assert subjects(north.agent, set()) == []
    assert subjects(north.contact, mine=True) == ["third", "second", "first"]
    assert subjects(north.colleague, mine=True) == ["third"]


def test_threads_are_one_a_face_and_get_their_message_once_posted(world):
    ticket = world.ticket()
    desk = ThreadRef(ticket.id, Face.DESK, "slack", "T1", "C-North")
    customer = ThreadRef(ticket.id, Face.CUSTOMER, "slack", "T1", "U-private")

    def arrange(work):
        work.threads.put(desk)
        work.threads.put(customer)
        work.threads.set_ref(ticket.id, Face.CUSTOMER, "D-private", "171.9")

    world.do(arrange)
    posted = replace(customer, conversation="D-private", ref="171.9")
    assert world.see(lambda work: work.threads.of_ticket(ticket.id)) == (posted, desk)

    moved = replace(desk, conversation="C-other")
    world.do(lambda work: work.threads.put(moved))
    assert world.see(lambda work: work.threads.of_ticket(ticket.id)) == (posted, moved)


def test_two_tickets_cannot_live_in_one_thread(world):
    first, second = world.ticket(), world.ticket()
    world.do(lambda work: work.threads.put(ThreadRef(first.id, Face.DESK, "slack", "T1", "C", "1")))
    with world.database.writing() as work, pytest.raises(Conflict):
        work.threads.put(ThreadRef(second.id, Face.DESK, "slack", "T1", "C", "1"))


def test_texts_come_back_as_typed(world):
    typed = "été <@U1> 'quoted' \n\t\N{FIRE}"
    text = world.do(lambda work: work.texts.add(world.north.desk.id, None, typed))
    assert world.see(lambda work: work.texts.get(world.north.desk.id, text)) == typed
    assert world.see(lambda work: work.texts.many(world.north.desk.id, [text, text])) == {text: typed}
    assert world.see(lambda work: work.texts.many(world.north.desk.id, [])) == {}
