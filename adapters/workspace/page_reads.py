"""What the page asks for: the state of things as one person sees it."""

from dataclasses import asdict

from adapters.workspace import messages, wire
from adapters.workspace.conversations import direct_channel
from adapters.workspace.errors import PageError
from adapters.workspace.model import SLACKBOT, Channel, Json, Team
from adapters.workspace.people import OWN_COMMANDS, place
from adapters.workspace.world import World


def who(world: World, team_id: str | None, user_id: str | None) -> tuple[Team, str]:
    """The team and person that a request names; the first of each where it names none."""
    team = world.teams.get(team_id) if team_id else next(iter(world.teams.values()))
    if team is None:
        raise PageError("There is no such team.", 404)
    people = [user.id for user in team.users.values() if not user.is_bot]
    user = user_id or (people[0] if people else "")
    if user not in people:
        raise PageError("There is no such person in this team.", 404)
    return team, user


def state(world: World, team: Team, user: str) -> Json:
    """Everything that the page shows around the conversation."""
    direct_channel(world, team, user)
    me = team.users[user]
    verbs = [asdict(completion) for completion in world.completions(me.locale)]
    return {
        "team": {"id": team.id, "name": team.name},
        "teams": [{"id": t.id, "name": t.name} for t in world.teams.values() if t is team or t.installation],
        "me": wire.page_user(me),
        "users": [wire.page_user(u) for u in team.users.values() if u.id != SLACKBOT],
        "app": {"user": team.bot_user, "name": world.manifest.bot_name},
        "channels": [_channel(team, c, user) for c in team.channels.values() if messages.sees(c, user)],
        "commands": [
            {"command": c.command, "hint": c.usage_hint, "description": c.description, "verbs": verbs}
            for c in world.manifest.commands
        ],
        "own_commands": list(OWN_COMMANDS),
        "clock": world.clock.bar(team.id, user, ""),
        "shortcuts": [
            {"type": s.kind, "name": s.name, "callback_id": s.callback_id} for s in world.manifest.shortcuts
        ],
        "beside": None if world.beside is None else {"name": world.beside.name, "url": world.beside.url},
        "views": [view.wire() for view in world.modals.stack(team.id, user)],
    }


def _channel(team: Team, channel: Channel, user: str) -> Json:
    shown = {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "private": channel.private,
        "purpose": channel.purpose,
        "unread": messages.unread(team, channel, user) if user in channel.members else 0,
        "archived": channel.archived,
        "member": user in channel.members,
        "members": channel.members,
    }
    return shown | ({"user": team.bot_user} if channel.kind == "app" else {})


def channel_messages(team: Team, user: str, channel_id: str) -> Json:
    """The channel's own messages and this person's private ones, oldest first."""
    channel = place(team, user, channel_id)
    private = [m for m in channel.ephemerals.values() if m.ephemeral_to == user and not m.thread_ts]
    shown = sorted([*channel.top_level(), *private], key=lambda m: m.ts)
    return {"messages": [wire.page_message(team, channel, m) for m in shown]}


def thread_messages(team: Team, user: str, channel_id: str, ts: str) -> Json:
    """A message, its replies and this person's private ones there, oldest first."""
    channel = place(team, user, channel_id)
    parent = channel.messages.get(ts)
    if parent is None:
        raise PageError("This message is gone.", 404)
    ts = parent.thread_ts or parent.ts
    private = [m for m in channel.ephemerals.values() if m.ephemeral_to == user and m.thread_ts == ts]
    replies = sorted([*channel.replies(ts), *private], key=lambda m: m.ts)
    shown = [channel.messages.get(ts, parent), *replies]
    return {"messages": [wire.page_message(team, channel, m) for m in shown]}
