"""The manifest that an admin pastes: made from the commands, and checked for what Slack would let through."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.slack.manifest import OPTIONAL, SCOPES, SHORTCUTS, URL, faults, hint, manifest, manifest_text
from adapters.workspace.manifest import read_manifest
from bot.commands import COMMANDS

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(("name", "url"), [("slack.yaml", URL), ("slack-socket.yaml", None)])
def test_the_committed_manifests_are_the_ones_that_the_commands_make(name, url):
    assert (ROOT / "manifest" / name).read_text(encoding="utf-8") == manifest_text(url)


def test_socket_mode_needs_no_address_anywhere():
    text = manifest_text(None)
    assert faults(text) == []
    assert "http" not in text
    app = read_manifest(text)
    assert (app.socket_mode, app.events_url, app.redirects) == (True, "", ())
    assert set(read_manifest(manifest_text()).events) == set(app.events)


def test_optional_scopes_stand_in_both_lists_as_slack_documents():
    """docs.slack.dev, app manifest: "Optional scopes must also be listed in the corresponding bot fields"."""
    scopes = manifest()["oauth_config"]["scopes"]
    assert scopes["bot_optional"] == ["files:read", "files:write", "users:read.email"]
    assert set(scopes["bot_optional"]) < set(scopes["bot"])
    assert scopes["bot"] == sorted({*SCOPES, *OPTIONAL})


def test_an_app_with_an_address_may_be_installed_by_oauth_there():
    made = manifest("https://desk.example.com/")
    assert made["oauth_config"]["redirect_urls"] == ["https://desk.example.com/slack/oauth_redirect"]


def test_it_has_no_fault_and_the_workspace_takes_it():
    assert faults(manifest_text()) == []
    app = read_manifest(manifest_text("http://127.0.0.1:9"))
    assert [(c.command, c.should_escape, c.url) for c in app.commands] == [
        ("/ticket", True, "http://127.0.0.1:9/slack/events")
    ]


def test_the_hint_names_the_words_that_anyone_may_use():
    words = hint().split(", ")
    assert {"open", "why", "help"} <= set(words)
    assert not {"claim", "setup", "queue"} & set(words)


def test_each_shortcut_is_a_command():
    assert {shortcut.command for shortcut in SHORTCUTS} <= {spec.name for spec in COMMANDS}


def test_a_command_that_is_gone_takes_its_shortcut_along():
    kept = [spec for spec in COMMANDS if spec.name != "why"]
    made = manifest(commands=kept)["features"]
    assert "why" not in [each["callback_id"] for each in made["shortcuts"]]
    assert "why" not in made["slash_commands"][0]["usage_hint"]


Breaks = Callable[[dict[str, Any]], object]
WRONG: dict[str, tuple[Breaks, str]] = {
    "name": (lambda m: m["display_information"].update(name="x" * 36), "display_information.name"),
    "long": (lambda m: m["display_information"].update(long_description="short"), "long_description"),
    "twice": (
        lambda m: m["features"]["slash_commands"].append(m["features"]["slash_commands"][0]),
        "stands twice",
    ),
    "upper": (lambda m: m["features"]["slash_commands"][0].update(command="/Ticket"), "lower-case"),
    "escape": (lambda m: m["features"]["slash_commands"][0].update(should_escape=False), "should_escape"),
    "no url": (lambda m: m["features"]["slash_commands"][0].pop("url"), "not an https address"),
    "http": (
        lambda m: m["settings"]["interactivity"].update(request_url="http://x.test/"),
        "not an https address",
    ),
    "hint": (lambda m: m["features"]["slash_commands"][0].update(usage_hint="x" * 1001), "usage_hint"),
    "shortcut": (lambda m: m["features"]["shortcuts"][0].update(name="x" * 25), "shortcuts[0].name"),
    "shortcuts": (lambda m: m["features"].update(shortcuts=m["features"]["shortcuts"] * 3), "at most 10"),
    "scope": (
        lambda m: m["oauth_config"]["scopes"]["bot"].append("chat:wirte"),
        "unknown scope 'chat:wirte'",
    ),
    "commands": (lambda m: m["oauth_config"]["scopes"]["bot"].remove("commands"), "need the scope commands"),
    "event": (lambda m: m["settings"]["event_subscriptions"]["bot_events"].append("x"), "unknown event 'x'"),
    "needs": (
        lambda m: m["oauth_config"]["scopes"]["bot"].remove("im:history"),
        "needs the scope im:history",
    ),
    "scope twice": (lambda m: m["oauth_config"]["scopes"]["bot"].append("commands"), "commands stands twice"),
    "too many scopes": (
        lambda m: m["oauth_config"]["scopes"].update(bot=["commands"] * 256),
        "256, at most 255",
    ),
    "optional alone": (
        lambda m: m["oauth_config"]["scopes"]["bot_optional"].append("team:read"),
        "team:read must stand in bot as well",
    ),
    "optional essential": (
        lambda m: m["oauth_config"]["scopes"]["bot_optional"].append("chat:write"),
        "nothing works without chat:write",
    ),
    "optional event": (
        lambda m: m["oauth_config"]["scopes"]["bot_optional"].append("im:history"),
        "bot_optional: the event message.im needs the scope im:history",
    ),
    "redirect": (
        lambda m: m["oauth_config"].update(redirect_urls=["http://x.test/"]),
        "redirect_urls: 'http://x.test/' is not an https address",
    ),
    "no events": (lambda m: m["settings"].pop("event_subscriptions"), "mentions and threads are not heard"),
    "no address": (
        lambda m: m["settings"]["event_subscriptions"].pop("request_url"),
        "event_subscriptions.request_url: '' is not an https address",
    ),
    "organisation": (lambda m: m["settings"].update(org_deploy_enabled=True), "org_deploy_enabled"),
    "rotation": (lambda m: m["settings"].update(token_rotation_enabled=True), "token_rotation_enabled"),
    "clicks": (lambda m: m["settings"]["interactivity"].update(is_enabled=False), "must be on"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_slacks_schema_lets_through_is_found(what):
    broken = copy.deepcopy(manifest())
    breaks, sentence = WRONG[what]
    breaks(broken)
    found = faults(yaml.safe_dump(broken))
    assert [fault for fault in found if sentence in fault], found


@pytest.mark.parametrize("text", ["[", "[]", "", "a: [", "1"])
def test_what_is_no_manifest_is_a_fault(text):
    assert faults(text)
