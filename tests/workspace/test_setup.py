"""A workspace that cannot be as described says so before it starts."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from adapters.workspace.errors import SetupError
from adapters.workspace.manifest import read_manifest
from adapters.workspace.specs import ChannelSpec
from adapters.workspace.world import found_team


def changed(stage, path, value):
    """The manifest with one value set (or, for None, taken away)."""
    raw = yaml.safe_load(stage.manifest)
    *way, last = path
    inner = raw
    for step in way:
        inner = inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return yaml.safe_dump(raw)


COMMAND = {"command": "/ticket", "url": "https://example.com", "description": "x"}
FAULTS = [
    (("features", "slash_commands"), [COMMAND, COMMAND], "a command appears twice"),
    (("features", "slash_commands"), [COMMAND | {"url": ""}], "features.slash_commands[0].url is not a web address"),
    (("features", "slash_commands"), [COMMAND | {"command": "Ticket"}], "must be a lower-case word that starts with /"),
    (("features", "bot_user"), None, "features.bot_user is missing"),
    (("features", "shortcuts"), [{"name": "x" * 25, "type": "global", "callback_id": "x", "description": "x"}], "features.shortcuts[0].name is longer than 24"),
    (("oauth_config", "scopes", "bot"), ["chat:write"], "the scope commands is missing"),
    (("oauth_config", "scopes", "bot"), ["commands", "chat:wirte"], "unknown scope 'chat:wirte'"),
    (("oauth_config", "scopes", "bot"), ["commands"], "app_mention needs ('app_mentions:read',)"),
    (("settings", "event_subscriptions", "bot_events"), ["app_mentoin"], "app_mentoin is unknown"),
    (("settings", "event_subscriptions", "request_url"), None, "settings.event_subscriptions.request_url is not a web address"),
    (("display_information", "name"), "x" * 36, "display_information.name is longer than 35"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "fault"), FAULTS, ids=[fault for _, _, fault in FAULTS])
def test_a_manifest_with_a_fault_is_refused_with_its_place(stage, path, value, fault):
    with pytest.raises(SetupError) as refused:
        read_manifest(changed(stage, path, value))
    assert fault in str(refused.value)


def test_text_that_is_no_manifest_is_refused():
    for text in ("- a list", "a: [b"):
        with pytest.raises(SetupError):
            read_manifest(text)


def test_a_channel_with_a_stranger_in_it_is_refused(stage):
    from_spec = replace(stage.team, channels=(ChannelSpec("C1", "help", members=("U_NOBODY",)),))
    with pytest.raises(SetupError, match="U_NOBODY"):
        found_team(from_spec)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.com"])
async def test_a_public_address_is_refused(stage, host):
    with pytest.raises(SetupError, match="not a loopback address"):
        await stage.workspace.start(host)


def test_an_empty_signing_secret_is_refused(stage):
    with pytest.raises(SetupError, match="signing secret is empty"):
        stage.made(secret="")


def test_the_shipped_manifest_can_be_installed(stage):
    shipped = Path(__file__).parents[2] / "manifest" / "slack.yaml"
    app = stage.made(manifest=shipped.read_text(encoding="utf-8")).world.manifest
    assert [command.command for command in app.commands] == ["/ticket"]
