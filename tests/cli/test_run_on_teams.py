"""`guichet run` with Teams to serve: what it refuses to start with, and what it serves, as a process."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.cli.example import BOREAL, SARA, TEAM
from adapters.cli.teams_served import teams_settings
from adapters.slack.manifest import manifest_text
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from bot.clock import SystemClock, wall
from bot.settings import BadSettings, Settings
from tests.adapters.teams.fake_microsoft import APP, TENANT, FakeMicrosoft

WHOLE = {"GUICHET_TEAMS_APP_ID": APP, "GUICHET_TEAMS_TENANT": TENANT, "GUICHET_TEAMS_SECRET": "shhh"}


def of(microsoft: FakeMicrosoft) -> dict[str, str]:
    """A whole configuration that meets the small Microsoft in place of the real one."""
    return WHOLE | {
        "GUICHET_TEAMS_ADMINS": "aad-sara, sara@example.com",
        "GUICHET_TEAMS_LOGIN": microsoft.origin,
        "GUICHET_TEAMS_OPENID": f"{microsoft.origin}/openid",
        "GUICHET_TEAMS_HOSTS": "127.0.0.1",
    }


class Process:
    """`guichet run`, and what it said until it served or ended."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""

    async def serves(self) -> None:
        assert self.process.stdout is not None
        while "Ctrl+C" not in self.said:
            line = (await asyncio.wait_for(self.process.stdout.readline(), 40)).decode()
            if not line:
                break
            self.said += line

    async def ends(self) -> tuple[int | None, str, str]:
        out, err = await asyncio.wait_for(self.process.communicate(), 40)
        return self.process.returncode, self.said + out.decode(), err.decode()

    @property
    def door(self) -> str:
        return re.findall(r"http://\S+/api/messages", self.said)[0]

    @property
    def health(self) -> str:
        return re.findall(r"http://\S+/health", self.said)[0]


@asynccontextmanager
async def running(data: Path, given: dict[str, str]) -> AsyncIterator[Process]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GUICHET_")}
    environment |= {
        "GUICHET_DATA": str(data),
        "GUICHET_PORT": "0",
        "GUICHET_TEAMS_PORT": "0",
        "COLUMNS": "200",
    } | given
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "adapters.cli.main",
        "run",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield Process(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def ended(data: Path, given: dict[str, str]) -> tuple[int | None, str, str]:
    """Of a start that is refused."""

    async def play() -> tuple[int | None, str, str]:
        async with running(data, given) as guichet:
            return await guichet.ends()

    return asyncio.run(play())


@asynccontextmanager
async def small_microsoft() -> AsyncIterator[FakeMicrosoft]:
    microsoft = FakeMicrosoft(wall)
    await microsoft.start()
    try:
        yield microsoft
    finally:
        await microsoft.stop()


def wrote(microsoft: FakeMicrosoft, words: str, **more: Any) -> dict[str, Any]:
    """Sara writes to the bot in their chat."""
    return {
        "type": "message",
        "id": words,
        "channelId": "msteams",
        "serviceUrl": microsoft.origin,
        "from": {"id": "29:sara", "aadObjectId": "aad-sara", "name": "Sara"},
        "recipient": {"id": f"28:{APP}", "name": "Guichet"},
        "conversation": {"id": "a:sara", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-GB",
        "text": words,
    } | more


async def sent(door: str, activity: dict[str, Any], token: str = "", **headers: str) -> int:
    if token:
        headers["Authorization"] = f"Bearer {token}"
    async with (
        aiohttp.ClientSession() as session,
        session.post(door, json=activity, headers=headers) as answer,
    ):
        return answer.status


async def told(url: str) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.json()


APP_ID, TENANT_ID, SECRET = "GUICHET_TEAMS_APP_ID", "GUICHET_TEAMS_TENANT", "GUICHET_TEAMS_SECRET"


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ()),
        ({"teams_secret": "shhh"}, (APP_ID, TENANT_ID)),
        ({"teams_admins": "sara@example.com"}, (APP_ID, TENANT_ID, SECRET)),
        ({"teams_app_id": " ", "teams_tenant": "t", "teams_secret": "shhh"}, (APP_ID,)),
        ({"teams_app_id": "a", "teams_secret": "shhh"}, (TENANT_ID,)),
        ({"teams_app_id": "a", "teams_tenant": "t", "teams_secret": " "}, (SECRET,)),
        ({"teams_app_id": "a", "teams_tenant": "t", "teams_secret": "shhh"}, ()),
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], missing: tuple[str, ...]):
    settings = Settings(_env_file=None, **given)  # type: ignore[arg-type]
    assert (settings.missing_for_teams, settings.has_teams) == (missing, not missing and bool(given))
    assert "shhh" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        (WHOLE | {APP_ID: "  "}, 2, f"Teams is half configured: {APP_ID} is missing\n"),
        (
            WHOLE | {"GUICHET_TEAMS_LOGIN": "http://login.example"},
            1,
            "Teams cannot be served so: http://login.example is neither https nor on this machine\n",
        ),
        (
            {"GUICHET_TEAMS_DEVELOPMENT": "1", "GUICHET_HOST": "0.0.0.0"},
            1,
            "Teams cannot be served so: in development it listens on this machine only, not at 0.0.0.0\n",
        ),
        (
            WHOLE | {"GUICHET_TEAMS_DEVELOPMENT": "1"},
            2,
            "GUICHET_TEAMS_DEVELOPMENT takes anybody's word and GUICHET_TEAMS_APP_ID serves real people: "  # noqa: ISC004
            "they do not go together\n",
        ),
    ],
    ids=["no app id", "a login in the clear", "development for the network", "development with a real bot"],
)
def test_it_does_not_start_open_or_unsafe_and_says_why(tmp_path: Path, given, status, says):
    assert ended(tmp_path, given) == (status, "", says)


