"""A platform in memory that gives trouble on order: every post is kept, and so is every attempt."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.ports import Destination, Sent
from bot.replies import Because, Reply, plain


class Killed(BaseException):
    """The process dies here: no code of ours runs after it, as no `except Exception` sees it."""


def spaced(reply: Reply) -> str:
    """Its summary with plain spaces, so that a test can be read and typed."""
    return reply.summary.replace("\u00a0", " ")


@dataclass(frozen=True)
class Message:
    """What people see: where it stands, under which root, with which key, and how often it was edited."""

    conversation: str
    thread: str | None
    ref: str
    key: str
    text: str
    at: float
    edits: int = 0
    small: str = ""
    """What is said in small words below it."""


@dataclass
class Trouble:
    """What the next `times` calls of `what` (post, edit, find) meet whose key or reference matches `about`.

    Before the effect: nothing was done. After it: it was done, and the answer is lost.
    """

    what: str
    error: BaseException
    times: int
    after: bool
    about: str


@dataclass
class Platform:
    """`bot.ports.Messenger`. `wall` stamps the messages; `chats` are opened on demand."""

    wall: Callable[[], float]
    platform: str = "slack"
    at_once: int = 1
    looks: bool = True
    messages: list[Message] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    enclosed: dict[str, list[str]] = field(default_factory=dict)
    """The files under each message, by its reference."""
    meanwhile: Callable[[str, str], None] | None = None
    """Called as (call, key or reference) before anything is done: what happens at that very moment."""
    _coming: list[Trouble] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refuse(self, what: str, error: BaseException, *, times: int = 1, about: str = "") -> None:
        """Fail the next calls before anything is done."""
        self._coming.append(Trouble(what, error, times, after=False, about=about))

    def lose(self, what: str, error: BaseException, *, times: int = 1, about: str = "") -> None:
        """Do what the next calls ask, and fail after it."""
        self._coming.append(Trouble(what, error, times, after=True, about=about))

    def recover(self) -> None:
        """No more trouble."""
        self._coming.clear()

    def post(self, to: Destination, reply: Reply, key: str) -> Sent:
        trouble = self._begin("post", key)
        conversation = to.conversation or f"D-{to.person.user}"
        with self._lock:
            ref = f"{len(self.messages) + 1}"
            self.messages.append(
                Message(conversation, to.thread, ref, key, spaced(reply), self.wall(), small=small(reply))
            )
        self._end(trouble)
        return Sent(conversation, ref)

    def edit(self, to: Destination, ref: str, reply: Reply) -> None:
        trouble = self._begin("edit", ref)
        with self._lock:
            was = self.messages[int(ref) - 1]
            assert was.conversation == to.conversation
            self.messages[int(ref) - 1] = replace(
                was, text=spaced(reply), small=small(reply), edits=was.edits + 1
            )
        self._end(trouble)

    def find(self, to: Destination, key: str, since: float) -> Sent | None:
        trouble = self._begin("find", key)
        conversation = to.conversation or f"D-{to.person.user}"
        self._end(trouble)
        for message in self.messages:
            there = (message.conversation, message.thread, message.key) == (conversation, to.thread, key)
            if there and message.at >= since:
                return Sent(conversation, message.ref)
        return None

    def enclose(self, to: Destination, sent: Sent, reply: Reply, *, look: bool, last: bool) -> None:
        trouble = self._begin("enclose", sent.ref)
        if not look or sent.ref not in self.enclosed:
            self.enclosed.setdefault(sent.ref, []).extend(each.file.name for each in reply.files)
        self._end(trouble)

    def keys(self, part: str = "") -> list[str]:
        """The keys of what stands there, in order."""
        return [message.key for message in self.messages if part in message.key]

    def texts(self, conversation: str) -> list[str]:
        """What a conversation says, its threads included, in order."""
        return [message.text for message in self.messages if message.conversation == conversation]

    def attempts(self, what: str, part: str = "") -> int:
        """How often it was called for."""
        return sum(1 for call, about in self.calls if call == what and part in about)

    def _begin(self, what: str, about: str) -> Trouble | None:
        self.calls.append((what, about))
        if self.meanwhile is not None:
            self.meanwhile(what, about)
        with self._lock:
            trouble = next((t for t in self._coming if t.what == what and re.search(t.about, about)), None)
            if trouble is None:
                return None
            trouble.times -= 1
            if trouble.times == 0:
                self._coming.remove(trouble)
        if not trouble.after:
            raise trouble.error
        return trouble

    @staticmethod
    def _end(trouble: Trouble | None) -> None:
        if trouble is not None:
            raise trouble.error


def small(reply: Reply) -> str:
    """The words of its quiet lines, spaces plain."""
    lines = [plain(line) for block in reply.blocks if isinstance(block, Because) for line in block.lines]
    return "\n".join(lines).replace("\xa0", " ").replace("\u202f", " ")
