"""One letter that cannot be dealt with holds up none of the others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from adapters.email.messenger import EmailMessenger
from adapters.email.post_office import PostOffice
from adapters.email.reading import read
from bot.ports import Destination, Permanent
from bot.replies import Reply
from bot.requests import Request

DESK = "doors@signal.example"


@dataclass
class Box:
    """An inbox of some letters, and an outbox that takes what SMTP without extensions takes."""

    letters: dict[str, bytes]
    put_away: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def new(self) -> Iterator[tuple[str, bytes]]:
        return iter([(n, raw) for n, raw in self.letters.items() if n not in self.put_away])

    def done(self, name: str) -> None:
        self.put_away.append(name)

    def send(self, sender: str, to: str, message: bytes) -> None:
        to.encode("ascii")
        self.sent.append(to)


@dataclass
class Answers:
    """A desk that says yes to every letter but one, at which it fails."""

    fails_at: str = ""

    def answer(self, request: Request) -> Reply:
        if request.actor.user == self.fails_at:
            raise RuntimeError("a bug")
        return Reply("Ticket #1 is open.")


def letter(sender: str, body: str = "The door is shut", kind: str = "text/plain") -> bytes:
    return f"From: {sender}\r\nTo: {DESK}\r\nContent-Type: {kind}\r\n\r\n{body}\r\n".encode()


def office(box: Box, desk: Answers) -> PostOffice:
    messenger = EmailMessenger(box, lambda _: None)
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    return PostOffice(desk, box, messenger, lambda: at, lambda address: address == DESK)  # type: ignore[arg-type]


def test_a_letter_at_which_the_desk_fails_stays_and_the_next_is_answered():
    box = Box({"1": letter("mad@clinic.example"), "2": letter("olive@clinic.example")})
    assert office(box, Answers("mad@clinic.example")).look() == 1
    assert (box.put_away, box.sent) == (["2"], ["olive@clinic.example"])


def test_a_sender_whom_our_server_cannot_name_is_dealt_with_once_and_holds_up_nobody():
    box = Box({"1": letter("émile@clinic.example"), "2": letter("olive@clinic.example")})
    assert office(box, Answers()).look() == 2
    assert (box.put_away, box.sent) == (["1", "2"], ["olive@clinic.example"])


def test_an_address_beyond_ascii_is_for_good_what_this_server_does_not_take():
    messenger = EmailMessenger(Box({}), lambda _: None)
    to = Destination("email", DESK, "émile@clinic.example", "<1@clinic.example>")
    with pytest.raises(Permanent):
        messenger.post(to, Reply("x"), "k")


def test_a_page_with_a_section_that_html_does_not_know_is_read_without_it():
    told = read(letter("mad@clinic.example", "<p>Before</p><![x[ hidden <p>After", "text/html")).mail.text
    assert told.startswith("Before")
