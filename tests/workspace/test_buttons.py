"""Buttons and selects in messages, and answers by response URL."""

CARD = [
    {"type": "section", "block_id": "what", "text": {"type": "mrkdwn", "text": "*Meter blocked* for <@U_NADIA>"}},
    {
        "type": "actions",
        "block_id": "do",
        "elements": [
            {"type": "button", "action_id": "claim", "value": "claim 42", "text": {"type": "plain_text", "text": "Claim"}, "style": "primary"},
            {"type": "overflow", "action_id": "more", "options": [
                {"text": {"type": "plain_text", "text": "Assign"}, "value": "assign 42"},
                {"text": {"type": "plain_text", "text": "Snooze"}, "value": "snooze 42"},
            ]},
        ],
    },
]  # fmt: skip


async def posted(stage, **more):
    sent = await stage.api("chat.postMessage", channel="C_HELP", text="Card", blocks=CARD, **more)
    return next(m for m in stage.ines.thread("#help", sent["ts"]) if m["ts"] == sent["ts"])


async def test_a_click_says_who_what_and_where(stage):
    card = await posted(stage)
    assert stage.ines.read(card) == "Meter blocked for @Nadia Roy\n[Claim] [... Assign, Snooze]".replace(
        "Meter blocked", "*Meter blocked*"
    )
    await stage.ines.click(card, "Claim")
    clicked = stage.app.heard[-1]
    (action,) = clicked["actions"]
    assert (action.pop("action_ts"), action) == (
        f"{stage.wall():.6f}",
        {"action_id": "claim", "block_id": "do", "type": "button", "value": "claim 42", "style": "primary", "text": {"type": "plain_text", "text": "Claim"}},
    )  # fmt: skip
    assert clicked["user"] == {"id": "U_INES", "username": "ines", "name": "ines", "team_id": "T_BOREAL"}
    assert clicked["container"] == {
        "type": "message",
        "message_ts": card["ts"],
        "channel_id": "C_HELP",
        "is_ephemeral": False,
    }
    assert clicked["message"]["text"] == "Card"


async def test_an_overflow_gives_the_chosen_option(stage):
    await stage.ines.click(await posted(stage), "Snooze")
    assert stage.app.heard[-1]["actions"][0]["selected_option"]["value"] == "snooze 42"


async def test_a_button_in_a_private_message_can_replace_or_delete_it(stage):
    async def refuse(payload):
        return {"text": "Not for you", "blocks": CARD}

    async def replace(payload):
        async with stage.session.post(
            payload["response_url"], json={"replace_original": True, "text": "Sent to Nadia"}
        ) as answer:
            assert answer.status == 200

    stage.app.answers["/ticket"] = refuse
    stage.app.answers["block_actions"] = replace
    (private,) = await stage.tom.slash("#help", "/ticket", "open x")
    assert await stage.tom.click(private, "Claim") == []
    assert [(m["ts"], m["text"], m["blocks"]) for m in stage.tom.private("#help")] == [
        (private["ts"], "Sent to Nadia", [])
    ]
    clicked = stage.app.heard[-1]
    assert (clicked["container"]["is_ephemeral"], "message" in clicked) == (True, False)

    async with stage.session.post(clicked["response_url"], json={"delete_original": True}) as answer:
        assert answer.status == 200
    assert stage.tom.private("#help") == []


async def test_a_response_url_answers_privately_by_default_and_in_channel_if_asked(stage):
    card = await posted(stage)
    await stage.ines.click(card, "Claim")
    url = stage.app.heard[-1]["response_url"]
    for body in ({"text": "yours"}, {"text": "claimed", "response_type": "in_channel"}):
        async with stage.session.post(url, json=body) as answer:
            assert answer.status == 200
    assert [m["text"] for m in stage.ines.private("#help")] == ["yours"]
    assert [m["text"] for m in stage.tom.messages("#help")] == ["Card", "claimed"]


async def test_a_click_in_a_thread_names_the_thread(stage):
    parent = await stage.nadia.say("#help", "hello")
    reply = await posted(stage, thread_ts=parent["ts"])
    await stage.ines.click(reply, "Claim")
    assert stage.app.heard[-1]["container"]["thread_ts"] == parent["ts"]


async def test_an_update_without_blocks_keeps_them_and_an_empty_list_removes_them(stage):
    card = await posted(stage)
    await stage.api("chat.update", channel="C_HELP", ts=card["ts"], text="Still a card")
    assert len(stage.ines.messages("#help")[0]["blocks"]) == 2
    await stage.api("chat.update", channel="C_HELP", ts=card["ts"], text="No card", blocks=[])
    assert stage.ines.messages("#help")[0]["blocks"] == []
