"""The app taken out of a team, or its token revoked: what dies, and what the app is told."""

from adapters.workspace.events import token_revoked, uninstalled
from adapters.workspace.model import Team
from adapters.workspace.world import World


def uninstall(world: World, team: Team) -> None:
    """Remove the app: its token dies, its bot leaves every channel, and it hears of it."""
    uninstalled(world, team)
    _end(world, team)


def revoke(world: World, team: Team) -> None:
    """Revoke the bot's token: Slack documents that its bot is deactivated and leaves its channels."""
    token_revoked(world, team)
    _end(world, team)


def _end(world: World, team: Team) -> None:
    bot = team.bot_user
    if team.installation is None or bot is None:
        return
    world.dead_tokens.add(team.installation.bot_token)
    for channel in team.channels.values():
        if channel.kind == "channel" and bot in channel.members:
            channel.members.remove(bot)
            world.save_channel(channel)
    team.installation = None
    world.journal.record("uninstallation", {"team": team.id})
    for _, user in world.hub.watchers(team.id):
        world.hub.tell(team.id, user, {"type": "channels"})
