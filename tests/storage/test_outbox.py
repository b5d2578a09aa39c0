"""What is owed is said once, in its order, by one deliverer at a time, and what became of it is kept."""

from datetime import timedelta

from bot.domain.events import EscalationKind
from bot.domain.first_line import RequestState
from bot.domain.people import Face
from bot.outgoing import (
    AnswerNotice,
    AnswerReceipt,
    AskedNotice,
    BackNotice,
    CardNotice,
    Change,
    ChangeNotice,
    DelegatedNotice,
    DeliveryState,
    Draft,
    EscalatedNotice,
    FeeNotice,
    HeardNotice,
    InternalHeader,
    NoteNotice,
    OpenedNotice,
    Outgoing,
    PassedOnNotice,
    PrivatelyNotice,
    ReminderNotice,
    RemovedNotice,
    RequestAnsweredNotice,
    RequestNotice,
    RequestSettledNotice,
    ToCard,
    ToPerson,
    ToPlace,
    ToReference,
    ToThread,
    UndeliveredNotice,
)
from bot.requests import PlaceKind, PlaceRef
from policy.targets import Kind, Milestone, Tell


def keys(rows):
    return [row.key for row in rows]


def states(world):
    rows = world.see(lambda work: work.outbox.by_desk(world.north.desk.id))
    return {row.key: (row.state.value, row.reason) for row in rows}


def test_every_target_and_notice_comes_back_as_it_went_in(world, noon):
    north, ticket = world.north, world.ticket()
    who, place = north.contact.id, north.place.id
    text = world.do(lambda work: work.texts.add(north.desk.id, ticket.id, "It burns"))
    targets = (
        ToCard(Face.DESK),
        ToThread(Face.CUSTOMER),
        ToPlace(place),
        ToPerson(who),
        ToPerson(who, "slack", "T1"),
        ToReference(PlaceRef("slack", "T1", "C9", "171.1", PlaceKind.PRIVATE, "random")),
    )
    notices = (
        CardNotice(),
        InternalHeader(),
        OpenedNotice(),
        AnswerNotice(text, who, question=True),
        AnswerReceipt(text, who, noon),
        HeardNotice(text, who),
        NoteNotice(text, who),
        ReminderNotice(
            Milestone.RESOLUTION,
            Kind.BEST_EFFORT,
            2,
            "1.1",
            noon,
            noon + timedelta(hours=1),
            (Tell.ASSIGNEE, Tell.NEXT_LEVEL),
            90,
            noon - timedelta(hours=2),
            noon,
        ),
        EscalatedNotice(
            EscalationKind.FUNCTIONAL, "network", None, (who,), who, text, "SI-9", Milestone.RESOLUTION
        ),
        ChangeNotice(Change.SEVERITY, who, who, "critical", text),
        PrivatelyNotice(None, "Tom"),
        RequestNotice(world.north.account.id, 3, who, text),
        RequestSettledNotice(3, RequestState.ANSWERED, who, text),
        RequestAnsweredNotice(3, who, text, text),
        DelegatedNotice(who, "Mills", "America/Toronto", noon),
        AskedNotice(3, (who,), text),
        FeeNotice(who, 4500, "CAD", "PB-b.iii.fee"),
        PassedOnNotice(who),
        UndeliveredNotice(1, "channel_not_found"),
        RemovedNotice("Boréal", noon),
        BackNotice("Boréal", noon, noon, 3, 1, (42, 43), 1),
    )
    drafts = [
        Draft(north.desk.id, ticket.id, target, CardNotice(), f"t{n}") for n, target in enumerate(targets)
    ]
    drafts += [
        Draft(north.desk.id, None, ToPlace(place), notice, f"n{n}") for n, notice in enumerate(notices)
    ]

    world.do(lambda work: work.outbox.add_all(drafts, noon))

    rows = world.see(lambda work: work.outbox.by_desk(north.desk.id))[::-1]
    assert [
        Draft(row.desk_id, row.ticket_id, row.target, row.notice, row.key, row.urgent) for row in rows
    ] == drafts
    assert {(row.state, row.created_at, row.attempts) for row in rows} == {(DeliveryState.READY, noon, 0)}
    assert len(world.see(lambda work: work.outbox.of_ticket(north.desk.id, ticket.id))) == len(targets)


