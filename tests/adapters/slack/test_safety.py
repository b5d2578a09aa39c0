"""Starting safely, knowing who asks, and stopping without losing what was begun."""

from __future__ import annotations

import logging
import threading
import time

import pytest

from adapters.serving.recent import Newest, Recent
from adapters.slack.client import quiet
from adapters.slack.settings import BadSettings, SlackSettings
from bot.replies import Reply
from bot.requests import Profile

from .fake_slack import TOKEN
from .office import SECRET, Office


@pytest.mark.parametrize(
    "given",
    [
        {"signing_secret": ""},
        {"signing_secret": "  "},
        {"bot_token": None},
        {"api_base_url": "http://slack.com/api/"},
        {"api_base_url": "http://10.0.0.7/api/"},
        {"path": "slack"},
    ],
)
def test_it_refuses_to_start_unsafely(given):
    with pytest.raises(BadSettings):
        SlackSettings(**({"signing_secret": SECRET, "bot_token": TOKEN} | given))


def test_secrets_are_not_shown():
    shown = repr(SlackSettings(SECRET, TOKEN, {"T1": "xoxb-2"}))
    assert SECRET not in shown
    assert "xoxb" not in shown


def test_a_token_is_found_by_team_then_by_organisation():
    settings = SlackSettings(SECRET, installations={"T1": "t", "E1": "e"})
    tokens = [settings.token(*who) for who in (("T1", "E1"), ("T2", "E1"), (None, "E1"), ("T2", None))]
    assert tokens == ["t", "e", "e", None]


def test_the_bot_is_asked_for_once_and_not_for_each_request(office):
    office.command("help")
    office.command("help")
    assert len(office.slack.of("auth.test")) == 1


def test_a_removed_app_is_forgotten(office):
    office.command("help")
    office.event({"type": "app_uninstalled"})
    office.command("help")
    assert len(office.slack.of("auth.test")) == 2


def test_a_revoked_token_serves_nobody(office):
    office.slack.faults["auth.test"] = ["token_revoked"]
    assert office.command("help").status == 200
    assert office.desk.requests == []


@pytest.mark.parametrize("trouble", ["dropped", "slow", "500"])
def test_where_slack_cannot_be_asked_people_are_still_served(office, trouble):
    office.slack.faults["auth.test"] = [trouble]
    assert office.command("help").json["text"] == "Understood."


def test_a_workspace_that_did_not_install_us_is_not_served():
    with Office(bot_token=None, installations={"T0009": TOKEN}) as office:
        assert office.command("help").status == 200
        assert office.desk.requests == []
        [said] = office.slack.responses
        assert "The desk does not serve this workspace" in said["text"]
        assert "La mesa de ayuda no atiende este espacio de trabajo" in said["text"]


def test_an_organisations_installation_serves_its_workspaces():
    with Office(bot_token=None, installations={"E0001": TOKEN}) as office:
        office.command("help", enterprise_id="E0001")
        assert office.desk.requests[0].profile is not None


def test_a_profile_is_asked_for_once_and_read_whole(office):
    office.slack.users["U0001"] = {
        "id": "U0001",
        "team_id": "T0777",
        "tz": "Europe/Paris",
        "is_admin": True,
        "profile": {"display_name": "Inès", "real_name": "Inès Caron", "email": "ines@laurier.test"},
    }
    office.command("help")
    office.command("help")
    profile = office.desk.requests[1].profile
    assert profile == Profile("Inès Caron", None, "Europe/Paris", "ines@laurier.test", "T0777", is_admin=True)
    assert len(office.slack.of("users.info")) == 1
    assert office.slack.of("users.info")[0] == {"user": "U0001", "include_locale": "1"}


@pytest.mark.parametrize("trouble", ["user_not_found", "slow", "dropped", "500", "429:30"])
def test_without_a_profile_the_person_is_answered_all_the_same(office, trouble):
    office.slack.faults["users.info"] = [trouble, trouble]
    assert office.command("help").json["text"] == "Understood."
    assert office.desk.requests[0].profile is None


def test_stopping_waits_for_what_was_begun():
    with Office(patience=0.1) as office:
        office.desk.holds = threading.Event()
        office.desk.says = Reply("Ticket #42 is open.")
        office.command("open Printer")
        stopping = office.begin(office.app.stop())
        time.sleep(0.2)
        assert not stopping.done()
        office.desk.holds.set()
        stopping.result(10)
        assert [said["text"] for said in office.slack.responses] == ["Ticket #42 is open."]
        office.run(office._start_again())


def test_the_sdk_logs_no_requests(office, caplog):
    caplog.set_level(logging.DEBUG)
    office.command("open the safe 1234")
    assert "1234" not in caplog.text
    assert TOKEN not in caplog.text
    assert quiet.level == logging.ERROR


def test_what_was_seen_is_forgotten_after_a_while_and_never_fills_memory():
    now = [0.0]
    seen = Recent(lambda: now[0], seconds=10, most=3)
    assert [seen.is_new(name) for name in "aab"] == [True, False, True]
    now[0] = 11.0
    assert seen.is_new("a")
    assert [seen.is_new(name) for name in "cdef"] == [True] * 4
    assert len(seen._seen) <= 3


def test_the_newest_change_of_a_form_is_known_and_memory_is_bounded():
    newest = Newest(most=2)
    for form in ("a", "b", "c"):
        newest.note(form, "first")
    newest.note("c", "second")
    assert [newest.is_newest("c", act) for act in ("first", "second")] == [False, True]
    assert newest.is_newest("a", "anything")
    assert len(newest._acts) <= 2


def test_a_proxy_for_the_outside_is_not_asked_about_this_machine(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with Office() as office:
        office.click("why 42")
        office.until(lambda: office.slack.responses)
        assert office.desk.requests[0].profile is not None
