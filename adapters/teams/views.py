"""A card of a channel as each reader sees it: without the buttons that are not theirs to press."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.serving.door import FrontDoor
from adapters.teams.known import Conversations, reach_of
from adapters.teams.limits import MESSAGE, REFRESHED
from adapters.teams.render.message import CARD, size
from adapters.teams.wire import PLATFORM, Json, listed, mapping
from bot.requests import Actor, PlaceRef

VIEW = "guichet.view"
"""The verb by which Teams asks for a reader's own card."""
HELD = "card"


class Views:
    """Who sees less of a card. Synchronous: it reads the desk's database."""

    def __init__(self, desk: FrontDoor, conversations: Conversations) -> None:
        self._desk = desk
        self._conversations = conversations

    def personal(self, activity: Json, tenant: str, conversation: str) -> Json:
        """The message, with its card asking to be refreshed for those who may not use all of its buttons.

        Only people who have a chat with the bot are known by the ids that Teams wants here; sixty at most.
        The card travels within the question, so that the answer needs nothing else; where that makes the
        message too large, everybody sees all buttons, and a press is refused as ever.
        """
        attachments = listed(activity.get("attachments"))
        card = mapping(attachments[0].get("content")) if attachments else {}
        commands = commands_of(card)
        if not commands:
            return activity
        accounts = {
            Actor(PLATFORM, tenant, each.user): reach_of(each).account
            for each in self._conversations.all_of(PLATFORM, tenant)
            if each.user is not None
        }
        place = PlaceRef(PLATFORM, tenant, conversation)
        may = self._desk.may(tuple(accounts), place, commands)
        less = [accounts[who] for who, theirs in may.items() if accounts[who] and theirs < set(commands)]
        if not less:
            return activity
        asked = {"type": "Action.Execute", "title": "…", "verb": VIEW, "data": {HELD: card}}
        refresh = {"action": asked, "userIds": less[:REFRESHED]}
        made = activity | {"attachments": [{"contentType": CARD, "content": card | {"refresh": refresh}}]}
        return made if size(made) <= MESSAGE else activity

    def of(self, actor: Actor, place: PlaceRef, card: Json) -> Json:
        """The card as that person sees it."""
        may = self._desk.may((actor,), place, commands_of(card))
        kept = _without(card, may[actor])
        assert isinstance(kept, dict)
        return kept


def commands_of(held: object) -> Sequence[str]:
    """The commands of a card's buttons, each once."""
    match held:
        case {"type": "Action.Submit", "data": {"guichet": str() as command}}:
            return (command,)
        case dict():
            found = [command for value in held.values() for command in commands_of(value)]
        case list():
            found = [command for value in held for command in commands_of(value)]
        case _:
            found = []
    return tuple(dict.fromkeys(found))


def _without(held: object, allowed: frozenset[str]) -> object:
    match held:
        case dict():
            return {name: _without(value, allowed) for name, value in held.items()}
        case list():
            kept = [_without(value, allowed) for value in held if not _is_closed(value, allowed)]
            return [value for value in kept if not _is_empty(value)]
        case _:
            return held


def _is_closed(held: object, allowed: frozenset[str]) -> bool:
    match held:
        case {"type": "Action.Submit", "data": {"guichet": str() as command}}:
            return command not in allowed
        case _:
            return False


def _is_empty(held: object) -> bool:
    """A row of buttons that has lost them all, or the column that held it."""
    match held:
        case {"type": "ActionSet", "actions": []} | {"type": "Column", "items": []}:
            return True
        case _:
            return False
