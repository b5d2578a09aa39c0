"""The only module that knows the Bot Framework's SDK: its turn pipeline and its activity handler.

Everything that talks to the network is ours (`auth`, `connector`); a successor's SDK would change this file.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Protocol

from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
    UserTokenClient,
)

from adapters.teams.edge import Answer
from adapters.teams.wire import Json, mapping, text

RAW = "guichet.raw"


class Listeners(Protocol):
    """What is done with each kind of activity, as it came: the SDK drops what it does not know."""

    def message(self, activity: Json) -> Awaitable[None]:
        """Somebody wrote, or pressed a button that says so."""
        ...

    def edited(self, activity: Json) -> Awaitable[None]:
        """A message was changed, deleted or brought back."""
        ...

    def invoked(self, activity: Json) -> Awaitable[Answer]:
        """A card, form or extension asks, and waits for the answer."""
        ...

    def members(self, activity: Json) -> Awaitable[None]:
        """Somebody (the bot, too) came or went, or a team or channel was renamed."""
        ...

    def installed(self, activity: Json) -> Awaitable[None]:
        """The app was installed, updated or removed."""
        ...


class Bridge:
    """Runs each activity as a turn of the SDK."""

    def __init__(self, listeners: Listeners) -> None:
        self._adapter = CloudAdapterBase(_OurOwn())
        self._handler = _Handler(listeners)

    async def turn(self, raw: Json) -> Answer | None:
        """One activity, checked already. The answer of an invoke; None for everything else."""
        activity = _kind(raw)

        async def logic(context: TurnContext) -> None:
            context.turn_state[RAW] = raw
            await self._handler.on_turn(context)

        response = await self._adapter.process_activity(_known(), activity, logic)
        if not isinstance(response, InvokeResponse):
            return None
        return Answer(int(response.status), mapping(response.body))


class _Handler(ActivityHandler):  # type: ignore[misc]  # the SDK ships no types
    """Tells the SDK's kinds of activity apart."""

    def __init__(self, listeners: Listeners) -> None:
        super().__init__()
        self._listeners = listeners

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await self._listeners.message(turn_context.turn_state[RAW])

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        await self._listeners.edited(turn_context.turn_state[RAW])

    async def on_message_delete_activity(self, turn_context: TurnContext) -> None:
        await self._listeners.edited(turn_context.turn_state[RAW])

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        await self._listeners.members(turn_context.turn_state[RAW])

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        await self._listeners.installed(turn_context.turn_state[RAW])

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        answer = await self._listeners.invoked(turn_context.turn_state[RAW])
        return InvokeResponse(status=answer.status, body=answer.body)


def _kind(raw: Json) -> Activity:
    """What the SDK tells kinds of activity apart by: of the rest it drops some, and trips over other."""
    return Activity(
        type=text(raw.get("type")),
        name=text(raw.get("name")),
        id=text(raw.get("id")),
        channel_id=text(raw.get("channelId")),
    )


class _NoClient:
    """Stands where the SDK wants its own connector: what we send goes through ours."""


class _Factory(ConnectorFactory):  # type: ignore[misc]  # the SDK ships no types
    async def create(self, service_url: str, audience: str) -> _NoClient:
        del service_url, audience
        return _NoClient()


class _OurOwn(BotFrameworkAuthentication):  # type: ignore[misc]  # the SDK ships no types
    """Requests were checked before they came here."""

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        raise NotImplementedError("the edge checks requests")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise NotImplementedError("streaming is not served")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        del claims_identity
        return _Factory()

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient | None:
        del claims_identity
        return None


def _known() -> AuthenticateRequestResult:
    result = AuthenticateRequestResult()
    result.claims_identity = ClaimsIdentity({}, is_authenticated=True)
    result.connector_factory = _Factory()
    return result
