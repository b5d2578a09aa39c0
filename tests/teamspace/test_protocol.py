"""The small Teams speaks as Teams does: tokens, refusals, threads, what it keeps, and its page's acts."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import jwt
from aiohttp import web

from adapters.teamspace.server import Teamspace
from adapters.teamspace.specs import ChannelSpec, CommandSpec, PersonSpec, TenantSpec

APP, SECRET, HELP = "app-1", "a secret", "19:help@thread.tacv2"
NADIA, TOM, SARA = "aad-nadia", "aad-tom", "aad-sara"
TENANT = TenantSpec(
    "tenant-1",
    "Laurier",
    (
        PersonSpec(NADIA, "Nadia Roy", email="nadia@laurier.example"),
        PersonSpec(TOM, "Tom Blais", locale="fr-CA"),
        PersonSpec(SARA, "Sara Lind"),
    ),
    (ChannelSpec(HELP, "help", (NADIA, TOM)),),
)
NOW = datetime(2026, 7, 1, 1, 10, tzinfo=UTC)
CARD = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Hello"}]}
Json = dict[str, Any]


@dataclass
class Meeting:
    """A Teamspace, a bot that writes down what it hears, and a client that can be the bot or the page."""

    space: Teamspace
    http: aiohttp.ClientSession
    heard: list[Json] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    answer: Json = field(default_factory=dict)
    """What the bot answers an invoke with."""

    async def hear(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        return web.json_response(self.answer)

    async def token(self, secret: str = SECRET) -> str:
        asked = {"client_id": APP, "client_secret": secret, "grant_type": "client_credentials"}
        url = f"{self.space.url}/tenant-1/oauth2/v2.0/token"
        async with self.http.post(url, data=asked) as answer:
            return str((await answer.json()).get("access_token", ""))

    async def call(self, method: str, path: str, body: Json | None = None) -> tuple[int, Json]:
        """The connector, as the bot calls it."""
        headers = {"Authorization": f"Bearer {await self.token()}"}
        async with self.http.request(
            method, f"{self.space.url}/v3/conversations{path}", json=body, headers=headers
        ) as answer:
            return answer.status, await answer.json()

    async def post(self, where: str = HELP, **more: object) -> tuple[int, Json]:
        held = {"type": "message", "attachments": [attached(CARD)], **more}
        return await self.call("POST", f"/{where}/activities", held)

    async def act(self, act: str, **given: object) -> Json:
        """The page, as a person's browser calls it."""
        async with self.http.post(f"{self.space.url}/page/{act}", json=given) as answer:
            return dict(await answer.json())

    async def attach(self, user: str, name: str, content: bytes) -> Json:
        """A file that a person's browser sends."""
        headers = {"Content-Type": "application/octet-stream"}
        url, query = f"{self.space.url}/page/attach", {"user": user, "name": name}
        async with self.http.post(url, params=query, data=content, headers=headers) as answer:
            return dict(await answer.json())

    async def seen(self, user: str, where: str = HELP) -> list[Json]:
        query = {"user": user, "conversation": where}
        async with self.http.get(f"{self.space.url}/page/messages", params=query) as answer:
            return list((await answer.json())["messages"])


def attached(card: Json) -> Json:
    return {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}


