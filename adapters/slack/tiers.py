"""How often Slack lets an app call (docs.slack.dev, rate limits), and how soon each call is wanted."""

from __future__ import annotations

from enum import IntEnum


class Rank(IntEnum):
    """Whose turn comes first where calls wait."""

    PERSON = 0
    """Somebody looks at the screen: a form, a private answer, who they are."""
    URGENT = 1
    POST = 2
    EDIT = 3
    """A card: a later edit says the same and more."""


A_MINUTE = {2: 20, 3: 50, 4: 100}
"""Calls of one method in one workspace, by its tier."""
POSTS_A_MINUTE = 300
"""Messages over all channels of a workspace: Slack says "several hundred"."""
POSTS_A_SECOND = 1.0
"""Messages in one channel."""
POSTS_AT_ONCE = 2
"""A channel's burst. Slack lets "short bursts" pass and does not say how long they may be."""

_TIERS = {
    2: ("conversations.list", "users.list", "usergroups.list"),
    3: (
        "chat.update",
        "chat.delete",
        "conversations.history",
        "conversations.info",
        "conversations.open",
        "conversations.replies",
        "conversations.join",
    ),
    4: (
        "chat.postEphemeral",
        "users.info",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
        "conversations.members",
        "files.info",
        "files.completeUploadExternal",
        "files.getUploadURLExternal",
    ),
}
TIERS = {method: tier for tier, methods in _TIERS.items() for method in methods}
"""The tier of each method; `chat.postMessage` has limits of its own, what is missing is taken for tier 3."""

POSTING = frozenset({"chat.postMessage", "chat.postEphemeral"})
"""What counts as a message of a channel."""

UNLIMITED = frozenset({"auth.test", "apps.connections.open", "oauth.v2.access"})
"""Called once in a while; "hundreds a minute", or limited by nobody's tier."""

_RANKS = {
    "chat.update": Rank.EDIT,
    "chat.postMessage": Rank.POST,
    "conversations.history": Rank.POST,
    "conversations.replies": Rank.POST,
    "conversations.open": Rank.POST,
}


def allowed_a_minute(method: str) -> int | None:
    """Calls of that method in a minute and workspace; None where nothing is to be kept."""
    if method in UNLIMITED:
        return None
    return POSTS_A_MINUTE if method == "chat.postMessage" else A_MINUTE[TIERS.get(method, 3)]


def rank_of(method: str) -> Rank:
    """How soon a call is wanted where nothing else is said: whatever is no message waits for a person."""
    return _RANKS.get(method, Rank.PERSON)


PATIENCE = {Rank.PERSON: 2.0, Rank.URGENT: 0.5, Rank.POST: 0.5, Rank.EDIT: 0.5}
"""Wall seconds that a call waits for its turn: a trigger lives three; a post is better off in the outbox."""
