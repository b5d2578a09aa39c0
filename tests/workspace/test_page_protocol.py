"""The page's own protocol: what it reads, does and watches, and whom it does not serve."""

import asyncio
import json
from datetime import UTC, datetime

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)


class Watch:
    """One open page's stream of events."""

    def __init__(self, stage, user):
        self._stage, self._user = stage, user

    async def __aenter__(self):
        url = f"{self._stage.workspace.url}/page/events"
        self._answer = await self._stage.session.get(url, params={"team": "T_BOREAL", "user": self._user})
        assert await self._answer.content.readline() == b": open\n"
        return self

    async def __aexit__(self, *exc):
        self._answer.close()

    async def next(self, count):
        events = []
        async with asyncio.timeout(3):
            while len(events) < count:
                line = await self._answer.content.readline()
                if line.startswith(b"data: "):
                    events.append(json.loads(line[6:]))
        return events


async def test_the_state_holds_what_the_page_shows_around_a_conversation(stage):
    await stage.nadia.say("#help", "hello")
    state = await stage.get("/page/state", team="T_BOREAL", user="U_TOM")
    assert (state["team"], state["me"]["real_name"]) == ({"id": "T_BOREAL", "name": "Boréal"}, "Tom Hébert")
    assert [(c["name"], c["kind"], c["private"], c["unread"], c["member"]) for c in state["channels"]] == [
        ("help", "channel", False, 1, True),
        ("lounge", "channel", False, 0, True),
        ("secret", "channel", True, 0, True),
        ("guichet", "app", True, 0, True),
    ]
    assert state["commands"] == [
        {
            "command": "/ticket",
            "hint": "open, show",
            "description": "Tickets",
            "verbs": [
                {
                    "verb": "open",
                    "usage": "open SUBJECT",
                    "example": "open (en-US)",
                    "summary": "Open a ticket",
                }
            ],
        }
    ]
    assert state["shortcuts"] == [
        {"type": "message", "name": "Open a ticket", "callback_id": "open_from_message"},
        {"type": "global", "name": "New ticket", "callback_id": "new_ticket"},
    ]
    assert [u["id"] for u in state["users"]] == ["U_NADIA", "U_TOM", "U_INES", stage.bot]


async def test_without_a_name_the_first_person_of_the_first_team_looks(stage):
    assert (await stage.get("/page/state"))["me"]["id"] == "U_NADIA"
    assert (await stage.get("/page/state", user="U_NOBODY"))[
        "error"
    ] == "There is no such person in this team."


async def test_reading_a_channel_clears_its_count(stage):
    await stage.nadia.say("#help", "hello")
    assert await stage.post("read", user="U_TOM", channel="C_HELP") == (200, {"ok": True})
    state = await stage.get("/page/state", user="U_TOM")
    assert {c["name"]: c["unread"] for c in state["channels"]}["help"] == 0


async def test_replies_count_as_unread_only_for_those_they_concern(stage):
    parent = await stage.nadia.say("#help", "hello")
    for driver in (stage.tom, stage.ines, stage.nadia):
        await stage.post("read", user=driver.user, channel="C_HELP")
    await stage.ines.say("#help", "an answer", thread_ts=parent["ts"])
    unread = {}
    for user in ("U_NADIA", "U_TOM"):
        state = await stage.get("/page/state", user=user)
        unread[user] = {c["name"]: c["unread"] for c in state["channels"]}["help"]
    assert unread == {"U_NADIA": 1, "U_TOM": 0}


async def test_what_one_says_another_sees_at_once(stage):
    async with Watch(stage, "U_TOM") as tom, Watch(stage, "U_INES") as ines:
        status, said = await stage.post("say", channel="C_HELP", text="hello @tom")
        message, unread = await tom.next(2)
        assert (status, said["message"]["text"]) == (200, "hello <@U_TOM>")
        assert message == {"type": "message", "channel": "C_HELP", "message": said["message"]}
        assert unread == {"type": "unread", "channel": "C_HELP", "unread": 1}
        await stage.post("say", channel="C_HELP", text="in thread", thread_ts=said["message"]["ts"])
        reply, parent = (await ines.next(4))[2:]
        assert (reply["message"]["thread_ts"], parent["type"], parent["message"]["reply_count"]) == (
            said["message"]["ts"], "message_changed", 1
        )  # fmt: skip


