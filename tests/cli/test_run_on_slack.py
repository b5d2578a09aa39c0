"""`guichet run` with a Slack to serve: what it refuses to start with, and one clear line each time."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.cli.example import TEAM
from adapters.slack.manifest import manifest_text
from adapters.workspace.clock import HandSetClock
from adapters.workspace.server import Workspace
from bot.clock import SystemClock, wall


async def started(data: Path, **settings: str) -> tuple[int | None, str, str]:
    """Run until it ends by itself, or serves; then it is told to stop."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GUICHET_")}
    environment |= {"GUICHET_DATA": str(data), "GUICHET_PORT": "0"} | settings
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "adapters.cli.main",
        "run",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    said = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    if said:
        process.terminate()
    out, err = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode, said + out.decode(), err.decode()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (
            "GUICHET_SLACK_BOT_TOKEN",
            "GUICHET_SLACK_SIGNING_SECRET, or GUICHET_SLACK_APP_TOKEN for Socket Mode,",
        ),
        ("GUICHET_SLACK_SIGNING_SECRET", "GUICHET_SLACK_BOT_TOKEN"),
    ],
)
def test_half_of_the_secrets_is_a_mistake_and_no_workspace(tmp_path: Path, given: str, missing: str):
    answer = asyncio.run(started(tmp_path, **{given: "xoxb-something"}))
    assert answer == (2, "", f"Slack is half configured: {missing} is missing\n")


def test_a_token_that_slack_refuses_ends_the_start_and_a_good_one_names_the_workspace(tmp_path: Path):
    async def both() -> tuple[tuple[int | None, str, str], tuple[int | None, str, str]]:
        clock = HandSetClock(SystemClock().now())
        async with Workspace(
            team=TEAM, manifest=manifest_text(), signing_secret="s", clock=clock, wall=wall
        ) as workspace:
            token = workspace.install(TEAM.id).bot_token
            common = {"GUICHET_SLACK_SIGNING_SECRET": "s", "GUICHET_SLACK_API": workspace.api_url}
            return (
                await started(tmp_path, GUICHET_SLACK_BOT_TOKEN="xoxb-made-up", **common),
                await started(tmp_path, GUICHET_SLACK_BOT_TOKEN=token, **common),
            )

    (status, out, err), (good_status, good_out, good_err) = asyncio.run(both())
    assert (status, out) == (1, "")
    assert err.startswith("Slack refuses the bot token (invalid_auth): copy GUICHET_SLACK_BOT_TOKEN anew")
    assert "made-up" not in err
    assert good_status == 0
    assert good_out.startswith("Guichet serves the Slack workspace Place du Marché at http://127.0.0.1:")
    assert good_err == ""


def test_an_app_level_token_that_slack_refuses_ends_the_start_and_says_where_a_good_one_is(tmp_path: Path):
    async def play() -> tuple[int | None, str, str]:
        clock = HandSetClock(SystemClock().now())
        async with Workspace(
            team=TEAM, manifest=manifest_text(None), signing_secret="s", clock=clock, wall=wall
        ) as workspace:
            return await started(
                tmp_path,
                GUICHET_SLACK_API=workspace.api_url,
                GUICHET_SLACK_BOT_TOKEN=workspace.install(TEAM.id).bot_token,
                GUICHET_SLACK_APP_TOKEN="xapp-1-A1-made-up",
            )

    status, out, err = asyncio.run(play())
    assert (status, out) == (1, "")
    assert err == (
        "Slack refuses the app-level token (invalid_auth): in the app's settings switch Socket Mode on, then "
        "under Basic Information, App-Level Tokens, make one with the scope connections:write, and give it as "
        "GUICHET_SLACK_APP_TOKEN (it begins with xapp-)\n"
    )


def test_another_kind_of_token_in_the_place_of_the_app_level_one_is_told_at_once(tmp_path: Path):
    answer = asyncio.run(
        started(tmp_path, GUICHET_SLACK_BOT_TOKEN="xoxb-1", GUICHET_SLACK_APP_TOKEN="xoxb-1-swapped")
    )
    assert answer == (
        1,
        "",
        "Slack cannot be served so: an app-level token begins with xapp-; this is another kind of token\n",
    )
