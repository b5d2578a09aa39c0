"""What a Slack manifest must hold to work: limits, and the mistakes that Slack's own schema lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from adapters.serving.addresses import is_loopback
from adapters.slack.wire import Json, mapping, text

_LENGTHS = (
    ("name", 1, 35),
    ("description", 0, 140),
    ("long_description", 175, 4000),
)
_COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
_SHORTCUTS = 10
_SHORTCUT_NAME = 24
_COMMAND_DESCRIPTION = 2000
_USAGE_HINT = 1000

KNOWN_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "team:read",
        "usergroups:read",
        "users:read",
        "users:read.email",
    }
)
"""The scopes that this app may ask for. Slack's schema takes any word."""

_NEEDED = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "channel_archive": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_shared": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_unshared": "channels:read",
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "tokens_revoked": None,
}
"""Events that we hear, and the scope without which Slack never sends them."""


ESSENTIAL = frozenset({"chat:write", "commands", "im:write", "users:read"})
"""Scopes without which there is no desk: never optional."""
_MOST_SCOPES = 255


def faults_of(manifest: Json) -> list[str]:
    """Every fault, with its path; empty where there is none."""
    return [
        *_display(mapping(manifest.get("display_information"))),
        *_commands(manifest),
        *_shortcuts(manifest),
        *_scopes(manifest),
        *_settings(mapping(manifest.get("settings"))),
    ]


def _display(display: Json) -> Iterator[str]:
    for key, least, most in _LENGTHS:
        if key in display or key == "name":
            length = len(text(display.get(key)))
            if not least <= length <= most:
                yield f"display_information.{key}: {length} characters, wanted {least} to {most}"


def _commands(manifest: Json) -> Iterator[str]:
    seen: set[str] = set()
    for index, each in enumerate(_listed(manifest, "slash_commands")):
        path, name = f"features.slash_commands[{index}]", text(each.get("command"))
        if not _COMMAND.fullmatch(name):
            yield f"{path}.command: {name!r} is not a lower-case word of 2 to 32 characters after a /"
        if name in seen:
            yield f"{path}.command: {name} stands twice"
        seen.add(name)
        if not 1 <= len(text(each.get("description"))) <= _COMMAND_DESCRIPTION:
            yield f"{path}.description: wanted, up to {_COMMAND_DESCRIPTION} characters"
        if len(text(each.get("usage_hint"))) > _USAGE_HINT:
            yield f"{path}.usage_hint: more than {_USAGE_HINT} characters"
        if each.get("should_escape") is not True:
            yield f"{path}.should_escape: must be on, or people are not told from their names"
        if not mapping(manifest.get("settings")).get("socket_mode_enabled"):
            yield from _address(each.get("url"), f"{path}.url")


def _shortcuts(manifest: Json) -> Iterator[str]:
    shortcuts = _listed(manifest, "shortcuts")
    if len(shortcuts) > _SHORTCUTS:
        yield f"features.shortcuts: {len(shortcuts)}, at most {_SHORTCUTS}"
    for index, each in enumerate(shortcuts):
        path = f"features.shortcuts[{index}]"
        if not 1 <= len(text(each.get("name"))) <= _SHORTCUT_NAME:
            yield f"{path}.name: wanted, up to {_SHORTCUT_NAME} characters"
        if each.get("type") not in ("global", "message"):
            yield f"{path}.type: global or message"
        if not text(each.get("callback_id")):
            yield f"{path}.callback_id: wanted"


def _scopes(manifest: Json) -> Iterator[str]:
    path = "oauth_config.scopes.bot"
    oauth = mapping(manifest.get("oauth_config"))
    scopes = _texts(mapping(oauth.get("scopes")).get("bot"))
    optional = _texts(mapping(oauth.get("scopes")).get("bot_optional"))
    yield from (f"{path}: unknown scope {scope!r}" for scope in scopes if scope not in KNOWN_SCOPES)
    yield from (f"{path}: {scope} stands twice" for scope in sorted(set(scopes)) if scopes.count(scope) > 1)
    if len(scopes) > _MOST_SCOPES:
        yield f"{path}: {len(scopes)}, at most {_MOST_SCOPES}"
    yield from _optional(scopes, optional)
    for address in _texts(oauth.get("redirect_urls")):
        yield from _address(address, "oauth_config.redirect_urls")
    if (_listed(manifest, "slash_commands") or _listed(manifest, "shortcuts")) and "commands" not in scopes:
        yield f"{path}: commands and shortcuts need the scope commands"
    events = mapping(mapping(manifest.get("settings")).get("event_subscriptions")).get("bot_events")
    for event in events if isinstance(events, list) else []:
        if event not in _NEEDED:
            yield f"settings.event_subscriptions.bot_events: unknown event {event!r}"
        elif (needed := _NEEDED[event]) is not None and needed not in scopes:
            yield f"{path}: the event {event} needs the scope {needed}"
        elif needed in optional:
            yield f"{path}_optional: the event {event} needs the scope {needed}"


def _optional(scopes: list[str], optional: list[str]) -> Iterator[str]:
    """Slack shows as optional what stands in both lists; what stands only here is never asked for."""
    path = "oauth_config.scopes.bot_optional"
    yield from (f"{path}: {scope} must stand in bot as well" for scope in optional if scope not in scopes)
    yield from (f"{path}: nothing works without {scope}" for scope in optional if scope in ESSENTIAL)


def _settings(settings: Json) -> Iterator[str]:
    if mapping(settings.get("interactivity")).get("is_enabled") is not True:
        yield "settings.interactivity.is_enabled: must be on, for buttons and forms"
    if not _texts(mapping(settings.get("event_subscriptions")).get("bot_events")):
        yield "settings.event_subscriptions.bot_events: wanted, or mentions and threads are not heard"
    if settings.get("org_deploy_enabled"):
        yield "settings.org_deploy_enabled: must be off: an installation belongs to one workspace"
    if settings.get("token_rotation_enabled"):
        yield "settings.token_rotation_enabled: must be off: tokens would expire within hours"
    if settings.get("socket_mode_enabled"):
        return
    for name in ("event_subscriptions", "interactivity"):
        yield from _address(mapping(settings.get(name)).get("request_url"), f"settings.{name}.request_url")


def _address(value: Any, path: str) -> Iterator[str]:
    parts = urlsplit(text(value))
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        yield f"{path}: {text(value)!r} is not an https address"


def _texts(held: Any) -> list[str]:
    return [each for each in held if isinstance(each, str)] if isinstance(held, list) else []


def _listed(manifest: Json, key: str) -> list[Json]:
    held = mapping(manifest.get("features")).get(key)
    return [mapping(each) for each in held] if isinstance(held, list) else []
