"""One app, two companies or two desks: nothing that people of one do, with whatever ids, sees or changes the other.

Microsoft signs for the address and not for the words, and a client that somebody changed can send any data in a
button. So every command, button, form and command of the extension is sent here as the second's, holding the ids of
the first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.teams.settings import TeamsSettings
from adapters.teams.wire import Json
from bot.commands import COMMANDS
from tests.adapters.isolation import MARK, every_command, only_the_second_changed, rows, unmarked

from .fake_microsoft import TENANT
from .office import Office

OTHER = "tenant-0002"
DESK, LAURIER = "19:desk1@thread.tacv2", "19:laurier1@thread.tacv2"


class Two(Office):
    """Two worlds of people (`nadia1`, `nadia2`). The first has a ticket with every kind of word on it."""

    def __init__(self, folder: Path, second: str) -> None:
        super().__init__(folder)
        self._tenants = {"1": TENANT, "2": second}
        self.first = TENANT if second != TENANT else None
        """The first's tenant, where it is theirs alone."""

    def settings(self) -> TeamsSettings:
        admins = frozenset({"aad-sara1", "aad-sara2"})
        return replace(super().settings(), tenants=frozenset(self._tenants.values()), admins=admins)

    def activity(self, who: str, where: str, kind: str = "message", **more: Any) -> Json:
        made = super().activity(who, where, kind)
        tenant = self._tenants[who[-1]]
        at = made["conversation"] | {"tenantId": tenant}
        return made | {"conversation": at, "channelData": {"tenant": {"id": tenant}}} | more

    def set_up(self, n: int, mark: str) -> None:
        desk, laurier = f"19:desk{n}@thread.tacv2", f"19:laurier{n}@thread.tacv2"
        for who in ("sara", "nadia", "tom", "ines"):
            self.microsoft.people[f"{who}{n}"] = {"name": f"{who.title()} {mark}"}
            self.says(f"{who}{n}", f"a:{who}{n}", "help")
        for where, words in (
            (desk, f"setup desk Desk{mark} policy:pitney-bowes language:en"),
            (desk, "setup channel desk"),
            (desk, f"setup account Hotel{mark} plan:standard employees:80"),
            (desk, f"setup people agent @ines{n}"),
            (laurier, f"setup channel customer Hotel{mark}"),
            (laurier, f"setup people authorized @nadia{n} account:Hotel{mark}"),
            (laurier, f"setup people colleague @tom{n} account:Hotel{mark}"),
        ):
            self.says(f"sara{n}", where, words)

    def live(self) -> None:
        self.says("nadia1", LAURIER, f"open Meter {MARK} blocked severity:severe facts: E4 {MARK}")
        for words in ("claim 1", f"note 1 {MARK} inside", f"reply 1 Try {MARK}"):
            self.says("ines1", DESK, words)
        threads = rows(self.house)["threads"]
        self.thread = next(row["ref"] for row in threads if row["conversation"] == LAURIER)

    def told(self, activity: Json) -> str:
        """Everything that was said for it: the answer, calls, posts."""
        before = len(self.microsoft.calls)
        body = self.send(activity)
        return json.dumps([body, [[c.path, c.body] for c in self.microsoft.calls[before:]]])


