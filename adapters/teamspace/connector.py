"""The connector, as the bot calls it: posts, edits, chats, members; refusals are Teams' own."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator

from aiohttp import web

from adapters.teamspace.signing import Signing
from adapters.teamspace.world import Json, Message, World

LARGEST = 100_000
"""Bytes of a message in UTF-16 that Teams takes."""
VERSIONS = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.5"}
ELEMENTS = {
    "AdaptiveCard",
    "Action.Execute",
    "Action.OpenUrl",
    "Action.ShowCard",
    "Action.Submit",
    "Action.ToggleVisibility",
    "ActionSet",
    "Column",
    "ColumnSet",
    "Container",
    "FactSet",
    "Image",
    "ImageSet",
    "Input.ChoiceSet",
    "Input.Date",
    "Input.Number",
    "Input.Text",
    "Input.Time",
    "Input.Toggle",
    "Media",
    "RichTextBlock",
    "Table",
    "TableCell",
    "TableRow",
    "TextBlock",
    "TextRun",
}
"""Adaptive Cards 1.5."""
NO_ELEMENTS = {"data", "msteams", "choices.data"}
"""Fields that hold something else."""


class Connector:
    """Serves `/v3`. `faults` are answered before anything is done: (status, Retry-After seconds)."""

    def __init__(self, world: World, signing: Signing) -> None:
        self._world = world
        self._signing = signing
        self.faults: deque[tuple[int, int]] = deque()
        self.lost = 0
        """So many posts to come are taken, and the connection breaks before they are answered."""
        self.calls: list[tuple[str, str, Json]] = []

    def routes(self) -> list[web.RouteDef]:
        """Every address of the connector."""
        return [
            web.post("/v3/conversations", self._chat),
            web.post("/v3/conversations/{conversation}/activities", self._post),
            web.put("/v3/conversations/{conversation}/activities/{ref}", self._put),
            web.delete("/v3/conversations/{conversation}/activities/{ref}", self._delete),
            web.get("/v3/conversations/{conversation}/members/{member}", self._member),
        ]

    async def _post(self, request: web.Request) -> web.Response:
        activity = await self._asked(request)
        where, root = self._where(request)
        _check(activity)
        private = request.query.get("isTargetedActivity") == "true"
        only_for = str((activity.get("recipient") or {}).get("id")) if private else None
        if only_for is not None and not self._is_in(where, only_for):
            raise _refused(403, "TargetedRecipientNotInConversation")
        message = self._world.say(where, self._world.bot, root=root, activity=activity, only_for=only_for)
        if self.lost:
            self.lost -= 1
            if request.transport is not None:
                request.transport.abort()
        return web.json_response({"id": message.id}, status=201)

    def _is_in(self, where: str, account: str) -> bool:
        person = self._world.people.get(account)
        return person is not None and self._world.may_see(person, where)

    async def _put(self, request: web.Request) -> web.Response:
        activity = await self._asked(request)
        where, _ = self._where(request)
        _check(activity)
        message = self._own(where, request.match_info["ref"])
        self._world.replace(message, activity)
        return web.json_response({"id": message.id})

    async def _delete(self, request: web.Request) -> web.Response:
        await self._asked(request)
        where, _ = self._where(request)
        message = self._own(where, request.match_info["ref"])
        message.deleted, message.cards, message.text = True, [], ""
        self._world.keep(message)
        return web.json_response({})

    def _own(self, where: str, ref: str) -> Message:
        message = self._world.messages.get(ref)
        if message is None or (message.author, message.conversation) != (self._world.bot, where):
            raise _refused(404, "ActivityNotFound")
        return message

    async def _chat(self, request: web.Request) -> web.Response:
        asked = await self._asked(request)
        members = asked.get("members") or [{}]
        named = str(members[0].get("id"))
        person = next((p for p in self._world.tenant.people if named in {p.id, p.account}), None)
        if person is None or asked.get("tenantId") != self._world.tenant.id:
            raise _refused(403, "BotNotInConversationRoster")
        return web.json_response({"id": self._world.chat_of(person)}, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        await self._asked(request)
        self._where(request)
        named = request.match_info["member"]
        person = next((p for p in self._world.tenant.people if named in {p.id, p.account}), None)
        if person is None:
            raise _refused(404, "MemberNotFoundInConversation")
        told = {
            "id": person.account,
            "name": person.name,
            "aadObjectId": person.id,
            "tenantId": self._world.tenant.id,
        }
        told |= {"email": person.email} if person.email else {}
        told |= {"userPrincipalName": person.principal} if person.principal else {}
        return web.json_response(told | {"userRole": "guest" if "#EXT#" in person.principal else "user"})

    async def _asked(self, request: web.Request) -> Json:
        """The body of a call of the bot's; a fault that waits comes first."""
        if not self._signing.knows(request.headers.get("Authorization", "")):
            raise _refused(401, "Unauthorized")
        if self.faults:
            status, wait = self.faults.popleft()
            raise _refused(status, "Fault", {"Retry-After": str(wait)})
        raw = await request.read()
        try:
            held = json.loads(raw) if raw else {}
        except ValueError:
            raise _refused(400, "BadSyntax") from None
        self.calls.append((request.method, request.path, held))
        return held if isinstance(held, dict) else {}

    def _where(self, request: web.Request) -> tuple[str, str | None]:
        where, _, root = request.match_info["conversation"].partition(";messageid=")
        if where not in self._world.channels and where not in self._world.chats:
            raise _refused(404, "ConversationNotFound")
        if not self._world.installed:
            raise _refused(403, "BotNotInConversationRoster")
        if root and root not in self._world.messages:
            raise _refused(404, "ConversationNotFound")
        return where, root or None


def _check(activity: Json) -> None:
    """What Teams would not take."""
    if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > LARGEST:
        raise _refused(413, "MessageSizeTooBig")
    for each in activity.get("attachments") or ():
        card = each.get("content") or {}
        unknown = set(_types(card)) - ELEMENTS
        if unknown or card.get("version") not in VERSIONS:
            raise _refused(400, "BadSyntax", said=f"not a card: {', '.join(sorted(unknown))}")


def _types(card: object) -> Iterator[str]:
    """The kind of every element, however deep."""
    waiting = [card]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict):
            if isinstance(held.get("type"), str):
                yield held["type"]
            waiting += [value for name, value in held.items() if name not in NO_ELEMENTS]
        elif isinstance(held, list):
            waiting += held


def _refused(
    status: int, code: str, headers: dict[str, str] | None = None, said: str = ""
) -> web.HTTPException:
    body = json.dumps({"error": {"code": code, "message": said or code}})
    kinds: dict[int, type[web.HTTPException]] = {
        400: web.HTTPBadRequest,
        401: web.HTTPUnauthorized,
        403: web.HTTPForbidden,
        404: web.HTTPNotFound,
        429: web.HTTPTooManyRequests,
    }
    made = kinds.get(status, web.HTTPServiceUnavailable)(
        text=body, content_type="application/json", headers=headers
    )
    made.set_status(status)
    return made
