"""Calls of Slack's Web API: in their turn, on one session, one time-out, no retry that could post twice."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable, Container, Mapping
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.serving.addresses import is_loopback
from adapters.slack.faults import fault
from adapters.slack.pacing import Pacing
from adapters.slack.settings import SlackSettings
from adapters.slack.tiers import PATIENCE, Rank, rank_of
from adapters.slack.wire import Json, text
from bot.ports import DeliveryError, Permanent, Transient

log = logging.getLogger(__name__)
quiet = logging.getLogger("guichet.slack.sdk")
"""What the SDK and Bolt log goes here, from errors up: below that they print whole requests."""
quiet.setLevel(logging.ERROR)

_DEAD = frozenset({"account_inactive", "token_revoked", "token_expired"})
"""Codes with which Slack says that a token opens nothing any more. `invalid_auth` is none: it is also said
of a request from an address that is not allowed."""

_READS = frozenset(
    {"users.info", "conversations.history", "conversations.replies", "conversations.info", "files.info"}
)
"""Methods that Slack wants by GET, with arguments in the query."""
_FORMS = frozenset({"files.getUploadURLExternal", "files.completeUploadExternal"})
"""Methods that are asked by form rather than JSON, as Slack's own clients do."""


HEARTBEAT = 15.0
"""Seconds between our pings on a Socket Mode connection; one that no longer answers counts as lost."""


