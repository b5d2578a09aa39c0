"""What is rendered once is posted as often as it is said, each time as if for the first."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from adapters.teams.messenger import Posting
from adapters.teams.pacing import Pacing
from bot.ports import Destination, Known
from bot.replies import Action, Actions, Prose, Reply

REPLY = Reply("Help", (Prose(("Help",)), Actions((Action("Open", "open"),))))
PRIVATE = Destination("teams", "T1", "a:ada")
CHANNEL = Destination("teams", "T1", "19:room@thread.tacv2", "1")


class Lines:
    """A connector that writes down what it is told."""

    def __init__(self) -> None:
        self.posts: list[Any] = []

    async def post(
        self, service_url: str, conversation: str, activity: Any, *, only_for: str | None = None
    ) -> str:
        self.posts.append(json.loads(activity) if isinstance(activity, bytes) else activity)
        return str(len(self.posts))


class Everywhere:
    """Conversations that are all known, at hand."""

    def at_hand(self, platform: str, tenant: str, conversation: str) -> Known:
        return Known(
            platform, tenant, conversation, None, '{"service_url": "https://smba.trafficmanager.net/"}'
        )


def test_a_post_for_one_person_or_of_another_place_changes_no_later_one():
    lines = Lines()

    async def play() -> None:
        posting = Posting(lines, Everywhere(), Pacing(keeps_limits=False))
        await posting.post(PRIVATE, REPLY)
        await posting.target(CHANNEL, "29:ada", REPLY)
        await posting.post(PRIVATE, REPLY, at={"conversation": "19:room@thread.tacv2"})
        await posting.post(PRIVATE, REPLY)

    asyncio.run(play())
    first, targeted, placed, again = lines.posts
    assert again == first
    assert targeted == first | {"recipient": {"id": "29:ada"}}
    assert placed != first
    assert "recipient" not in first
