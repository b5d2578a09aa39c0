"""Files that come with what is said: kept beside it, carried with it, named where people read of it."""

from __future__ import annotations

import pytest

from bot.replies import Enclosed, FileField, Prose, Reply
from bot.requests import Changed, Filled, Quoted, Via
from bot.spans import Link
from tests.conversations.conftest import Board, Talk, attached

PHOTO = attached("photo.jpg")


@pytest.fixture
def live(talk: Talk, board: Board) -> Talk:
    """Said for real: what is owed is posted on a board."""
    talk.board = board
    return talk


def _brought(board: Board, conversation: str) -> list[tuple[str, list[str]]]:
    """What was said in threads there with files: its words, and the files that go along."""
    return [
        (reply.summary.replace("\xa0", " "), [each.file.name for each in reply.files])
        for where, thread, reply in board.posts
        if where == conversation and thread is not None and reply.files
    ]


def test_a_message_brings_its_files_to_the_other_thread_and_not_to_its_own(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    live.writes("nadia", "It is the red one", thread="#1 customer", files=("photo.jpg", "log.txt"))
    said = "Nadia, Hôtel Laurier, wrote: It is the red one Attached: photo.jpg, log.txt"
    assert _brought(live.board, "desk-room") == [(said, ["photo.jpg", "log.txt"])]
    assert _brought(live.board, "laurier") == []


def test_an_answer_of_a_file_alone_answers_and_is_in_step_on_both_sides(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    live.writes("ines", "", thread="#1 customer", files=("photo.jpg",))
    assert live.history()[-2:] == ["assigned", "answered"]
    [(receipt, files)] = _brought(live.board, "desk-room")
    assert (receipt.endswith("Attached: photo.jpg"), files) == (True, ["photo.jpg"])
    assert _brought(live.board, "laurier") == []


def test_the_answer_form_brings_its_files_to_both_threads(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    live.fills("ines", "reply 1", text="Press it", files=("photo.jpg",))
    assert "Attached: photo.jpg" in live.reply.summary, "the receipt names it"
    assert [files for _, files in _brought(live.board, "laurier")] == [["photo.jpg"]]
    assert [files for _, files in _brought(live.board, "desk-room")] == [["photo.jpg"]]


def test_the_open_form_brings_its_files_to_both_threads_even_without_facts(live: Talk):
    live.fills("nadia", "open", subject="Meter", files=("photo.jpg",))
    opened = live.ticket().history[0]
    assert live.text(opened.facts) == ""
    assert [files for _, files in _brought(live.board, "laurier")] == [["photo.jpg"]]
    assert [files for _, files in _brought(live.board, "desk-room")] == [["photo.jpg"]]


def test_a_notes_files_never_leave_and_only_the_desks_people_are_shown_them(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    before = len(live.board.posts)
    live.writes("ines", "between us", thread="#1 desk", files=("secret.png",))
    live.fills("ines", "note 1", text="this too", files=("draft.doc",))
    said = [reply for where, _, reply in live.board.posts[before:] if where != "desk-room"]
    assert "secret.png" not in repr(said)
    assert "draft.doc" not in repr(said)
    assert "secret.png" in repr(live.says("ines", "show 1").reply)
    assert "secret.png" not in repr(live.says("ines", "show 1", where="laurier").reply)
    assert "secret.png" not in repr(live.says("nadia", "show 1").reply)
    assert "draft.doc" not in repr(live.says("nadia", "show 1").reply)


def test_the_ticket_links_its_files_where_the_reader_can_follow(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    live.writes("nadia", "See", thread="#1 customer", files=("photo.jpg",))
    links = [span for span in _spans(live.says("ines", "show 1").reply) if isinstance(span, Link)]
    assert links == [Link("photo.jpg", PHOTO.link)]


def test_files_do_not_cross_to_another_desk(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    live.writes("nadia", "See", thread="#1 customer", files=("photo.jpg",))
    text = live.ticket().history[-1].text
    with live.database.reading() as uow:
        mine = uow.desks.by_name("Boréal").id
        assert [f.attachment.name for f in uow.attachments.of(mine, [text])[text]] == ["photo.jpg"]
        assert uow.attachments.of(mine + 1, [text]) == {}


def test_where_a_file_cannot_be_brought_its_words_say_where_it_is():
    reply = Reply(
        "Hello", (Prose(("Hello",)),), files=(Enclosed(PHOTO, "slack", "T1", ("It stays there.",)),)
    )
    said = reply.without(reply.files)
    assert said.summary == "Hello It stays there."
    assert said.blocks == (Prose(("Hello",)), Prose(("It stays there.",)))
    assert reply.without(()) is reply


def test_a_name_is_one_line_and_never_a_way_out_of_a_folder(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    names = ("../../etc/passwd", "a\nb\u202e.exe", "x" * 400 + ".jpeg", "")
    live.writes("nadia", "See", thread="#1 customer", files=names)
    [(_, [first, second, third, fourth])] = _brought(live.board, "desk-room")
    assert (first, second) == (".. .. etc passwd", "a b .exe")
    assert (len(third), third[-6:], fourth) == (150, "….jpeg", "")


def test_each_form_of_words_for_the_other_side_takes_files_and_others_do_not(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    taking = {
        ("nadia", "open"): True,
        ("nadia", "reply 1"): True,
        ("ines", "reply 1"): True,
        ("ines", "pending 1"): True,
        ("ines", "facts 1"): True,
        ("ines", "note 1"): False,
        ("nadia", "escalate 1"): False,
    }
    shown = {
        (who, words): any(isinstance(f, FileField) for f in live.says(who, words).reply.form.fields)
        for who, words in taking
    }
    assert shown == taking


def test_a_message_that_begins_a_form_offers_its_files_and_they_come_where_the_box_is_ticked(live: Talk):
    for ticked, expected in (("yes", [["photo.jpg"]]), ("", [])):
        live.board.posts.clear()
        quoted = Quoted("open", "The meter is red", files=(PHOTO,))
        form = live.asks("nadia", quoted, where="laurier", via=Via.BUTTON).reply.form
        [box] = [field for field in form.fields if field.id == "bring"]
        assert (box.words, box.checked, form.brings) == (
            "Bring along what is attached to the message: photo.jpg",
            True,
            (PHOTO,),
        )
        changed = Changed(form.command, {"subject": "Meter", "bring": ticked}, form.brings)
        again = live.asks("nadia", changed, where="laurier", via=Via.FORM).reply.form
        [box] = [field for field in again.fields if field.id == "bring"]
        assert (box.checked, again.brings) == (ticked == "yes", (PHOTO,))
        fields = {"subject": f"Meter {ticked}", "facts": "E4", "bring": ticked}
        live.asks("nadia", Filled(again.command, fields, brings=again.brings), where="laurier", via=Via.FORM)
        assert [files for _, files in _brought(live.board, "desk-room")] == expected


def test_the_files_of_a_message_in_the_desks_own_place_are_not_offered_ticked(live: Talk):
    live.says("nadia", "open Meter", where="laurier")
    quoted = Quoted("add", "between us", files=(PHOTO,))
    form = live.asks("ines", quoted, where="desk-room", via=Via.BUTTON).reply.form
    [box] = [field for field in form.fields if field.id == "bring"]
    assert not box.checked


def _spans(reply: Reply) -> list[object]:
    lines = [item.line for block in reply.blocks for item in getattr(block, "items", ())]
    return [span for line in lines for span in line]
