"""Histories outlive the shapes of their events: old ones are read up, later ones are refused."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.domain.events import Noted, Pended, Reminded
from bot.storage import StorageError
from bot.storage.history import History
from policy.targets import Kind, Milestone

AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def test_what_has_columns_is_not_said_twice():
    row = History().row(Noted(AT, 7, 3, ref="171.2"))
    body = json.loads(row.pop("body"))
    assert row == {"kind": "noted", "v": 1, "at": AT, "actor_id": 7}
    assert body == {"text": 3, "ref": "171.2"}


def test_an_old_shape_is_read_up_through_every_step():
    history = History(
        {
            "pended": (
                lambda body: {"why": body["note"]},
                lambda body: {"reason": body["why"].capitalize()},
            )
        }
    )
    third = Pended(AT, 7, "Your logs")
    assert history.event("pended", 1, AT, 7, '{"note": "your logs"}') == third
    assert history.event("pended", 2, AT, 7, '{"why": "your logs"}') == third
    assert history.event("pended", 3, AT, 7, '{"reason": "Your logs"}') == third
    assert history.row(third)["v"] == 3


def test_a_field_added_with_a_default_needs_no_step():
    event = Reminded(AT, Milestone.RESOLUTION, Kind.GOAL, 0, "0.9", AT, AT)
    row = History().row(event)
    body = json.loads(row["body"])
    del body["late_by_s"], body["skipped"]
    assert History().event("reminded", 1, AT, None, json.dumps(body)) == event


def test_an_event_of_a_later_version_is_refused_rather_than_misread():
    with pytest.raises(StorageError, match="later Guichet"):
        History().event("pended", 2, AT, 7, "{}")


def test_a_stored_ticket_with_a_later_event_says_so(world):
    ticket = world.ticket()
    with world.database._engine.begin() as connection:
        connection.execute(text("UPDATE events SET v = 9"))
    with world.database.reading() as work, pytest.raises(StorageError, match="'opened' of version 9"):
        work.tickets.load(ticket.desk_id, ticket.id)