def test_the_same_thing_is_owed_once(world, noon):
    ticket = world.ticket()
    card, line = world.north.card(ticket, "card"), world.north.line(ticket, "line")
    assert world.do(lambda work: work.outbox.add(card, noon)) is True
    assert world.do(lambda work: work.outbox.add(card, noon + timedelta(days=1))) is False
    world.do(lambda work: work.outbox.add_all([card, line], noon))
    world.do(lambda work: work.outbox.add_all([], noon))
    rows = world.see(lambda work: work.outbox.by_desk(world.north.desk.id))
    assert [(row.key, row.created_at) for row in rows] == [("line", noon), ("card", noon)]


def test_a_claimed_row_is_nobody_elses_until_its_lease_runs_out(world, noon):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"))

    (row,) = world.claim(100.0)
    assert row == Outgoing(
        row.id,
        world.north.desk.id,
        ticket.id,
        ToCard(Face.DESK),
        CardNotice(),
        "card",
        DeliveryState.SENDING,
        noon,
        attempts=1,
    )
    assert world.claim(129.9) == ()
    assert world.see(lambda work: work.outbox.next_due(129.9)) == 130.0

    (again,) = world.claim(130.0)
    assert (again.id, again.attempts, again.attempted_since) == (row.id, 2, 100.0)
    (third,) = world.claim(160.0)
    assert (third.attempts, third.attempted_since) == (3, 100.0)


def test_what_was_sent_keeps_its_message_and_is_over(world):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"))
    (row,) = world.claim(100.0)
    assert world.do(lambda work: work.outbox.sent(row.id, "C9", "171.1")) is True
    assert world.do(lambda work: work.outbox.sent(row.id, "C9", "171.2")) is False
    assert world.do(lambda work: work.outbox.undeliverable(row.id, "late")) is False
    assert world.do(lambda work: work.outbox.retry(row.id, 1.0)) is False
    kept = world.see(lambda work: work.outbox.get(world.north.desk.id, row.id))
    assert (kept.state, kept.conversation, kept.ref) == (DeliveryState.SENT, "C9", "171.1")
    assert world.claim(1e9) == ()
    assert world.see(lambda work: work.outbox.next_due(1e9)) is None


def test_a_row_that_nobody_claimed_was_not_sent(world):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"))
    (row,) = world.see(lambda work: work.outbox.by_desk(world.north.desk.id))
    assert world.do(lambda work: work.outbox.sent(row.id, "C9", "171.1")) is False
    assert world.do(lambda work: work.outbox.suppressed(row.id, "answered")) is True
    assert states(world) == {"card": ("suppressed", "answered")}


def test_what_cannot_be_said_frees_what_comes_after_it(world):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"), world.north.line(ticket, "line"))
    (row,) = world.claim(100.0)
    world.do(lambda work: work.outbox.undeliverable(row.id, "is_archived"))
    assert keys(world.claim(100.0)) == ["line"]
    assert states(world)["card"] == ("undeliverable", "is_archived")


def test_a_retry_waits_and_says_whether_it_may_have_been_posted(world):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"))
    (row,) = world.claim(100.0)
    world.do(lambda work: work.outbox.retry(row.id, 110.0))
    assert world.claim(109.9) == ()
    assert world.see(lambda work: work.outbox.next_due(100.0)) == 110.0
    (row,) = world.claim(110.0)
    assert (row.attempts, row.attempted_since) == (2, None)

    world.do(lambda work: work.outbox.retry(row.id, 120.0, uncertain=True))
    (row,) = world.claim(120.0)
    assert (row.attempts, row.attempted_since) == (3, 110.0)


def test_what_is_owed_later_is_not_claimed_before(world):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"), not_before=500.0)
    assert world.claim(499.0) == ()
    assert world.see(lambda work: work.outbox.next_due(0.0)) == 500.0
    assert keys(world.claim(500.0)) == ["card"]


