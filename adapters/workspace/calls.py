"""One call of the Web API: its arguments, in any of the three forms in which Slack takes them."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from adapters.workspace.errors import SlackError
from adapters.workspace.model import Json, Team
from adapters.workspace.specs import Installation
from adapters.workspace.world import World

Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls what with which arguments."""

    world: World
    team: Team
    installation: Installation
    method: str
    arguments: Arguments

    def text(self, key: str, default: str = "") -> str:
        """An argument as text; numbers are taken as they would be in a form."""
        value = self.arguments.get(key)
        return default if value is None else str(value)

    def needed(self, key: str) -> str:
        """A text that must be there, else Slack's invalid_arguments."""
        value = self.text(key)
        if not value:
            refuse(f"missing required field: {key}")
        return value

    def flag(self, key: str) -> bool:
        """A yes or no, however written."""
        return self.text(key).lower() in ("1", "true")

    def number(self, key: str, default: int, most: int) -> int:
        """A count between 1 and `most`."""
        value = self.text(key) or str(default)
        if not value.isdigit() or not 1 <= int(value) <= most:
            raise SlackError("invalid_limit")
        return int(value)

    def json(self, key: str, error: str) -> Any:
        """An argument of JSON, given as such or as its text; None where absent, `error` where broken."""
        value = self.arguments.get(key)
        if isinstance(value, str) and value:
            try:
                return json.loads(value)
            except ValueError:
                raise SlackError(error) from None
        return None if value == "" else value

    def has_scope(self, *scopes: str) -> bool:
        """Whether the app was granted one of these."""
        return not set(scopes).isdisjoint(self.installation.scopes)

    def need_scope(self, *scopes: str) -> None:
        """Slack's missing_scope, unless the app was granted one of these."""
        if scopes and not self.has_scope(*scopes):
            provided = ",".join(self.installation.scopes)
            raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)


Handler = Callable[[Call], Json | Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Method:
    """How a method is served, by which scopes (one is enough), how often a minute (None: as posting)."""

    serve: Handler
    scopes: tuple[str, ...] = ()
    tier: int | None = 4


def refuse(*problems: str) -> None:
    """Raise Slack's invalid_arguments with its messages."""
    messages = [f"[ERROR] {problem}" for problem in problems]
    raise SlackError("invalid_arguments", response_metadata={"messages": messages})


async def arguments_of(request: web.Request) -> Arguments:
    """The arguments of a call, from the query and from a form or a JSON body."""
    return {**request.query, **await _body_of(request)}


async def _body_of(request: web.Request) -> Arguments:
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return body
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    if request.body_exists and await request.read():
        raise SlackError("invalid_post_type")
    return {}


def token_of(request: web.Request, arguments: Arguments) -> str:
    """The token of a call: its header, else (in a form or query) its argument."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return str(arguments.get("token") or "") if request.content_type != "application/json" else ""
