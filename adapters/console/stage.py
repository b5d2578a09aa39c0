"""The console as a platform: people type at the desk's front door, and what is posted is kept to be heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adapters.console.render import buttons, render
from bot.clock import Clock
from bot.desk import Desk
from bot.ports import Destination, Permanent, Sent
from bot.replies import Audience, Form, Reply
from bot.requests import (
    Actor,
    Filled,
    Intent,
    PlaceKind,
    PlaceRef,
    Profile,
    Request,
    Said,
    Typed,
    Via,
)

PLATFORM = "console"
TENANT = "rehearsal"


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was said: where (a conversation, and the thread's root if in one), and its lines."""

    conversation: str
    thread: str | None
    ref: str
    lines: tuple[str, ...]
    buttons: Mapping[str, str]


@dataclass(slots=True)
class Console:
    """A messenger that keeps everything posted; `edits` replace in place. A fake with no faults."""

    platform: str = PLATFORM
    posts: list[Heard] = field(default_factory=list)
    keys: dict[str, Sent] = field(default_factory=dict)

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        """Keep it; the reference is its place in the list."""
        conversation = to.conversation or (f"dm:{to.person.user}" if to.person else "")
        if not conversation:
            raise Permanent("nowhere")
        ref = str(len(self.posts) + 1)
        self.posts.append(Heard(conversation, to.thread, ref, render(reply), buttons(reply)))
        self.keys[key] = Sent(conversation, ref)
        return self.keys[key]

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        """Replace what was posted as `ref`."""
        index = int(ref) - 1
        before = self.posts[index]
        self.posts[index] = Heard(before.conversation, to.thread, ref, render(reply), buttons(reply))

    def find(self, to: Destination, key: str, since: float) -> Sent | None:  # noqa: ARG002
        """What was posted under that key."""
        return self.keys.get(key)


@dataclass(slots=True)
class Stage:
    """Lets people act at the desk's front door, and remembers what each hears in private."""

    desk: Desk
    clock: Clock
    console: Console
    settle: Callable[[], None]
    profiles: dict[str, Profile] = field(default_factory=dict)
    private: list[tuple[str, Reply]] = field(default_factory=list)
    forms: dict[str, Form] = field(default_factory=dict)
    count: int = 0

    def type(self, who: str, words: str, conversation: str) -> Reply:
        """A slash command, a mention ("@guichet ...") or a plain message at the top of a conversation."""
        if words.startswith("/ticket"):
            return self._ask(who, Typed(words.removeprefix("/ticket").strip()), Via.COMMAND, conversation)
        return self.say(who, words, conversation, None)

    def say(self, who: str, words: str, conversation: str, thread: str | None) -> Reply:
        """A message, at the top or in a thread; addressed to the desk where it begins with its name."""
        if words.startswith("@guichet"):
            typed = Typed(words.removeprefix("@guichet").strip())
            return self._ask(who, typed, Via.MENTION, conversation, thread)
        ref = f"m{self.count}"
        return self._ask(who, Said(words, ref), Via.MESSAGE, conversation, thread)

    def press(self, who: str, command: str, conversation: str, thread: str | None) -> Reply:
        """A button."""
        return self._ask(who, Typed(command), Via.BUTTON, conversation, thread)

    def fill(self, who: str, values: Mapping[str, str], conversation: str) -> Reply:
        """Send the form that this person has open, with what it already held where nothing new is given."""
        form = self.forms.pop(who)
        held = {f.id: f.value for f in form.fields if hasattr(f, "value") and isinstance(f.value, str)}
        return self._ask(who, Filled(form.command, {**held, **values}), Via.FORM, conversation)

    def _ask(self, who: str, intent: Intent, via: Via, conversation: str, thread: str | None = None) -> Reply:
        self.count += 1
        kind = PlaceKind.PRIVATE if conversation.startswith("dm:") else PlaceKind.CHANNEL
        place = PlaceRef(PLATFORM, TENANT, conversation, thread, kind, conversation)
        request = Request(
            actor=Actor(PLATFORM, TENANT, who),
            place=place,
            intent=intent,
            key=f"console:{self.count}",
            received_at=self.clock.now(),
            via=via,
            profile=self.profiles.get(who),
            mentioned=self.profiles,
        )
        reply = self.desk.answer(request)
        if reply.form is not None:
            self.forms[who] = reply.form
        if reply.audience is Audience.ASKER:
            self.private.append((who, reply))
        elif reply.audience is Audience.PLACE:
            lines = render(reply)
            self.console.posts.append(
                Heard(conversation, thread, str(len(self.console.posts) + 1), lines, buttons(reply))
            )
        self.settle()
        return reply
