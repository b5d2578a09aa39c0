"""The Events API: what the app is told of, and how often it is told again."""

import secrets

from adapters.workspace import wire
from adapters.workspace.model import Channel, Json, Message, Team
from adapters.workspace.world import World

_KIND_OF = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
_RETRY_REASON = {"operation_timeout": "http_timeout", "dispatch_failed": "connection_failed"}


def channel_type(channel: Channel) -> str:
    """Slack's word for the kind of conversation."""
    if channel.kind == "app":
        return "im"
    return "group" if channel.private else "channel"


def message_posted(world: World, team: Team, channel: Channel, message: Message) -> None:
    """Tell the app of a new message, and of its being mentioned."""
    if not _hears(team, channel):
        return
    event = wire.message_json(team, message) | {
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": channel_type(channel),
    }
    if not message.bot:
        event["client_msg_id"] = secrets.token_hex(8)
    _emit(world, team, _KIND_OF[channel_type(channel)], event)
    mentioned = f"<@{team.bot_user}>" in message.text
    if mentioned and not message.bot and channel.kind == "channel":
        mention = {k: v for k, v in event.items() if k != "channel_type"}
        _emit(world, team, "app_mention", mention | {"type": "app_mention"})


def message_changed(world: World, team: Team, channel: Channel, before: Json, message: Message) -> None:
    """Tell the app of an edit, with the message as it was."""
    if _hears(team, channel):
        _emit(
            world,
            team,
            _KIND_OF[channel_type(channel)],
            {
                "type": "message",
                "subtype": "message_changed",
                "message": wire.message_json(team, message),
                "previous_message": before,
                **_hidden(world, channel),
            },
        )


def message_deleted(world: World, team: Team, channel: Channel, before: Json) -> None:
    """Tell the app of a deletion, with the message as it was."""
    if _hears(team, channel):
        _emit(
            world,
            team,
            _KIND_OF[channel_type(channel)],
            {
                "type": "message",
                "subtype": "message_deleted",
                "deleted_ts": before["ts"],
                "previous_message": before,
                **_hidden(world, channel),
            },
        )


def member_joined(world: World, team: Team, channel: Channel, user: str, inviter: str | None) -> None:
    """Tell the app that someone (itself included) joined a channel it is in."""
    if _hears(team, channel):
        event = {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "G" if channel.private else "C",
            "team": team.id,
            "event_ts": world.next_ts(),
        }
        _emit(world, team, "member_joined_channel", event | ({"inviter": inviter} if inviter else {}))


def left(world: World, team: Team, channel: Channel, user: str, by: str) -> None:
    """Tell the app that someone left a channel it is in; of its own leaving another event tells it."""
    if user == team.bot_user:
        kind = "group_left" if channel.private else "channel_left"
        event = {"type": kind, "channel": channel.id, "actor_id": by, "event_ts": world.next_ts()}
        _emit(world, team, kind, event)
    elif _hears(team, channel):
        event = {
            "type": "member_left_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "G" if channel.private else "C",
            "team": team.users[user].home_team or team.id,
            "event_ts": world.next_ts(),
        }
        _emit(world, team, "member_left_channel", event)


def channel_changed(world: World, team: Team, channel: Channel, what: str, user: str) -> None:
    """Tell the app that a channel was archived, unarchived or renamed."""
    if not _hears(team, channel):
        return
    kind = f"{'group' if channel.private else 'channel'}_{what}"
    ts = world.next_ts()
    about: Json = {"channel": channel.id, "user": user, "event_ts": ts}
    if what == "rename":
        about = {"channel": {"id": channel.id, "name": channel.name, "created": 0}, "event_ts": ts}
    _emit(world, team, kind, {"type": kind} | about)


def channel_shared(world: World, team: Team, channel: Channel, other: str) -> None:
    """Tell the app that people of another workspace are in a channel now."""
    if _hears(team, channel):
        event = {
            "type": "channel_shared",
            "connected_team_id": other,
            "channel": channel.id,
            "event_ts": world.next_ts(),
        }
        _emit(world, team, "channel_shared", event)


def file_deleted(world: World, team: Team, file_id: str, channels: list[str]) -> None:
    """Tell the app, by its id alone, that a file is gone."""
    event: Json = {"type": "file_deleted", "file_id": file_id, "event_ts": world.next_ts()}
    _emit(world, team, "file_deleted", event | ({"channel_ids": channels} if channels else {}))


def home_opened(world: World, team: Team, user: str, channel: Channel, view: Json | None) -> None:
    """Tell the app that someone looks at its home."""
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "tab": "home",
        "event_ts": world.next_ts(),
    }
    _emit(world, team, "app_home_opened", event | ({"view": view} if view else {}))


def token_revoked(world: World, team: Team) -> None:
    """Tell the app that its token is dead: Slack names bot users, not tokens."""
    _emit(world, team, "tokens_revoked", {"type": "tokens_revoked", "tokens": {"bot": [team.bot_user]}})


def uninstalled(world: World, team: Team) -> None:
    """Tell the app that it was removed and that its token is dead."""
    token_revoked(world, team)
    _emit(world, team, "app_uninstalled", {"type": "app_uninstalled"})


def _hears(team: Team, channel: Channel) -> bool:
    return team.bot_user is not None and (channel.kind == "app" or team.bot_user in channel.members)


def _hidden(world: World, channel: Channel) -> Json:
    ts = world.next_ts()
    return {
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel_type(channel),
    }


def _emit(world: World, team: Team, kind: str, event: Json) -> None:
    """Send an event the app subscribed to; it is retried like Slack's until acknowledged."""
    reachable = world.manifest.socket_mode or world.manifest.events_url
    if kind not in world.manifest.events or not reachable or team.installation is None:
        return
    envelope = {
        "token": world.link.token,
        "team_id": team.id,
        "api_app_id": world.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": "Ev" + secrets.token_hex(5).upper(),
        "event_time": int(float(event.get("event_ts") or world.next_ts())),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.installation.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": _is_shared(team, event),
        "context_team_id": team.id,
        "context_enterprise_id": None,
    }
    world.sent_events.append(envelope)
    world.tasks.start(_deliver(world, envelope, 0, ""))


def _is_shared(team: Team, event: Json) -> bool:
    """Whether the event happened in a channel that another workspace shares."""
    held = event.get("channel")
    channel = team.channels.get(held) if isinstance(held, str) else None
    return channel is not None and wire.is_shared(team, channel)


async def _deliver(world: World, envelope: Json, retry: int, reason: str) -> None:
    headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
    answer = await world.link.event(world.manifest.events_url, envelope, headers)
    waits = world.event_retries
    if not answer.ok and retry < len(waits):
        reason = _RETRY_REASON.get(answer.trouble, "http_error")
        world.tasks.later(waits[retry], _deliver(world, envelope, retry + 1, reason))


def redeliver(world: World, event_id: str) -> None:
    """Send an event once more though it was acknowledged, as Slack does when an answer is lost."""
    envelope = next(e for e in world.sent_events if e["event_id"] == event_id)
    world.tasks.start(_deliver(world, envelope, 1, "http_timeout"))


async def verified(world: World) -> bool:
    """Send the challenge that Slack sends when an events address is saved; whether it came back."""
    challenge = secrets.token_urlsafe(24)
    body = {"type": "url_verification", "token": world.link.token, "challenge": challenge}
    answer = await world.link.event(world.manifest.events_url, body, {})
    return answer.ok and challenge in (
        answer.json().get("challenge"),
        answer.body.decode(errors="replace").strip(),
    )