def met(
    story: Callable[[Meeting], Awaitable[None]], folder: Path | None = None, tenant: TenantSpec = TENANT
) -> None:
    """Play a story with a bot that has been installed; what installing told it is forgotten."""

    async def play() -> None:
        space = Teamspace(
            tenant,
            app_id=APP,
            secret=SECRET,
            now=lambda: NOW,
            wall=NOW.timestamp,
            folder=folder,
            commands=lambda locale: [CommandSpec("open", locale)],
            framed_by="http://127.0.0.1:8400",
        )
        async with aiohttp.ClientSession() as http:
            meeting = Meeting(space, http)
            bot = web.Application()
            bot.router.add_post("/api/messages", meeting.hear)
            runner = web.AppRunner(bot)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            await space.start()
            try:
                await space.connect(f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages")
                await story(meeting)
            finally:
                await space.stop()
                await runner.cleanup()

    asyncio.run(play())


def test_an_activity_carries_a_token_that_the_published_keys_prove():
    async def story(it: Meeting) -> None:
        await it.act("say", user=NADIA, conversation=HELP, text="@Guichet help")
        async with it.http.get(f"{it.space.url}/openid") as answer:
            found = await answer.json()
        async with it.http.get(found["jwks_uri"]) as answer:
            (key,) = (await answer.json())["keys"]
        proven = jwt.decode(
            it.tokens[-1],
            jwt.PyJWK(key).key,
            algorithms=["RS256"],
            audience=APP,
            options={"verify_exp": False, "verify_nbf": False},
        )
        assert (proven["iss"], proven["serviceurl"]) == (found["issuer"], it.space.url)
        assert key["endorsements"] == ["msteams"]
        assert proven["exp"] > NOW.timestamp()

    met(story)


def test_the_connector_refuses_whoever_has_no_token_of_the_login():
    async def story(it: Meeting) -> None:
        assert await it.token("another secret") == ""
        for headers in ({}, {"Authorization": "Bearer made-up"}):
            url = f"{it.space.url}/v3/conversations/{HELP}/activities"
            async with it.http.post(url, json={}, headers=headers) as answer:
                assert answer.status == 401
        assert await it.seen(NADIA) == []

    met(story)


def test_what_teams_would_not_take_is_refused_with_its_own_code():
    async def story(it: Meeting) -> None:
        odd = [attached(CARD | {"body": [{"type": "Marquee"}]})]
        late = [attached(CARD | {"version": "1.6"})]
        big = [attached(CARD | {"body": [{"type": "TextBlock", "text": "é" * 60_000}]})]
        told = {
            "odd": await it.post(attachments=odd),
            "late": await it.post(attachments=late),
            "big": await it.post(attachments=big),
            "nowhere": await it.post("19:nowhere@thread.tacv2"),
            "no thread": await it.post(f"{HELP};messageid=17"),
            "no message": await it.call("PUT", f"/{HELP}/activities/17", {"type": "message"}),
            "no member": await it.call("GET", f"/{HELP}/members/29:nobody"),
            "other tenant": await it.call("POST", "", {"members": [{"id": NADIA}], "tenantId": "other"}),
        }
        assert {name: (status, body["error"]["code"]) for name, (status, body) in told.items()} == {
            "odd": (400, "BadSyntax"),
            "late": (400, "BadSyntax"),
            "big": (413, "MessageSizeTooBig"),
            "nowhere": (404, "ConversationNotFound"),
            "no thread": (404, "ConversationNotFound"),
            "no message": (404, "ActivityNotFound"),
            "no member": (404, "MemberNotFoundInConversation"),
            "other tenant": (403, "BotNotInConversationRoster"),
        }
        assert await it.seen(NADIA) == []

    met(story)


def test_a_fault_comes_before_anything_is_done_and_says_how_long_to_wait():
    async def story(it: Meeting) -> None:
        it.space.connector.faults.append((429, 3))
        headers = {"Authorization": f"Bearer {await it.token()}"}
        url = f"{it.space.url}/v3/conversations/{HELP}/activities"
        async with it.http.post(url, json={"type": "message"}, headers=headers) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, "3")
        assert (await it.post())[0] == 201
        assert len(await it.seen(NADIA)) == 1

    met(story)


def test_an_answer_in_a_thread_hangs_on_its_root_and_an_edit_replaces_it_for_everybody():
    async def story(it: Meeting) -> None:
        _, root = await it.post()
        _, reply = await it.post(f"{HELP};messageid={root['id']}", text="first")
        await it.call("PUT", f"/{HELP}/activities/{reply['id']}", {"type": "message", "text": "second"})
        for person in (NADIA, TOM):
            told = [(m["root"], m["text"]) for m in await it.seen(person)]
            assert told == [(None, ""), (root["id"], "second")]
        assert await it.seen(SARA) == []

    met(story)


