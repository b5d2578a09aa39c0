"""The adapter running over loopback between a small Microsoft and a real desk, played by its people."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import aiohttp

from adapters.teams.app import TeamsApp
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import Json
from bot.clock import HandClock, wall
from bot.compose import build

from .fake_microsoft import APP, TENANT, FakeMicrosoft

START = datetime(2026, 6, 30, 13, 0, tzinfo=UTC)
BOT = {"id": f"28:{APP}", "name": "Guichet"}
DESK, LAURIER = "19:desk@thread.tacv2", "19:laurier@thread.tacv2"
T = TypeVar("T")


class Office:
    """People go by a short name: `nadia` is `29:nadia` to Teams and `aad-nadia` in the directory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._count = 0
        self.clock = HandClock(START)
        self.microsoft = FakeMicrosoft(wall)

    def __enter__(self) -> Self:
        self._thread.start()
        self.house = build(f"sqlite:///{self._folder / 'desk.db'}", self.clock)
        self.run(self._open())
        self.house.connect(self.app.messenger)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._close())
        self.house.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _open(self) -> None:
        await self.microsoft.start()
        self.session = aiohttp.ClientSession()
        self.app = TeamsApp(
            self.house.desk, self.house.conversations, settings=self.settings(), clock=self.clock, wall=wall
        )
        self.port = await self.app.start(port=0)

    def settings(self) -> TeamsSettings:
        origin = self.microsoft.origin
        return TeamsSettings(
            APP,
            TENANT,
            "shhh",
            service_hosts=("127.0.0.1",),
            login=origin,
            openid=f"{origin}/openid",
            admins=frozenset({"aad-sara", "boss@example.com"}),
            targeted=True,
        )

    async def _close(self) -> None:
        await self.session.close()
        await self.app.stop()
        await self.microsoft.stop()

    # What people do.

    def activity(self, who: str, where: str, kind: str = "message", **more: Any) -> Json:
        self._count += 1
        return {
            "type": kind,
            "id": f"{1_000 + self._count}",
            "channelId": "msteams",
            "serviceUrl": self.microsoft.origin,
            "from": {"id": f"29:{who}", "aadObjectId": f"aad-{who}", "name": who.title()},
            "recipient": BOT,
            "conversation": {
                "id": where,
                "conversationType": _kind(where),
                "tenantId": TENANT,
            },
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "en-GB",
        } | more

    def send(self, activity: Json) -> Any:
        """One activity; the answer's body. What it causes in the background and the outbox is done."""
        body = self.run(self._post(activity))
        self.run(self.app.settle())
        self.house.runner.deliver_all()
        return body

    async def _post(self, activity: Json) -> Any:
        token = self.microsoft.token(serviceurl=activity["serviceUrl"])
        headers = {"Authorization": f"Bearer {token}"}
        url = f"http://127.0.0.1:{self.port}/api/messages"
        async with self.session.post(url, json=activity, headers=headers) as answer:
            assert answer.status == 200
            return await answer.json()

    def says(self, who: str, where: str, words: str, **more: Any) -> list[str]:
        """Write in a private chat, or mention the bot in a channel; what was posted for it, in words."""
        before = len(self.microsoft.calls)
        entities: list[Json] = []
        for name in re.findall(r"@(\w+)", words):
            mark = f"<at>{name.title()}</at>"
            words = words.replace(f"@{name}", mark)
            entities.append(_mention(mark, {"id": f"29:{name}", "name": name.title()}))
        if not where.startswith("a:"):
            words = f"<at>Guichet</at> {words}"
            entities.append(_mention("<at>Guichet</at>", BOT))
        self.send(self.activity(who, where, text=words, entities=entities, **more))
        return self.posted(before)

    def presses(self, who: str, where: str, command: str, **carried: Any) -> Any:
        data = {"msteams": {"type": "task/fetch"}, "guichet": command, **carried}
        return self.send(self.activity(who, where, "invoke", name="task/fetch", value={"data": data}))

    def extends(self, who: str, where: str, command: str, message: Json | None = None, **more: Any) -> Any:
        """Use the extension, from the compose box or on a message; what Teams is answered."""
        context = "compose" if message is None else "message"
        value: Json = {"commandId": command, "commandContext": context}
        if message is not None:
            value["messagePayload"] = message
        return self.send(
            self.activity(who, where, "invoke", name="composeExtension/fetchTask", value=value, **more)
        )

    def submits(self, who: str, where: str, page: Any, *, extension: bool = False, **fields: str) -> Any:
        """Fill in the dialog and press its first button."""
        data = buttons(page["task"]["value"]["card"]["content"])[0]["data"] | fields
        name = "composeExtension/submitAction" if extension else "task/submit"
        return self.send(self.activity(who, where, "invoke", name=name, value={"data": data}))

    def posted(self, since: int = 0) -> list[str]:
        """What was posted: where, and its summary, spaces plain."""
        calls = [
            c for c in self.microsoft.calls[since:] if c.method in {"POST", "PUT"} and "activities" in c.path
        ]
        return [
            f"{c.method} {c.path.split('/')[3]}: {c.body['summary']}".replace("\xa0", " ").replace(
                "\u202f", " "
            )
            for c in calls
        ]


def _kind(where: str) -> str:
    if where.startswith("a:"):
        return "personal"
    return "groupChat" if where.endswith("@thread.v2") else "channel"


def inputs(page: Any) -> dict[str, Any]:
    """What the fields of a dialog's form hold, by their ids."""
    body = page["task"]["value"]["card"]["content"]["body"]
    return {each["id"]: each.get("value") for each in body if each["type"].startswith("Input.")}


def words(held: Any) -> str:
    """Everything that a page says, in its order, spaces plain."""
    match held:
        case {"type": "TextRun" | "TextBlock", "text": str() as text}:
            return text.replace("\xa0", " ").replace("\u202f", " ") + "\n"
        case dict():
            return "".join(words(value) for name, value in held.items() if name != "data")
        case list():
            return "".join(map(words, held))
    return ""


def _mention(mark: str, who: Json) -> Json:
    return {"type": "mention", "text": mark, "mentioned": who}


def buttons(held: Any) -> list[Json]:
    match held:
        case {"type": "Action.Submit"}:
            return [held]
        case dict():
            return [found for value in held.values() for found in buttons(value)]
        case list():
            return [found for value in held for found in buttons(value)]
    return []
