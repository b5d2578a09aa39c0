"""Reads the app's manifest (schema v2), and refuses what Slack would refuse, or lets slip."""

from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

import yaml

from adapters.workspace.errors import SetupError
from adapters.workspace.limits import (
    COMMAND_DESCRIPTION,
    COMMAND_HINT,
    COMMAND_NAME,
    MANIFEST_DESCRIPTION,
    MANIFEST_NAME,
    MANIFEST_SHORTCUTS,
    SHORTCUT_NAME,
)

KNOWN_SCOPES = frozenset(
    (
        "app_mentions:read",
        "assistant:write",
        "bookmarks:read",
        "bookmarks:write",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "chat:write.customize",
        "chat:write.public",
        "commands",
        "conversations.connect:read",
        "conversations.connect:write",
        "dnd:read",
        "emoji:read",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:read",
        "im:write",
        "links:read",
        "links:write",
        "metadata.message:read",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "pins:read",
        "pins:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "usergroups:read",
        "usergroups:write",
        "users.profile:read",
        "users:read",
        "users:read.email",
        "users:write",
        "workflow.steps:execute",
    )
)
EVENT_SCOPES: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "file_deleted": ("files:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "tokens_revoked": (),
    "user_change": ("users:read",),
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_shared": ("channels:read", "groups:read"),
    "channel_unshared": ("channels:read", "groups:read"),
    "group_unarchive": ("groups:read",),
    "group_rename": ("groups:read",),
    "channel_rename": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "group_archive": ("groups:read",),
    "group_left": ("groups:read",),
    "channel_left": ("channels:read",),
}
"""Each event that an app may subscribe to here, with the scopes of which one is needed."""


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command of the manifest."""

    command: str
    url: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One shortcut of the manifest, on a message or global."""

    name: str
    kind: Literal["message", "global"]
    callback_id: str
    description: str