def test_a_targeted_message_is_shown_to_its_person_alone():
    async def story(it: Meeting) -> None:
        headers = {"Authorization": f"Bearer {await it.token()}"}
        url = f"{it.space.url}/v3/conversations/{HELP}/activities?isTargetedActivity=true"
        body = {"type": "message", "text": "for you", "recipient": {"id": f"29:{TOM}"}}
        async with it.http.post(url, json=body, headers=headers) as answer:
            ref = (await answer.json())["id"]
        assert [m["text"] for m in await it.seen(TOM)] == ["for you"]
        assert await it.seen(NADIA) == []
        refused = await it.act("press", user=NADIA, message=ref, data={})
        assert refused == {"ok": False, "error": "This message is gone."}

    met(story)


def test_a_card_is_shown_to_whom_it_names_as_the_bot_answers_for_them_asked_once_a_state():
    async def story(it: Meeting) -> None:
        asked = {"type": "Action.Execute", "title": "…", "verb": "view", "data": {"card": CARD}}
        named = CARD | {"refresh": {"action": asked, "userIds": [f"29:{TOM}"]}}
        _, posted = await it.post(attachments=[attached(named)])
        own = CARD | {"body": []}
        it.answer = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": own}
        for _ in range(2):
            assert [each["cards"] for each in await it.seen(TOM)] == [[own]]
            assert [each["cards"] for each in await it.seen(NADIA)] == [[named]]
        (heard,) = [each for each in it.heard if each["type"] == "invoke"]
        told = (heard["name"], heard["from"]["id"], heard["replyToId"])
        assert told == ("adaptiveCard/action", f"29:{TOM}", posted["id"])
        assert heard["value"]["action"] == {name: asked[name] for name in ("type", "verb", "data")}
        it.answer = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""}
        changed = named | {"body": [{"type": "TextBlock", "text": "Changed"}]}
        edit = {"type": "message", "attachments": [attached(changed)]}
        await it.call("PUT", f"/{HELP}/activities/{posted['id']}", edit)
        assert [each["cards"] for each in await it.seen(TOM)] == [[changed]]

    met(story)


def test_the_bot_hears_its_chat_and_in_channels_only_what_mentions_it():
    async def story(it: Meeting) -> None:
        del it.heard[:]
        await it.act("say", user=NADIA, conversation=HELP, text="Good morning @Tom")
        await it.act("say", user=NADIA, conversation=HELP, text="@Guichet assign 1 @Tom Blais")
        await it.act("say", user=TOM, conversation=f"a:{TOM}", text="a < b")
        channel, chat = it.heard
        assert channel["text"] == "<at>Guichet</at> assign 1 <at>Tom Blais</at>"
        assert [e["mentioned"]["id"] for e in channel["entities"] if e["type"] == "mention"] == [
            f"28:{APP}",
            f"29:{TOM}",
        ]
        assert channel["conversation"]["id"] == f"{HELP};messageid={channel['id']}"
        assert (chat["text"], chat["conversation"]["conversationType"], chat["locale"]) == (
            "a &lt; b",
            "personal",
            "fr-CA",
        )

    met(story)


def test_where_the_owners_consented_it_hears_every_message_of_its_channels():
    async def story(it: Meeting) -> None:
        del it.heard[:]
        said = await it.act("say", user=NADIA, conversation=HELP, text="Good morning")
        await it.act("edit", user=NADIA, message=said["message"], text="Good day")
        await it.post()
        assert [(a["type"], a["text"]) for a in it.heard] == [
            ("message", "Good morning"),
            ("messageUpdate", "Good day"),
        ]

    met(story, tenant=replace(TENANT, hears=True))


