"""Slack's JSON for what the workspace holds: messages, people, channels."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from adapters.workspace.files import File, file_json, page_file, stub_json
from adapters.workspace.model import SLACKBOT, Channel, Json, Message, Team
from adapters.workspace.specs import UserSpec
from adapters.workspace.world import World

_TOKEN = re.compile(
    r"<@(?P<user>\w+)>|<#(?P<channel>\w+)(?:\|[^>]*)?>|<(?P<url>https?://[^>|]+)(?:\|[^>]*)?>"
)


def message_json(team: Team, message: Message, *, metadata: bool = False) -> Json:
    """A message as `conversations.history` and events carry it."""
    wire: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": home_of(team, message.user),
    }
    if wire["team"] != team.id:
        wire |= {"user_team": wire["team"], "source_team": wire["team"]}
    if message.subtype or message.deleted:
        wire["subtype"] = "tombstone" if message.deleted else message.subtype
    if message.bot and message.user == team.bot_user and team.installation:
        wire |= {"bot_id": team.installation.bot_id, "app_id": team.installation.app_id}
    elif message.bot and message.user != SLACKBOT:
        wire |= {"bot_id": "B" + message.user[1:]}
    held = team.files.of_message(message)
    if held:
        wire |= {"files": [_file(team, file) for file in held], "upload": False}
        wire.setdefault("subtype", "file_share")
    blocks = message.blocks or ([] if message.bot or not message.text else [rich_text(message.text)])
    if blocks:
        wire["blocks"] = blocks
    if message.edited_ts:
        wire["edited"] = {"user": message.user, "ts": message.edited_ts}
    if metadata and message.metadata:
        wire["metadata"] = message.metadata
    return wire | _thread_json(team, message)


def home_of(team: Team, user: str) -> str:
    """The team that a person comes from: another than this one, where a channel is shared."""
    author = team.users.get(user)
    return (author.home_team if author else None) or team.id


def _file(team: Team, file: File) -> Json:
    """A file in a message; one of another workspace's people is told of by its id alone (Slack Connect)."""
    foreign = home_of(team, file.user) != team.id and not file.deleted
    return stub_json(file) if foreign else file_json(team, file)


def _thread_json(team: Team, message: Message) -> Json:
    channel = team.channels[message.channel]
    if message.is_reply:
        parent = channel.messages.get(message.thread_ts or "")
        return {"thread_ts": message.thread_ts} | ({"parent_user_id": parent.user} if parent else {})
    replies = channel.replies(message.ts) if message.ephemeral_to is None else []
    if not replies:
        return {}
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "reply_users": people[:5],
        "latest_reply": replies[-1].ts,
    }


def rich_text(text: str) -> Json:
    """The rich_text block that Slack makes of what a person typed."""
    parts: list[Json] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() > at:
            parts.append({"type": "text", "text": plain(text[at : token.start()])})
        if token["user"]:
            parts.append({"type": "user", "user_id": token["user"]})
        elif token["channel"]:
            parts.append({"type": "channel", "channel_id": token["channel"]})
        else:
            parts.append({"type": "link", "url": plain(token["url"])})
        at = token.end()
    if at < len(text):
        parts.append({"type": "text", "text": plain(text[at:])})
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}


def plain(text: str) -> str:
    """Text without Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def user_json(world: World, team: Team, user: UserSpec, *, locale: bool) -> Json:
    """A person as `users.info` gives them; a guest from another workspace has neither locale nor e-mail."""
    moment = world.clock.now().astimezone(ZoneInfo(user.tz))
    offset = moment.utcoffset()
    wire: Json = {
        "id": user.id,
        "team_id": user.home_team or team.id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "tz": user.tz,
        "tz_label": moment.tzname() or user.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_bot": user.is_bot and user.id != SLACKBOT,
        "is_app_user": False,
        "is_admin": user.is_admin,
        "is_restricted": user.is_guest,
        "is_ultra_restricted": False,
        "updated": 0,
        "profile": {
            "real_name": user.real_name,
            "display_name": user.real_name,
            "title": user.title,
            "team": user.home_team or team.id,
        },
    }
    if user.home_team and user.home_team != team.id:
        wire["is_stranger"] = True
    elif locale:
        wire["locale"] = user.locale
    return wire


def is_shared(team: Team, channel: Channel) -> bool:
    """Whether people of another workspace are in it."""
    return any(team.users[m].home_team not in (None, team.id) for m in channel.members if m in team.users)


def channel_json(team: Team, channel: Channel) -> Json:
    """A conversation as `conversations.info` gives it."""
    if channel.kind == "app":
        return {"id": channel.id, "is_im": True, "user": channel.user, "is_archived": False, "is_open": True}
    outside = is_shared(team, channel)
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_member": team.bot_user in channel.members,
        "is_ext_shared": outside,
        "is_shared": outside,
        "context_team_id": team.id,
        "num_members": len(channel.members),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
    }


def page_message(team: Team, channel: Channel, message: Message) -> Json:
    """A message as the page protocol gives it."""
    author = team.users.get(message.user)
    replies = channel.replies(message.ts) if message.ephemeral_to is None else []
    return {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "bot": message.bot,
        "username": author.real_name if author else message.user,
        "text": message.text,
        "blocks": message.blocks,
        "files": [page_file(file) for file in team.files.of_message(message)],
        "ephemeral": message.ephemeral_to is not None,
        "thread_ts": message.ts if replies else message.thread_ts,
        "reply_count": len(replies),
        "reply_users": list(dict.fromkeys(reply.user for reply in replies)),
        "edited": message.edited_ts is not None,
        "deleted": message.deleted,
        "subtype": message.subtype,
    }


def page_user(user: UserSpec) -> dict[str, Any]:
    """A person as the page protocol gives them."""
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "locale": user.locale,
        "tz": user.tz,
        "is_bot": user.is_bot,
        "avatar": user.avatar,
    }
