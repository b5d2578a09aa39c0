"""What the app hears of a workspace's life, and how it is told again when it does not answer."""

import asyncio

from aiohttp import web


async def test_a_mention_in_a_channel_comes_as_mention_and_as_message(stage):
    said = await stage.nadia.say("#help", "@guichet show 42 & <more>")
    (mention,) = stage.app.events("app_mention")
    (message,) = stage.app.events("message")
    text = f"<@{stage.bot}> show 42 &amp; &lt;more&gt;"
    assert (mention["text"], mention["user"], mention["ts"], mention["channel"]) == (
        text,
        "U_NADIA",
        said["ts"],
        "C_HELP",
    )
    assert (message["text"], message["channel_type"]) == (text, "channel")
    assert message["blocks"] == [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "user", "user_id": stage.bot},
                        {"type": "text", "text": " show 42 & <more>"},
                    ],
                }
            ],
        }
    ]
    ids = {h["event_id"] for h in stage.app.heard}
    assert len(ids) == 2


async def test_the_app_hears_nothing_where_it_is_not(stage):
    await stage.tom.say("#lounge", "@guichet hello")
    await stage.tom.say("#secret", "hello")
    assert stage.app.heard == []
    assert [m["text"] for m in stage.tom.private("#lounge")] == [
        "@guichet is not in this channel. Type /invite @guichet to add it."
    ]


async def test_private_channels_and_direct_chats_have_their_own_kinds(stage):
    await stage.ines.say("#desk", "internal")
    await stage.nadia.say("@app", "list")
    assert [(e["text"], e["channel_type"]) for e in stage.app.events("message")] == [
        ("internal", "group"),
        ("list", "im"),
    ]


async def test_a_reply_an_edit_and_a_deletion_are_told(stage):
    parent = await stage.nadia.say("#help", "one")
    reply = await stage.nadia.say("#help", "two", thread_ts=parent["ts"])
    await stage.nadia.edit(reply, "three")
    await stage.nadia.delete(reply)
    _, second, changed, deleted = stage.app.events("message")
    assert (second["thread_ts"], second["parent_user_id"]) == (parent["ts"], "U_NADIA")
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "three",
        "two",
    )
    assert changed["message"]["edited"]["user"] == "U_NADIA"
    assert (deleted["subtype"], deleted["deleted_ts"], deleted["previous_message"]["text"]) == (
        "message_deleted",
        reply["ts"],
        "three",
    )


async def test_the_app_hears_its_own_posts_with_its_bot_id(stage):
    await stage.api("chat.postMessage", channel="C_HELP", text="card")
    await stage.workspace.settle()
    (own,) = stage.app.events("message")
    assert own["bot_id"] == stage.workspace.install("T_BOREAL").bot_id


async def test_private_words_are_told_to_nobody(stage):
    await stage.api("chat.postEphemeral", channel="C_HELP", user="U_TOM", text="psst")
    await stage.workspace.settle()
    assert stage.app.heard == []


async def test_an_event_that_fails_comes_again_with_its_number(stage):
    await stage.restart(event_retries=(0.0, 0.01, 0.01))
    fails = [500, 500, 500, 500]

    async def fail(payload):
        return web.Response(status=fails.pop())

    stage.app.answers["message"] = fail
    await stage.nadia.say("#help", "hello")
    await stage.nadia.wait_for(lambda: not fails or nudge(stage))
    sent = [
        (h["event_id"], d.get("X-Slack-Retry-Num"), d.get("X-Slack-Retry-Reason"))
        for h, d in zip(stage.app.heard, stage.app.headers, strict=True)
    ]
    first = sent[0][0]
    assert sent == [
        (first, None, None),
        (first, "1", "http_error"),
        (first, "2", "http_error"),
        (first, "3", "http_error"),
    ]


async def test_the_apps_address_is_verified_by_its_echo_of_a_challenge(stage):
    assert await stage.workspace.verify() is False

    async def echo(payload):
        return payload["challenge"]

    stage.app.answers["url_verification"] = echo
    assert await stage.workspace.verify() is True


async def test_an_event_can_come_twice_though_it_was_acknowledged(stage):
    await stage.nadia.say("#help", "hello")
    stage.workspace.redeliver(stage.app.heard[0]["event_id"])
    await stage.workspace.settle()
    assert [h["event_id"] for h in stage.app.heard] == [stage.app.heard[0]["event_id"]] * 2


def nudge(stage):
    """Lets a wait look again soon: retries change nothing that the workspace shows."""
    asyncio.get_running_loop().call_later(0.01, stage.workspace.world.hub.wake)
