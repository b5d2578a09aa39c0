"""What a person does by typing: say, edit, delete, and the workspace's own commands such as /invite."""

from adapters.workspace import events, messages, uploads
from adapters.workspace.conversations import direct_channel
from adapters.workspace.errors import PageError, SlackError
from adapters.workspace.limits import POSTED_TEXT
from adapters.workspace.modals import View
from adapters.workspace.model import Channel, Message, Team
from adapters.workspace.typed import as_sent
from adapters.workspace.world import World

OWN_COMMANDS = ("/invite", "/remove", "/join", "/leave", "/archive", "/unarchive", "/rename")


def place(team: Team, user: str, channel_id: str) -> Channel:
    """A channel that this person may read, else a sentence."""
    try:
        channel = team.channel(channel_id)
    except SlackError:
        raise PageError("There is no such channel.", 404) from None
    if not messages.sees(channel, user):
        raise PageError("You are not in this channel.", 403)
    return channel


def say(
    world: World,
    team: Team,
    user: str,
    channel_id: str,
    text: str,
    thread_ts: str | None,
    files: object = None,
) -> Message:
    """A message typed by a person, in a channel they are in; with files of theirs it needs no text."""
    channel = inside(team, user, channel_id)
    held = uploads.chosen(world, team, user, files)
    if not text.strip() and not held:
        raise PageError("A message needs some text.")
    if len(text) > POSTED_TEXT:
        raise PageError(f"A message holds at most {POSTED_TEXT} characters.")
    if thread_ts is not None:
        parent = channel.messages.get(thread_ts)
        if parent is None:
            raise PageError("The message of this thread is gone.", 404)
        thread_ts = parent.thread_ts if parent.is_reply else parent.ts
    sent = as_sent(text, team)
    message = messages.post(world, channel, user=user, text=sent, thread_ts=thread_ts, files=held)
    world.mark_read(team, user, channel.id, message.ts)
    bot = team.bot_user
    if bot and bot not in channel.members and f"<@{bot}>" in sent:
        name = team.users[bot].name
        messages.slackbot(
            world, channel, user, f"@{name} is not in this channel. Type /invite @{name} to add it."
        )
    return message


def edit(world: World, team: Team, user: str, channel_id: str, ts: str, text: str) -> Message:
    """A person's own message, changed."""
    channel = inside(team, user, channel_id)
    message = _own(channel, user, ts)
    if not text.strip():
        raise PageError("A message needs some text.")
    messages.edit(world, channel, message, text=as_sent(text, team))
    return message


def delete(world: World, team: Team, user: str, channel_id: str, ts: str) -> None:
    """A person's own message, or a private one shown to them, taken away."""
    channel = place(team, user, channel_id)
    private = channel.ephemerals.get(ts)
    if private is not None and private.ephemeral_to == user:
        messages.delete(world, channel, private)
    else:
        messages.delete(world, channel, _own(channel, user, ts))


def open_home(world: World, team: Team, user: str) -> View | None:
    """A person looks at the app's home: the app hears of it, and what it published last is shown."""
    channel = direct_channel(world, team, user)
    home = world.modals.home(team.id, user)
    events.home_opened(world, team, user, channel, home.wire() if home else None)
    return home


def own_command(world: World, team: Team, user: str, channel_id: str, text: str) -> None:
    """One of the workspace's own commands, typed by a member of the channel."""
    command, _, rest = text.strip().partition(" ")
    channel = place(team, user, channel_id)
    if channel.kind != "channel":
        raise PageError(f"{command} works in channels only.")
    if command != "/join":
        channel = inside(team, user, channel_id, archived=True)
    match command:
        case "/invite":
            messages.join(world, channel, _named(team, rest), inviter=user)
        case "/join":
            messages.join(world, channel, user)
        case "/leave":
            messages.leave(world, channel, user)
        case "/remove":
            gone = _named(team, rest)
            if gone in channel.members:
                messages.leave(world, channel, gone, by=user)
        case "/archive" | "/unarchive":
            channel.archived = command == "/archive"
            world.save_channel(channel)
            events.channel_changed(world, team, channel, command.removeprefix("/"), user)
            messages.everyone(world, team, {"type": "channels"})
        case "/rename":
            _rename(world, team, channel, user, rest)
        case _:
            raise PageError(f"{command} is not a command of this workspace.")


def _rename(world: World, team: Team, channel: Channel, user: str, text: str) -> None:
    name = text.strip().removeprefix("#").lower()
    if not name or any(c.name == name for c in team.channels.values() if c.kind == "channel"):
        raise PageError("A channel needs a name that no other has.")
    channel.name = name
    world.save_channel(channel)
    events.channel_changed(world, team, channel, "rename", user)
    messages.everyone(world, team, {"type": "channels"})


def inside(team: Team, user: str, channel_id: str, *, archived: bool = False) -> Channel:
    """A channel that this person is in and (unless `archived`) may write to, else a sentence."""
    channel = place(team, user, channel_id)
    if user not in channel.members:
        raise PageError(f"You are not in #{channel.name}. Type /join first.", 403)
    if channel.archived and not archived:
        raise PageError(f"#{channel.name} is archived.")
    return channel


def _own(channel: Channel, user: str, ts: str) -> Message:
    message = channel.messages.get(ts)
    if message is None or message.deleted:
        raise PageError("This message is gone.", 404)
    if message.user != user:
        raise PageError("Only its author can change a message.", 403)
    return message


def _named(team: Team, text: str) -> str:
    name = text.strip().removeprefix("<").removesuffix(">").removeprefix("@").lower()
    for user in team.users.values():
        if name in (user.name.lower(), user.id.lower(), user.real_name.lower()):
            return user.id
    raise PageError(f"There is nobody named {text.strip() or 'so'} here.", 404)
