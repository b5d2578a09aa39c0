"""Web API methods on conversations: what was said, who is there, direct ones."""

import base64
import secrets
from typing import Any

from adapters.workspace import messages, wire
from adapters.workspace.calls import Call, Method
from adapters.workspace.errors import SlackError
from adapters.workspace.model import Channel, Json, Message, Team
from adapters.workspace.world import World

_PREFIX = {"app": "im", True: "groups", False: "channels"}


def history(call: Call) -> Json:
    """`conversations.history`: the newest first, top level and replies also sent to the channel."""
    channel = _readable(call, "history")
    found = [m for m in channel.top_level() if _within(call, m)]
    return _page(call, list(reversed(found)), extra={"pin_count": 0})


def replies(call: Call) -> Json:
    """`conversations.replies`: the parent first, then its replies, oldest first."""
    channel = _readable(call, "history")
    asked = channel.messages.get(call.needed("ts"))
    if asked is None:
        raise SlackError("thread_not_found")
    parent = channel.messages.get(asked.thread_ts or "", asked) if asked.is_reply else asked
    return _page(call, [m for m in channel.replies(parent.ts) if _within(call, m)], first=parent)


def info(call: Call) -> Json:
    """`conversations.info`: one conversation."""
    channel = _known(call, "read")
    return {"channel": wire.channel_json(call.team, channel)}


def members(call: Call) -> Json:
    """`conversations.members`: the ids of who is there."""
    channel = _known(call, "read")
    start, limit = _cursor(call), call.number("limit", 100, 1000)
    people = channel.members[start : start + limit]
    return {"members": people, **_next(start + limit, len(channel.members))}


def open_(call: Call) -> Json:
    """`conversations.open`: the direct conversation with one person."""
    if channel_id := call.text("channel"):
        return {"channel": {"id": call.team.channel(channel_id).id}}
    people = [user for user in call.needed("users").split(",") if user]
    if len(people) > 1:
        call.need_scope("mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    call.need_scope("im:write")
    existed = call.team.direct(people[0]) is not None
    channel = open_direct(call, people[0])
    shown: Json = wire.channel_json(call.team, channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown, **({"no_op": True, "already_open": True} if existed else {})}


def join(call: Call) -> Json:
    """`conversations.join`: the app enters a public channel."""
    channel = call.team.channel(call.needed("channel"))
    if channel.private or channel.kind != "channel":
        raise SlackError(
            "method_not_supported_for_channel_type" if channel.kind == "app" else "channel_not_found"
        )
    if channel.archived:
        raise SlackError("is_archived")
    messages.join(call.world, channel, call.installation.bot_user_id)
    return {"channel": wire.channel_json(call.team, channel)}


METHODS = {
    "conversations.history": Method(history, tier=3),
    "conversations.replies": Method(replies, tier=3),
    "conversations.info": Method(info, tier=3),
    "conversations.members": Method(members, tier=4),
    "conversations.open": Method(open_, tier=3),
    "conversations.join": Method(join, ("channels:join",), tier=3),
}


def open_direct(call: Call, user_id: str) -> Channel:
    """The app's conversation with a person of the team, made if need be."""
    user = call.team.user(user_id)
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    return direct_channel(call.world, call.team, user_id)


def direct_channel(world: World, team: Team, user_id: str) -> Channel:
    """The conversation between a person and the app, made if need be."""
    channel = team.direct(user_id)
    if channel is None:
        bot = world.install(team).bot_user_id
        channel = Channel(
            id="D" + secrets.token_hex(5).upper(),
            team=team.id,
            name=world.manifest.bot_name,
            kind="app",
            private=True,
            members=[user_id, bot],
            user=user_id,
        )
        team.channels[channel.id] = channel
        world.save_channel(channel)
        messages.everyone(world, team, {"type": "channels"})
    return channel


def _known(call: Call, right: str) -> Channel:
    """A channel that the app may know of, with the scope that its kind needs."""
    channel = call.team.channel(call.needed("channel"))
    if channel.private and call.installation.bot_user_id not in channel.members:
        raise SlackError("channel_not_found")
    call.need_scope(f"{_PREFIX['app' if channel.kind == 'app' else channel.private]}:{right}")
    return channel


def _readable(call: Call, right: str) -> Channel:
    channel = _known(call, right)
    if call.installation.bot_user_id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _within(call: Call, message: Message) -> bool:
    oldest, latest, inclusive = call.text("oldest"), call.text("latest"), call.flag("inclusive")
    moment = _moment(message.ts)
    if oldest and (moment < _moment(oldest) or (moment == _moment(oldest) and not inclusive)):
        return False
    return not latest or moment < _moment(latest) or (moment == _moment(latest) and inclusive)


def _moment(ts: str) -> tuple[int, int]:
    seconds, _, fraction = ts.partition(".")
    if not seconds.isdigit() or (fraction and not fraction.isdigit()):
        raise SlackError("invalid_ts_oldest")
    return int(seconds), int(fraction.ljust(6, "0")[:6])


def _page(
    call: Call, found: list[Message], *, first: Message | None = None, extra: dict[str, Any] | None = None
) -> Json:
    start, limit = _cursor(call), call.number("limit", 100, 999)
    page = found[start : start + limit]
    shown = [*([first] if first else []), *page]
    metadata = call.flag("include_all_metadata")
    return {
        "messages": [wire.message_json(call.team, message, metadata=metadata) for message in shown],
        **(extra or {}),
        "has_more": start + limit < len(found),
        **_next(start + limit, len(found)),
    }


def _cursor(call: Call) -> int:
    cursor = call.text("cursor")
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("from:"))
    except ValueError:
        raise SlackError("invalid_cursor") from None


def _next(start: int, total: int) -> Json:
    cursor = base64.b64encode(b"from:%d" % start).decode() if start < total else ""
    return {"response_metadata": {"next_cursor": cursor}}
