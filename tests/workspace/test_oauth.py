"""Installing in the workspace, fact by fact as Slack documents OAuth v2, uninstalling and revoking."""

import base64
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp
import pytest

OAUTH = """
oauth_config:
  redirect_urls: ["https://example.com/slack"]
"""
ASKED = {"scope": "commands,chat:write", "state": "s t"}


async def opened(stage):
    """The stage with an app that may be installed by OAuth, and a browser before the question."""
    text = stage.manifest.replace("oauth_config:", OAUTH.strip() + "\n ", 1)
    text = text.replace(
        '"channels:join"]', '"channels:join", "files:read"]\n    bot_optional: ["files:read"]'
    )
    await stage.restart(manifest=text)
    return Door(stage)


class Door:
    def __init__(self, stage):
        self.stage = stage
        self.url, self.workspace = stage.workspace.url, stage.workspace
        # Where the manifest's redirect address is served here; beneath it is good, too.
        [self.redirect] = self.workspace.world.manifest.redirects
        self.asked = {"client_id": self.workspace.client_id, "redirect_uri": f"{self.redirect}/back", **ASKED}

    async def ask(self, **changes):
        asked = {**self.asked, **changes}
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.url}/oauth/v2/authorize?{urlencode(asked)}") as answer,
        ):
            return answer.status, await answer.text()

    async def decide(self, decision="allow", who="T_BOREAL/U_NADIA", headers=None, **changes):
        fields = {**self.asked, "who": who, "decision": decision, **changes}
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                f"{self.url}/oauth/v2/authorize", data=fields, headers=headers, allow_redirects=False
            ) as answer,
        ):
            location = urlsplit(answer.headers.get("Location", ""))
            return answer.status, dict(parse_qsl(location.query))

    async def access(self, code, secret=None, client=None, redirect=None):
        known = f"{client or self.workspace.client_id}:{secret or self.workspace.client_secret}".encode()
        headers = {"Authorization": "Basic " + base64.b64encode(known).decode()}
        data = {"code": code, "redirect_uri": redirect or self.asked["redirect_uri"]}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.url}/api/oauth.v2.access", data=data, headers=headers) as answer,
        ):
            return await answer.json()


async def test_the_question_names_what_the_app_may_do_and_what_may_be_refused(stage):
    door = await opened(stage)
    status, text = await door.ask(scope="commands,chat:write,files:read")
    assert status == 200
    assert "Send messages as itself" in text
    assert 'name="optional" value="files:read" checked' in text
    assert 'name="optional" value="chat:write"' not in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"client_id": "1.2"}, "Invalid client_id"),
        ({"redirect_uri": "https://example.com/other"}, "redirect_uri did not match any configured URIs"),
        ({"redirect_uri": "{redirect}ish"}, "redirect_uri did not match"),
        ({"redirect_uri": "https://evil.test/slack"}, "redirect_uri did not match"),
        ({"scope": "commands,admin"}, "Invalid permissions requested: admin"),
        ({"scope": ""}, "No scopes requested"),
    ],
)
async def test_a_wrong_question_is_refused_on_the_page_and_nobody_is_sent_away(stage, changes, said):
    door = await opened(stage)
    changes = {name: value.replace("{redirect}", door.redirect) for name, value in changes.items()}
    status, text = await door.ask(**changes)
    assert (status, said in text) == (400, True)
    assert (await door.decide(**changes))[0] == 400


async def test_who_cancels_is_sent_back_with_access_denied_and_the_state(stage):
    door = await opened(stage)
    assert await door.decide("cancel") == (303, {"error": "access_denied", "state": "s t"})


async def test_a_code_gives_a_bot_token_once(stage):
    door = await opened(stage)
    door.workspace.uninstall("T_BOREAL")
    status, back = await door.decide()
    assert (status, back["state"]) == (303, "s t")
    given = await door.access(back["code"])
    token = door.workspace.world.teams["T_BOREAL"].installation.bot_token
    assert (given["ok"], given["access_token"], given["token_type"]) == (True, token, "bot")
    assert given["team"] == {"id": "T_BOREAL", "name": "Boréal"}
    assert (given["scope"], given["authed_user"]) == ("commands,chat:write", {"id": "U_NADIA"})
    assert (given["is_enterprise_install"], given["enterprise"]) == (False, None)
    assert (await door.access(back["code"]))["error"] == "code_already_used"


async def test_each_refusal_of_the_exchange_has_slacks_own_word(stage):
    door = await opened(stage)
    code = (await door.decide())[1]["code"]
    assert (await door.access("1.2.3"))["error"] == "invalid_code"
    assert (await door.access(code, secret="x"))["error"] == "bad_client_secret"
    assert (await door.access(code, client="1.2"))["error"] == "invalid_client_id"
    assert (await door.access(code, redirect=door.redirect))["error"] == "bad_redirect_uri"
    door.workspace.world.grants.codes[code].until = 0.0
    assert (await door.access(code))["error"] == "invalid_code"


async def test_scopes_add_up_and_the_token_stays_while_the_app_is_installed(stage):
    """Slack documents that each installation adds scopes, and that nothing takes one from a token."""
    door = await opened(stage)
    before = door.workspace.world.teams["T_BOREAL"].installation
    given = await door.access((await door.decide(scope="chat:write"))[1]["code"])
    assert given["access_token"] == before.bot_token
    assert set(before.scopes) <= set(given["scope"].split(","))


async def test_an_optional_scope_that_was_refused_is_missing(stage):
    door = await opened(stage)
    door.workspace.uninstall("T_BOREAL")
    back = (await door.decide(scope="commands,chat:write,files:read"))[1]
    assert (await door.access(back["code"]))["scope"] == "commands,chat:write"


async def test_a_form_of_another_site_decides_nothing(stage):
    door = await opened(stage)
    status, back = await door.decide(headers={"Origin": "https://evil.test"})
    assert (status, back) == (403, {})


async def test_the_list_of_apps_removes_and_offers(stage):
    door = await opened(stage)
    door.workspace.world.install_url = "https://example.com/install"
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{door.url}/apps", data={"team": "T_BOREAL", "act": "remove"}) as answer,
    ):
        assert 'href="https://example.com/install"' in await answer.text()
    await door.workspace.settle()
    assert len(door.stage.app.events("app_uninstalled")) == 1


async def test_a_removed_apps_bot_has_left_its_channels(stage):
    """Slack documents that a deactivated bot user loses its channel memberships."""
    bot = stage.workspace.world.teams["T_BOREAL"].bot_user
    stage.workspace.uninstall("T_BOREAL")
    await stage.workspace.settle()
    stage.workspace.install("T_BOREAL")
    assert bot not in stage.workspace.world.teams["T_BOREAL"].channels["C_HELP"].members
