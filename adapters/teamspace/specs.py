"""What a Teams tenant is made of before it starts: people, channels, and the bot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """Somebody of the tenant. `id` is theirs in the directory; Teams names them `29:` and that."""

    id: str
    name: str
    title: str = ""
    locale: str = "en-US"
    zone: str = "America/Toronto"
    email: str = ""
    principal: str = ""
    """Their userPrincipalName, under a domain of the tenant's; a guest's has `#EXT#` in it."""

    @property
    def account(self) -> str:
        """The id by which Teams names them in conversations."""
        return f"29:{self.id}"


@dataclass(frozen=True, slots=True)
class ChannelSpec:
    """One channel: `19:...@thread.tacv2`, its name, and who is in it. The bot is in all of them."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One entry of the bot's list of commands, as the compose box offers it."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class TenantSpec:
    """A tenant, its people, and the channels of its one team."""

    id: str
    name: str
    people: tuple[PersonSpec, ...]
    channels: tuple[ChannelSpec, ...]
    hears: bool = False
    """The owners of its team consented to the bot hearing every message of its channels."""
    slash: bool = False
    """Its Teams has true slash commands: what begins with `/` in a channel goes to the bot alone."""
