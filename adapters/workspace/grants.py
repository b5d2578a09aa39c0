"""OAuth v2 as Slack documents it: codes that work once and for ten minutes, exchanged for a bot token."""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from adapters.workspace.errors import SlackError
from adapters.workspace.manifest import AppManifest
from adapters.workspace.model import Json

CODE_SECONDS = 600.0


@dataclass(slots=True)
class Grant:
    """What a person allowed: in which team, which scopes, for which redirect; and whether it was fetched."""

    team: str
    user: str
    scopes: tuple[str, ...]
    redirect: str
    until: float
    used: bool = False


@dataclass(slots=True)
class Grants:
    """The app's credentials and the codes under way.

    `whole_organisation` makes the next installation one for an Enterprise organisation, whose team is null.
    """

    wall: Callable[[], float]
    client_id: str
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)
    codes: dict[str, Grant] = field(default_factory=dict, repr=False)
    whole_organisation: bool = False
    rotation: bool = False
    """Whether tokens are given with an end and a refresh token, as for an app with token rotation."""

    def give(self, grant: Grant) -> str:
        """A code for what a person allowed."""
        code = f"{secrets.randbelow(10**10)}.{secrets.randbelow(10**13)}.{secrets.token_hex(32)}"
        self.codes[code] = grant
        return code

    def take(self, request: web.Request, arguments: Json) -> Grant:
        """What a code stands for, once. SlackError as `oauth.v2.access` documents them."""
        given_id, given_secret = _credentials(request, arguments)
        if given_id != self.client_id:
            raise SlackError("invalid_client_id")
        if not secrets.compare_digest(given_secret.encode(), self.client_secret.encode()):
            raise SlackError("bad_client_secret")
        grant = self.codes.get(str(arguments.get("code") or ""))
        if grant is None or self.wall() > grant.until:
            raise SlackError("invalid_code")
        if grant.used:
            raise SlackError("code_already_used")
        if str(arguments.get("redirect_uri") or "") != grant.redirect:
            raise SlackError("bad_redirect_uri")
        grant.used = True
        return grant


def client_id_of(app_id: str) -> str:
    """The app's client id: digits, a dot, digits."""
    number = int(hashlib.sha256(app_id.encode()).hexdigest(), 16)
    return f"{number % 10**10:010d}.{number // 10**10 % 10**13:013d}"


def may_redirect(app: AppManifest, address: str) -> bool:
    """Whether it is one of the manifest's redirect addresses, or lies beneath one."""
    return any(address == each or address.startswith(each.rstrip("/") + "/") for each in app.redirects)


def unknown_scopes(app: AppManifest, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Scopes that were asked for though the app's manifest does not hold them."""
    return tuple(scope for scope in asked if scope not in app.scopes)


def _credentials(request: web.Request, arguments: Json) -> tuple[str, str]:
    """By HTTP Basic, which Slack recommends, else as arguments."""
    scheme, _, held = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(held, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeError):
            return "", ""
        return client_id, secret
    return str(arguments.get("client_id") or ""), str(arguments.get("client_secret") or "")


def shown_grant(bot_token: str, scopes: tuple[str, ...], grant: Grant, facts: Json) -> Json:
    """The answer of `oauth.v2.access`: `facts` are the team's and the app's."""
    return {
        "access_token": bot_token,
        "token_type": "bot",
        "scope": ",".join(scopes),
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": grant.user},
        **facts,
    }
