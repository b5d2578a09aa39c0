"""Installing the app in a workspace, by OAuth: two addresses, and a page that says how it ended."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode, urljoin, urlsplit

from aiohttp import web

from adapters.serving.addresses import is_loopback
from adapters.slack.client import SlackClient
from adapters.slack.manifest import INSTALL, OPTIONAL, REDIRECT, SCOPES
from adapters.slack.oauth_state import LASTS, Verdict, new_cookie, signed, verdict
from adapters.slack.settings import BadSettings
from adapters.slack.tenants import Tenants
from adapters.slack.wire import PLATFORM, Json, mapping, text
from bot.installations import Installed
from bot.ports import DeliveryError, Permanent
from bot.words import InstallPage, Outcome, install_page

log = logging.getLogger(__name__)

COOKIE = "guichet-install"
_CODE = re.compile(r"[a-z0-9_]{1,60}")
_OLD_CODES = {"invalid_code", "code_already_used", "code_expired"}

Page = Callable[[str], InstallPage]
"""The page in a language."""
Show = Callable[[web.Request, Page, str, int], web.Response]
"""Makes the answer: the request, the page, where its button leads, and the status."""


@dataclass(frozen=True, slots=True)
class Installing:
    """What installing by OAuth needs: the app's credentials, its public address, and who draws its pages.

    Raises BadSettings.
    """

    client_id: str
    url: str
    show: Show = field(repr=False)
    client_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.client_id.strip() or not self.client_secret.strip():
            raise BadSettings("installing by OAuth needs the client id and the client secret")
        address = urlsplit(self.url)
        if address.scheme != "https" and not (address.scheme == "http" and is_loopback(address.hostname)):
            raise BadSettings("installing by OAuth needs the public https address of this server")

    @property
    def redirect(self) -> str:
        """Where Slack sends people back to: as the manifest says."""
        return self.url.rstrip("/") + REDIRECT


@dataclass(frozen=True, slots=True)
class _End:
    """How it ended."""

    outcome: Outcome
    page: Page
    link: str = INSTALL
    status: int = 400


class OAuth:
    """Serves the two addresses. Nothing that it says or logs holds a code or a token."""

    def __init__(
        self,
        installing: Installing,
        tenants: Tenants,
        client: SlackClient,
        api_base_url: str,
        wall: Callable[[], float],
    ) -> None:
        self._installing = installing
        self._tenants = tenants
        self._client = client
        self._authorize = urljoin(api_base_url, "../oauth/v2/authorize")
        self._opens = urljoin(api_base_url, "../app_redirect")
        self._wall = wall

    async def begin(self, _request: web.Request) -> web.Response:
        """Send the browser to Slack, with a state that only this browser can bring back."""
        cookie = new_cookie()
        asked = {
            "client_id": self._installing.client_id,
            "scope": ",".join(sorted((*SCOPES, *OPTIONAL))),
            "redirect_uri": self._installing.redirect,
            "state": signed(self._installing.client_secret, cookie, self._wall()),
        }
        location = f"{self._authorize}?{urlencode(asked)}"
        answer = web.Response(status=302, headers={"Location": location, "Cache-Control": "no-store"})
        answer.set_cookie(
            COOKIE, cookie, max_age=LASTS, path="/slack", secure=True, httponly=True, samesite="Lax"
        )
        return answer

    async def finish(self, request: web.Request) -> web.Response:
        """Slack sent the browser back: exchange its code, keep the installation, and say how it ended."""
        end = await self._end(request)
        if end.outcome is not Outcome.INSTALLED:
            log.warning("an installation was not made: %s", end.outcome)
        answer = self._installing.show(request, end.page, end.link, end.status)
        answer.del_cookie(COOKIE, path="/slack", secure=True, httponly=True, samesite="Lax")
        return answer

    async def _end(self, request: web.Request) -> _End:
        asked, cookie = request.query, request.cookies.get(COOKIE)
        if asked.get("error") == "access_denied":
            return _ended(Outcome.CANCELLED, status=200)
        match verdict(self._installing.client_secret, cookie, asked.get("state"), self._wall()):
            case Verdict.FOREIGN:
                return _ended(Outcome.NOT_BEGUN_HERE)
            case Verdict.EXPIRED:
                return _ended(Outcome.EXPIRED)
            case Verdict.GOOD:
                pass
        if "error" in asked or not asked.get("code"):
            return _misconfigured(asked.get("error", "no_code"))
        try:
            given = await self._client.exchange(
                self._installing.client_id,
                self._installing.client_secret,
                asked["code"],
                self._installing.redirect,
            )
        except Permanent as refused:
            used = refused.code in _OLD_CODES
            return _ended(Outcome.USED) if used else _misconfigured(refused.code)
        except DeliveryError:
            return _ended(Outcome.OUT_OF_REACH, status=503)
        return await self._taken(given)

    async def _taken(self, given: Json) -> _End:
        """What Slack gave: kept, or refused with its reason."""
        token, team = text(given.get("access_token")), mapping(given.get("team"))
        tenant = text(team.get("id"))
        if given.get("is_enterprise_install") is True or (token and not tenant):
            # It would belong to no workspace, and serve all of them; nothing of it may stay alive.
            await self._client.revoke(token)
            return _ended(Outcome.ORGANISATION)
        if given.get("refresh_token") or given.get("expires_in"):
            await self._client.revoke(token)
            return _ended(Outcome.ROTATION)
        if not token or given.get("token_type") not in (None, "bot"):
            return _misconfigured("no_bot_token")
        name = text(team.get("name")) or tenant
        installed = Installed(
            platform=PLATFORM,
            tenant=tenant,
            name=name,
            app=text(given.get("app_id")),
            bot=text(given.get("bot_user_id")),
            scopes=tuple(sorted(filter(None, text(given.get("scope")).split(",")))),
            token=token,
            installed_by=text(mapping(given.get("authed_user")).get("id")) or None,
        )
        try:
            again = await self._tenants.install(installed)
        except Exception as error:  # noqa: BLE001 - whatever it is, a person waits for a page
            log.error("an installation could not be kept: %s", type(error).__name__)  # noqa: TRY400 - no values
            return _ended(Outcome.NOT_KEPT, status=503)
        page = partial(
            _page,
            Outcome.INSTALLED,
            workspace=name,
            since=again.since if again else None,
            missed=again.missed if again else 0,
        )
        opens = f"{self._opens}?{urlencode({'app': installed.app, 'team': tenant})}"
        return _End(Outcome.INSTALLED, page, opens, 200)


def _page(outcome: Outcome, language: str, **facts: object) -> InstallPage:
    return install_page(outcome, language, **facts)  # type: ignore[arg-type]


def _ended(outcome: Outcome, *, status: int = 400) -> _End:
    return _End(outcome, partial(_page, outcome), status=status)


def _misconfigured(code: str) -> _End:
    """With Slack's code; whatever else stood in the address is not repeated."""
    said = code if _CODE.fullmatch(code) else "unknown_error"
    return _End(Outcome.MISCONFIGURED, partial(_page, Outcome.MISCONFIGURED, code=said))
