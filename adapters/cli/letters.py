"""E-mail in a rehearsal: letters arrive for the desk, and those that it sends are heard by their address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from adapters.console.script import Arrive
from adapters.console.stage import Heard, Stage
from adapters.email.messenger import EmailMessenger
from adapters.email.post_office import PostOffice
from bot.compose import House
from bot.replies import Reply


@dataclass(slots=True)
class Letters:
    """What the desk has sent by mail: an outbox that keeps everything, and an inbox that is always empty."""

    sent: list[tuple[str, EmailMessage]] = field(default_factory=list)

    def send(self, sender: str, to: str, message: bytes) -> None:  # noqa: ARG002
        """Keep it."""
        read = message_from_bytes(message, policy=default)
        assert isinstance(read, EmailMessage)
        self.sent.append((to, read))

    def new(self) -> Iterator[tuple[str, bytes]]:
        """Nothing: what arrives is handed over."""
        return iter(())

    def done(self, name: str) -> None:
        """Nothing is put away."""


def connect(house: House) -> Letters:
    """Let the desk write letters."""
    letters = Letters()
    house.connect(EmailMessenger(letters, house.desk.subject_of))
    return letters


def arrive(house: House, what: Arrive) -> None:
    """A letter comes, with its fields and its body.

    `From`, `To`, `Subject`; `Answers`, words of the subject of what it answers; `Id`, to send the same one
    twice; `Automatic: yes`. Raises ScriptError where one of the first two is missing.
    """
    messenger = house.messengers["email"]
    assert isinstance(messenger, EmailMessenger)
    letters = messenger.outbox
    assert isinstance(letters, Letters)
    message = EmailMessage()
    message["From"], message["To"] = what.field("From"), what.field("To")
    message["Subject"] = what.field("Subject", "")
    message["Message-ID"] = f"<{what.field('Id', str(what.line))}@rehearsal.example>"
    if what.field("Automatic", "no") == "yes":
        message["Auto-Submitted"] = "auto-replied"
    if what.field("Answers", ""):
        theirs = [m for to, m in letters.sent if to == what.field("From").lower()]
        answered = next(m for m in reversed(theirs) if what.field("Answers") in str(m["Subject"]))
        message["In-Reply-To"] = str(answered["Message-ID"])
        message["References"] = f"{answered['References'] or ''} {answered['Message-ID']}".strip()
    message.set_content("\n".join(what.body))
    office = PostOffice(house.desk, letters, messenger, house.now, house.desk.is_mailbox)
    office.take(message.as_bytes())


@dataclass(slots=True)
class WithLetters:
    """A stage on which letters are heard, too: `> olive@clinic.example: ...`."""

    stage: Stage
    letters: Letters
    everything: list[Heard] = field(default_factory=list)
    at: int = 0
    read: int = 0

    def heard(self) -> Sequence[Heard]:
        """Everything, each as it now stands."""
        said = self.stage.heard()
        self.everything = [*self.everything, *said[self.at :]]
        self.at = len(said)
        for to, message in self.letters.sent[self.read :]:
            subject, body = str(message["Subject"]), str(message.get_content())
            lines = (subject, *(line for line in body.splitlines() if line.strip()))
            self.everything.append(Heard(to, None, f"letter:{message['Message-ID']}", lines))
        self.read = len(self.letters.sent)
        now = {heard.ref: heard for heard in said}
        self.everything = [now.get(heard.ref, heard) for heard in self.everything]
        return tuple(self.everything)

    def direct(self, words: str, conversation: str) -> Reply:
        """As on the stage."""
        return self.stage.direct(words, conversation)

    def type(self, who: str, words: str, conversation: str) -> None:
        """As on the stage."""
        self.stage.type(who, words, conversation)

    def say(self, who: str, words: str, conversation: str, thread: str) -> None:
        """As on the stage."""
        self.stage.say(who, words, conversation, thread)

    def press(self, who: str, on: Heard, label: str) -> None:
        """As on the stage."""
        self.stage.press(who, on, label)

    def change(self, who: str, values: Mapping[str, str]) -> None:
        """As on the stage."""
        self.stage.change(who, values)

    def fill(self, who: str, values: Mapping[str, str]) -> None:
        """As on the stage."""
        self.stage.fill(who, values)

    def form(self, who: str) -> tuple[str, ...] | None:
        """As on the stage."""
        return self.stage.form(who)

    def now(self) -> datetime:
        """As on the stage."""
        return self.stage.now()

    def advance(self, to: datetime) -> None:
        """As on the stage."""
        self.stage.advance(to)

    def settle(self) -> None:
        """As on the stage."""
        self.stage.settle()
