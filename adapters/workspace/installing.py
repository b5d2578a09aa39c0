"""The pages of installing: Slack's question whether the app may come in, and the list of where it is."""

import re
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from aiohttp import web

from adapters.workspace.grants import CODE_SECONDS, Grant, may_redirect, shown_grant, unknown_scopes
from adapters.workspace.leaving import revoke, uninstall
from adapters.workspace.model import Json, Team
from adapters.workspace.world import World

STYLES = ("tokens", "layout", "installing")
SCOPE_SAYS = {
    "app_mentions:read": "See messages that mention it",
    "channels:history": "See messages in public channels that it is in",
    "channels:read": "See which public channels there are",
    "chat:write": "Send messages as itself",
    "commands": "Add shortcuts and slash commands",
    "files:read": "See files shared where it is",
    "files:write": "Upload and edit files as itself",
    "groups:history": "See messages in private channels that it is in",
    "groups:read": "See private channels that it is in",
    "im:history": "See messages people send it directly",
    "im:write": "Start direct messages with people",
    "users:read": "See the people of the workspace",
    "users:read.email": "See people’s e-mail addresses",
}
_WHO = re.compile(r"([A-Z0-9_]+)/([A-Z0-9_]+)")


class Installing:
    """Serves `/oauth/v2/authorize`, `/apps` and `/app_redirect`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Their addresses."""
        return [
            web.get("/oauth/v2/authorize", self._ask),
            web.post("/oauth/v2/authorize", self._decide),
            web.get("/apps", self._apps),
            web.post("/apps", self._act),
            web.get("/app_redirect", self._opened),
        ]

    async def _ask(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        if wrong := self._wrong(asked):
            return _page("Something went wrong", f"<p>{escape(wrong)}</p>", status=400)
        scopes = tuple(filter(None, asked.get("scope", "").split(",")))
        optional = [scope for scope in scopes if scope in self._world.manifest.optional]
        needed = "".join(f"<li>{_says(scope)}</li>" for scope in scopes if scope not in optional)
        chosen = "".join(
            f'<li><label><input type="checkbox" name="optional" value="{scope}" checked> '
            f"{_says(scope)}</label></li>"
            for scope in optional
        )
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{escape(asked.get(name, ""))}">'
            for name in ("client_id", "scope", "redirect_uri", "state")
        )
        name = escape(self._world.manifest.name)
        body = (
            f'<form method="post" action="/oauth/v2/authorize">{hidden}'
            f'<p><label for="who">Workspace, and who you are there</label>'
            f'<select id="who" name="who">{self._people(asked.get("team"))}</select></p>'
            f"<p>{name} will be able to</p><ul>{needed}</ul>"
            + (f'<p>and, if you agree, to</p><ul class="plain">{chosen}</ul>' if chosen else "")
            + '<p class="row"><button name="decision" value="allow" class="primary">Allow</button>'
            '<button name="decision" value="cancel">Cancel</button></p></form>'
        )
        goes_to = urlsplit(asked["redirect_uri"])
        return _page(
            f"{name} asks to come into your workspace", body, form=f"{goes_to.scheme}://{goes_to.netloc}"
        )

    async def _decide(self, request: web.Request) -> web.Response:
        fields = await self._fields(request)
        asked = dict(fields)
        if wrong := self._wrong(asked):
            return _page("Something went wrong", f"<p>{escape(wrong)}</p>", status=400)
        state = {"state": asked["state"]} if asked.get("state") else {}
        if asked.get("decision") != "allow":
            return _sent(asked["redirect_uri"], {"error": "access_denied", **state})
        found = _WHO.fullmatch(asked.get("who", ""))
        team = self._world.teams.get(found[1]) if found else None
        if found is None or team is None or found[2] not in team.users:
            return _page("Something went wrong", "<p>There is no such person.</p>", status=400)
        refused = set(self._world.manifest.optional) - {value for name, value in fields if name == "optional"}
        scopes = tuple(scope for scope in asked["scope"].split(",") if scope and scope not in refused)
        until = self._world.wall() + CODE_SECONDS
        code = self._world.grants.give(Grant(team.id, found[2], scopes, asked["redirect_uri"], until))
        return _sent(asked["redirect_uri"], {"code": code, **state})

    def _wrong(self, asked: dict[str, str]) -> str:
        """What Slack would say to this question, if it is none; nothing where it is good."""
        app = self._world.manifest
        scopes = tuple(filter(None, asked.get("scope", "").split(",")))
        if asked.get("client_id") != self._world.grants.client_id:
            return "Invalid client_id parameter"
        if not may_redirect(app, asked.get("redirect_uri", "")):
            passed = asked.get("redirect_uri", "")
            return f"redirect_uri did not match any configured URIs. Passed URI: {passed}"
        if unknown := unknown_scopes(app, scopes):
            return f"Invalid permissions requested: {', '.join(unknown)}"
        return "" if scopes else "No scopes requested"

    def _people(self, wanted: str | None) -> str:
        # The company that was named, else one without the app: whoever presses "Install" means that.
        teams = sorted(self._world.teams.values(), key=lambda t: (t.id != wanted, t.installation is not None))
        groups = []
        for team in teams:
            people = sorted(
                (u for u in team.users.values() if not u.is_bot and not u.home_team),
                key=lambda user: not user.is_admin,
            )
            rows = "".join(
                f'<option value="{team.id}/{u.id}">'
                f"{escape(u.real_name)}{' (admin)' if u.is_admin else ''}, {escape(team.name)}</option>"
                for u in people
            )
            groups.append(f'<optgroup label="{escape(team.name)}">{rows}</optgroup>')
        return "".join(groups)

    async def _apps(self, _request: web.Request) -> web.Response:
        name = escape(self._world.manifest.name)
        rows = "".join(self._row(team) for team in self._world.teams.values())
        body = f'<table><tbody>{rows}</tbody></table><p><a href="/">Back to the workspace</a></p>'
        return _page(f"{name} in your workspaces", body)

    def _row(self, team: Team) -> str:
        name = escape(team.name)
        if team.installation is None:
            into = self._world.install_url
            act = (
                f'<a class="act" href="{escape(into)}">Install</a>'
                if into
                else "In Socket Mode the app is in one workspace only."
            )
            return f"<tr><th>{name}</th><td>not installed</td><td>{act}</td></tr>"
        team_field = f'<input type="hidden" name="team" value="{team.id}">'
        acts = "".join(
            f'<button name="act" value="{act}">{label}</button>'
            for act, label in (("remove", "Remove the app"), ("revoke", "Revoke its token"))
        )
        form = f'<form method="post" action="/apps" class="row">{team_field}{acts}</form>'
        return f"<tr><th>{name}</th><td>installed</td><td>{form}</td></tr>"

    async def _act(self, request: web.Request) -> web.Response:
        asked = dict(await self._fields(request))
        team = self._world.teams.get(asked.get("team", ""))
        if team is not None and team.installation is not None:
            (revoke if asked.get("act") == "revoke" else uninstall)(self._world, team)
        return web.Response(status=303, headers={"Location": "/apps"})

    async def _opened(self, request: web.Request) -> web.Response:
        team = request.query.get("team", "")
        return web.Response(status=302, headers={"Location": f"/?{urlencode({'team': team})}"})

    async def _fields(self, request: web.Request) -> list[tuple[str, str]]:
        """The fields of a form that one of our own pages sent."""
        if request.headers.get("Origin", self._world.base_url) != self._world.base_url:
            raise web.HTTPForbidden(text="Sent by another page.")
        return parse_qsl(await request.text(), keep_blank_values=True)


