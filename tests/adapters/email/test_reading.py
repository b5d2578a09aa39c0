"""What arrives by mail, read: who wrote what, which letter it answers, and whether a person wrote it."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.email.reading import read


def letter(body: str = "The door does not open.", **headers: str) -> bytes:
    message = EmailMessage()
    usual = {"From": "Olive Hart <Olive@Clinic.example>", "To": "doors@signal.example", "Subject": "Doors"}
    for name, value in {**usual, "Message_ID": "<1@clinic.example>", **headers}.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def test_who_wrote_what_to_whom():
    found = read(letter())
    assert (found.sender, found.name) == ("olive@clinic.example", "Olive Hart")
    assert found.to == ("doors@signal.example",)
    assert (found.mail.subject, found.mail.text) == ("Doors", "The door does not open.")
    assert (found.mail.message_id, found.mail.references) == ("<1@clinic.example>", ())
    assert not found.mail.automatic


def test_the_letters_that_it_answers_are_kept_in_their_order_each_once():
    found = read(letter(References="<a@x> <b@x>", In_Reply_To="<b@x>"))
    assert found.mail.references == ("<a@x>", "<b@x>")


def test_a_letter_without_an_id_has_the_same_one_each_time_it_is_read():
    raw = letter().replace(b"Message-ID: <1@clinic.example>\n", b"")
    assert read(raw).mail.message_id == read(raw).mail.message_id
    assert read(raw).mail.message_id != read(raw + b"more").mail.message_id


@pytest.mark.parametrize(
    "history",
    [
        "On Mon, 2 Mar 2026 at 10:00, Signal <doors@signal.example> wrote:\n> Which door?",
        "Le lun. 2 mars 2026 à 10:00, Signal <doors@signal.example> a écrit :\n> Quelle porte ?",
        "El lun, 2 mar 2026, Signal escribió:\n> ¿Qué puerta?",
        "> Which door?",
    ],
)
def test_an_answer_comes_without_the_letters_quoted_below_it(history):
    assert read(letter(f"The left one.\n\n{history}", In_Reply_To="<a@x>")).mail.text == "The left one."


def test_what_is_nothing_but_quotes_is_kept_whole():
    assert read(letter("> The left one.", In_Reply_To="<a@x>")).mail.text == "> The left one."


def test_a_first_letter_keeps_its_quotes():
    assert read(letter("It says:\n> denied")).mail.text == "It says:\n> denied"


def test_html_alone_is_read_as_text():
    message = EmailMessage()
    message["From"], message["To"] = "olive@clinic.example", "doors@signal.example"
    page = "<style>p {}</style><p>The door</p><p>is <b>shut</b>.</p><script>x()</script>"
    message.set_content(page, subtype="html")
    assert read(message.as_bytes()).mail.text == "The door\nis shut."


def test_what_is_attached_is_named():
    message = EmailMessage()
    message["From"] = "olive@clinic.example"
    message.set_content("See the picture.")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="door.png")
    assert read(message.as_bytes()).mail.files == ("door.png",)


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"List_Id": "<news.example>"},
    ],
)
def test_what_a_program_wrote_is_known(header):
    assert read(letter(**header)).mail.automatic


def test_a_person_who_says_so_is_no_program():
    assert not read(letter(Auto_Submitted="no")).mail.automatic


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_arrives_can_be_read(raw):
    assert read(raw).mail.message_id


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/plain; charset=nonsense\n\n\xff\xfe",
        b"Subject: =?utf-8?B?!!!?=\nFrom: =?x?Q?\n\nhello",
        b"From: a@b\nTo: c@d, \n\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nopen",
    ],
)
def test_broken_letters_are_read_as_far_as_they_go(raw):
    assert isinstance(read(raw).mail.text, str)
