"""Web API methods on identity and people."""

from adapters.workspace import wire
from adapters.workspace.calls import Call, Method
from adapters.workspace.errors import SlackError
from adapters.workspace.leaving import revoke
from adapters.workspace.model import Json


def api_test(call: Call) -> Json:
    """`api.test`: echoes its arguments."""
    return {"args": {key: value for key, value in call.arguments.items() if key != "token"}}


def auth_test(call: Call) -> Json:
    """`auth.test`: which app in which team a token opens."""
    return {
        "url": f"{call.world.base_url}/",
        "team": call.team.name,
        "user": call.team.users[call.installation.bot_user_id].name,
        "team_id": call.team.id,
        "user_id": call.installation.bot_user_id,
        "bot_id": call.installation.bot_id,
        "app_id": call.installation.app_id,
        "is_enterprise_install": False,
    }


def users_info(call: Call) -> Json:
    """`users.info`: one person, with their locale if asked."""
    user = call.team.user(call.needed("user"))
    found = wire.user_json(call.world, call.team, user, locale=call.flag("include_locale"))
    is_stranger = user.home_team not in (None, call.team.id)
    if user.email and not user.is_bot and not is_stranger and call.has_scope("users:read.email"):
        found["profile"]["email"] = user.email
        found["is_email_confirmed"] = user.email_confirmed
    return {"user": found}


def connections_open(call: Call) -> Json:
    """`apps.connections.open`: needs an app-level token; without Socket Mode, there is none."""
    del call
    raise SlackError("not_allowed_token_type")


def auth_revoke(call: Call) -> Json:
    """`auth.revoke`: the calling token is dead."""
    revoke(call.world, call.team)
    return {"revoked": True}


def oauth_access(call: Call) -> Json:
    """`oauth.v2.access` is asked without a token, and answered before one is looked for."""
    del call
    raise SlackError("not_allowed_token_type")


METHODS = {
    "auth.revoke": Method(auth_revoke),
    "oauth.v2.access": Method(oauth_access),
    "api.test": Method(api_test),
    "auth.test": Method(auth_test),
    "users.info": Method(users_info, ("users:read",)),
    "apps.connections.open": Method(connections_open, tier=1),
}