def test_a_secret_that_the_login_refuses_ends_the_start_with_what_to_do(tmp_path: Path):
    async def play() -> tuple[int | None, str, str]:
        async with small_microsoft() as microsoft:
            microsoft.login = (401, {"error": "invalid_client", "error_codes": [7000222]})
            async with running(tmp_path, of(microsoft)) as guichet:
                return await guichet.ends()

    status, out, err = asyncio.run(play())
    assert (status, out) == (1, "")
    assert err == (
        "Microsoft's login refuses the bot's secret (login_invalid_client_7000222): it has expired; in the bot's "
        "app registration, Certificates & secrets, make a client secret and give its Value (not its Secret ID) "
        "as GUICHET_TEAMS_SECRET\n"
    )


def test_a_login_out_of_reach_does_not_end_the_start_and_health_tells(tmp_path: Path):
    async def play() -> None:
        async with small_microsoft() as microsoft:
            microsoft.login = (503, {})
            async with running(tmp_path, of(microsoft)) as guichet:
                await guichet.serves()
                assert "Microsoft's login does not answer yet (login_http_503)" in guichet.said
                status, health = await told(guichet.health)
                assert (status, health["teams"]) == (503, {"token": "login_http_503", "last_activity": None})

    asyncio.run(play())


def test_a_desk_for_teams_answers_tells_its_health_and_finishes_what_it_began(tmp_path: Path):
    async def play() -> None:
        async with small_microsoft() as microsoft, running(tmp_path, of(microsoft)) as guichet:
            await guichet.serves()
            assert f"Guichet serves the Teams tenant {TENANT} at http://127.0.0.1:" in guichet.said
            assert await sent(guichet.door, wrote(microsoft, "help")) == 401
            assert (await told(guichet.health))[1]["teams"] == {"token": "well", "last_activity": None}
            assert await sent(guichet.door, wrote(microsoft, "help"), microsoft.token()) == 200
            status, health = await told(guichet.health)
            assert (status, health["status"], health["teams"]["token"]) == (200, "up", "well")
            assert health["teams"]["last_activity"] is not None
            # The database is held, as by a slow disk: the answer is still to come when it is told to stop.
            held = sqlite3.connect(tmp_path / "guichet.db", isolation_level=None)
            held.execute("BEGIN IMMEDIATE")
            words = "setup desk Alizé policy:pitney-bowes language:en"
            asking = asyncio.create_task(sent(guichet.door, wrote(microsoft, words), microsoft.token()))
            await asyncio.sleep(0.5)
            guichet.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.5)
            assert not asking.done()
            held.close()
            assert await asking == 200
            code, out, err = await guichet.ends()
            assert code == 0
            assert "shhh" not in out + err
            posts = [call for call in microsoft.calls if call.method == "POST" and "activities" in call.path]
            assert {call.token for call in posts} == {"ours-1"}
            first, *others = [call.body["summary"] for call in posts]
            assert first.startswith("There is no desk yet.")
            assert any("Alizé" in each for each in others)

    asyncio.run(play())