def test_a_true_slash_command_goes_to_the_bot_and_to_nobody_else():
    async def story(it: Meeting) -> None:
        del it.heard[:]
        await it.act("say", user=NADIA, conversation=HELP, text="/list")
        [asked] = it.heard
        assert (asked["text"], asked["recipient"]["isTargeted"]) == ("/list", True)
        assert [m["text"] for m in await it.seen(NADIA)] == ["/list"]
        assert await it.seen(TOM) == []
        headers = {"Authorization": f"Bearer {await it.token()}"}
        url = f"{it.space.url}/v3/conversations/{HELP}/activities?isTargetedActivity=true"
        body = {"type": "message", "text": "for you", "recipient": {"id": f"29:{SARA}"}}
        async with it.http.post(url, json=body, headers=headers) as answer:
            assert answer.status == 403  # she is not in the conversation

    met(story, tenant=replace(TENANT, slash=True))


def test_ones_own_message_is_changed_and_taken_away_and_the_bot_hears_of_what_it_was_told():
    async def story(it: Meeting) -> None:
        told = await it.act("say", user=NADIA, conversation=HELP, text="@Guichet open A")
        other = await it.act("say", user=NADIA, conversation=HELP, text="by the way")
        del it.heard[:]
        assert (await it.act("edit", user=TOM, message=told["message"], text="x"))["ok"] is False
        await it.act("edit", user=NADIA, message=told["message"], text="@Guichet open B")
        await it.act("edit", user=NADIA, message=other["message"], text="by the by")
        await it.act("delete", user=NADIA, message=told["message"])
        kinds = [(a["type"], a["channelData"]["eventType"], a["id"]) for a in it.heard]
        assert kinds == [
            ("messageUpdate", "editMessage", told["message"]),
            ("messageDelete", "softDeleteMessage", told["message"]),
        ]
        shown = [(m["text"], m["edited"], m["deleted"]) for m in await it.seen(TOM)]
        assert shown == [("", True, True), ("by the by", True, False)]
        again = await it.act("edit", user=NADIA, message=told["message"], text="back")
        assert again["error"] == "This message is gone."

    met(story)


def test_a_file_is_told_by_name_and_place_in_a_chat_and_as_something_attached_in_a_channel(tmp_path: Path):
    kept: list[str] = []

    async def story(it: Meeting) -> None:
        chosen = (await it.attach(NADIA, "a <b>.txt", b"E4"))["file"]
        assert chosen == {"id": chosen["id"], "name": "a <b>.txt", "size": 2}
        del it.heard[:]
        await it.act("say", user=NADIA, conversation=f"a:{NADIA}", text="", files=[chosen["id"]])
        await it.act("say", user=NADIA, conversation=HELP, text="@Guichet it", files=[chosen["id"]])
        await it.act("say", user=TOM, conversation=HELP, text="@Guichet mine", files=[chosen["id"]])
        [file], [html] = (each["attachments"] for each in it.heard[:2])
        address = f"{it.space.url}/files/{chosen['id']}/a%20%3Cb%3E.txt"
        assert (file["name"], file["contentUrl"]) == ("a <b>.txt", address)
        assert html["content"] == f'<p>@Guichet it</p><attachment id="{chosen["id"]}"></attachment>'
        assert "attachments" not in it.heard[2], "a file is whoever's chose it"
        kept.append(address.removeprefix(it.space.url))

    async def after(it: Meeting) -> None:
        async with it.http.get(it.space.url + kept[0]) as answer:
            assert (answer.status, await answer.read()) == (200, b"E4")
            assert answer.headers["Content-Disposition"].startswith("attachment;")
            assert "sandbox" in answer.headers["Content-Security-Policy"]
        async with it.http.get(f"{it.space.url}/files/..%2f..%2fteams.jsonl/x") as answer:
            assert answer.status == 404
        shown = [m["files"] for m in await it.seen(NADIA)]
        assert [[file["url"] for file in files] for files in shown] == [kept, []]

    met(story, tmp_path)
    met(after, tmp_path)


