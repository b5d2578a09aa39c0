"""What a workspace is made of before it starts: teams, people, channels, and the words of its commands."""

from dataclasses import dataclass

THE_APP = "@app"
"""Stands for the installed app's bot user in `ChannelSpec.members`, whose id is not known beforehand."""


@dataclass(frozen=True, slots=True)
class UserSpec:
    """One person (or bot) of a team; `home_team` is set for a guest of Slack Connect."""

    id: str
    name: str
    real_name: str
    title: str = ""
    locale: str = "en-US"
    tz: str = "America/Toronto"
    is_bot: bool = False
    avatar: str = ""
    home_team: str | None = None
    is_admin: bool = False
    email: str = ""
    email_confirmed: bool = True
    is_guest: bool = False
    """Invited to some channels only."""


@dataclass(frozen=True, slots=True)
class ChannelSpec:
    """One channel and who is in it; `THE_APP` among the members is the installed app."""

    id: str
    name: str
    private: bool = False
    members: tuple[str, ...] = ()
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class TeamSpec:
    """One Slack workspace; ids follow Slack's: T for teams, U for people, C or G for channels."""

    id: str
    name: str
    users: tuple[UserSpec, ...]
    channels: tuple[ChannelSpec, ...]
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """One verb of a slash command, as the composer lists it."""

    verb: str
    usage: str
    example: str
    summary: str


@dataclass(frozen=True, slots=True)
class Installation:
    """What a team's admin gets by installing the app; the token opens the Web API for that team."""

    team_id: str
    bot_token: str
    bot_user_id: str
    bot_id: str
    app_id: str
    scopes: tuple[str, ...] = ()
    """What was granted."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another face of the same desk, served here too: the page links to it, and /side shows both.

    `theirs` and `ours` are where each page stands then: a path with its query.
    """

    name: str
    url: str
    theirs: str = "/"
    ours: str = "/"
