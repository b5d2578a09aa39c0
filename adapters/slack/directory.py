"""Who a Slack user is: name, language and zone, remembered for a while."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from adapters.serving.later import Later
from adapters.slack.client import SlackClient
from adapters.slack.wire import Json, mapping, text
from bot.ports import DeliveryError
from bot.requests import Filled, Intent, Profile, Typed

_USER = re.compile(r"(?<!\S)@([UW][A-Z0-9]{2,})(?!\S)")
_CHANNEL = re.compile(r"(?<!\S)#([CG][A-Z0-9]{2,})(?!\S)")
AGE = 3600.0
"""Seconds after which a profile is asked for again, in the background."""
AGE_UNKNOWN = 60.0
"""Seconds after which we ask again about someone whom Slack would not tell us about."""
PATIENCE = 0.8
"""Seconds that a person waits for their own profile; then they are answered without it."""
MOST = 20_000
MOST_MENTIONED = 5


@dataclass(frozen=True, slots=True)
class _Entry:
    at: float
    profile: Profile | None


class Directory:
    """Profiles by workspace and user. Only the first meeting waits for Slack."""

    def __init__(self, client: SlackClient, later: Later, wall: Callable[[], float]) -> None:
        self._client = client
        self._later = later
        self._wall = wall
        self._entries: dict[tuple[str, str], _Entry] = {}
        self._asking: dict[tuple[str, str], asyncio.Task[Profile | None]] = {}

    async def profile(self, team: str, user: str) -> Profile | None:
        """What Slack says of this user; None where it says nothing, or not soon enough."""
        key = (team, user)
        entry = self._entries.get(key)
        if entry is None:
            asking = self._ask(key)
            await asyncio.wait({asking}, timeout=PATIENCE)
            return asking.result() if asking.done() else None
        age = AGE if entry.profile is not None else AGE_UNKNOWN
        if self._wall() - entry.at >= age:
            self._ask(key)
        return entry.profile

    async def mentioned(self, team: str, users: Collection[str]) -> dict[str, Profile]:
        """What Slack says of the people that somebody named, as far as it tells soon enough."""
        asked = list(dict.fromkeys(users))[:MOST_MENTIONED]
        found = await asyncio.gather(*(self.profile(team, user) for user in asked))
        return {user: profile for user, profile in zip(asked, found, strict=True) if profile is not None}

    async def places(self, team: str, channels: Collection[str]) -> dict[str, Profile]:
        """The names of channels that somebody named, as far as our bot sees them."""
        asked = list(dict.fromkeys(channels))[:MOST_MENTIONED]
        found = await asyncio.gather(*(self._place(team, channel) for channel in asked))
        return {channel: Profile(name) for channel, name in zip(asked, found, strict=True) if name}

    async def _place(self, team: str, channel: str) -> str:
        asking = self._later.start(self._channel(team, channel))
        await asyncio.wait({asking}, timeout=PATIENCE)
        return asking.result() if asking.done() else ""

    async def _channel(self, team: str, channel: str) -> str:
        try:
            answer = await self._client.call(team, "conversations.info", channel=channel)
        except DeliveryError:
            return ""
        return text(mapping(answer.get("channel")).get("name"))

    def known(self, team: str, user: str) -> Profile | None:
        """The profile if it is at hand; never waits."""
        entry = self._entries.get((team, user))
        return entry.profile if entry else None

    def _ask(self, key: tuple[str, str]) -> asyncio.Task[Profile | None]:
        if key not in self._asking:
            task = self._later.start(self._fetch(key))
            self._asking[key] = task
            task.add_done_callback(lambda _: self._asking.pop(key, None))
        return self._asking[key]

    async def _fetch(self, key: tuple[str, str]) -> Profile | None:
        team, user = key
        previous = self.known(team, user)
        try:
            answer = await self._client.call(team, "users.info", user=user, include_locale=True)
            found: Profile | None = profile_of(mapping(answer.get("user")), team)
        except DeliveryError:
            found = previous
        if len(self._entries) >= MOST:
            self._entries.pop(next(iter(self._entries)))
        self._entries[key] = _Entry(self._wall(), found)
        return found


def people_in(intent: Intent) -> tuple[str, ...]:
    """The user ids that words or a form name."""
    match intent:
        case Typed(text=words):
            return tuple(_USER.findall(words))
        case Filled(fields=fields):
            return tuple(value for value in fields.values() if _USER.fullmatch(f"@{value}"))
        case _:
            return ()


def places_in(intent: Intent) -> tuple[str, ...]:
    """The ids of the channels that words or a form name."""
    match intent:
        case Typed(text=words):
            return tuple(_CHANNEL.findall(words))
        case Filled(fields=fields):
            return tuple(value for value in fields.values() if _CHANNEL.fullmatch(f"#{value}"))
        case _:
            return ()


def profile_of(user: Json, team: str) -> Profile:
    """A `users.info` user as a profile. Locale and e-mail are missing for people of another workspace."""
    held = mapping(user.get("profile"))
    names = (held.get("real_name"), held.get("display_name"), user.get("real_name"), user.get("name"))
    return Profile(
        name=next((text(name) for name in names if text(name).strip()), text(user.get("id"))),
        locale=text(user.get("locale")) or None,
        zone=text(user.get("tz")) or None,
        email=text(held.get("email")) or None,
        home_tenant=text(user.get("team_id")) or text(held.get("team")) or None,
        is_admin=user.get("is_admin") is True or user.get("is_owner") is True,
        vouched=_vouched(user, team),
    )


def _vouched(user: Json, team: str) -> str | None:
    """The address that Slack confirmed, of a full member of this workspace: no guest, stranger or bot."""
    others = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted", "is_app_user")
    if text(user.get("team_id")) != team or any(user.get(each) is True for each in others):
        return None
    if user.get("is_email_confirmed") is not True:
        return None
    return text(mapping(user.get("profile")).get("email")) or None
