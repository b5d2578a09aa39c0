"""`guichet doctor`: each thing that it looks at, well and not, with what to do; and the keys' commands."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from adapters.cli import keys as keys_command
from adapters.cli.doctor import doctor
from adapters.cli.doctor_slack import slack_findings
from adapters.slack.doctor import SlackDoctor
from adapters.slack.settings import SlackSettings
from bot.checkup import Finding, Health
from bot.clock import SystemClock, wall
from bot.compose import build, migrate
from bot.installations import InstallationState, Installed
from bot.sealing import new_key
from bot.settings import Settings
from tests.adapters.slack.several import SECRET, Several

KEY = new_key()


def settings(data: Path, **given: str) -> Settings:
    return Settings(data=data, _env_file=None, **given)


def seen(capsys: pytest.CaptureFixture[str]) -> dict[str, Finding]:
    rows = [Finding(**row) for row in json.loads(capsys.readouterr().out)]
    return {row.what: row for row in rows}


def test_before_anything_is_configured_nothing_fails(tmp_path, capsys):
    assert doctor(settings(tmp_path), as_json=True) == 0
    found = seen(capsys)
    assert found["settings"].says.startswith("neither Slack nor Teams is configured")
    assert (found["database"].health, found["database"].says) == ("warning", "nothing there yet")
    assert not (tmp_path / "guichet.db").exists()


def test_half_a_configuration_and_two_that_clash_fail(tmp_path, capsys):
    assert doctor(settings(tmp_path, slack_client_id="1.2", keys=KEY), as_json=True) == 1
    assert "GUICHET_SLACK_CLIENT_SECRET" in seen(capsys)["settings"].says
    clash = settings(tmp_path, slack_client_id="1.2", slack_bot_token="xoxb-secret")
    assert doctor(clash, as_json=True) == 1
    said = seen(capsys)["settings"]
    assert "keep one of them" in said.says
    assert "xoxb-secret" not in repr(said)


def test_a_database_that_cannot_be_reached_fails_without_its_password(tmp_path, capsys):
    gone = settings(tmp_path, database="postgresql://desk:hush@127.0.0.1:1/desk")
    assert doctor(gone, as_json=True) == 1
    found = seen(capsys)
    assert found["database"].health == "failing"
    assert "hush" not in repr(found)


def test_people_read_a_word_beside_each_sign(tmp_path, capsys):
    migrate(settings(tmp_path).database_url)
    assert doctor(settings(tmp_path), as_json=False) == 0
    out = capsys.readouterr().out
    assert "✓ database  reached, at revision" in out
    assert out.endswith("3 ok, 0 warnings, 0 failing\n")


def asked(town: Several, **given: str) -> Settings:
    common = {
        "slack_signing_secret": SECRET,
        "slack_client_id": town.workspace.client_id,
        "slack_client_secret": town.workspace.client_secret,
        "slack_api": town.workspace.api_url,
        "url": town.origin,
        "keys": "k",
        "web_port": 1,
    }
    return Settings(_env_file=None, **common | given)  # type: ignore[arg-type]


def played(play, **given):
    async def whole() -> None:
        async with Several(**given) as town:
            await play(town)

    asyncio.run(whole())


def test_all_is_well_where_two_workspaces_are_installed():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        await town.install("T2/U2MAYA", optional=False)
        found = {f.what: f for f in await slack_findings(asked(town), town.house)}
        well = {what: f.says for what, f in found.items() if f.health is Health.OK}
        assert well["client id and secret"] == "Slack knows them"
        assert well["token of Boréal"] == "opens Boréal (T1)"
        assert well["scopes of Boréal"] == "all 10 that are needed; all optional ones"
        assert "not granted: files:read, files:write, users:read.email" in well["scopes of Atelier Roy"]
        assert well["endpoint"] == f"{town.origin}/slack/events answers Slack's challenge"
        assert "clock" in well
        assert well["keys"] == "the newest opens all tokens (2)"
        # Nobody can ask Slack what it sends: that is said, and not taken for well.
        assert found["events"].health is Health.WARNING
        assert "no desk runs here" in found["events"].says
        tokens = tuple(town.tenants.tokens.values())
        assert not [f for f in found.values() if any(t in repr(f) for t in (*tokens, SECRET))]

    played(play)


def test_what_is_wrong_is_said_with_what_to_do():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        await town.install("T2/U2MAYA")
        world = town.workspace.world
        world.dead_tokens.add(world.teams["T1"].installation.bot_token)
        from dataclasses import replace  # noqa: PLC0415

        less = tuple(scope for scope in world.teams["T2"].installation.scopes if scope != "im:history")
        world.teams["T2"].installation = replace(world.teams["T2"].installation, scopes=less)
        given = asked(town, slack_client_secret="another", slack_signing_secret="another")
        found = {f.what: f for f in await slack_findings(given, town.house)}
        assert found["token of Boréal"].says == "Slack refuses it (account_inactive)"
        assert found["token of Boréal"].do == f"install it again: {town.origin}/slack/install"
        assert found["scopes of Atelier Roy"].says == "missing: im:history"
        assert found["client id and secret"].says == "Slack refuses them (bad_client_secret)"
        assert found["endpoint"].says == f"{town.origin}/slack/events refuses the signature"
        assert "GUICHET_SLACK_SIGNING_SECRET" in found["endpoint"].do

    played(play)


def test_an_address_that_leads_nowhere_and_one_that_leads_elsewhere_fail():
    async def play(town: Several) -> None:
        nowhere = {f.what: f for f in await slack_findings(asked(town, url="http://127.0.0.1:1"), town.house)}
        assert "does not answer" in nowhere["endpoint"].says
        other = {f.what: f for f in await slack_findings(asked(town, url=town.workspace.url), town.house)}
        assert "not the challenge" in other["endpoint"].says

    played(play)


@pytest.mark.parametrize(("ahead", "health"), [(5, "ok"), (-90, "warning"), (290, "failing")])
def test_a_clock_that_is_off_is_said_before_slacks_requests_are_refused(ahead, health):
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        token = town.tenants.tokens["T1"]
        given = SlackSettings(SECRET, bot_token=token, api_base_url=town.workspace.api_url)
        slack = SlackDoctor(given, lambda: wall() + ahead)
        await slack.token(token, "")
        assert slack.clock().health.value == health
        await slack.close()

    played(play)


def test_a_workspace_that_removed_the_app_is_listed(tmp_path):
    house = build(settings(tmp_path).database_url, SystemClock())
    house.installations.install(Installed("slack", "T1", "Boréal", "A", "U", ()))
    house.installations.end("slack", "T1", InstallationState.REMOVED)
    [row] = asyncio.run(slack_findings(settings(tmp_path), house))
    assert (row.health, row.what) == (Health.WARNING, "workspace Boréal")
    assert row.says.startswith("removed on ")
    house.close()


def test_keys_are_rotated_and_a_lost_key_is_said(tmp_path, capsys):
    old, new = new_key(), new_key()
    url = settings(tmp_path).database_url
    house = build(url, SystemClock(), keys=old)
    house.installations.install(Installed("slack", "T1", "Boréal", "A", "U", (), "xoxb-1"))
    house.close()
    assert keys_command.rotate(settings(tmp_path, keys=new)) == 1
    assert "add the key that it was sealed with" in capsys.readouterr().err
    assert keys_command.rotate(settings(tmp_path, keys=f"{new},{old}")) == 0
    assert capsys.readouterr().out == "1 token sealed with the newest key; the older ones may go.\n"
    house = build(url, SystemClock(), keys=new)
    assert house.installations.tokens("slack") == {"T1": "xoxb-1"}
    house.close()


def test_a_fresh_key_is_one(capsys):
    assert keys_command.new() == 0
    build("sqlite://", SystemClock(), keys=capsys.readouterr().out.strip()).close()
