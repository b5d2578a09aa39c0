"""A card that asks to be refreshed for some people, as each of them sees it."""

from __future__ import annotations

from adapters.teamspace.link import BotSilent, Link
from adapters.teamspace.specs import PersonSpec
from adapters.teamspace.world import Json, Message

CARD = "application/vnd.microsoft.card.adaptive"


class Views:
    """Asks the bot for a reader's own card, once for each state of it."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._known: dict[tuple[str, str], tuple[list[Json], list[Json]]] = {}

    async def of(self, person: PersonSpec, message: Message) -> list[Json]:
        """The message's cards for that person; as they stand, where the bot has no other for them."""
        if message.deleted or not any(_asks(card, person) for card in message.cards):
            return message.cards
        key = (person.account, message.id)
        asked, own = self._known.get(key, ([], []))
        if asked != message.cards:
            asked, own = message.cards, [await self._own(person, message, card) for card in message.cards]
            self._known[key] = (asked, own)
        return own

    async def _own(self, person: PersonSpec, message: Message, card: Json) -> Json:
        if not _asks(card, person):
            return card
        action = card["refresh"]["action"]
        activity = self._link.frame("invoke", person, message.conversation, message.root or message.id)
        value = {
            "action": {name: action[name] for name in ("type", "verb", "data")},
            "trigger": "automatic",
        }
        try:
            told = await self._link.send(
                activity | {"name": "adaptiveCard/action", "replyToId": message.id, "value": value}
            )
        except BotSilent:
            return card
        own = told.get("value")
        return own if told.get("type") == CARD and isinstance(own, dict) else card


def _asks(card: Json, person: PersonSpec) -> bool:
    return person.account in ((card.get("refresh") or {}).get("userIds") or ())