def access(world: World, grant: Grant) -> Json:
    """`oauth.v2.access`: the app is installed in the grant's team, and its token handed over."""
    if world.grants.whole_organisation:
        facts: Json = {
            "app_id": world.app_id,
            "bot_user_id": "U0ORG",
            "team": None,
            "enterprise": {"id": "E0ORG", "name": "The whole organisation"},
            "is_enterprise_install": True,
        }
        return shown_grant("xoxb-of-the-whole-organisation", grant.scopes, grant, facts)
    team = world.teams[grant.team]
    installation = world.install(team, grant.scopes)
    facts = {
        "app_id": installation.app_id,
        "bot_user_id": installation.bot_user_id,
        "team": {"id": team.id, "name": team.name},
    }
    if world.grants.rotation:
        facts |= {"refresh_token": "xoxe-1-refresh", "expires_in": 43200}
    return shown_grant(installation.bot_token, installation.scopes or world.manifest.scopes, grant, facts)


def _says(scope: str) -> str:
    return escape(SCOPE_SAYS.get(scope, scope)) + f" <code>{escape(scope)}</code>"


def _sent(redirect: str, facts: dict[str, str]) -> web.Response:
    parts = urlsplit(redirect)
    query = "&".join(filter(None, (parts.query, urlencode(facts))))
    location = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
    return web.Response(status=303, headers={"Location": location, "Cache-Control": "no-store"})


def _page(title: str, body: str, *, status: int = 200, form: str = "") -> web.Response:
    links = '<link rel="icon" type="image/svg+xml" href="/page/static/icon.svg">' + "".join(
        f'<link rel="stylesheet" href="/page/static/{name}.css">' for name in STYLES
    )
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>{links}'
        f'</head><body class="installing"><main><h1>{title}</h1>{body}</main></body></html>'
    )
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        # A form's answer may lead to the app: browsers hold redirects to this, too.
        f"form-action 'self' {form}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)