@dataclass(frozen=True, slots=True)
class AppManifest:
    """The app as its manifest describes it."""

    name: str
    bot_name: str
    scopes: tuple[str, ...]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    events_url: str
    events: tuple[str, ...]
    interactivity_url: str
    optional: tuple[str, ...] = ()
    """Those of `scopes` that whoever installs the app may refuse."""
    redirects: tuple[str, ...] = ()
    """Where OAuth may send people back to: these addresses, and what lies beneath them."""
    socket_mode: bool = False
    """Everything goes through a WebSocket that the app opens; there are no addresses then."""

    def command(self, name: str) -> Command | None:
        """The command of that name, if the app has it."""
        return next((c for c in self.commands if c.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """The shortcut of that callback id, if the app has it."""
        return next((s for s in self.shortcuts if s.callback_id == callback_id), None)

    def at(self, origin: str) -> "AppManifest":
        """The same app served at `origin` (scheme, host and port); paths and queries stay."""
        return replace(
            self,
            commands=tuple(replace(c, url=_moved(c.url, origin)) for c in self.commands),
            events_url=_moved(self.events_url, origin),
            interactivity_url=_moved(self.interactivity_url, origin),
            redirects=tuple(_moved(each, origin) for each in self.redirects),
        )


def read_manifest(text: str) -> AppManifest:
    """The app described by the YAML text of a manifest; every fault is in the one SetupError."""
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise SetupError(f"the manifest is not YAML: {fault}") from fault
    if not isinstance(raw, dict):
        raise SetupError("the manifest is not a mapping")
    faults: list[str] = []
    app = _Reader(raw, faults).app()
    if faults:
        raise SetupError("the manifest is invalid:\n  " + "\n  ".join(faults))
    return app


class _Reader:
    """Walks one manifest and collects its faults."""

    def __init__(self, raw: dict[str, Any], faults: list[str]) -> None:
        self._raw = raw
        self._faults = faults
        self._socket = _mapping(raw.get("settings")).get("socket_mode_enabled") is True

    def app(self) -> AppManifest:
        info, features = self._section("display_information"), self._section("features")
        settings = self._section("settings")
        name = self._text(info, "name", "display_information.name", MANIFEST_NAME)
        self._text(info, "description", "display_information.description", MANIFEST_DESCRIPTION, needed=False)
        bot = _mapping(features.get("bot_user"))
        oauth = self._section("oauth_config")
        scopes = tuple(_mapping(oauth.get("scopes")).get("bot") or ())
        commands = tuple(self._command(i, c) for i, c in enumerate(features.get("slash_commands") or ()))
        shortcuts = tuple(self._shortcut(i, s) for i, s in enumerate(features.get("shortcuts") or ()))
        events = _mapping(settings.get("event_subscriptions"))
        interactivity = _mapping(settings.get("interactivity"))
        app = AppManifest(
            name=name,
            bot_name=str(bot.get("display_name") or name),
            scopes=scopes,
            commands=commands,
            shortcuts=shortcuts,
            events_url=self._url(events, "settings.event_subscriptions", bool(events.get("bot_events"))),
            events=tuple(events.get("bot_events") or ()),
            interactivity_url=self._url(interactivity, "settings.interactivity", bool(interactivity)),
            optional=tuple(_mapping(oauth.get("scopes")).get("bot_optional") or ()),
            redirects=tuple(oauth.get("redirect_urls") or ()),
            socket_mode=self._socket,
        )
        self._cross_checks(app, has_bot=bool(bot))
        return app

    def _cross_checks(self, app: AppManifest, *, has_bot: bool) -> None:
        names = [c.command for c in app.commands]
        granted = set(app.scopes)
        checks = [
            (not has_bot, "features.bot_user is missing"),
            (len(names) != len(set(names)), "features.slash_commands: a command appears twice"),
            (len(app.shortcuts) > MANIFEST_SHORTCUTS, f"features.shortcuts: more than {MANIFEST_SHORTCUTS}"),
            (bool(names or app.shortcuts) and "commands" not in granted, "the scope commands is missing"),
        ]
        checks += [
            (s not in KNOWN_SCOPES, f"oauth_config.scopes.bot: unknown scope {s!r}") for s in app.scopes
        ]
        checks += [
            (s not in granted, f"oauth_config.scopes.bot_optional: {s} is not in bot") for s in app.optional
        ]
        for event in app.events:
            needed = EVENT_SCOPES.get(event)
            place = f"settings.event_subscriptions.bot_events: {event}"
            checks.append((needed is None, f"{place} is unknown"))
            checks.append((bool(needed) and not granted & set(needed or ()), f"{place} needs {needed}"))
        self._faults.extend(sentence for wrong, sentence in checks if wrong)

    def _section(self, key: str) -> dict[str, Any]:
        value = self._raw.get(key)
        if value is not None and not isinstance(value, dict):
            self._faults.append(f"{key} is not a mapping")
        return _mapping(value)

    def _command(self, index: int, raw: Any) -> Command:
        place, raw = f"features.slash_commands[{index}]", _mapping(raw)
        name = self._text(raw, "command", f"{place}.command", COMMAND_NAME)
        if not name.startswith("/") or " " in name or name != name.lower():
            self._faults.append(f"{place}.command must be a lower-case word that starts with /")
        return Command(
            command=name,
            url=self._url(raw, place, needed=True, key="url"),
            description=self._text(raw, "description", f"{place}.description", COMMAND_DESCRIPTION),
            usage_hint=self._text(raw, "usage_hint", f"{place}.usage_hint", COMMAND_HINT, needed=False),
            should_escape=bool(raw.get("should_escape")),
        )

    def _shortcut(self, index: int, raw: Any) -> Shortcut:
        place, raw = f"features.shortcuts[{index}]", _mapping(raw)
        kind = raw.get("type")
        if kind not in ("message", "global"):
            self._faults.append(f"{place}.type must be message or global")
        return Shortcut(
            name=self._text(raw, "name", f"{place}.name", SHORTCUT_NAME),
            kind="message" if kind == "message" else "global",
            callback_id=self._text(raw, "callback_id", f"{place}.callback_id", 255),
            description=self._text(raw, "description", f"{place}.description", 150, needed=False),
        )

    def _text(self, raw: dict[str, Any], key: str, place: str, limit: int, *, needed: bool = True) -> str:
        value = raw.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value:
            self._faults.append(f"{place} is missing")
            return ""
        if len(value) > limit:
            self._faults.append(f"{place} is longer than {limit} characters")
        return value

    def _url(self, raw: dict[str, Any], place: str, needed: bool, key: str = "request_url") -> str:  # noqa: FBT001
        value = str(raw.get(key) or "")
        needed = needed and not self._socket
        if needed and urlsplit(value).scheme not in ("http", "https"):
            self._faults.append(f"{place}.{key} is not a web address")
        return value


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _moved(url: str, origin: str) -> str:
    old, new = urlsplit(url), urlsplit(origin)
    return urlunsplit((new.scheme, new.netloc, old.path, old.query, "")) if url else url
