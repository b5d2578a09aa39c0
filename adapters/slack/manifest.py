"""The Slack app manifest (schema v2), made from the command list, and a check of what Slack's own misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from adapters.slack.manifest_check import faults_of
from adapters.slack.wire import Json
from bot.commands import ANYONE, COMMANDS, CommandSpec

URL = "https://guichet.example.com"
"""Stands for the public address of the desk in the manifest that is committed."""
PATH = "/slack/events"
INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)
"""The least that the desk works with: hear its threads, answer, know names, languages and zones."""

OPTIONAL = ("files:read", "files:write", "users:read.email")
"""What whoever installs the app may leave out: without it attachments stay where they were posted, and mail
is matched by the addresses that admins gave (SI-6.email)."""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_left",
    "channel_rename",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "tokens_revoked",
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut: the command that it stands for, which is its callback id where it has no other."""

    name: str
    command: str
    type: Literal["global", "message"]
    description: str
    callback_id: str = ""


SHORTCUTS = (
    Shortcut("Open a ticket", "open", "global", "Open a ticket with the support desk"),
    Shortcut(
        "Open ticket from message",
        "open",
        "message",
        "Open a ticket that begins with this message",
        "message.open",
    ),
    Shortcut("Add to a ticket", "add", "message", "Add this message to a ticket", "message.add"),
    Shortcut("Show this ticket", "show", "message", "In a ticket's thread: the ticket and its promise"),
    Shortcut("Why this deadline?", "why", "message", "In a ticket's thread: how its deadline was counted"),
    Shortcut("Answer requester", "reply", "message", "In a ticket's thread: answer the requester"),
    Shortcut("Escalate this ticket", "escalate", "message", "In a ticket's thread: take it one level up"),
)
"""Slack has no slash commands in threads: there, these (and mentions, and buttons) do the same.

A name has 24 characters at most: "Open a ticket from this message" has 31."""

DESCRIPTION = "A support desk that keeps its promises and cites the clause."
LONG_DESCRIPTION = (
    "Open, follow and escalate support tickets without leaving Slack. Before you send a request, the desk "
    "says by when it will be answered, in business and calendar hours, and which clause of the support "
    "policy promises it. A countdown card keeps that promise in view, reminders reach the people who can "
    "keep it, and every refusal names the clause behind it and who can help instead."
)


def manifest(url: str | None = URL, commands: Sequence[CommandSpec] = COMMANDS) -> Json:
    """The manifest of an app served at `url` (its public https address), or by Socket Mode where None."""
    origin = None if url is None else url.rstrip("/")
    called = {} if origin is None else {"url": origin + PATH}
    asked = {} if origin is None else {"request_url": origin + PATH}
    names = {spec.name for spec in commands}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Guichet",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#0B57C2",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Guichet", "always_online": True},
            "shortcuts": [
                {
                    "name": s.name,
                    "type": s.type,
                    "callback_id": s.callback_id or s.command,
                    "description": s.description,
                }
                for s in SHORTCUTS
                if s.command in names
            ],
            "slash_commands": [
                {
                    "command": "/ticket",
                    **called,
                    "description": "Open, follow and escalate support tickets",
                    "usage_hint": hint(commands),
                    # People arrive as ids, whatever their names hold.
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {
            **({} if origin is None else {"redirect_urls": [origin + REDIRECT]}),
            # Slack wants the optional ones in both lists.
            "scopes": {"bot": sorted((*SCOPES, *OPTIONAL)), "bot_optional": list(OPTIONAL)},
        },
        "settings": {
            "event_subscriptions": {**asked, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **asked},
            "org_deploy_enabled": False,
            "socket_mode_enabled": origin is None,
            "token_rotation_enabled": False,
        },
    }


def hint(commands: Sequence[CommandSpec] = COMMANDS) -> str:
    """What Slack shows beside `/ticket`: the words that anyone may use."""
    return ", ".join(spec.words["en"][0] for spec in commands if spec.roles >= ANYONE)


def manifest_text(url: str | None = URL, commands: Sequence[CommandSpec] = COMMANDS) -> str:
    """The manifest as YAML, the same bytes for the same command list."""
    said = "# Made from the command list by `make manifest`; edit that, not this.\n"
    return said + yaml.safe_dump(manifest(url, commands), sort_keys=False, allow_unicode=True, width=110)


def faults(text: str) -> list[str]:
    """What is wrong with the YAML text of a manifest; empty where Slack would take it and it would work."""
    try:
        held: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        return [f"not YAML: {error}"]
    return faults_of(held) if isinstance(held, dict) else ["not a mapping"]
