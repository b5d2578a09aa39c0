"""What the desk sends by mail, and what becomes of it when a server does not take it."""

import smtplib
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from adapters.email.mailbox import Folder
from adapters.email.messenger import EmailMessenger
from adapters.email.opening import BadMailbox, open_post
from adapters.email.writing import message_id, write
from bot.ports import Destination, Permanent, Transient, Uncertain
from bot.replies import Action, Actions, Because, Facts, Prose, Reply, Strong

OLIVE = "olive@clinic.example"
THREAD = Destination("email", "doors@signal.example", OLIVE, "<1@clinic.example>")
REPLY = Reply(
    "Ticket #1 is open.",
    (
        Prose(("Ticket ", Strong("#1"), " is open.")),
        Facts((("Status", ("New",)),)),
        Because((("Clause SI-6.email.",),)),
        Actions((Action("Why", "why 1"),)),
    ),
)


def read(raw: bytes):
    return message_from_bytes(raw, policy=default)


def test_an_answer_stands_in_its_thread_as_plain_text_without_buttons():
    sent = read(write(THREAD, OLIVE, REPLY, "k", "[#1] Doors"))
    assert (sent["From"], sent["To"]) == ("doors@signal.example", OLIVE)
    assert sent["Subject"] == "Re: [#1] Doors"
    assert (sent["In-Reply-To"], sent["References"]) == ("<1@clinic.example>", "<1@clinic.example>")
    assert sent.get_content().replace("\r\n", "\n") == "Ticket #1 is open.\nStatus: New\nClause SI-6.email.\n"


def test_programs_are_told_that_a_program_wrote_it():
    assert read(write(THREAD, OLIVE, REPLY, "k", None))["Auto-Submitted"] == "auto-generated"


def test_the_same_key_is_the_same_letter():
    assert message_id("k", "a@b.example") == message_id("k", "a@b.example")
    assert message_id("k", "a@b.example") != message_id("l", "a@b.example")


def test_a_subject_never_breaks_into_headers():
    sent = read(write(THREAD, OLIVE, REPLY, "k", "Doors\r\nBcc: everyone@x.example"))
    assert sent["Bcc"] is None
    assert sent["Subject"] == "Re: Doors Bcc: everyone@x.example"


@dataclass
class Server:
    """A server that fails as told."""

    fails: Exception | None = None
    taken: list[str] = field(default_factory=list)

    def send(self, sender: str, to: str, message: bytes) -> None:
        if self.fails is not None:
            raise self.fails
        self.taken.append(to)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (smtplib.SMTPRecipientsRefused({OLIVE: (550, b"no such user")}), Permanent),
        (smtplib.SMTPRecipientsRefused({OLIVE: (450, b"later")}), Transient),
        (smtplib.SMTPDataError(554, b"spam"), Permanent),
        (smtplib.SMTPDataError(421, b"busy"), Transient),
        (smtplib.SMTPServerDisconnected("gone"), Uncertain),
        (ConnectionRefusedError("down"), Transient),
    ],
)
def test_errors_are_classified_once(error, kind):
    with pytest.raises(kind):
        EmailMessenger(Server(error), lambda _: None).post(THREAD, REPLY, "k")


def test_nobody_without_an_address_is_written_to():
    nowhere = Destination("email", "doors@signal.example", "C1")
    with pytest.raises(Permanent):
        EmailMessenger(Server(), lambda _: None).post(nowhere, REPLY, "k")


def test_a_card_is_no_letter():
    server = Server()
    EmailMessenger(server, lambda _: None).edit(THREAD, "<1@clinic.example>", REPLY)
    assert server.taken == []


def test_a_folder_gives_each_message_until_it_is_put_away_and_keeps_it(tmp_path: Path):
    folder = Folder(tmp_path)
    assert list(folder.new()) == []
    (tmp_path / "new" / "one").write_bytes(b"Subject: one\n\n1")
    assert [raw for _, raw in folder.new()] == [raw for _, raw in folder.new()] == [b"Subject: one\n\n1"]
    ((name, _),) = folder.new()
    folder.done(name)
    assert list(folder.new()) == []
    assert len(list((tmp_path / "cur").iterdir())) == 1


@pytest.mark.parametrize(
    ("mail_in", "mail_out", "says"),
    [
        ("pop3://x", "", "GUICHET_MAIL_IN"),
        ("imaps://u:secret@host", "", "GUICHET_MAIL_OUT"),
        ("imaps://u:secret@host", "ftp://x", "GUICHET_MAIL_OUT"),
    ],
)
def test_a_setting_that_names_no_mailbox_is_named_without_its_value(mail_in, mail_out, says):
    with pytest.raises(BadMailbox) as caught:
        open_post(None, mail_in, mail_out, lambda: None)
    assert str(caught.value).startswith(says)
    assert "secret" not in str(caught.value)
