"""Brings back what earlier runs of the workspace wrote, and writes the present state whole."""

from collections.abc import Iterator
from dataclasses import asdict

from adapters.workspace.errors import SetupError
from adapters.workspace.files import File
from adapters.workspace.model import Channel, Json, Message, Team
from adapters.workspace.specs import Installation
from adapters.workspace.store import Record
from adapters.workspace.world import CHANNEL_FACTS, World, channel_facts


def restore(world: World) -> None:
    """Replay what earlier runs wrote, then go on from a fresh file of the present state."""
    for kind, value in world.journal.replay():
        team = world.teams.get(value.get("team") or value.get("team_id") or "")
        if team is not None:
            _replay(world, team, kind, value)
    world.journal.start(_records(world))


def _replay(world: World, team: Team, kind: str, value: Json) -> None:
    match kind:
        case "installation" | "uninstallation":
            _replay_installation(world, team, kind, value)
        case "channel":
            channel = team.channels.setdefault(value["id"], Channel(value["id"], team.id, value["name"]))
            for name in CHANNEL_FACTS:
                setattr(channel, name, value[name])
            channel.changed = True
        case "file":
            world.files.known[value["id"]] = File(**value)
        case "message":
            _replay_message(world, team, value)
        case "drop":
            place = team.channels.get(value["channel"])
            if place and (gone := place.find(value["ts"])):
                place.drop(gone)
        case "read":
            team.read[(value["user"], value["channel"])] = value["ts"]
        case "home":
            world.modals.restore_home(team.id, value["user"], value["view"])
        case _:
            raise SetupError(f"the workspace's journal holds an unknown record: {kind}")


def _replay_installation(world: World, team: Team, kind: str, value: Json) -> None:
    if kind == "uninstallation":
        team.installation = None
        return
    world.seat(team, Installation(**value | {"scopes": tuple(value.get("scopes") or ())}))


def _replay_message(world: World, team: Team, value: Json) -> None:
    message = Message(**{key: item for key, item in value.items() if key != "team"})
    channel = team.channels.get(message.channel)
    if channel is not None:
        channel.keep(message)
        seconds, _, micros = message.ts.partition(".")
        world.last_micros = max(world.last_micros, int(seconds) * 1_000_000 + int(micros))


def _records(world: World) -> Iterator[Record]:
    for team in world.teams.values():
        if team.installation:
            yield "installation", asdict(team.installation)
        for file in world.files.of_team(team):
            yield "file", asdict(file)
        for channel in team.channels.values():
            if channel.changed:
                yield "channel", channel_facts(channel)
            for message in [*channel.messages.values(), *channel.ephemerals.values()]:
                yield "message", {"team": team.id, **asdict(message)}
        for (user, channel_id), ts in team.read.items():
            yield "read", {"team": team.id, "user": user, "channel": channel_id, "ts": ts}
        for user, view in world.modals.homes_of(team.id):
            yield "home", {"team": team.id, "user": user, "view": view}