async def test_private_messages_and_forms_appear_to_their_person_only(stage):
    async def answer(payload):
        await stage.api("views.open", trigger_id=payload["trigger_id"], view=MODAL)
        return {"text": "psst"}

    stage.app.answers["/ticket"] = answer
    async with Watch(stage, "U_NADIA") as nadia, Watch(stage, "U_TOM") as tom:
        assert await stage.post("command", channel="C_HELP", text="/ticket open") == (200, {"ok": True})
        opened, private = await nadia.next(2)
        await stage.post("say", channel="C_HELP", text="hello", user="U_INES")
        assert [e["type"] for e in await tom.next(1)] == ["message"]
    view = opened["view"]
    assert (opened["type"], view["title"]["text"]) == ("view_opened", "A form")
    assert (private["type"], private["message"]["text"], private["message"]["ephemeral"]) == (
        "ephemeral",
        "psst",
        True,
    )
    assert await stage.post("view/submit", user="U_TOM", view_id=view["id"], state={}) == (
        404, {"ok": False, "error": "This form is closed."}
    )  # fmt: skip
    assert (await stage.post("view/submit", view_id=view["id"], state={}))[1] == {
        "ok": False,
        "errors": {"s": "Please complete this required field."},
        "error": "Some fields need attention.",
    }
    state = {"s": {"t": {"type": "plain_text_input", "value": "Meter"}}}
    assert await stage.post("view/submit", view_id=view["id"], state=state) == (200, {"ok": True})


async def test_a_click_that_the_app_does_not_answer_is_said(stage):
    blocks = [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]
    card = await stage.api("chat.postMessage", channel="C_HELP", text="card", blocks=blocks)
    click = {
        "channel": "C_HELP",
        "ts": card["ts"],
        "block_id": "b",
        "action_id": "go",
        "type": "button",
        "value": "1",
    }
    assert await stage.post("action", **click) == (200, {"ok": True})
    assert stage.app.heard[-1]["actions"][0]["action_id"] == "go"
    await stage.app.stop()
    assert await stage.post("action", **click) == (
        424,
        {"ok": False, "error": "The app did not respond in time."},
    )


async def test_the_clock_moves_ahead_only_and_tells_every_page(stage):
    async with Watch(stage, "U_TOM") as tom:
        status, bar = await stage.post("clock", channel="C_HELP", minutes=15)
        assert (status, bar["time"], bar["city"]) == (200, "2026-07-02T08:15:00-04:00", "Toronto")
        assert (await tom.next(1))[0]["clock"]["time"] == "2026-07-02T08:15:00-04:00"
    assert await stage.post("clock", to="2026-07-02T08:00:00-04:00") == (
        400,
        {"ok": False, "error": "Time only moves ahead."},
    )
    assert (await stage.post("clock", to="next_event"))[1]["error"] == "Nothing is due."
    assert (await stage.post("clock", to="soon"))[1]["error"] == "soon is not a time in ISO 8601."
    assert (await stage.post("clock"))[1][
        "error"
    ] == "Say how far to move: minutes, next_opening, next_event or a time."
    assert (await stage.get("/page/clock", user="U_TOM"))["time"] == "2026-07-02T08:15:00-04:00"
    said = await stage.nadia.say("#help", "later")
    assert said["ts"] == "1782994500.000000"


async def test_nobody_acts_in_channels_they_are_not_in(stage):
    assert (await stage.post("say", channel="G_SECRET", text="x"))[1][
        "error"
    ] == "You are not in this channel."
    assert (await stage.post("say", channel="C_LOUNGE", text="x", user="U_INES"))[1][
        "error"
    ] == "You are not in #lounge. Type /join first."
    assert (await stage.get("/page/channel/G_SECRET", user="U_NADIA"))[
        "error"
    ] == "You are not in this channel."
    theirs = await stage.tom.say("#help", "mine")
    assert (await stage.post("edit", channel="C_HELP", ts=theirs["ts"], text="x"))[1][
        "error"
    ] == "Only its author can change a message."
    assert (await stage.post("command", channel="C_HELP", text="/unknown"))[1][
        "error"
    ] == "/unknown is not a command of this workspace."


async def test_other_hosts_and_plain_forms_are_refused(stage):
    url = stage.workspace.url
    async with stage.session.get(f"{url}/page/state", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403
    async with stage.session.post(
        f"{url}/page/say", data='{"text": "x"}', headers={"Content-Type": "text/plain"}
    ) as answer:
        assert answer.status == 415
    async with stage.session.get(f"{url}/page/static/..%2Fserver.py") as answer:
        assert answer.status == 404


async def test_the_page_itself_may_load_nothing_from_elsewhere(stage):
    async with stage.session.get(stage.workspace.url) as answer:
        assert answer.status == 200
        assert "default-src 'none'; script-src 'self'" in answer.headers["Content-Security-Policy"]


BUTTON = {"type": "button", "action_id": "go", "value": "1", "text": {"type": "plain_text", "text": "Go"}}
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "s",
            "label": {"type": "plain_text", "text": "Subject"},
            "element": {"type": "plain_text_input", "action_id": "t"},
        }
    ],
}