def test_a_file_comes_from_the_page_only_and_is_not_too_large():
    async def story(it: Meeting) -> None:
        url = f"{it.space.url}/page/attach?user={NADIA}&name=a"
        async with it.http.post(url, data=b"x", headers={"Content-Type": "text/plain"}) as answer:
            assert answer.status == 404
        headers = {"Content-Type": "application/octet-stream"}
        async with it.http.post(url, data=io.BytesIO(b"x" * 20_000_001), headers=headers) as answer:
            assert answer.status == 413

    met(story)


def test_a_message_is_brought_back_by_its_author_alone_and_the_bot_hears_of_it():
    async def story(it: Meeting) -> None:
        told = await it.act("say", user=NADIA, conversation=HELP, text="@Guichet open A")
        await it.act("delete", user=NADIA, message=told["message"])
        del it.heard[:]
        assert (await it.act("undelete", user=TOM, message=told["message"]))["ok"] is False
        await it.act("undelete", user=NADIA, message=told["message"])
        [heard] = it.heard
        assert (heard["type"], heard["channelData"]["eventType"]) == ("messageUpdate", "undeleteMessage")
        assert heard["text"] == "<at>Guichet</at> open A"
        assert [(m["text"], m["deleted"]) for m in await it.seen(TOM)] == [("@Guichet open A", False)]
        assert (await it.act("undelete", user=NADIA, message=told["message"]))["ok"] is False

    met(story)


def test_a_button_and_the_extension_open_dialogs_and_name_what_they_are_of():
    async def story(it: Meeting) -> None:
        _, posted = await it.post()
        del it.heard[:]
        page = {"title": "Why", "card": {"content": CARD}}
        it.answer = {"task": {"type": "continue", "value": page}}
        opened = await it.act("press", user=NADIA, message=posted["id"], data={"guichet": "why 1"})
        assert opened["page"] == {"title": "Why", "card": CARD}
        said = await it.act("say", user=TOM, conversation=HELP, text="It hums <loud>\nat night")
        await it.act("extend", user=NADIA, conversation=HELP, message=said["message"], command="add")
        it.answer = {}
        closed = await it.act("submit", user=NADIA, conversation=HELP, data={"a": "b"}, extension=True)
        assert closed["page"] is None
        pressed, extended, submitted = it.heard
        assert (pressed["name"], pressed["value"]["data"]) == ("task/fetch", {"guichet": "why 1"})
        payload = extended["value"]["messagePayload"]
        assert (payload["body"]["content"], payload["from"]["user"]["id"]) == (
            "<p>It hums &lt;loud&gt;</p><p>at night</p>",
            TOM,
        )
        assert (extended["value"]["commandId"], extended["value"]["commandContext"]) == ("add", "message")
        assert (submitted["name"], submitted["value"]["data"]) == (
            "composeExtension/submitAction",
            {"a": "b"},
        )

    met(story)


def test_a_ticket_is_found_and_sent_as_ones_own_message_of_which_the_bot_hears_nothing():
    async def story(it: Meeting) -> None:
        del it.heard[:]
        preview = {"content": {"title": "#1 Meter", "text": "Open"}}
        row = {**attached(CARD), "preview": preview}
        it.answer = {"composeExtension": {"type": "result", "attachments": [row]}}
        told = await it.act("find", user=NADIA, conversation=HELP, words="meter", skip=10)
        assert told == {
            "ok": True,
            "rows": [{"card": CARD, "title": "#1 Meter", "text": "Open"}],
            "says": "",
            "more": False,
        }
        it.answer = {"composeExtension": {"type": "message", "text": "None"}}
        assert (await it.act("find", user=NADIA, conversation=HELP))["says"] == "None"
        asked, first = it.heard
        assert (asked["name"], asked["value"]) == (
            "composeExtension/query",
            {
                "commandId": "find",
                "parameters": [{"name": "words", "value": "meter"}],
                "queryOptions": {"skip": 10, "count": 10},
            },
        )
        assert first["value"]["parameters"] == [{"name": "initialRun", "value": "true"}]
        await it.act("insert", user=NADIA, conversation=HELP, card=CARD)
        assert [(m["name"], m["bot"], m["cards"]) for m in await it.seen(TOM)] == [
            ("Nadia Roy", False, [CARD])
        ]
        assert len(it.heard) == 2

    met(story)