@pytest.fixture(scope="module", params=[OTHER, TENANT], ids=["another tenant", "another desk"])
def two(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with Two(tmp_path_factory.mktemp("two"), request.param) as both:
        both.set_up(1, MARK)
        both.set_up(2, "quagga")
        both.live()
        yield both


WORDS = [unmarked(words) for words in every_command("@aad-ines1", "@aad-sara2")]
Sent = Iterator[tuple[str, Json]]


def _place(two: Two, n: int) -> Json:
    """A place of the first's, as a button carries one: each of them in turn."""
    where, kind = ((DESK, "channel"), (LAURIER, "channel"), ("a:nadia1", "private"))[n % 3]
    return {"conversation": where, "thread": two.thread, "kind": kind, "name": "x"}


def _messages(two: Two, who: str) -> Sent:
    for n, words in enumerate(WORDS):
        where = (DESK, f"{LAURIER};messageid={two.thread}", f"a:{who}")[n % 3]
        mention = {
            "type": "mention",
            "text": "<at>G</at>",
            "mentioned": two.activity(who, where)["recipient"],
        }
        yield words, two.activity(who, where, text=f"<at>G</at> {words}", entities=[mention])


def _buttons(two: Two, who: str) -> Sent:
    for n, words in enumerate(WORDS):
        data = {"guichet": words, "guichet.at": _place(two, n)}
        name = ("task/fetch", "task/submit", "adaptiveCard/action")[(n // 3) % 3]
        value = (
            {"action": {"type": "Action.Execute", "verb": "x", "data": data}}
            if n // 3 % 3 == 2
            else {"data": data}
        )
        yield f"{name} {words}", two.activity(who, f"a:{who}", "invoke", name=name, value=value)


def _forms(two: Two, who: str) -> Sent:
    typed = dict.fromkeys(("subject", "text", "reason", "facts"), "x")
    chosen = {"to": "aad-ines1", "person": "aad-nadia1", "requester": "aad-nadia1", "severity": "severe"}
    for n, spec in enumerate(COMMANDS):
        data = {"guichet": f"{spec.name} 1", "guichet.place": _place(two, n), **typed, **chosen}
        name = ("task/submit", "composeExtension/submitAction")[n % 2]
        for live in (False, True):
            sent = data | ({"guichet.live": True} if live else {})
            made = two.activity(who, f"a:{who}", "invoke", name=name, value={"data": sent})
            yield f"{name} {spec.name} {live}", made


def _extension(two: Two, who: str) -> Sent:
    author = {"user": {"id": "aad-nadia1", "displayName": "x"}}
    message = {"id": two.thread, "from": author, "body": {"contentType": "html", "content": "hello"}}
    for n, words in enumerate((*WORDS, "open", "add", "open 1", "add 1")):
        value = {"commandId": words, "commandContext": "message", "messagePayload": message}
        where = (DESK, LAURIER)[n % 2]
        channel = {
            "tenant": {"id": two.activity(who, where)["conversation"]["tenantId"]},
            "channel": {"id": where},
        }
        more = {"name": "composeExtension/fetchTask", "value": value, "channelData": channel}
        yield f"extension {words}", two.activity(who, where, "invoke", **more)


def _changes(two: Two, who: str) -> Sent:
    where = f"{LAURIER};messageid={two.thread}"
    for kind in ("messageUpdate", "messageDelete"):
        yield kind, two.activity(who, where, kind, id=two.thread, text="hacked")
    yield "talk", two.activity(who, where, text="hello")
    card = {"type": "AdaptiveCard", "body": [{"type": "Action.Submit", "data": {"guichet": "show 1"}}]}
    action = {"type": "Action.Execute", "verb": "guichet.view", "data": {"card": card}}
    yield "view", two.activity(who, DESK, "invoke", name="adaptiveCard/action", value={"action": action})


WAYS: dict[str, Callable[[Two, str], Sent]] = {
    "messages": _messages,
    "buttons": _buttons,
    "forms": _forms,
    "extension": _extension,
    "changes": _changes,
}


@pytest.mark.parametrize("who", ["sara2", "lou2"])
@pytest.mark.parametrize("way", WAYS)
def test_ids_of_the_first_show_nothing_and_change_nothing(two: Two, way: str, who: str) -> None:
    before = rows(two.house)
    for what, activity in WAYS[way](two, who):
        told = two.told(activity)
        # Within a tenant whoever belongs to no desk of a place is told who could add them.
        told = told if two.first else told.replace(f"Sara {MARK}", "")
        assert MARK not in told, f"{what}: {told}"
        if activity["conversation"]["id"] == f"a:{who}":
            assert not any(f"/{each}" in told for each in (DESK, LAURIER, "a:nadia1")), f"{what}: {told}"
    only_the_second_changed(before, rows(two.house), two.first)


def test_what_happens_in_the_first_would_be_noticed(two: Two) -> None:
    """The checks above can fail: the same acts of the first's people show its words and change its rows."""
    before = rows(two.house)
    assert MARK in two.told(two.activity("nadia1", "a:nadia1", text="show 1"))
    two.says("ines1", DESK, "note 1 more")
    with pytest.raises(AssertionError, match="desk_id"):
        only_the_second_changed(before, rows(two.house), two.first)
