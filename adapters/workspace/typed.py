"""What a person types, as Slack's client sends it: escaped, with names turned into mentions."""

import re

from adapters.workspace.model import Team

_NAME = re.compile(
    r"(?<![\w<&])@(?P<user>[\w.-]*\w)|(?<![\w<&])#(?P<channel>[\w-]*\w)|(?P<url>https?://[^\s<>]+)"
)
_MENTION = re.compile(r"&lt;@(?P<id>[UW]\w+)&gt;")


def escaped(text: str) -> str:
    """Text with Slack's three escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_sent(text: str, team: Team, *, with_names: bool = False) -> str:
    """Typed text as the app gets it: `@name`, `#channel` and links become tokens, all else is escaped.

    `<@U1>` typed as such counts as a mention too where that person exists. `with_names` adds the name
    to a mention, as slash commands with should_escape do.
    """
    people = {user.name.lower(): user.id for user in team.users.values()}
    rooms = {
        channel.name.lower(): channel.id for channel in team.channels.values() if channel.kind == "channel"
    }

    def mention(user_id: str) -> str:
        return f"<@{user_id}|{team.users[user_id].name}>" if with_names else f"<@{user_id}>"

    def token(found: re.Match[str]) -> str:
        if found["url"]:
            return f"<{found['url']}>"
        if found["user"]:
            user_id = people.get(found["user"].lower())
            return mention(user_id) if user_id else found[0]
        channel_id = rooms.get(found["channel"].lower())
        return f"<#{channel_id}|{found['channel'].lower()}>" if channel_id else found[0]

    def kept(found: re.Match[str]) -> str:
        return mention(found["id"]) if found["id"] in team.users else found[0]

    return _MENTION.sub(kept, _NAME.sub(token, escaped(text)))
