"""The Web API's refusals, in Slack's own words, and how it pages through messages."""

from dataclasses import replace

import pytest

PARENT = {"text": "parent"}


async def test_each_refusal_has_slacks_own_word(stage):
    posted = await stage.api("chat.postMessage", channel="C_HELP", text="mine")
    said = await stage.nadia.say("#help", "hers")
    cases = [
        ("chat.postMessage", {"channel": "C_NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C_LOUNGE", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "G_SECRET", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C_HELP"}, "no_text"),
        ("chat.postMessage", {"channel": "C_HELP", "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "C_HELP", "text": "x", "thread_ts": "1.0"}, "thread_not_found"),
        ("chat.postMessage", {"channel": "C_HELP", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "C_HELP", "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ("chat.update", {"channel": "C_HELP", "ts": said["ts"], "text": "x"}, "cant_update_message"),
        ("chat.update", {"channel": "C_HELP", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("chat.update", {"channel": "C_HELP", "ts": posted["ts"], "text": "x" * 4_001}, "msg_too_long"),
        ("chat.delete", {"channel": "C_HELP", "ts": said["ts"]}, "cant_delete_message"),
        ("chat.postEphemeral", {"channel": "C_HELP", "user": "U_NOBODY", "text": "x"}, "user_not_in_channel"),
        ("conversations.history", {"channel": "C_LOUNGE"}, "not_in_channel"),
        ("conversations.history", {"channel": "C_HELP", "limit": 1000}, "invalid_limit"),
        ("conversations.history", {"channel": "C_HELP", "cursor": "?"}, "invalid_cursor"),
        ("conversations.replies", {"channel": "C_HELP", "ts": "1.0"}, "thread_not_found"),
        ("conversations.open", {"users": "U_NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U_TOM,U_NADIA"}, "missing_scope"),
        ("users.info", {"user": "U_NOBODY"}, "user_not_found"),
        ("views.open", {"trigger_id": "1.2.3", "view": MODAL}, "invalid_trigger_id"),
        ("views.update", {"view_id": "V1", "view": MODAL}, "not_found"),
        ("views.open", {"trigger_id": "1.2.3"}, "invalid_arguments"),
        ("reactions.add", {}, "unknown_method"),
    ]  # fmt: skip
    answers = [(method, given, (await stage.api(method, **given))["error"]) for method, given, _ in cases]
    assert answers == cases


async def test_a_call_needs_a_token_that_is_known(stage):
    assert (await stage.api("auth.test", token="xoxb-nobody"))["error"] == "invalid_auth"
    async with stage.session.post(stage.workspace.api_url + "auth.test") as answer:
        assert (await answer.json())["error"] == "not_authed"


async def test_a_method_beyond_the_granted_scopes_names_the_missing_one(stage):
    team = stage.workspace.world.teams["T_BOREAL"]
    granted = tuple(scope for scope in team.installation.scopes if scope != "im:write")
    team.installation = replace(team.installation, scopes=granted)
    answer = await stage.api("conversations.open", users="U_TOM")
    assert (answer["error"], answer["needed"], "chat:write" in answer["provided"]) == (
        "missing_scope",
        "im:write",
        True,
    )


async def test_an_archived_channel_takes_no_message(stage):
    await stage.nadia.slash("#help", "/archive")
    assert (await stage.api("chat.postMessage", channel="C_HELP", text="x"))["error"] == "is_archived"


async def test_arguments_come_as_query_form_or_json_alike(stage):
    url = stage.workspace.api_url + "users.info"
    headers = {"Authorization": f"Bearer {stage.token}"}
    async with stage.session.get(url, params={"user": "U_TOM"}, headers=headers) as answer:
        by_query = await answer.json()
    async with stage.session.post(url, data={"user": "U_TOM", "token": stage.token}) as answer:
        by_form = await answer.json()
    by_json = await stage.api("users.info", user="U_TOM")
    assert by_query == by_form == by_json
    assert by_json["user"]["real_name"] == "Tom Hébert"
    assert "locale" not in by_json["user"]


async def test_history_is_newest_first_and_pages_by_cursor(stage):
    for n in range(5):
        await stage.api("chat.postMessage", channel="C_HELP", text=f"m{n}")
    first = await stage.api("conversations.history", channel="C_HELP", limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await stage.api("conversations.history", channel="C_HELP", limit=3, cursor=cursor)
    assert [[m["text"] for m in page["messages"]] for page in (first, second)] == [
        ["m4", "m3"],
        ["m2", "m1", "m0"],
    ]
    assert [page["has_more"] for page in (first, second)] == [True, False]
    assert second["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize(("inclusive", "expected"), [(False, ["m2"]), (True, ["m3", "m2", "m1"])])
async def test_oldest_and_latest_exclude_themselves_unless_inclusive(stage, inclusive, expected):
    sent = [(await stage.api("chat.postMessage", channel="C_HELP", text=f"m{n}"))["ts"] for n in range(5)]
    found = await stage.api(
        "conversations.history", channel="C_HELP", oldest=sent[1], latest=sent[3], inclusive=inclusive
    )
    assert [m["text"] for m in found["messages"]] == expected


async def test_replies_stay_out_of_the_channel_unless_sent_there_too(stage):
    parent = await stage.api("chat.postMessage", channel="C_HELP", **PARENT)
    await stage.api("chat.postMessage", channel="C_HELP", text="quiet", thread_ts=parent["ts"])
    await stage.api(
        "chat.postMessage", channel="C_HELP", text="loud", thread_ts=parent["ts"], reply_broadcast=True
    )
    history = await stage.api("conversations.history", channel="C_HELP")
    assert [m["text"] for m in history["messages"]] == ["loud", "parent"]
    assert [m["text"] for m in stage.tom.thread("#help", parent["ts"])] == ["parent", "quiet", "loud"]


async def test_a_reply_to_a_reply_joins_the_same_thread(stage):
    parent = await stage.api("chat.postMessage", channel="C_HELP", **PARENT)
    reply = await stage.api("chat.postMessage", channel="C_HELP", text="one", thread_ts=parent["ts"])
    again = await stage.api("chat.postMessage", channel="C_HELP", text="two", thread_ts=reply["ts"])
    assert again["message"]["thread_ts"] == parent["ts"]


async def test_message_timestamps_follow_desk_time_and_never_repeat(stage):
    sent = [(await stage.api("chat.postMessage", channel="C_HELP", text="x"))["ts"] for _ in range(3)]
    assert sent == ["1782993600.000000", "1782993600.000001", "1782993600.000002"]


async def test_metadata_is_shown_only_where_asked(stage):
    metadata = {"event_type": "outbox", "event_payload": {"key": "k"}}
    await stage.api("chat.postMessage", channel="C_HELP", text="x", metadata=metadata)
    plain = await stage.api("conversations.history", channel="C_HELP")
    full = await stage.api("conversations.history", channel="C_HELP", include_all_metadata=True)
    assert [m.get("metadata") for m in (*plain["messages"], *full["messages"])] == [None, metadata]


async def test_a_deleted_parent_leaves_a_tombstone_over_its_replies(stage):
    parent = await stage.api("chat.postMessage", channel="C_HELP", **PARENT)
    await stage.api("chat.postMessage", channel="C_HELP", text="reply", thread_ts=parent["ts"])
    await stage.api("chat.delete", channel="C_HELP", ts=parent["ts"])
    shown = stage.tom.thread("#help", parent["ts"])
    assert [(m["text"], m["deleted"]) for m in shown] == [
        ("This message was deleted.", True),
        ("reply", False),
    ]


async def test_join_enters_public_channels_only(stage):
    await stage.api("conversations.join", channel="C_LOUNGE")
    assert (await stage.api("conversations.info", channel="C_LOUNGE"))["channel"]["is_member"] is True
    assert (await stage.api("conversations.join", channel="G_SECRET"))["error"] == "channel_not_found"


async def test_a_removed_apps_token_is_dead(stage):
    stage.workspace.uninstall("T_BOREAL")
    await stage.workspace.settle()
    # Slack documents account_inactive for the token of a bot that was removed, invalid_auth for one it never gave.
    assert (await stage.api("auth.test"))["error"] == "account_inactive"
    assert len(stage.app.events("app_uninstalled")) == 1


MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "A form"}, "blocks": []}
