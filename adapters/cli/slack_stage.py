"""A stage on which everything goes through the real Slack adapter and a workspace, over loopback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from adapters.cli.directing import Director
from adapters.cli.slack_reading import form_of, labels_of, lines_of
from adapters.cli.town import TEAM, Town, channel_id, handle_of, place_of, user_id
from adapters.console.stage import CHAT, DESK, CannotDo, Heard, Scene
from adapters.slack.render.view import FORM
from adapters.workspace.driver import Driver
from adapters.workspace.errors import PageError
from bot.clock import HandClock
from bot.replies import Reply

Json = dict[str, Any]


class SlackStage:
    """`adapters.console.stage.Stage` in that town."""

    def __init__(self, town: Town, clock: HandClock, scene: Scene) -> None:
        self._town = town
        self._clock = clock
        self._scene = scene
        self._team = town.workspace.world.teams[TEAM]
        self._log: list[Heard] = []
        self._at: dict[str, int] = {}
        self._seen: dict[str, tuple[object, ...]] = {}
        """Messages as they stood when they were last read."""
        self._faults: dict[str, Mapping[str, str]] = {}
        self._views: dict[str, Json] = {}
        self._director = Director(scene, "slack", TEAM, user_id, channel_id)

    def direct(self, words: str, conversation: str) -> Reply:
        """A command of the director's, at the front door: the places are those of the workspace."""
        asked = self._director.asks(words, conversation, self._clock.now())
        return self._town.house.desk.answer(asked)

    def type(self, who: str, words: str, conversation: str) -> None:
        """At the top of a conversation."""
        with self._act(who) as driver:
            if words.startswith("/ticket"):
                rest = words.removeprefix("/ticket").strip()
                self._town.run(driver.slash(self._named(conversation), "/ticket", rest))
            else:
                self._town.run(driver.say(self._named(conversation), words))

    def say(self, who: str, words: str, conversation: str, thread: str) -> None:
        """In a thread."""
        with self._act(who) as driver:
            self._town.run(driver.say(self._named(conversation), words, thread))

    def press(self, who: str, on: Heard, label: str) -> None:
        """A button or a menu's entry, where it stands."""
        with self._act(who) as driver:
            shown = self._views[on.ref] if on.ref in self._views else self._message(driver, on)
            self._town.run(driver.click(shown, label))

    def change(self, who: str, values: Mapping[str, str]) -> None:
        """Fields of the form before them, as the client tells the app."""
        for name, value in values.items():
            with self._act(who) as driver:
                view = self._form(driver)
                self._town.run(driver.change(view, _typed(view, {name: value})))

    def fill(self, who: str, values: Mapping[str, str]) -> None:
        """Send the form before them."""
        with self._act(who) as driver:
            view = self._form(driver)
            faults = self._town.run(driver.submit(view, _typed(view, values)))
            self._faults[view["id"]] = faults or {}

    def form(self, who: str) -> tuple[str, ...] | None:
        """The form before this person."""
        view = self._driver(who).modal()
        if view is None or view["callback_id"] != FORM:
            return None
        return form_of(view, self._faults.get(view["id"], {}), self._names())

    def now(self) -> datetime:
        """Desk time."""
        return self._clock.now()

    def advance(self, to: datetime) -> None:
        """Move ahead; what falls due is posted on the way."""
        self._town.house.runner.advance(self._clock, to)
        self._listen()

    def settle(self) -> None:
        """Say what waits."""
        self._listen()
        self._town.house.runner.deliver_all()
        self._listen()

    def heard(self) -> Sequence[Heard]:
        """Everything said so far."""
        return self._log

    @contextmanager
    def _act(self, who: str) -> Iterator[Driver]:
        try:
            yield self._driver(who)
        except (LookupError, PageError) as error:
            raise CannotDo(str(error)) from None
        self.settle()

    def _driver(self, who: str) -> Driver:
        return Driver(self._town.workspace, user_id(who))

    def _named(self, conversation: str) -> str:
        return "@app" if conversation.startswith(CHAT) else channel_id(conversation)

    def _message(self, driver: Driver, on: Heard) -> Json:
        if on.conversation.startswith(CHAT):
            here = driver.messages("@app")
            return next(m for m in here if m["ts"] == on.ref)
        where = channel_id(on.conversation)
        if on.to is not None:
            return next(m for m in driver.private(where) if m["ts"] == on.ref)
        return next(m for m in driver.thread(where, on.thread or on.ref) if m["ts"] == on.ref)

    def _form(self, driver: Driver) -> Json:
        view = driver.modal()
        if view is None or view["callback_id"] != FORM:
            raise CannotDo(f"{self._scene.people[handle_of(driver.user)].name.split()[0]} has no form open")
        return view

    def _listen(self) -> None:
        """Take in what was said since the last time, in its order, and what was edited."""
        self._town.run(self._town.quiet())
        new = []
        for channel in self._team.channels.values():
            for message in (*channel.messages.values(), *channel.ephemerals.values()):
                if not message.bot:
                    continue
                now = (message.text, message.blocks, message.thread_ts in channel.messages)
                if self._seen.get(message.ts) == now:
                    continue
                self._seen[message.ts] = now
                heard = self._heard(channel.id, channel.user, message)
                at = self._at.get(message.ts)
                if at is None or (heard.to and self._log[at].lines != heard.lines):
                    new.append((message.edited_ts or message.ts, heard))
                else:
                    self._log[at] = heard
        for _, heard in sorted(new, key=lambda pair: pair[0]):
            self._keep(heard)
        for who in self._scene.people:
            self._look(who)

    def _look(self, who: str) -> None:
        """What stands before this person: a form, or a private answer where a form was."""
        view = self._driver(who).modal()
        if view is None:
            return
        if view["callback_id"] == FORM:
            lines = form_of(view, self._faults.get(view["id"], {}), self._names())
        else:
            lines = lines_of(view, self._names())
        at = self._at.get(view["id"])
        self._views[view["id"]] = view
        if at is None or self._log[at].lines != lines:
            self._keep(Heard(DESK, None, view["id"], lines, labels_of(view), who))

    def _keep(self, heard: Heard) -> None:
        self._at[heard.ref] = len(self._log)
        self._log.append(heard)

    def _heard(self, channel: str, user: str | None, message: Any) -> Heard:
        wire = {"text": message.text, "blocks": message.blocks}
        conversation = f"{CHAT}{handle_of(user)}" if user else place_of(channel)
        root = self._team.channels[channel].messages.get(message.thread_ts or "")
        thread = message.thread_ts if message.is_reply and root is not None and root.bot else None
        to = handle_of(message.ephemeral_to) if message.ephemeral_to else None
        names = self._names()
        return Heard(conversation, thread, message.ts, lines_of(wire, names), labels_of(wire), to)

    def _names(self) -> dict[str, str]:
        names = {user.id: user.real_name for user in self._team.users.values()}
        return names | {channel.id: channel.name for channel in self._team.channels.values()}


def _typed(view: Json, values: Mapping[str, str]) -> dict[str, Any]:
    """What is put into fields, in the shape that each of them holds."""
    kinds = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    kinds |= {block["label"]["text"]: block for block in kinds.values()}
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name not in kinds:
            known = ", ".join(b["block_id"] for b in view["blocks"] if b["type"] == "input")
            raise CannotDo(f"no field {name!r} in the form; there are: {known}")
        given[name] = _given(kinds[name]["element"], value)
    return given


def _given(element: Json, value: str) -> Any:
    match element["type"]:
        case "users_select":
            return user_id(value.removeprefix("@")) if value else None
        case "checkboxes":
            return [o["value"] for o in element["options"]] if value == "yes" else []
        case "static_select" if not value:
            return []
        case _:
            return value