def test_nobody_acts_where_they_are_not():
    async def story(it: Meeting) -> None:
        _, posted = await it.post()
        del it.heard[:]
        for refused in (
            await it.act("say", user=SARA, conversation=HELP, text="@Guichet list"),
            await it.act("extend", user=SARA, conversation=HELP),
            await it.act("find", user=SARA, conversation=HELP),
            await it.act("insert", user=SARA, conversation=HELP, card=CARD),
            await it.act("press", user=SARA, message=posted["id"], data={}),
            await it.act("submit", user=SARA, conversation=f"a:{NADIA}", data={}),
            await it.act("say", user=NADIA, conversation=HELP, text="x" * 10_001),
        ):
            assert refused["ok"] is False
        assert it.heard == []

    met(story)


def test_a_restart_keeps_what_was_said_and_installs_nothing_twice(tmp_path: Path):
    refs: list[str] = []

    async def before(it: Meeting) -> None:
        assert {a["type"] for a in it.heard} == {"conversationUpdate", "installationUpdate"}
        refs.append((await it.post())[1]["id"])
        await it.act("say", user=NADIA, conversation=HELP, text="kept", root=refs[0])

    async def after(it: Meeting) -> None:
        assert it.heard == []
        assert [(m["root"], m["text"]) for m in await it.seen(TOM)] == [(None, ""), (refs[0], "kept")]
        refs.append((await it.post())[1]["id"])
        assert int(refs[1]) > int(refs[0])

    met(before, tmp_path)
    met(after, tmp_path)


def test_a_last_line_torn_by_a_crash_takes_nothing_else_away(tmp_path: Path):
    async def before(it: Meeting) -> None:
        await it.act("say", user=NADIA, conversation=HELP, text="whole")

    async def after(it: Meeting) -> None:
        assert [m["text"] for m in await it.seen(NADIA)] == ["whole"]
        await it.act("say", user=NADIA, conversation=HELP, text="whole again")

    async def later(it: Meeting) -> None:
        assert [m["text"] for m in await it.seen(NADIA)] == ["whole", "whole again"]

    met(before, tmp_path)
    kept = tmp_path / "teams.jsonl"
    kept.write_text(kept.read_text() + '["message", {"id": "1', encoding="utf-8")
    met(after, tmp_path)
    met(later, tmp_path)


def test_the_page_answers_this_machine_only_and_is_framed_by_the_workspace_alone():
    async def story(it: Meeting) -> None:
        async with it.http.get(it.space.url, headers={"Host": "evil.example"}) as answer:
            assert answer.status == 403
        async with it.http.get(it.space.url) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'self' http://127.0.0.1:8400 http://localhost:8400")
        async with it.http.get(f"{it.space.url}/page/static/..%2f..%2fspecs.py") as answer:
            assert answer.status == 404
        url = f"{it.space.url}/page/say"
        async with it.http.post(url, data='{"user": "aad-nadia"}') as answer:
            assert answer.status == 404  # only application/json, which no other site's form can send
        async with it.http.get(f"{it.space.url}/page/state", params={"user": TOM}) as answer:
            state = await answer.json()
        assert (state["commands"], state["me"]["account"]) == (
            [{"title": "open", "description": "fr-CA"}],
            f"29:{TOM}",
        )

    met(story)