class SlackClient:
    """The Web API of every workspace the app is installed in. Made inside a running event loop."""

    def __init__(
        self,
        settings: SlackSettings,
        dead: Callable[[str, str], None] | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        """`dead` is told of a workspace whose token (the second) opens nothing any more."""
        self._settings = settings
        self._dead = dead
        self._pacing = pacing or Pacing(keeps_limits=settings.keeps_limits)
        # The time-out belongs to the session: the SDK's own is ignored where a session is given.
        timeout = aiohttp.ClientTimeout(total=settings.api_timeout)
        self.session = aiohttp.ClientSession(timeout=timeout)
        self.web = self._web(None)
        self._clients: dict[str, AsyncWebClient] = {}
        self._organisations: dict[str, str] = {}
        self._scopes: dict[str, frozenset[str]] = {}

    def _web(self, token: str | None) -> AsyncWebClient:
        client = AsyncWebClient(
            token=token,
            base_url=self._settings.api_base_url,
            timeout=int(self._settings.api_timeout),
            session=self.session,
            logger=quiet,
            # The default retries a lost connection, and so posts twice.
            retry_handlers=[],
        )
        if is_loopback(urlsplit(self._settings.api_base_url).hostname):
            client.proxy = None  # taken from the environment, where it is meant for the outside
        return client

    def of(self, token: str) -> AsyncWebClient:
        """The SDK's client for this token; one each, all on the shared session."""
        if token not in self._clients:
            self._clients[token] = self._web(token)
        return self._clients[token]

    def learn(self, team: str, enterprise: str) -> None:
        """That workspace belongs to that organisation, whose installation may serve it."""
        self._organisations[team] = enterprise

    def token(self, team: str) -> str | None:
        """The bot token that serves that workspace."""
        return self._settings.token(team, self._organisations.get(team))

    def knows_scopes(self, team: str) -> bool:
        """Whether Slack has told what our bot there may do."""
        return self.token(team) in self._scopes

    def may(self, team: str, *scopes: str) -> bool:
        """Whether our bot there was granted all of them; False where it is not known yet."""
        return set(scopes) <= self._scopes.get(self.token(team) or "", frozenset())

    async def call(self, team: str, method: str, **arguments: object) -> Json:
        """Call `method` for that workspace. Raises Permanent, Transient or Uncertain."""
        return await self.ranked(rank_of(method), team, method, **arguments)

    async def ranked(self, rank: Rank, team: str, method: str, **arguments: object) -> Json:
        """The same, before or after other calls that wait.

        A rate limit that is over while a call of that rank may wait is waited for, once; a longer one is
        the outbox's.
        """
        token = self.token(team)
        if token is None:
            raise Permanent("not_installed")
        channel = text(arguments.get("channel")) or None
        try:
            return await self._in_turn(rank, team, token, method, channel, arguments)
        except Transient as limited:
            if limited.code != "ratelimited" or limited.retry_after > PATIENCE[rank]:
                raise
        return await self._in_turn(rank, team, token, method, channel, arguments)

    async def _in_turn(
        self,
        rank: Rank,
        team: str,
        token: str,
        method: str,
        channel: str | None,
        arguments: dict[str, object],
    ) -> Json:
        await self._pacing.turn(team, method, channel, rank)
        try:
            return await self._once(token, method, arguments)
        except Permanent as refused:
            if refused.code in _DEAD and self._dead is not None:
                self._dead(team, token)
            raise
        except Transient as limited:
            if limited.code == "ratelimited":
                self._pacing.refused(team, method, limited.retry_after)
            raise

    async def _once(self, token: str, method: str, arguments: dict[str, object]) -> Json:
        client = self.of(token)
        try:
            if method in _READS:
                answer = await client.api_call(method, http_verb="GET", params=arguments)
            elif method in _FORMS:
                answer = await client.api_call(method, data=arguments)
            else:
                answer = await client.api_call(method, json=arguments)
        except DeliveryError:
            raise
        except Exception as error:
            raise fault(error) from error
        self._learn_scopes(token, answer.headers)
        data = answer.data
        return data if isinstance(data, dict) else {}

    async def exchange(self, client_id: str, client_secret: str, code: str, redirect: str) -> Json:
        """What a code of OAuth gives. Raises Permanent, Transient or Uncertain, without the secrets."""
        known = b64encode(f"{client_id}:{client_secret}".encode()).decode()
        try:
            answer = await self.web.api_call(
                "oauth.v2.access",
                data={"code": code, "redirect_uri": redirect},
                # By HTTP Basic, as Slack recommends; the SDK's way leans on what aiohttp is about to drop.
                headers={"Authorization": f"Basic {known}"},
            )
        except Exception as error:  # noqa: BLE001 - classified, and what it holds is left behind
            raise fault(error) from None
        return answer.data if isinstance(answer.data, dict) else {}

    async def revoke(self, token: str) -> None:
        """Give a token back that we do not keep; nothing depends on its going through."""
        try:
            await self._web(token).auth_revoke()
        except Exception as error:  # noqa: BLE001
            log.warning("a token could not be given back: %s", fault(error).code)

    def keep(self, tokens: Container[str]) -> None:
        """Forget the clients of every other token."""
        self._clients = {token: client for token, client in self._clients.items() if token in tokens}
        self._scopes = {token: scopes for token, scopes in self._scopes.items() if token in tokens}

    def _learn_scopes(self, token: str, headers: Mapping[str, str]) -> None:
        """Every answer of Slack's names the scopes of the token that asked."""
        told = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
        if told is not None:
            self._scopes[token] = frozenset(scope.strip() for scope in told.split(","))

    async def connection(self) -> str:
        """A fresh address for one Socket Mode connection. Raises Permanent, Transient or Uncertain."""
        answer = await self._once(self._settings.app_token, "apps.connections.open", {})
        url = text(answer.get("url"))
        address = urlsplit(url)
        if address.scheme != "wss" and not is_loopback(address.hostname):
            raise Transient("no_address")
        return url

    async def dial(self) -> aiohttp.ClientWebSocketResponse[bool]:
        """Open one Socket Mode connection. Raises as `connection` does, and what aiohttp raises."""
        url = await self.connection()
        # Text comes as bytes: aiohttp would end a connection on which one frame is no UTF-8.
        return await self.session.ws_connect(
            url, heartbeat=HEARTBEAT, proxy=self.web.proxy, decode_text=False
        )

    async def respond(self, url: str, payload: Json) -> bool:
        """Post to a `response_url`; False where it did not go through. At most once, never a retry."""
        try:
            async with self.session.post(url, json=payload, proxy=self.web.proxy) as answer:
                if answer.ok:
                    return True
                log.warning("response_url answered %s", answer.status)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning("response_url failed: %s", type(error).__name__)
        return False

    async def close(self) -> None:
        """Close the shared session."""
        await self.session.close()
