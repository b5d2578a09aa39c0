"""Slash commands: what the app gets, and what the person sees of its answer."""

import asyncio

import pytest
from aiohttp import web

from adapters.workspace.errors import PageError


async def test_a_command_reaches_the_app_as_the_documented_form(stage):
    await stage.nadia.slash("#help", "/ticket", "open Printer <on> fire & @tom in #help")

    sent = stage.app.heard[0]
    assert sent.pop("trigger_id")
    assert sent.pop("response_url").startswith(f"{stage.workspace.url}/actions/T_BOREAL/")
    assert sent == {
        "token": stage.workspace.world.link.token,
        "team_id": "T_BOREAL",
        "team_domain": "t-boreal",
        "channel_id": "C_HELP",
        "channel_name": "help",
        "user_id": "U_NADIA",
        "user_name": "nadia",
        "command": "/ticket",
        "text": "open Printer &lt;on&gt; fire &amp; <@U_TOM|tom> in <#C_HELP|help>",
        "api_app_id": stage.workspace.world.app_id,
        "is_enterprise_install": "false",
    }


async def test_an_acknowledgement_with_text_is_seen_by_the_person_alone(stage):
    stage.app.answers["/ticket"] = said("Ticket #42 is *open*.")

    seen = await stage.nadia.slash("#help", "/ticket", "open x")

    assert [(m["text"], m["ephemeral"], m["user"]) for m in seen] == [
        ("Ticket #42 is *open*.", True, stage.bot)
    ]
    assert stage.nadia.messages("#help") == []
    assert stage.tom.private("#help") == []
    assert [m["text"] for m in (await stage.get("/page/channel/C_HELP", user="U_NADIA"))["messages"]] == [
        "Ticket #42 is *open*."
    ]
    assert (await stage.get("/page/channel/C_HELP", user="U_TOM"))["messages"] == []


async def test_an_acknowledgement_in_channel_is_seen_by_all(stage):
    stage.app.answers["/ticket"] = said({"response_type": "in_channel", "text": "Hello all"})
    assert await stage.nadia.slash("#help", "/ticket", "hello") == []
    assert [m["text"] for m in stage.tom.messages("#help")] == ["Hello all"]


async def test_an_empty_acknowledgement_shows_nothing(stage):
    assert await stage.nadia.slash("#help", "/ticket", "open") == []


async def test_an_app_that_is_silent_for_three_seconds_has_failed(stage):
    async def sleep(payload):
        await asyncio.sleep(0.3)

    await stage.restart(patience=0.05)
    stage.app.answers["/ticket"] = sleep
    seen = await stage.nadia.slash("#help", "/ticket", "open")
    assert [(m["username"], m["text"]) for m in seen] == [
        ("Slackbot", "/ticket failed because the app did not respond (operation_timeout)")
    ]


async def test_an_app_that_answers_an_error_has_failed(stage):
    stage.app.answers["/ticket"] = said(web.Response(status=500, text="oops"))
    seen = await stage.nadia.slash("#help", "/ticket", "open")
    assert [m["text"] for m in seen] == ['/ticket failed with the error "http_service_error"']


async def test_an_app_that_is_not_there_has_failed(stage):
    await stage.app.stop()
    seen = await stage.nadia.slash("#help", "/ticket", "open")
    assert [m["text"] for m in seen] == ['/ticket failed with the error "dispatch_failed"']


async def test_blocks_beyond_slacks_limits_fail_in_an_acknowledgement_too(stage):
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    stage.app.answers["/ticket"] = said({"text": "x", "blocks": [long]})
    seen = await stage.nadia.slash("#help", "/ticket", "open")
    assert [m["text"] for m in seen] == ['/ticket failed with the error "invalid_blocks"']


async def test_the_response_url_answers_five_times_within_thirty_minutes(stage):
    await stage.nadia.slash("#help", "/ticket", "open")
    url = stage.app.heard[0]["response_url"]

    async def answer(text):
        async with stage.session.post(url, json={"text": text}) as reply:
            return reply.status

    assert [await answer(f"note {n}") for n in range(6)] == [200] * 5 + [404]
    assert [m["text"] for m in stage.nadia.private("#help")] == [f"note {n}" for n in range(5)]

    await stage.nadia.slash("#help", "/ticket", "open")
    url = stage.app.heard[1]["response_url"]
    stage.wall.seconds += 30 * 60 + 1
    assert await answer("late") == 404


async def test_invite_brings_the_app_into_a_channel_and_tells_it(stage):
    await stage.tom.slash("#lounge", "/invite", "@guichet")
    joined = stage.app.events("member_joined_channel")
    assert [(e["user"], e["channel"], e["inviter"]) for e in joined] == [(stage.bot, "C_LOUNGE", "U_TOM")]


async def test_nobody_commands_in_a_channel_they_are_not_in(stage):
    with pytest.raises(PageError, match=r"You are not in #lounge\. Type /join first\."):
        await stage.ines.slash("#lounge", "/ticket", "open")
    assert stage.app.heard == []


def said(answer):
    async def give(payload):
        return answer

    return give
