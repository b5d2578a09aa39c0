"""Homes of every role and part, full; and what could not be delivered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.commands import DeliveryAct, HomePart, Queue, QueueWhen
from bot.domain.people import Face
from bot.results import (
    DeliveriesTold,
    DeliveryView,
    HealthView,
    HomeTold,
    LoadView,
    LotView,
    MemberView,
    PersonView,
    PlaceView,
    PolicyView,
    Result,
    TaskView,
    TicketView,
    WorkView,
)
from policy.facts import Role, Severity
from policy.ledgers import Unit
from tests.wording.samples import INES, MARC, NADIA, RECEIVED, TOM, TORONTO

NOW = RECEIVED + timedelta(days=2)
ADMIN = PersonView(9, "Sara Lind", role=Role.ADMIN)
ERRORS = ("is_archived", "not_in_channel", "channel_not_found", "odd_code", "bug")


def deliveries(many: int = 5) -> tuple[DeliveryView, ...]:
    """What could not be delivered: of each reason, to a place, a ticket's thread, a person."""
    return tuple(
        DeliveryView(
            at + 1,
            ("reminder", "card", "note", "unheard_of")[at % 4],
            ERRORS[at % len(ERRORS)],
            RECEIVED,
            ticket=42 if at % 2 else None,
            face=Face.DESK if at % 2 else None,
            place="laurier" if at % 3 else None,
            person=None if at % 3 else "Nadia Roy",
        )
        for at in range(many)
    )


def home(person: PersonView, **changes: Any) -> HomeTold:
    """A home of this person's, empty but for the changes."""
    values: dict[str, Any] = {
        "person": person,
        "desk": "Boréal",
        "account": None,
        "plan": None,
        "tickets": (),
        "unassigned": (),
        "escalated": (),
        "undelivered": 0,
        "can_open": None,
        "zone": TORONTO,
        "now": NOW,
    }
    return HomeTold(**(values | changes))


def full(ticket: TicketView, many: int = 10) -> Iterator[HomeTold]:
    """Every part of every role's home, with as much in it as fits on a page."""
    tickets = tuple(replace(ticket, number=each) for each in range(1, many + 1))
    few = tickets[:5]
    health = HealthView(3, 12, RECEIVED)
    load = tuple(LoadView(replace(INES, id=each, name=f"Agent {each}"), each, 1) for each in range(1, 40))
    tasks = tuple(
        TaskView(each, "discuss", Role.AGENT, "TT-6.b", RECEIVED, "Hôtel Laurier", 42, "Nadia Roy")
        for each in range(1, many + 1)
    )
    several = {"desks": ("Boréal", "Cormoran"), "chosen": "Boréal"}
    lots = (
        LotView("pack20", Unit.TICKET, 20, 12, 1, 7, 0, NOW),
        LotView("block", Unit.MINUTE, 600, 60, 0, 540, 0),
    )
    customer = {"account": "Hôtel Laurier", "plan": "standard", "tickets": few, "more": True, **several}
    yield home(NADIA, balance=lots, works=(WorkView(42, 22, 30),), owed=few, **customer)
    yield home(TOM, **customer)
    yield home(NADIA, part=HomePart.TICKETS, page=2, **(customer | {"tickets": tickets}))
    start = {"tickets": few, "unassigned": few, "tasks": tasks[:5], **several}
    yield home(INES, **start)
    yield home(MARC, breached=few, escalated=few, load=load, **start)
    yield home(ADMIN, breached=few, escalated=few, health=health, undelivered=3, **start)
    accounts = tuple((each, f"Account {each}") for each in range(1, 61))
    for queue in (
        Queue(),
        Queue(mine=True, when=QueueWhen.TODAY),
        Queue(unassigned=True, when=QueueWhen.BREACHED),
        Queue(severity=Severity.SEVERE),
        Queue(account="a7"),
    ):
        shown = {"tickets": tickets, "page": 2, "more": True, "queue": queue, "accounts": accounts}
        yield home(INES, part=HomePart.QUEUE, **shown, **several)
    yield home(INES, part=HomePart.QUEUE)
    yield home(INES, part=HomePart.TASKS, tasks=tasks, page=2, more=True)
    yield home(MARC, part=HomePart.OVERVIEW, breached=few, escalated=few, load=load)
    members = tuple(
        MemberView(
            replace(person, id=each), None if person.role and person.role.is_staff else "Hôtel Laurier"
        )
        for each, person in enumerate((INES, MARC, NADIA, TOM, ADMIN) * 2, 10)
    )
    yield home(ADMIN, part=HomePart.PEOPLE, members=members, page=2, more=True)
    places = (
        PlaceView("support", Face.DESK),
        PlaceView("laurier", Face.CUSTOMER, "Hôtel Laurier", "is_archived"),
        PlaceView("minuit", Face.CUSTOMER, "Studio Minuit", "odd_code"),
    )
    yield home(ADMIN, part=HomePart.PLACES, places=places)
    yield home(ADMIN, part=HomePart.DELIVERIES, deliveries=deliveries(many), health=health, page=2, more=True)
    following = PolicyView("Support", "2020-02-11", date(2020, 2, 11), "2026-08-01", date(2026, 8, 1))
    yield home(ADMIN, part=HomePart.POLICY, policy=following)
    yield home(INES, part=HomePart.POLICY, policy=replace(following, next_version=None, next_on=None))


def results(ticket: TicketView) -> Iterator[Result]:
    """All of them, and what `deliveries` answers."""
    yield from full(ticket)
    health = HealthView(5, 1, RECEIVED)
    yield DeliveriesTold(DeliveryAct.LIST, deliveries(), health, TORONTO, NOW, more=True)
    yield DeliveriesTold(DeliveryAct.LIST, (), HealthView(0, 0), TORONTO, NOW)
    yield DeliveriesTold(DeliveryAct.RETRY, deliveries()[:1], health, TORONTO, NOW)
    yield DeliveriesTold(DeliveryAct.DONE, deliveries()[1:2], health, TORONTO, NOW)
