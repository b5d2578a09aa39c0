"""The app is installed by OAuth in several workspaces: what may go wrong on the way, and what each then has."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest

from adapters.slack.oauth_state import LASTS, Verdict, new_cookie, signed, verdict
from bot.ports import Destination, Permanent
from bot.replies import Reply

from .several import KEY, Several, played, words


def test_it_is_installed_in_two_workspaces_and_each_is_served_with_its_own_token():
    async def play(town: Several) -> None:
        first = await town.install("T1/U1SARA")
        assert first.status == 200
        assert "Guichet is installed in Boréal" in words(first)
        await town.install("T2/U2MAYA")
        tokens = {t: team.installation.bot_token for t, team in town.workspace.world.teams.items()}
        assert town.tenants.tokens == tokens
        assert len(set(tokens.values())) == 2
        rows = {row.tenant: row for row in town.house.installations.all()}
        assert [(r.tenant, r.name, r.installed_by) for r in rows.values()] == [
            ("T1", "Boréal", "U1SARA"),
            ("T2", "Atelier Roy", "U2MAYA"),
        ]
        for user, team, channel in (("U1SARA", "T1", "#desk"), ("U2MAYA", "T2", "#help")):
            driver = town.driver(user, team)
            [said] = await driver.slash(channel, "/ticket", "help")
            assert driver.read(said)
            for tenant in ("T1", "T2"):
                where = Destination("slack", tenant, {"T1": "C1DESK", "T2": "C2HELP"}[tenant])
                await asyncio.to_thread(
                    town.app.messenger.post, where, Reply(f"for {tenant}"), f"k{user}{tenant}"
                )
        assert [m["text"] for m in town.driver("U2MAYA", "T2").messages("#help")] == ["for T2", "for T2"]

    played(play)


def test_a_workspace_where_it_is_not_installed_gets_no_answer_and_no_call():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA")
        where = Destination("slack", "T2", "C2HELP")
        before = len(town.workspace.calls)
        with pytest.raises(Permanent, match="not_installed"):
            await asyncio.to_thread(town.app.messenger.post, where, Reply("hello"), "k1")
        assert len(town.workspace.calls) == before

    played(play)


def test_optional_scopes_may_be_left_out_and_what_was_granted_is_kept():
    async def play(town: Several) -> None:
        await town.install("T1/U1SARA", optional=False)
        [row] = town.house.installations.all()
        assert "chat:write" in row.scopes
        assert not {"files:read", "files:write", "users:read.email"} & set(row.scopes)

    played(play)


def test_the_state_is_bound_to_a_cookie_that_scripts_and_other_sites_do_not_see():
    async def play(town: Several) -> None:
        browser = town.browser()
        await browser.open(f"{town.origin}/slack/install")
        [cookie] = browser.set_cookies
        assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/slack", f"Max-Age={LASTS}"} <= {
            part.strip() for part in cookie.split(";")
        }

    played(play)


def test_a_state_from_another_browser_installs_nothing():
    async def play(town: Several) -> None:
        victim, attacker = town.browser(), town.browser()
        asked = await attacker.open(f"{town.origin}/slack/install")
        await victim.open(f"{town.origin}/slack/install")
        # The attacker's own code and state, opened in the victim's browser.
        attacker.cookies, victim.urls = victim.cookies, []
        seen = await attacker.decide(asked, "T2/U2MAYA")
        assert (seen.status, "was not begun here" in words(seen)) == (400, True)
        assert town.house.installations.all() == ()
        assert town.calls("oauth.v2.access") == 0

    played(play)


@pytest.mark.parametrize("state", ["", "1.2", "x" * 60, f"99999999999.{'A' * 43}", "1783000000." + "é" * 43])
def test_a_forged_state_installs_nothing(state):
    async def play(town: Several) -> None:
        browser = town.browser()
        await browser.open(f"{town.origin}/slack/install")
        seen = await browser.open(f"{town.origin}/slack/oauth_redirect?code=1.2.3&state={state}")
        assert (seen.status, "was not begun here" in words(seen)) == (400, True)
        assert town.calls("oauth.v2.access") == 0

    played(play)


def test_a_state_is_good_for_ten_minutes():
    async def play(town: Several) -> None:
        browser = town.browser()
        asked = await browser.open(f"{town.origin}/slack/install")
        town.wall.ahead = LASTS + 2
        seen = await browser.decide(asked, "T1/U1SARA")
        assert (seen.status, "That took too long" in words(seen)) == (400, True)
        assert town.house.installations.all() == ()

    played(play)


def test_a_code_works_once():
    """Slack documents code_already_used and invalid_code for `oauth.v2.access`."""

    async def play(town: Several) -> None:
        browser = town.browser()
        done = await browser.decide(await browser.open(f"{town.origin}/slack/install"), "T1/U1SARA")
        code = re.search(r"code=([^&]+)", done.urls[-1])[1]
        cookie = new_cookie()
        state = signed(town.workspace.client_secret, cookie, town.wall())
        browser.cookies = {"guichet-install": cookie}
        seen = await browser.open(f"{town.origin}/slack/oauth_redirect?code={code}&state={state}")
        assert (seen.status, "no longer good" in words(seen)) == (400, True)
        assert [row.state for row in town.house.installations.all()] == ["active"]

    played(play)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Nothing was installed"),
        ("fr-CA", "Rien n’a été installé"),
        ("es-ES,en;q=0.5", "No se instaló nada"),
    ],
)
def test_who_cancels_is_told_that_nothing_was_installed_in_their_language(language, title):
    async def play(town: Several) -> None:
        browser = town.browser(language)
        seen = await browser.decide(await browser.open(f"{town.origin}/slack/install"), "T1/U1SARA", "cancel")
        assert (seen.status, title in words(seen)) == (200, True)
        assert 'href="/slack/install"' in seen.text
        assert seen.headers["Content-Language"] == language[:2]

    played(play)


def test_slack_out_of_reach_is_said_and_nothing_is_kept():
    async def play(town: Several) -> None:
        town.workspace.faults.add("oauth.v2.access", "dropped")
        seen = await town.install()
        assert (seen.status, "Slack does not answer" in words(seen)) == (503, True)
        assert town.house.installations.all() == ()

    played(play)


def test_credentials_that_slack_does_not_know_are_named_by_slacks_code():
    """Slack documents bad_client_secret."""

    async def play(town: Several) -> None:
        await town.app.stop()
        await town.serve(client_secret="another")
        seen = await town.install()
        assert (seen.status, "Slack answers bad_client_secret" in words(seen)) == (400, True)

    played(play)


def test_an_installation_for_a_whole_organisation_is_refused_and_its_token_given_back():
    """Slack documents `is_enterprise_install` with a team that is null."""

    async def play(town: Several) -> None:
        town.workspace.world.grants.whole_organisation = True
        seen = await town.install()
        assert (seen.status, "whole organisation" in words(seen)) == (400, True)
        assert town.house.installations.all() == ()
        assert town.tenants.tokens == {}
        assert town.calls("auth.revoke") == 1

    played(play)


def test_an_app_with_token_rotation_is_refused():
    async def play(town: Several) -> None:
        town.workspace.world.grants.rotation = True
        seen = await town.install()
        assert (seen.status, "Token rotation is on" in words(seen)) == (400, True)
        assert town.house.installations.all() == ()
        assert town.calls("auth.revoke") == 1

    played(play)


def test_what_cannot_be_kept_is_said(caplog):
    async def play(town: Several) -> None:
        def broken(_installed: object) -> None:
            raise OSError("the disk is full of xoxb-secrets")

        town.tenants._store = type("Broken", (), {"install": staticmethod(broken)})()
        seen = await town.install()
        assert (seen.status, "could not be kept" in words(seen)) == (503, True)
        town.tenants._store = town.house.installations

    played(play)
    assert "xoxb" not in caplog.text


def test_no_page_log_or_representation_holds_a_secret(caplog):
    seen_texts: list[str] = []

    async def play(town: Several) -> None:
        seen = await town.install()
        token = town.tenants.tokens["T1"]
        code = re.search(r"code=([^&]+)", seen.urls[-1])[1]
        hidden = (token, code, town.workspace.client_secret, KEY)
        shown = [
            seen.text,
            repr(town.app._installing),
            repr(town.app._settings),
            repr(town.house.installations.all()),
        ]
        assert not [h for h in hidden for text in (*shown, caplog.text, repr(seen.headers)) if h in text]
        assert seen.headers["Referrer-Policy"] == "no-referrer"
        assert seen.headers["Cache-Control"] == "no-store"
        seen_texts.append(seen.text)

    with caplog.at_level(logging.DEBUG):
        played(play)
    assert seen_texts


def test_a_state_says_good_expired_or_foreign():
    cookie = new_cookie()
    state = signed("secret", cookie, 1000.0)
    assert verdict("secret", cookie, state, 1000.0 + LASTS) is Verdict.GOOD
    assert verdict("secret", cookie, state, 1001.0 + LASTS) is Verdict.EXPIRED
    assert verdict("secret", new_cookie(), state, 1000.0) is Verdict.FOREIGN
    assert verdict("another", cookie, state, 1000.0) is Verdict.FOREIGN
    assert verdict("secret", None, state, 1000.0) is Verdict.FOREIGN
    later = f"{int(state.partition('.')[0]) + 600}.{state.partition('.')[2]}"
    assert verdict("secret", cookie, later, 1000.0) is Verdict.FOREIGN
