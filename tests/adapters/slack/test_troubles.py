"""Whatever befalls a reminder between the desk and Slack's stand-in: said once, or people hear why not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.slack.manifest import manifest_text
from adapters.workspace.clock import HandSetClock
from adapters.workspace.server import Workspace
from bench.storm import DUE, SECRET, TEAM, Loop, furnish, served, team
from bot.clock import HandClock, wall
from bot.compose import build
from bot.outgoing import DeliveryState, ReminderNotice
from bot.requests import Actor, PlaceKind, PlaceRef, Request, Typed, Via

SCENES = 16
OPENED = DUE - timedelta(minutes=90)


class Town:
    """Desks in one workspace, over HTTP: each test takes one of its own."""

    def __init__(self, loop, house, clock, workspace):
        self.loop, self.house, self.clock, self.workspace = loop, house, clock, workspace
        self.team = workspace.world.teams[TEAM]
        self._next = 0

    def desk(self):
        """A ticket whose reminder of 75 % waits to be said, everything before it said."""
        n, self._next = self._next, self._next + 1
        self.clock.set(max(self.clock.now(), OPENED + timedelta(days=0)))
        self.ask(f"UNADIA{n:03}", f"C0HELP{n:03}", "open Printer severity:severe")
        self.ask(f"UAGENT{n:03}", f"C0DESK{n:03}", "claim 1")
        self.deliver()
        return n

    def ask(self, user, where, words):
        place = PlaceRef("slack", TEAM, where, None, PlaceKind.CHANNEL, where)
        key = f"{user}:{words}:{self._next}"
        request = Request(Actor("slack", TEAM, user), place, Typed(words), key, self.clock.now(), Via.COMMAND)
        reply = self.house.desk.answer(request)
        assert not reply.refused, reply.summary

    def remind(self, n):
        """The reminder falls due; the row that says it, once nothing is left to be tried."""
        with self.house.database.reading() as uow:
            desk = uow.desks.by_name(f"Desk {n}")
            (ticket,) = uow.tickets.visible_to(uow.people.staff(desk.id)[0]).list(limit=9)
        self.clock.set(ticket.opened_at + timedelta(minutes=91))
        self.house.sweep.be_alive(self.clock.now())
        self.house.sweep.sweep_due()
        self.deliver()
        with self.house.database.reading() as uow:
            rows = [r for r in uow.outbox.by_desk(desk.id, limit=99) if isinstance(r.notice, ReminderNotice)]
        return rows[-1]

    def deliver(self):
        until = wall() + 20
        while wall() < until:
            self.house.runner.deliver_all()
            if self.house.delivery.next_due() is None:
                return
        raise AssertionError("it is never done")

    def said(self, row):
        """How often it stands in the workspace."""
        return sum(
            message.metadata is not None and message.metadata["event_payload"]["key"] == row.key
            for channel in self.team.channels.values()
            for message in channel.messages.values()
        )

    def told(self, user):
        """What stands in somebody's private chat with the app."""
        return [
            message.text
            for channel in self.team.channels.values()
            if channel.kind != "channel" and user in channel.members
            for message in channel.messages.values()
        ]


@pytest.fixture(scope="module")
def town():
    clock = HandClock(OPENED)
    house = build("sqlite://", clock)
    loop = Loop()
    workspace = Workspace(
        team=team(SCENES),
        manifest=manifest_text(url="http://127.0.0.1:1"),
        signing_secret=SECRET,
        clock=HandSetClock(DUE, "Europe/London"),
        wall=wall,
    )
    loop.run(workspace.start())
    furnish(house, SCENES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.reminders.deliver.GRACE", 0.1)
        with served(loop, house, workspace, workspace.install(TEAM).bot_token, clock, paced=False):
            yield Town(loop, house, clock, workspace)
    house.close()
    loop.run(workspace.stop())
    loop.close()


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("lost_response", {}),
        ("dropped", {}),
        ("server_error", {"status": 503}),
        ("server_error", {"status": 500, "times": 2}),
        ("ratelimited", {"seconds": 1}),
    ],
)
def test_trouble_for_a_moment_is_one_message_in_the_end(town, kind, more):
    n = town.desk()
    town.workspace.faults.add("chat.postMessage", kind, **more)
    row = town.remind(n)
    assert (row.state, town.said(row)) == (DeliveryState.SENT, 1)


def test_where_the_look_up_fails_too_nothing_is_posted_before_it_is_known(town):
    n = town.desk()
    town.workspace.faults.add("chat.postMessage", "lost_response")
    town.workspace.faults.add("conversations.replies", "server_error")
    row = town.remind(n)
    assert (row.state, town.said(row)) == (DeliveryState.SENT, 1)


def test_a_channel_is_known_by_its_id_whatever_it_is_called_by_now(town):
    n = town.desk()
    town.team.channels[f"C0DESK{n:03}"].name = "renamed"
    row = town.remind(n)
    assert (row.state, town.said(row)) == (DeliveryState.SENT, 1)


def archived(town, n):
    town.team.channels[f"C0DESK{n:03}"].archived = True


def removed(town, n):
    channel = town.team.channels[f"C0DESK{n:03}"]
    channel.members = [m for m in channel.members if m != town.team.installation.bot_user_id]


@pytest.mark.parametrize(
    ("befalls", "code"),
    [(archived, "is_archived"), (removed, "channel_not_found")],
    ids=["archived", "removed"],
)
def test_what_cannot_be_said_there_is_said_to_the_person_and_the_admins_hear_why(town, befalls, code):
    """Slack: is_archived; channel_not_found for a private channel that the bot was removed from."""
    n = town.desk()
    befalls(town, n)
    row = town.remind(n)
    assert (row.state, row.reason, town.said(row)) == (DeliveryState.UNDELIVERABLE, f"shut:{code}", 0)
    (told,) = [text for text in town.told(f"UAGENT{n:03}") if "needs a first response" in text]
    assert "#1" in told
    assert [text for text in town.told(f"UADMIN{n:03}") if f"C0DESK{n:03}" in text] != []


def test_where_the_app_was_uninstalled_nothing_is_tried_for_ever(town):
    """Slack: a token of an uninstalled app is refused, whatever is asked with it."""
    n = town.desk()
    installation, town.team.installation = town.team.installation, None
    try:
        row = town.remind(n)
    finally:
        town.team.installation = installation
    assert (row.state, town.said(row)) == (DeliveryState.UNDELIVERABLE, 0)
    assert row.reason in {"invalid_auth", "account_inactive", "token_revoked"}
