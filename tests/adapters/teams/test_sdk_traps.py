"""What botbuilder does that a bot falls for: none of it is on our way."""

from __future__ import annotations

import ast
import asyncio
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.teams.bridge import Bridge
from adapters.teams.edge import Answer
from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import Json
from bot.ports import Destination, Uncertain
from bot.replies import Reply

from .door import Door, played
from .fake_microsoft import TENANT
from .office import LAURIER, Office, words

ROOT = Path(__file__).parents[3]
SDK = {"botbuilder", "botframework", "msrest"}


def test_the_sdk_is_imported_in_one_module():
    found = {
        str(path.relative_to(ROOT))
        for folder in ("adapters", "bot", "policy")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if SDK & {name.split(".")[0] for name in _imported(node)}
    }
    assert found == {"adapters/teams/bridge.py"}


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str() as module):
            return [module]
    return []


def test_while_a_call_waits_for_its_second_try_the_others_go_on():
    async def play(door: Door) -> None:
        door.microsoft.answers = [(503, {}, {"Retry-After": "0.5"})]
        post = asyncio.ensure_future(door.connector.post(door.microsoft.origin, "a:1", {"type": "message"}))
        turns = 0
        while not post.done():
            await asyncio.sleep(0.01)
            turns += 1
        assert await post == "ref-2"
        assert turns > 5

    played(play)


def test_many_posts_take_one_connection():
    async def play(door: Door) -> None:
        for _ in range(4):
            await door.connector.post(door.microsoft.origin, "a:1", {"type": "message"})
        assert len({call.peer for call in door.microsoft.calls}) == 1

    played(play)


class Recorder:
    """Listeners that write down what they are given."""

    def __init__(self) -> None:
        self.heard: list[Json] = []

    async def message(self, activity: Json) -> None:
        self.heard.append(activity)

    edited = members = installed = message

    async def invoked(self, activity: Json) -> Answer:
        self.heard.append(activity)
        return Answer(200, {"task": {"type": "continue", "new": [1]}})


@pytest.mark.parametrize(
    "kind",
    ["message", "messageUpdate", "messageDelete", "conversationUpdate", "installationUpdate", "invoke"],
)
def test_what_the_sdk_does_not_know_is_kept(kind: str) -> None:
    """It drops `recipient.isTargeted`, and every other name that its model lacks."""
    recorder = Recorder()
    told = {
        "type": kind,
        "name": "task/fetch",
        "recipient": {"id": "28:us", "isTargeted": True},
        "channelData": {"tenant": {"id": TENANT}, "new": {"deep": [1]}},
        "entirelyNew": "kept",
    }
    before = json.dumps(told)
    answer = asyncio.run(Bridge(recorder).turn(told))  # type: ignore[arg-type]  # `edited = message`
    assert [json.dumps(each) for each in recorder.heard] == [before]
    assert answer == (Answer(200, {"task": {"type": "continue", "new": [1]}}) if kind == "invoke" else None)


class Impatient(Office):
    def settings(self) -> TeamsSettings:
        return dataclasses.replace(super().settings(), timeout=1.0)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Impatient(tmp_path_factory.mktemp("sdk")) as opened:
        opened.says("nadia", "a:nadia", "help")
        yield opened


def test_a_call_is_given_up_after_the_seconds_that_the_settings_name(office: Office) -> None:
    """The SDK waits for a hundred."""
    office.microsoft.delay = 30.0
    with pytest.raises(Uncertain, match="timeout"):
        office.app.messenger.post(Destination("teams", TENANT, "a:nadia"), Reply("x"), "k")
    office.microsoft.delay = 0.0


def test_an_adaptive_cards_button_reaches_the_desk_as_it_was_sent(office: Office) -> None:
    """The SDK's model of `adaptiveCard/action` fails on what Teams sends."""
    action = {"type": "Action.Execute", "verb": "x", "data": {"guichet": "help"}, "id": "new"}
    value = {"action": action, "trigger": "manual"}
    told = office.send(office.activity("nadia", "a:nadia", "invoke", name="adaptiveCard/action", value=value))
    assert (told["statusCode"], bool(told["value"])) == (200, True)


def test_a_conversation_is_kept_as_json_of_our_own(office: Office) -> None:
    office.says("nadia", LAURIER, "help")
    kept = {each.conversation: each.details for each in office.house.conversations.all_of("teams", TENANT)}
    origin = office.microsoft.origin
    assert kept["a:nadia"] == json.dumps({"account": "29:nadia", "service_url": origin})
    assert kept[LAURIER] == json.dumps({"account": "", "service_url": origin})


def test_a_page_that_is_asked_for_twice_says_the_same(office: Office) -> None:
    asked = office.activity(
        "nadia", "a:nadia", "invoke", name="task/fetch", value={"data": {"guichet": "help"}}
    )
    first, second = office.send(asked), office.send(asked)
    assert words(first) == words(second) != ""
