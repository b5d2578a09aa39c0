"""The JSON of interactions: what Slack sends when someone commands, clicks, submits or uses a shortcut."""

from collections.abc import Mapping

from adapters.workspace import wire
from adapters.workspace.blocks import Values
from adapters.workspace.modals import View
from adapters.workspace.model import Channel, Json, Message, Team
from adapters.workspace.typed import as_sent, escaped
from adapters.workspace.world import World


def command(world: World, team: Team, user: str, channel: Channel, words: tuple[str, str]) -> dict[str, str]:
    """The form fields of a slash command; it knows nothing of threads."""
    name, text = words
    escape = getattr(world.manifest.command(name), "should_escape", False)
    return {
        "token": world.link.token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": team.users[user].name,
        "command": name,
        "text": as_sent(text, team, with_names=True) if escape else escaped(text),
        "api_app_id": world.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(world, world.hooks.give(team.id, user, channel.id)),
        "trigger_id": world.triggers.give(team.id, user),
    }


def block_actions(
    world: World, team: Team, user: str, action: Json, where: tuple[Channel, Message] | View, values: Values
) -> Json:
    """A click (or choice) in a message, a form or a home."""
    payload = _frame(world, team, user, "block_actions") | {"actions": [action]}
    if isinstance(where, View):
        return payload | {
            "trigger_id": world.triggers.give(team.id, user, where.id),
            "container": {"type": "view", "view_id": where.id},
            "view": where.wire(),
        }
    channel, message = where
    private = message.ephemeral_to is not None
    hook = world.hooks.give(
        team.id,
        user,
        channel.id,
        message_ts=message.ts,
        ephemeral=private,
        thread_ts=message.thread_ts if message.is_reply else None,
    )
    payload |= {
        "trigger_id": world.triggers.give(team.id, user),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": private,
            **({"thread_ts": message.thread_ts} if message.is_reply else {}),
        },
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": values},
        "response_url": response_url(world, hook),
    }
    return payload if private else payload | {"message": wire.message_json(team, message)}


def submission(world: World, team: Team, view: View) -> Json:
    """A form sent off."""
    return _frame(world, team, view.user, "view_submission") | {
        "trigger_id": world.triggers.give(team.id, view.user, view.id),
        "view": view.wire(),
        "response_urls": [],
    }


def closing(world: World, team: Team, view: View, *, cleared: bool) -> Json:
    """A form closed by its reader, for apps that asked to know."""
    frame = _frame(world, team, view.user, "view_closed")
    return frame | {"view": view.wire(), "is_cleared": cleared}


def message_shortcut(
    world: World, team: Team, user: str, callback_id: str, spot: tuple[Channel, Message]
) -> Json:
    """A shortcut used on a message."""
    channel, message = spot
    hook = world.hooks.give(team.id, user, channel.id)
    return _frame(world, team, user, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": world.triggers.give(team.id, user),
        "action_ts": action_ts(world),
        "message_ts": message.ts,
        "message": wire.message_json(team, message),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "response_url": response_url(world, hook),
    }


def global_shortcut(world: World, team: Team, user: str, callback_id: str) -> Json:
    """A shortcut used from the composer."""
    return _frame(world, team, user, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": world.triggers.give(team.id, user),
        "action_ts": action_ts(world),
    }


def action_of(element: Json, block_id: str, held: Mapping[str, object], ts: str) -> Json:
    """One entry of `actions`: the element acted on, and what it holds now."""
    action: Json = {
        "action_id": element["action_id"],
        "block_id": block_id,
        "type": element["type"],
        "action_ts": ts,
    }
    if element["type"] == "button":
        action |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    if "placeholder" in element:
        action["placeholder"] = element["placeholder"]
    return action | {key: value for key, value in held.items() if key != "type"}


def action_ts(world: World) -> str:
    """The moment of an interaction, on wall time."""
    return f"{world.wall():.6f}"


def response_url(world: World, key: str) -> str:
    """The address at which an interaction may be answered later."""
    return f"{world.base_url}/actions/{key}"


def channel_name(channel: Channel) -> str:
    """Slack's word for a direct conversation, else the channel's name."""
    return "directmessage" if channel.kind == "app" else channel.name


def _frame(world: World, team: Team, user: str, kind: str) -> Json:
    person = team.users[user]
    return {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": {
            "id": user,
            "username": person.name,
            "name": person.name,
            "team_id": person.home_team or team.id,
        },
        "api_app_id": world.app_id,
        "token": world.link.token,
        "enterprise": None,
        "is_enterprise_install": False,
    }
