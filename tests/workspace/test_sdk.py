"""Slack's own client library against the Web API of the workspace: a second opinion on its forms."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


async def test_slacks_own_client_posts_reads_back_and_updates(stage):
    client = AsyncWebClient(token=stage.token, base_url=stage.workspace.api_url, session=stage.session)
    me = await client.auth_test()
    assert (me["user_id"], me["team_id"], me["bot_id"][0]) == (stage.bot, "T_BOREAL", "B")

    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Subject*"}, "block_id": "subject"}]
    metadata = {"event_type": "outbox", "event_payload": {"key": "42/first"}}
    card = await client.chat_postMessage(channel="C_HELP", text="Card", blocks=blocks, metadata=metadata)
    reply = await client.chat_postMessage(channel="C_HELP", text="Reply", thread_ts=card["ts"])

    found = await client.conversations_replies(channel="C_HELP", ts=card["ts"], include_all_metadata=True)
    assert [(m["ts"], m["text"], m.get("metadata")) for m in found["messages"]] == [
        (card["ts"], "Card", metadata),
        (reply["ts"], "Reply", None),
    ]
    assert found["messages"][0]["blocks"] == blocks
    assert found["messages"][0]["reply_count"] == 1

    await client.chat_update(channel="C_HELP", ts=card["ts"], text="Card, edited")
    history = await client.conversations_history(channel="C_HELP", include_all_metadata=True)
    assert [(m["text"], m["blocks"], m["metadata"]) for m in history["messages"]] == [
        ("Card, edited", blocks, metadata)
    ]

    person = await client.users_info(user="U_NADIA", include_locale=True)
    assert (person["user"]["locale"], person["user"]["tz"], person["user"]["tz_offset"]) == (
        "fr-CA",
        "America/Toronto",
        -14400,
    )

    direct = await client.conversations_open(users="U_NADIA")
    await client.chat_postMessage(channel=direct["channel"]["id"], text="Hello Nadia")
    assert [m["text"] for m in stage.nadia.messages("@app")] == ["Hello Nadia"]

    await client.chat_postEphemeral(channel="C_HELP", user="U_TOM", text="Only Tom")
    assert [m["text"] for m in stage.tom.private("#help")] == ["Only Tom"]

    members = await client.conversations_members(channel="C_HELP", limit=2)
    assert members["members"] == ["U_NADIA", "U_TOM"]
    more = await client.conversations_members(
        channel="C_HELP", cursor=members["response_metadata"]["next_cursor"]
    )
    assert more["members"] == ["U_INES", stage.bot]

    await client.chat_delete(channel="C_HELP", ts=reply["ts"])
    assert len((await client.conversations_replies(channel="C_HELP", ts=card["ts"]))["messages"]) == 1


async def test_slacks_own_client_raises_slacks_own_errors(stage):
    client = AsyncWebClient(token=stage.token, base_url=stage.workspace.api_url, session=stage.session)
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C_NOWHERE", text="x")
    assert refused.value.response.data == {"ok": False, "error": "channel_not_found"}
