"""The manifest that an admin pastes: made from the commands, and checked for what Slack would let through."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.slack.manifest import SHORTCUTS, faults, hint, manifest, manifest_text
from adapters.workspace.manifest import read_manifest
from bot.commands import COMMANDS

ROOT = Path(__file__).parents[3]


def test_the_committed_manifest_is_the_one_that_the_commands_make():
    assert (ROOT / "manifest" / "slack.yaml").read_text(encoding="utf-8") == manifest_text()


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
