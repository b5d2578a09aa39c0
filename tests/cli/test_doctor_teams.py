"""`guichet doctor` on Teams: each thing that it looks at, well and not, with what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.cli.doctor import doctor
from adapters.cli.doctor_teams import teams_findings
from adapters.teams.doctor import TeamsDoctor
from adapters.teams.settings import TeamsSettings
from bot.checkup import Finding, Health
from bot.clock import wall
from bot.settings import Settings
from tests.adapters.teams.fake_microsoft import APP, TENANT
from tests.adapters.teams.office import DESK, Office

OK, WARNING, FAILING = Health.OK, Health.WARNING, Health.FAILING


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office(tmp_path) as office:
        yield office
        office.microsoft.login = None


def asked(office: Office, **given: object) -> dict[str, Finding]:
    common = {
        "teams_app_id": APP,
        "teams_tenant": TENANT,
        "teams_secret": "shhh",
        "teams_admins": "sara@example.com",
        "teams_login": office.microsoft.origin,
        "teams_openid": f"{office.microsoft.origin}/openid",
        "teams_hosts": "127.0.0.1",
        "url": f"http://127.0.0.1:{office.port}",
        "web_port": 1,
    }
    settings = Settings(_env_file=None, **common | given)  # type: ignore[arg-type]
    found = asyncio.run(teams_findings(settings, office.house))
    assert "shhh" not in repr(found)
    return {each.what: each for each in found}


def test_slash_commands_are_told_of_where_they_are_answered(office: Office):
    assert "Teams slash commands" not in asked(office)
    found = asked(office, teams_slash=True)["Teams slash commands"]
    assert (found.health, "for the asker alone" in found.says) == (OK, True)


def test_a_desk_that_is_well(office: Office):
    office.says("sara", "a:sara", "help")
    found = asked(office)
    assert {what: (each.health, each.says) for what, each in found.items()} == {
        "Teams admins": (OK, "1 may set up the first desk"),
        "Teams secret": (OK, "Microsoft's login gives a token for it"),
        "Teams keys": (OK, "fetched: 1 of 1 may sign for Teams"),
        "Teams clock": (OK, found["Teams clock"].says),
        "Teams endpoint": (
            OK,
            f"http://127.0.0.1:{office.port}/api/messages answers, and refuses what nobody signed",
        ),
        "Teams conversations": (OK, "1 known, all alive"),
        "Teams activities": (WARNING, "no desk runs here to tell what it heard"),
    }
    assert found["Teams clock"].says.endswith("Microsoft’s")


def test_each_thing_that_is_not_well_says_what_to_do(office: Office):
    office.says("sara", DESK, "help")
    office.send(office.activity("sara", DESK, "installationUpdate", action="remove"))
    office.microsoft.login = (400, {"error": "unauthorized_client", "error_codes": [700016]})
    office.microsoft.endorsements = ("skype",)
    found = asked(office, teams_admins="", url=office.microsoft.origin)
    assert {what: each.health for what, each in found.items()} == {
        "Teams admins": WARNING,
        "Teams secret": FAILING,
        "Teams keys": FAILING,
        "Teams clock": OK,
        "Teams endpoint": FAILING,
        "Teams conversations": WARNING,
        "Teams activities": WARNING,
    }
    assert all(each.do for each in found.values() if each.health is not OK)
    assert found["Teams secret"].says == "Microsoft's login refuses it (login_unauthorized_client_700016)"
    assert found["Teams secret"].do.startswith("that tenant knows no such app; compare GUICHET_TEAMS_APP_ID")
    assert found["Teams endpoint"].says.endswith("answers 404 to what nobody signed, not 401")
    assert found["Teams conversations"].says == "2 known; closed to us: 1 × app_removed"


def test_what_is_out_of_reach_is_told_apart_from_what_is_refused(office: Office):
    gone = "http://127.0.0.1:1"
    found = asked(office, teams_login=gone, teams_openid=f"{gone}/openid", url=gone)
    assert found["Teams secret"].says == "Microsoft's login is out of reach (login_unreachable)"
    assert found["Teams keys"].says.startswith("cannot be fetched")
    assert found["Teams endpoint"].says.startswith(f"{gone}/api/messages does not answer")
    assert found["Teams clock"].says == "not compared: Microsoft gave no answer"


@pytest.mark.parametrize(
    ("ahead", "health", "says"),
    [(120, WARNING, "ahead of Microsoft’s"), (-280, FAILING, "behind Microsoft’s")],
)
def test_a_clock_that_differs_is_said_before_requests_are_refused(office: Office, ahead, health, says):
    settings = TeamsSettings(
        APP,
        TENANT,
        "shhh",
        service_hosts=("127.0.0.1",),
        login=office.microsoft.origin,
        openid=f"{office.microsoft.origin}/openid",
    )

    async def visit() -> Finding:
        teams = TeamsDoctor(settings, lambda: wall() + ahead)
        try:
            await teams.token()
            return teams.clock()
        finally:
            await teams.close()

    found = asyncio.run(visit())
    assert (found.health, found.says.endswith(says)) == (health, True)


def test_without_teams_it_says_nothing_of_it(office: Office):
    settings = Settings(_env_file=None)
    assert asyncio.run(teams_findings(settings, office.house)) == []


def test_half_a_configuration_fails_with_the_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert doctor(Settings(data=tmp_path, _env_file=None, teams_secret="shhh"), as_json=False) == 1
    out = capsys.readouterr().out
    assert "Teams is half configured: GUICHET_TEAMS_APP_ID and GUICHET_TEAMS_TENANT are missing" in out
    assert "shhh" not in out
