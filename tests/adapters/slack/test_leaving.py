"""The app is taken out of a workspace and comes back: what stops, what is kept, who is told, what is said after all."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from adapters.slack.tenants import Tenants
from bot.clock import HandClock, wall
from bot.compose import build
from bot.installations import InstallationState, Installed, NoKey
from bot.outgoing import DeliveryState, RemovedNotice
from bot.ports import Destination, Permanent
from bot.replies import Reply
from bot.sealing import new_key

from .several import START, Several, played

HERE = Destination("slack", "T1", "C1DESK")


async def set_up(town: Several) -> None:
    """A desk in T1, with its admin Sara and its agent Inès; T2 has the app, and nothing else."""
    await town.install("T1/U1SARA")
    await town.install("T2/U2MAYA")
    sara = town.driver("U1SARA", "T1")
    for line in (
        "setup desk Boréal policy:sign-in-app language:en",
        "setup channel desk",
        "setup account Roy plan:standard",
        "setup people agent <@U1INES>",
    ):
        await sara.slash("#desk", "/ticket", line)
    await town.deliver()


def states(town: Several) -> dict[str, InstallationState]:
    return {row.tenant: row.state for row in town.house.installations.all()}


def test_nothing_is_asked_of_slack_any_more_and_the_token_is_erased():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        before = len(town.workspace.calls)
        with pytest.raises(Permanent, match="not_installed"):
            await asyncio.to_thread(town.app.messenger.post, HERE, Reply("hello"), "k1")
        assert len(town.workspace.calls) == before
        assert states(town) == {"T1": "removed"}
        assert town.house.installations.tokens("slack") == {}
        assert (town.tenants.tokens, town.tenants.gone) == ({}, {"T1"})
        assert town.app._parts.client._clients == {}

    played(play)


def test_the_other_workspace_goes_on():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        await town.install("T2/U2MAYA")
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        await asyncio.to_thread(
            town.app.messenger.post, Destination("slack", "T2", "C2HELP"), Reply("on"), "k"
        )
        assert [m["text"] for m in town.driver("U2MAYA", "T2").messages("#help")] == ["on"]

    played(play)


def test_a_revoked_token_is_told_from_a_removed_app():
    """Slack documents tokens_revoked with the ids of bot users, in any order with app_uninstalled."""

    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        await town.install("T2/U2MAYA")
        town.workspace.revoke("T1")
        town.workspace.uninstall("T2")
        await town.workspace.settle()
        assert states(town) == {"T1": "revoked", "T2": "removed"}

    played(play)


def test_tokens_of_people_may_be_revoked_and_the_app_stays():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        from adapters.workspace.events import _emit  # noqa: PLC0415

        team = town.workspace.world.teams["T1"]
        _emit(
            town.workspace.world,
            team,
            "tokens_revoked",
            {"type": "tokens_revoked", "tokens": {"oauth": ["U1SARA"]}},
        )
        await town.workspace.settle()
        assert states(town) == {"T1": "active"}

    played(play)


def test_an_event_that_comes_late_does_not_end_a_later_installation():
    """Slack repeats events for minutes: one of the removal may come after the app was installed again."""

    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        town.clock.set(town.clock.now() + timedelta(minutes=1))
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        ids = [envelope["event_id"] for envelope in town.workspace.world.sent_events]
        town.clock.set(town.clock.now() + timedelta(minutes=1))
        await town.install("T1/U1SARA")
        for event_id in ids:
            town.workspace.redeliver(event_id)
        await town.workspace.settle()
        assert states(town) == {"T1": "active"}
        assert "T1" in town.tenants.tokens

    played(play)


def test_a_removal_that_was_missed_is_learned_from_the_first_call():
    """Slack documents account_inactive for the token of a bot that was removed."""

    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        town.workspace.connect("http://127.0.0.1:1")  # the desk is down: Slack's events reach nobody
        town.workspace.uninstall("T1")
        with pytest.raises(Permanent, match="account_inactive"):
            await asyncio.to_thread(town.app.messenger.post, HERE, Reply("hello"), "k1")
        await town.app.settle()
        assert states(town) == {"T1": "revoked"}
        assert town.house.installations.tokens("slack") == {}

    played(play)


def test_a_dead_token_of_old_does_not_end_an_installation_that_another_replica_has_just_made():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        old = town.tenants.tokens["T1"]
        facts = Installed("slack", "T1", "Boréal", "A1", "UBOT", (), "xoxb-of-the-other-replica")
        await asyncio.to_thread(town.house.installations.install, facts)
        await town.tenants.dead("T1", old)
        assert states(town) == {"T1": "active"}
        assert town.tenants.tokens == {"T1": "xoxb-of-the-other-replica"}
        await town.tenants.dead("T1", "xoxb-of-the-other-replica")
        assert states(town) == {"T1": "revoked"}

    played(play)


def test_another_replica_learns_of_it_and_an_unknown_workspace_is_looked_for():
    async def play(town: Several) -> None:
        other = Tenants(town.house.installations, town.wall)
        other.load()
        await town.install("T1/U1SARA")
        assert other.tokens == {}
        town.wall.ahead += 5
        await other.look()
        assert set(other.tokens) == {"T1"}
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        await other.refresh()
        assert (other.tokens, other.gone) == ({}, {"T1"})

    played(play)


def test_what_would_be_said_is_counted_and_the_admins_hear_of_it_when_the_app_is_back():
    async def play(town: Several) -> None:
        await set_up(town)
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        before = len(town.workspace.calls)
        with town.house.database.writing() as uow:
            from bot.outgoing import Draft, ToPlace, UnclaimedMailNotice  # noqa: PLC0415

            [desk] = uow.desks.all()
            [place] = uow.places.of_desk(desk.id)
            text = uow.texts.add(desk.id, None, "The meter is blocked")
            for number in range(3):
                notice = UnclaimedMailNotice(
                    "tom@roy.test", "help@boreal.test", f"Meter {number}", text, "unknown"
                )
                uow.outbox.add(
                    Draft(desk.id, None, ToPlace(place.id), notice, f"mail:{number}"), town.clock.now()
                )
            uow.commit()
        await town.deliver()
        assert len(town.workspace.calls) == before
        with town.house.database.reading() as uow:
            lost = uow.outbox.by_desk(desk.id, (DeliveryState.UNDELIVERABLE,))
            assert {row.reason for row in lost} == {"shut:not_installed:T1"}
            assert len(lost) == 3
        town.clock.set(town.clock.now() + timedelta(hours=2))
        seen = await town.install("T1/U1SARA")
        assert "3 messages were not delivered meanwhile" in " ".join(seen.text.split())
        await town.deliver()
        # Slack has taken the app out of its channels: what waits there is said once it is invited again.
        assert not [m for m in town.driver("U1INES", "T1").messages("#desk") if "Meter" in m["text"]]
        await town.driver("U1SARA", "T1").slash("#desk", "/invite", "@guichet")
        await town.workspace.settle()
        await town.app.settle()
        await town.deliver()
        [said] = [text for text in town.said_privately("U1SARA", "T1") if "is back" in text]
        assert "3 messages were not delivered." in said
        assert "3 still hold and are said now." in said
        shown = [town.driver("U1INES", "T1").read(m) for m in town.driver("U1INES", "T1").messages("#desk")]
        assert sum("Meter" in text for text in shown) == 3

    played(play)


def test_an_admin_who_is_in_another_workspace_too_is_told_there_at_once():
    async def play(town: Several) -> None:
        await set_up(town)
        from bot.requests import Actor  # noqa: PLC0415

        with town.house.database.writing() as uow:
            person = uow.people.by_actor(Actor("slack", "T1", "U1SARA"))
            uow.people.link(person.id, Actor("slack", "T2", "U2MAYA"))
            uow.commit()
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        await town.deliver()
        [said] = town.said_privately("U2MAYA", "T2")
        assert "can no longer speak in Boréal" in said

    played(play)


def test_an_admin_with_an_address_is_told_by_mail_from_the_desks_mailbox():
    async def play(town: Several) -> None:
        await set_up(town)
        sara = town.driver("U1SARA", "T1")
        await sara.slash("#desk", "/ticket", "product add Meters mail:help@boreal.test")
        with town.house.database.reading() as uow:
            [desk] = uow.desks.all()
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        with town.house.database.reading() as uow:
            rows = [r for r in uow.outbox.by_desk(desk.id) if isinstance(r.notice, RemovedNotice)]
            assert [
                (r.target.place.platform, r.target.place.tenant, r.target.place.conversation) for r in rows
            ] == [("email", "help@boreal.test", "sara@boreal.test")]

    played(play)


def test_a_token_in_the_environment_needs_no_key_and_its_removal_is_kept_all_the_same():
    async def play(town: Several) -> None:
        store = town.house.installations
        there = Installed("slack", "T1", "Boréal", "A1", "U1", ())
        assert store.install(there) is None
        first = store.all()[0].installed_at
        town.clock.set(town.clock.now() + timedelta(days=1))
        assert store.install(there) is None
        assert store.all()[0].installed_at == first
        tenants = Tenants(store, town.wall, stores=False)
        tenants.load()
        await tenants.end("T1", InstallationState.REMOVED, town.clock.now())
        assert tenants.gone == {"T1"}
        again = await tenants.install(there)
        assert (again.since, again.missed, tenants.gone) == (town.clock.now(), 0, set())

    played(play, keys="")


def test_no_token_is_kept_without_a_key():
    async def play(town: Several) -> None:
        with pytest.raises(NoKey, match="guichet keys new"):
            town.house.installations.install(Installed("slack", "T1", "B", "A", "U", (), "xoxb-1"))
        assert town.house.installations.all() == ()

    played(play, keys="")


def test_a_wrong_key_is_refused_at_the_start_and_says_what_to_do(tmp_path):
    url, old = f"sqlite:///{tmp_path / 'desk.db'}", new_key()
    given = Installed("slack", "T1", "Boréal", "A1", "U1", (), "xoxb-1")

    def started(keys: str) -> Tenants:
        house = build(url, HandClock(START), keys=keys)
        try:
            if not house.installations.all():
                house.installations.install(given)
            tenants = Tenants(house.installations, wall)
            tenants.load()
            return tenants
        finally:
            house.close()

    assert started(old).tokens == {"T1": "xoxb-1"}
    with pytest.raises(NoKey, match="does not open the token of T1: add the key"):
        started(new_key())
    with pytest.raises(NoKey, match="GUICHET_KEYS is not set"):
        started("")
    assert started(f"{new_key()},{old}").tokens == {"T1": "xoxb-1"}


def test_one_token_of_another_key_does_not_keep_the_others_from_being_served(tmp_path):
    url, mine = f"sqlite:///{tmp_path / 'desk.db'}", new_key()
    for tenant, keys in (("T1", new_key()), ("T2", mine)):
        house = build(url, HandClock(START), keys=keys)
        house.installations.install(Installed("slack", tenant, "B", "A1", "U1", (), f"xoxb-{tenant}"))
        found = house.installations.tokens("slack", strict=False)
        house.close()
    assert found == {"T2": "xoxb-T2"}


def test_no_token_stands_in_the_database_as_it_is(tmp_path):
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        token = town.tenants.tokens["T1"].encode()
        files = [path.read_bytes() for path in tmp_path.iterdir()]
        assert files
        assert not [held for held in files if token in held]

    played(play, database=f"sqlite:///{tmp_path / 'desk.db'}")


def test_a_removal_is_heard_though_the_dead_token_authorizes_nobody():
    """Bolt asks for authorization before a listener; by then Slack refuses the token."""

    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        town.workspace.uninstall("T1")
        await town.workspace.settle()
        assert town.calls("auth.test") == 0
        assert states(town) == {"T1": "removed"}

    played(play)
