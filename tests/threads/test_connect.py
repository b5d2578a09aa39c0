"""A channel that another organisation shares, over the workspace: Luc is the hotel's own, Eve of a third one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.requests import Actor
from policy.facts import Role
from tests.threads.village import AWAY, DESK, HOME, IDS, LAURIER, Village, village


@pytest.fixture
def v() -> Iterator[Village]:
    with village() as found:
        yield found


def role_of(v: Village, who: str) -> Role | None:
    with v.house.database.reading() as uow:
        standing = uow.people.standing(Actor("slack", HOME, IDS[who]))
        return standing[0].membership.role if standing else None


def sent(v: Village, kind: str) -> list[dict]:
    return [each for each in v.workspace.world.sent_events if each["event"].get("type") == kind]


def test_a_person_of_another_workspace_becomes_a_colleague_where_an_account_is_met(v: Village) -> None:
    assert "Luc" not in v.stands(DESK)
    assert "first response" in v.slash("luc", LAURIER, "when")
    assert role_of(v, "luc") is Role.COLLEAGUE


def test_what_a_stranger_writes_in_a_thread_reaches_the_desk_under_their_name(v: Village) -> None:
    v.opens("nadia", LAURIER, "Kiosk frozen")
    thread = v.card("luc", LAURIER)["ts"]
    message = v.say("luc", LAURIER, "It shows E4", thread)
    v.edit("luc", message, "It shows E5")
    assert v.thread("ines", DESK)[-1] == "Luc, Hôtel Laurier, wrote:\nIt shows E5\nedited at 08:00"
    v.delete("luc", message)
    assert v.thread("ines", DESK)[-1] == "Luc’s message was deleted where it was written, at 08:00."


def test_an_insider_without_membership_is_nobody_there(v: Village) -> None:
    v.opens("nadia", LAURIER, "Kiosk frozen")
    v.say("zoe", LAURIER, "I was here", v.card("zoe", LAURIER)["ts"])
    assert role_of(v, "zoe") is None
    assert "I was here" not in v.stands(DESK)


def test_once_an_organisation_is_named_only_its_people_are_colleagues(v: Village) -> None:
    told = v.slash("sara", LAURIER, f"setup organisation <@{IDS['luc']}> Hôtel Laurier")
    assert "People of Luc’s organisation are colleagues of Hôtel Laurier in its places." in told
    v.slash("luc", LAURIER, "when")
    said = v.slash("eve", LAURIER, "when")
    assert (role_of(v, "luc"), role_of(v, "eve")) == (Role.COLLEAGUE, None)
    assert "Sara" in said


def test_an_organisation_that_is_another_accounts_is_nobody_here(v: Village) -> None:
    v.slash("sara", LAURIER, f"setup organisation <@{IDS['luc']}> Atelier Roy")
    v.slash("luc", LAURIER, "when")
    v.slash("eve", LAURIER, "when")
    assert (role_of(v, "luc"), role_of(v, "eve")) == (None, Role.COLLEAGUE)


def test_somebody_of_this_workspace_names_no_other_organisation(v: Village) -> None:
    told = v.slash("sara", LAURIER, f"setup organisation <@{IDS['tom']}> Hôtel Laurier")
    assert told.startswith("Tom is of this workspace")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("configurer organisation <@U0LUC> Hôtel Laurier", "l’organisation de Luc sont ses collègues"),
        ("configurar organización <@U0LUC> Hôtel Laurier", "la organización de Luc son sus colegas"),
    ],
)
def test_it_is_set_up_in_each_language(v: Village, words: str, said: str) -> None:
    v.slash("sara", DESK, "language " + ("fr" if "configurer" in words else "es"))
    assert said in v.slash("sara", LAURIER, words)


def test_an_admin_from_outside_sets_nothing_up_here(v: Village) -> None:
    said = v.slash("luc", LAURIER, "setup channel desk")
    assert "admins" in said


def test_somebody_without_a_locale_is_answered_in_the_language_of_the_threads_requester(v: Village) -> None:
    """Slack gives no locale of a person of another workspace."""
    v.slash("nadia", LAURIER, "langue fr")
    v.opens("nadia", LAURIER, "Kiosk frozen")
    bot = v.workspace.world.teams[HOME].bot_user
    v.say("luc", LAURIER, f"<@{bot}> why", v.card("luc", LAURIER)["ts"])
    driver = v.driver("luc")
    assert "réponse" in "\n".join(driver.read(m) for m in driver.private(LAURIER))


def test_events_of_a_shared_channel_say_so_and_whose_message_it_is(v: Village) -> None:
    """Documented: `is_ext_shared_channel`, `context_team_id`, `authorizations`, `user_team`, `source_team`."""
    v.say("luc", LAURIER, "hello")
    [body] = [each for each in sent(v, "message") if each["event"].get("text") == "hello"]
    assert (body["is_ext_shared_channel"], body["context_team_id"]) == (True, HOME)
    assert body["authorizations"][0]["team_id"] == HOME
    event = body["event"]
    assert (event["team"], event["user_team"], event["source_team"]) == (AWAY, AWAY, AWAY)


def test_events_of_an_unshared_channel_name_no_other_team(v: Village) -> None:
    v.say("ines", DESK, "hello")
    [body] = [each for each in sent(v, "message") if each["event"].get("text") == "hello"]
    assert body["is_ext_shared_channel"] is False
    assert "user_team" not in body["event"]


def test_the_profile_of_a_stranger_has_neither_locale_nor_address(v: Village) -> None:
    """Documented: `users.info` of somebody else's member has `is_stranger`, and their own `team_id`."""
    v.slash("luc", LAURIER, "when")
    with v.house.database.reading() as uow:
        person = uow.people.by_actor(Actor("slack", HOME, IDS["luc"]))
        assert (person.name, person.language, person.email) == ("Luc", None, None)


def test_a_strangers_first_word_is_kept_though_slack_tells_nothing_of_them(v: Village) -> None:
    v.opens("nadia", LAURIER, "Kiosk frozen")
    v.workspace.faults.add("users.info", "server_error", times=20)
    v.say("luc", LAURIER, "It shows E4", v.card("luc", LAURIER)["ts"])
    assert any("It shows E4" in said for said in v.thread("ines", DESK))
