"""Where the bot can write: what each activity tells of its conversation, kept for later posts."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Protocol

from adapters.teams.inbound.origin import Origin
from adapters.teams.wire import PLATFORM, mapping, text
from bot.ports import Known
from bot.requests import PlaceKind

REMOVED = "app_removed"
"""Why nothing can be said where the app was taken away."""
ANYWHERE = ""
"""Stands for the tenant itself: how it can be reached, wherever nothing nearer is known."""


class Conversations(Protocol):
    """`bot.conversations.Conversations`: synchronous."""

    def keep(self, known: Known) -> None:
        """The newest word of the platform on a conversation."""
        ...

    def of(self, platform: str, tenant: str, conversation: str) -> Known | None:
        """What is known of a conversation."""
        ...

    def at_hand(self, platform: str, tenant: str, conversation: str) -> Known | None:
        """The same without waiting for anything; None where it is not at hand, or not known."""
        ...

    def chat(self, platform: str, tenant: str, user: str) -> Known | None:
        """The private chat with a person."""
        ...

    def all_of(self, platform: str, tenant: str) -> tuple[Known, ...]:
        """All that is known of a tenant's conversations."""
        ...

    def bury(self, platform: str, tenant: str, conversation: str, why: str | None) -> None:
        """Nothing can be said there any more, and why; None: it can again."""
        ...


@dataclass(frozen=True, slots=True)
class Reach:
    """How a conversation is reached: our own JSON, never an object of the SDK's."""

    service_url: str
    conversation: str
    account: str = ""
    """The id by which Teams names the person of a private chat."""
    team: str = ""


def told_by(origin: Origin) -> tuple[Known, ...]:
    """What an activity tells: of its conversation, and of the tenant."""
    private = origin.kind is PlaceKind.PRIVATE
    reach = {"service_url": origin.service_url, "account": origin.account if private else ""}
    if origin.team:
        reach["team"] = origin.team
    return (
        Known(PLATFORM, origin.tenant, origin.conversation, origin.user if private else None, _json(reach)),
        Known(
            PLATFORM, origin.tenant, ANYWHERE, None, _json({"service_url": origin.service_url, "account": ""})
        ),
    )


def name_chat(conversations: Conversations, origin: Origin) -> None:
    """A chat that the bot began does not tell how Teams names its person; what they write elsewhere does."""
    chat = conversations.chat(PLATFORM, origin.tenant, origin.user)
    if chat is None or (held := mapping(json.loads(chat.details))).get("account"):
        return
    conversations.keep(replace(chat, details=_json(held | {"account": origin.account})))


def reach_of(known: Known) -> Reach:
    """What was kept, read back."""
    held = mapping(json.loads(known.details))
    return Reach(
        text(held.get("service_url")), known.conversation, text(held.get("account")), text(held.get("team"))
    )


def _json(held: dict[str, str]) -> str:
    return json.dumps(held, sort_keys=True, ensure_ascii=False)
