"""Asks Microsoft what only it knows: whether it takes our secret, and which keys sign; our address."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parsedate_to_datetime

import aiohttp

from adapters.serving.health import told_at
from adapters.teams.auth.keys import Keys, NoKeys
from adapters.teams.auth.refusals import advice
from adapters.teams.auth.token import SecretToken
from adapters.teams.auth.validator import LEEWAY
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import CHANNEL, Json, text
from bot.checkup import Finding, Health
from bot.ports import DeliveryError, Permanent

SKEW = 60.0
"""Seconds by which the clocks may differ before it is said: at LEEWAY every request is refused."""
OUT = "look at the way out of this network"
REFUSED = 401
_UNSIGNED: Json = {
    "type": "message",
    "channelId": CHANNEL,
    "serviceUrl": "https://smba.trafficmanager.net/emea/",
}


class TeamsDoctor:
    """One visit, on a running loop; `close` it. Findings hold codes and names, never a secret or a token."""

    def __init__(self, settings: TeamsSettings, wall: Callable[[], float]) -> None:
        self._settings = settings
        self._wall = wall
        self._dates: list[float] = []
        tracing = aiohttp.TraceConfig()
        tracing.on_request_end.append(self._answered)
        timeout = aiohttp.ClientTimeout(total=settings.timeout)
        self._session = aiohttp.ClientSession(timeout=timeout, trace_configs=[tracing])

    async def close(self) -> None:
        """Let go of the connections."""
        await self._session.close()

    async def token(self) -> Finding:
        """Whether the login gives a token for the secret."""
        what = "Teams secret"
        try:
            await SecretToken(self._session, self._settings, self._wall).get()
        except Permanent as error:
            says = f"Microsoft's login refuses it ({error.code})"
            return Finding(Health.FAILING, what, says, advice(error.code))
        except DeliveryError as error:
            return Finding(Health.FAILING, what, f"Microsoft's login is out of reach ({error.code})", OUT)
        return Finding(Health.OK, what, "Microsoft's login gives a token for it")

    async def keys(self) -> Finding:
        """Whether the keys that sign Teams' requests can be fetched, and some may sign for Teams."""
        what, keys = "Teams keys", Keys(self._session, self._settings.openid, self._wall)
        try:
            endorsed, total = await keys.counts(CHANNEL)
        except NoKeys:
            says = "cannot be fetched: every request of Teams would be refused"
            return Finding(Health.FAILING, what, says, OUT)
        if not endorsed:
            do = "compare GUICHET_TEAMS_OPENID with Microsoft's documentation of your cloud"
            return Finding(Health.FAILING, what, f"none of {total} may sign for Teams", do)
        return Finding(Health.OK, what, f"fetched: {endorsed} of {total} may sign for Teams")

    def clock(self) -> Finding:
        """Our clock beside Microsoft's, as its answers are dated."""
        what = "Teams clock"
        if not self._dates:
            return Finding(Health.WARNING, what, "not compared: Microsoft gave no answer", "see above")
        skew = self._dates[0]
        says = f"{abs(skew):.0f} s {'behind' if skew > 0 else 'ahead of'} Microsoft’s"
        if abs(skew) <= SKEW:
            return Finding(Health.OK, what, says)
        do = f"set this machine's clock (NTP): at {LEEWAY} s every request of Teams is refused"
        return Finding(Health.FAILING if abs(skew) >= LEEWAY * 0.8 else Health.WARNING, what, says, do)

    async def endpoint(self, url: str) -> Finding:
        """Whether the public address leads to this desk, and refuses what nobody signed."""
        what = "Teams endpoint"
        if not url:
            do = "set GUICHET_URL to the https address that leads here, and ask again"
            return Finding(Health.WARNING, what, "not tried: the public address is not known here", do)
        address = url.rstrip("/") + self._settings.path
        lead = f"let {address} lead to GUICHET_TEAMS_PORT of `guichet run`, and start it"
        try:
            timeout = aiohttp.ClientTimeout(total=self._settings.timeout)
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
                session.post(address, json=_UNSIGNED, allow_redirects=False) as answer,
            ):
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return Finding(Health.FAILING, what, f"{address} does not answer ({type(error).__name__})", lead)
        if status == REFUSED:
            return Finding(Health.OK, what, f"{address} answers, and refuses what nobody signed")
        return Finding(
            Health.FAILING, what, f"{address} answers {status} to what nobody signed, not 401", lead
        )

    async def _answered(
        self, _session: aiohttp.ClientSession, _context: object, params: aiohttp.TraceRequestEndParams
    ) -> None:
        try:
            date = parsedate_to_datetime(params.response.headers.get("Date", ""))
        except ValueError:
            return
        self._dates.append(date.timestamp() - self._wall())


async def reached(health_url: str) -> Finding:
    """When a running desk last heard of Teams, as it tells itself."""
    what = "Teams activities"
    state = await told_at(health_url, "teams")
    if state is None:
        do = (
            "start `guichet run` with these very settings (GUICHET_PORT in place of --port), write to the "
            "app in Teams, and ask again"
        )
        return Finding(Health.WARNING, what, "no desk runs here to tell what it heard", do)
    last, fault = text(state.get("last_activity")), text(state.get("token"))
    if fault not in ("", "well"):
        return Finding(Health.FAILING, what, f"the running desk cannot sign in ({fault})", advice(fault))
    if last:
        return Finding(Health.OK, what, f"the running desk last heard of Teams at {last}")
    do = (
        "write to the app in Teams; if nothing is heard, compare the messaging endpoint in the bot's "
        "Configuration with GUICHET_URL, and see that the channel Microsoft Teams is switched on"
    )
    return Finding(Health.WARNING, what, "the running desk heard nothing since its start", do)
