"""Asks Slack what only Slack knows: whether it takes our tokens and credentials, and reaches us."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from email.utils import parsedate_to_datetime

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.serving.health import told_at
from adapters.slack.client import SlackClient
from adapters.slack.faults import fault
from adapters.slack.manifest import OPTIONAL, PATH, SCOPES
from adapters.slack.settings import SlackSettings
from adapters.slack.signing import WINDOW, signature
from adapters.slack.wire import text
from bot.checkup import Finding, Health
from bot.ports import DeliveryError, Permanent

SKEW = 60.0
"""Seconds by which the clocks may differ before it is said: at WINDOW every signature is refused."""
NO_CODE = "guichet-doctor-asks"
GOOD = 200


class SlackDoctor:
    """One visit, on a running loop; `close` it. Findings hold codes and names, never a token."""

    def __init__(self, settings: SlackSettings, wall: Callable[[], float], install_at: str = "") -> None:
        """`install_at` is where the app is installed anew, empty for a token in the environment."""
        self._settings = settings
        self._wall = wall
        self._client = SlackClient(settings)
        self._again = (
            f"install it again: {install_at}"
            if install_at
            else "install the app again in its settings at api.slack.com/apps, and copy "
            "GUICHET_SLACK_BOT_TOKEN anew"
        )
        self._skew: float | None = None

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()

    async def token(self, token: str, named: str, since: str = "") -> list[Finding]:
        """`auth.test` with a bot token: whose it is, what it may, and Slack's clock."""
        what = f"token of {named}" if named else "bot token"
        try:
            answer = await self._client.of(token).auth_test()
        except SlackApiError as error:
            self._compare(getattr(error.response, "headers", None) or {})
            refused = fault(error)
            if isinstance(refused, Permanent):
                return [
                    Finding(Health.FAILING, what, f"Slack refuses it ({refused.code}){since}", self._again)
                ]
            return [_out_of_reach(what, refused.code)]
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return [_out_of_reach(what, fault(error).code)]
        headers = self._compare(answer.headers)
        data = answer.data if isinstance(answer.data, dict) else {}
        team = f"{text(data.get('team'))} ({text(data.get('team_id'))})"
        return [Finding(Health.OK, what, f"opens {team}"), self._scopes(what, headers.get("x-oauth-scopes"))]

    def _compare(self, given: Mapping[str, str]) -> dict[str, str]:
        """The headers of an answer, by lower-case names; what they say of Slack's clock is kept."""
        headers = {str(name).lower(): str(value) for name, value in dict(given).items()}
        if self._skew is None:
            self._skew = _skew(headers.get("date"), self._wall())
        return headers

    def _scopes(self, what: str, told: str | None) -> Finding:
        """What the token was granted, against what the manifest asks for."""
        what = what.replace("token", "scopes", 1)
        if told is None:
            return Finding(Health.WARNING, what, "Slack did not say which it has", "try again")
        granted = {scope.strip() for scope in told.split(",") if scope.strip()}
        missing = sorted(set(SCOPES) - granted)
        if missing:
            do = f"update the app with `guichet manifest slack`, then {self._again}"
            return Finding(Health.FAILING, what, f"missing: {', '.join(missing)}", do)
        refused = sorted(set(OPTIONAL) - granted)
        more = sorted(granted - {*SCOPES, *OPTIONAL})
        says = f"all {len(SCOPES)} that are needed"
        says += f"; optional ones not granted: {', '.join(refused)}" if refused else "; all optional ones"
        says += f"; more than is used: {', '.join(more)}" if more else ""
        return Finding(Health.OK, what, says)

    def clock(self) -> Finding:
        """Our clock beside Slack's, as its answers are dated."""
        if self._skew is None:
            return Finding(Health.WARNING, "clock", "not compared: Slack gave no answer", "see above")
        says = f"{abs(self._skew):.0f} s {'behind' if self._skew > 0 else 'ahead of'} Slack’s"
        if abs(self._skew) <= SKEW:
            return Finding(Health.OK, "clock", says)
        do = f"set this machine's clock (NTP): at {WINDOW:.0f} s every request of Slack's is refused"
        health = Health.FAILING if abs(self._skew) >= WINDOW * 0.8 else Health.WARNING
        return Finding(health, "clock", says, do)

    async def app_token(self) -> Finding:
        """Whether the app-level token opens connections. One address is asked for; nothing is connected."""
        try:
            await self._client.connection()
        except Permanent as error:
            do = (
                "switch Socket Mode on in the app's settings, and make an app-level token with the scope "
                "connections:write (Basic Information, App-Level Tokens)"
            )
            return Finding(Health.FAILING, "app-level token", f"Slack refuses it ({error.code})", do)
        except DeliveryError as error:
            return _out_of_reach("app-level token", error.code)
        return Finding(Health.OK, "app-level token", "opens connections")

    async def credentials(self, client_id: str, client_secret: str, redirect: str) -> Finding:
        """Whether Slack knows the client id and secret: it is asked to exchange a code that is none."""
        what = "client id and secret"
        try:
            await self._client.exchange(client_id, client_secret, NO_CODE, redirect)
        except Permanent as error:
            if error.code in ("invalid_code", "code_expired"):
                return Finding(Health.OK, what, "Slack knows them")
            do = "copy both anew from Basic Information, App Credentials"
            return Finding(Health.FAILING, what, f"Slack refuses them ({error.code})", do)
        except DeliveryError as error:
            return _out_of_reach(what, error.code)
        return Finding(
            Health.WARNING, what, "Slack took a code that is none", "look at the Web API's address"
        )

    async def endpoint(self, url: str) -> Finding:
        """Whether the public address leads to this desk: a signed challenge comes back."""
        address, challenge = url.rstrip("/") + PATH, secrets.token_urlsafe(16)
        body = json.dumps({"type": "url_verification", "challenge": challenge}).encode()
        stamp = str(int(self._wall()))
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self._settings.signing_secret, stamp, body),
        }
        what, lead = "endpoint", f"let {address} lead to the port of `guichet run`, and start it"
        try:
            timeout = aiohttp.ClientTimeout(total=self._settings.api_timeout)
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
                session.post(address, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                status, said = answer.status, await answer.text()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return Finding(Health.FAILING, what, f"{address} does not answer ({type(error).__name__})", lead)
        if status == GOOD and challenge in said:
            return Finding(Health.OK, what, f"{address} answers Slack's challenge")
        if status == 401:  # noqa: PLR2004
            do = "copy GUICHET_SLACK_SIGNING_SECRET anew from Basic Information, and start again with it"
            return Finding(Health.FAILING, what, f"{address} refuses the signature", do)
        return Finding(Health.FAILING, what, f"{address} answers {status}, not the challenge", lead)


async def reached(health_url: str) -> Finding:
    """When a running desk last heard of Slack, as it tells itself. Slack does not tell what it subscribes."""
    what = "events"
    unknown = "Slack does not say which events reach us"
    state = await told_at(health_url, "slack")
    if state is None:
        do = "start `guichet run`, write a message to the app in Slack, and ask again"
        return Finding(Health.WARNING, what, f"{unknown}, and no desk runs here to tell what it heard", do)
    if state.get("transport") == "socket":
        if state.get("connected"):
            return Finding(Health.OK, what, "the running desk is connected in Socket Mode")
        return Finding(Health.FAILING, what, "the running desk is not connected to Slack", "look at its log")
    last = text(state.get("last_request"))
    if last:
        return Finding(Health.OK, what, f"the running desk last heard of Slack at {last}")
    do = "write a message to the app in Slack; if nothing is heard, see Event Subscriptions in its settings"
    return Finding(Health.WARNING, what, f"{unknown}; the running desk heard nothing since its start", do)


def visits(tokens: Mapping[str, str], names: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Each token with the name of its workspace, in a stable order."""
    return [(token, names.get(tenant, tenant)) for tenant, token in sorted(tokens.items())]


def _out_of_reach(what: str, code: str) -> Finding:
    return Finding(
        Health.FAILING, what, f"Slack is out of reach ({code})", "look at the way out of this network"
    )


def _skew(date: str | None, now: float) -> float | None:
    try:
        return parsedate_to_datetime(date or "").timestamp() - now
    except ValueError:
        return None
