"""Channels shared by Slack Connect: payloads that name two workspaces, and people of whom Slack tells little."""

from __future__ import annotations

from bot.requests import Profile

from .office import Office

AWAY = "T0009"
SAID = {
    "type": "message",
    "user": "U0009",
    "channel": "C0001",
    "ts": "200.2",
    "thread_ts": "200.1",
    "text": "hello",
    "team": AWAY,
    "user_team": AWAY,
    "source_team": AWAY,
}


def stranger(**more):
    """`users.info` of somebody else's member: `is_stranger`, and neither locale nor e-mail address."""
    held = {"id": "U0009", "team_id": AWAY, "is_stranger": True, "profile": {"real_name": "Luc"}}
    return held | more


def test_an_events_tenant_is_the_workspace_that_authorizations_name(office):
    """`team_id` may be the other workspace's; `authorizations` names the one that installed the app."""
    office.slack.users["U0009"] = stranger()
    office.event(SAID, team_id=AWAY, is_ext_shared_channel=True, context_team_id="T0001")
    [request] = office.desk.requests
    assert (request.actor.tenant, request.place.tenant) == ("T0001", "T0001")


def test_a_stranger_is_known_by_name_and_home_alone(office):
    office.slack.users["U0009"] = stranger()
    office.event(SAID, is_ext_shared_channel=True)
    assert office.desk.requests[0].profile == Profile("Luc", home_tenant=AWAY)


def test_where_users_info_names_no_team_the_profiles_team_is_theirs(office):
    held = stranger(profile={"real_name": "Luc", "team": AWAY})
    del held["team_id"]
    office.slack.users["U0009"] = held
    office.event(SAID, is_ext_shared_channel=True)
    assert office.desk.requests[0].profile.home_tenant == AWAY


def test_where_slack_tells_nothing_of_a_stranger_the_message_says_where_they_are_from(office):
    office.slack.faults["users.info"] = ["error:user_not_visible"]
    office.event(SAID, is_ext_shared_channel=True)
    assert office.desk.requests[0].profile == Profile("", home_tenant=AWAY)


def test_an_edit_by_a_stranger_says_where_they_are_from(office):
    office.slack.faults["users.info"] = ["error:user_not_visible"]
    event = {"type": "message", "subtype": "message_changed", "channel": "C0001", "event_ts": "200.6"}
    after = SAID | {"text": "hello all", "edited": {"user": "U0009", "ts": "200.5"}}
    office.event(event | {"message": after, "previous_message": SAID}, is_ext_shared_channel=True)
    assert office.desk.requests[0].profile.home_tenant == AWAY


def test_a_click_by_a_stranger_is_of_the_workspace_whose_token_serves_it(office):
    """`team` in the payload may be the clicker's own; their ids are valid in ours."""
    office.slack.users["U0009"] = stranger()
    office.click("why 42", team={"id": AWAY}, user={"id": "U0009", "team_id": AWAY})
    [request] = office.desk.requests
    assert (request.actor.tenant, request.profile.home_tenant) == ("T0001", AWAY)


def test_a_click_tells_where_its_person_is_from_where_slack_does_not():
    with Office() as office:
        office.slack.faults["users.info"] = ["error:user_not_visible"]
        office.click("why 42", user={"id": "U0009", "team_id": AWAY})
        assert office.desk.requests[0].profile == Profile("", home_tenant=AWAY)


def test_a_form_of_a_stranger_is_of_the_installation_that_opened_it(office):
    """`view.app_installed_team_id` says so where the form was opened from a shared channel."""
    office.slack.users["U0009"] = stranger()
    view = {
        "type": "modal",
        "callback_id": "guichet.form",
        "private_metadata": "",
        "app_installed_team_id": "T0001",
    }
    office.submit(view, {}, team={"id": AWAY}, user={"id": "U0009", "team_id": AWAY})
    assert office.desk.requests[0].actor.tenant == "T0001"