def test_slack_and_teams_are_served_by_one_desk_in_one_process(tmp_path: Path):
    async def play() -> None:
        clock = HandSetClock(SystemClock().now())
        async with (
            small_microsoft() as microsoft,
            Workspace(
                team=TEAM, manifest=manifest_text(None), signing_secret="s", clock=clock, wall=wall
            ) as workspace,
        ):
            slack = {
                "GUICHET_SLACK_API": workspace.api_url,
                "GUICHET_SLACK_BOT_TOKEN": workspace.install(TEAM.id).bot_token,
                "GUICHET_SLACK_APP_TOKEN": workspace.app_token,
            }
            async with running(tmp_path, of(microsoft) | slack) as guichet:
                await guichet.serves()
                assert "Guichet serves the Slack workspace Place du Marché in Socket Mode." in guichet.said
                assert f"Guichet serves the Teams tenant {TENANT} at" in guichet.said
                sara = Driver(workspace, SARA)
                assert await sara.slash(
                    BOREAL, "/ticket", "setup desk Boréal policy:pitney-bowes language:en"
                )
                words = "setup desk Alizé policy:pitney-bowes language:en"
                assert await sent(guichet.door, wrote(microsoft, words), microsoft.token()) == 200
                status, health = await told(guichet.health)
                assert (status, health["status"]) == (200, "up")
                assert {"slack", "teams"} <= health.keys()
                guichet.process.terminate()
                assert (await guichet.ends())[0] == 0

    asyncio.run(play())


def test_in_development_a_client_on_this_machine_is_answered_and_no_page_of_a_browser(tmp_path: Path):
    async def play() -> None:
        async with (
            small_microsoft() as microsoft,
            running(tmp_path, {"GUICHET_TEAMS_DEVELOPMENT": "1"}) as guichet,
        ):
            await guichet.serves()
            assert "anybody on this machine can speak for anybody" in guichet.said
            asked = wrote(microsoft, "help")
            assert await sent(guichet.door, asked, Origin="https://evil.example") == 401
            assert await sent(guichet.door, asked, Host="evil.example") == 401
            assert await sent(guichet.door, asked | {"serviceUrl": "https://smba.trafficmanager.net/"}) == 401
            assert microsoft.calls == []
            assert await sent(guichet.door, asked) == 200
            assert {call.token for call in microsoft.calls} == {""}

    asyncio.run(play())


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"teams_tenant": "contoso.com"}, "GUICHET_TEAMS_TENANT is 'contoso.com', which is no id"),
        ({"teams_app_id": "Guichet"}, "GUICHET_TEAMS_APP_ID is 'Guichet', which is no id"),
    ],
)
def test_a_name_in_place_of_an_id_ends_the_start(given: dict[str, str], says: str):
    one = "11111111-2222-3333-4444-555555555555"
    whole = {"teams_app_id": one, "teams_tenant": one, "teams_secret": "shhh"}
    assert teams_settings(Settings(_env_file=None, **whole)).tenant == one  # type: ignore[arg-type]
    with pytest.raises(BadSettings, match=says):
        teams_settings(Settings(_env_file=None, **whole | given))  # type: ignore[arg-type]