def test_one_face_of_a_ticket_is_told_in_order(world):
    north, ticket, other = world.north, world.ticket(), world.ticket()
    world.owe(
        north.card(ticket, "card"),
        north.line(ticket, "first"),
        north.line(ticket, "second"),
        north.line(ticket, "customer", Face.CUSTOMER),
        north.line(other, "other"),
        Draft(north.desk.id, ticket.id, ToPerson(north.contact.id), OpenedNotice(), "ada 1"),
        Draft(north.desk.id, ticket.id, ToPerson(north.contact.id), OpenedNotice(), "ada 2"),
        Draft(north.desk.id, ticket.id, ToPlace(north.place.id), OpenedNotice(), "place 1"),
        Draft(north.desk.id, ticket.id, ToPlace(north.place.id), OpenedNotice(), "place 2"),
    )
    claimed = world.claim(100.0)
    assert keys(claimed) == ["card", "customer", "other", "ada 1", "place 1", "place 2"]
    assert world.see(lambda work: work.outbox.next_due(100.0)) == 130.0, "what waits for its turn is not due"

    world.do(lambda work: [work.outbox.sent(row.id, "C", f"{row.id}") for row in claimed])
    assert keys(world.claim(101.0)) == ["first", "ada 2"]


def test_a_thread_waits_while_its_card_is_tried_again(world):
    ticket = world.ticket()
    world.owe(world.north.card(ticket, "card"), world.north.line(ticket, "line"))
    (row,) = world.claim(100.0)
    world.do(lambda work: work.outbox.retry(row.id, 200.0))
    assert world.claim(150.0) == ()
    assert keys(world.claim(200.0)) == ["card"]


def test_urgent_rows_go_first(world):
    north = world.north
    drafts = [north.card(world.ticket(), name, urgent=name == "c") for name in "abcd"]
    world.owe(*drafts)
    assert keys(world.claim(100.0, limit=2)) == ["c", "a"]
    assert keys(world.claim(100.0, limit=2)) == ["b", "d"]


def test_edits_of_a_card_that_wait_become_one(world):
    north, ticket = world.north, world.ticket()
    world.owe(
        north.card(ticket, "opened"),
        north.line(ticket, "header"),
        north.card(ticket, "claimed"),
        north.card(ticket, "customer", Face.CUSTOMER),
        north.card(ticket, "answered"),
    )
    assert keys(world.claim(100.0)) == ["opened", "customer"]
    assert states(world) == {
        "opened": ("sending", None),
        "customer": ("sending", None),
        "header": ("ready", None),
        "claimed": ("suppressed", "collapsed"),
        "answered": ("suppressed", "collapsed"),
    }


def test_an_edit_owed_after_the_card_was_claimed_is_said(world):
    north, ticket = world.north, world.ticket()
    world.owe(north.card(ticket, "first"))
    (row,) = world.claim(100.0)
    world.owe(north.card(ticket, "second"))
    world.do(lambda work: work.outbox.sent(row.id, "C", "1"))
    assert keys(world.claim(100.0)) == ["second"]


def test_a_card_that_may_have_been_posted_already_swallows_no_later_edit(world):
    north, ticket = world.north, world.ticket()
    world.owe(north.card(ticket, "first"))
    world.claim(100.0)
    world.owe(north.card(ticket, "second"))
    (again,) = world.claim(130.0)
    assert again.attempted_since == 100.0
    world.do(lambda work: work.outbox.sent(again.id, "C", "1"))
    assert keys(world.claim(131.0)) == ["second"]


def test_the_ledger_is_newest_first_and_by_state(world):
    north = world.north
    world.owe(*[north.card(world.ticket(), name) for name in "abc"])
    (first, *_rest) = world.claim(100.0, limit=1)
    world.do(lambda work: work.outbox.sent(first.id, "C", "1"))

    def look(*args, **kwargs):
        return keys(world.see(lambda work: work.outbox.by_desk(north.desk.id, *args, **kwargs)))

    assert look() == ["c", "b", "a"]
    assert look(limit=1) == ["c"]
    assert look({DeliveryState.SENT}) == ["a"]
    assert look({DeliveryState.READY, DeliveryState.SENT}, limit=2) == ["c", "b"]
    assert world.see(lambda work: work.outbox.by_key(north.desk.id, "b")).key == "b"
    assert world.see(lambda work: work.outbox.by_key(north.desk.id, "z")) is None
