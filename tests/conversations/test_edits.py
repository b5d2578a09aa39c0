"""Messages that joined a ticket are edited and deleted where they were written."""

import pytest

from bot.domain.history import clocks_of
from bot.domain.said import changes
from bot.ports import Permanent
from bot.requests import Attachment, Deleted, Edited, Said, Via
from tests.conversations.conftest import Board

CUSTOMER, DESK = "#1 customer", "#1 desk"


class Closed(Board):
    """Nothing that stands can be changed any more."""

    def edit(self, to, ref, reply):
        raise Permanent("edit_window_closed")


def edit_it(ticket):
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1")


def delete_it(ticket):
    delete(ticket, "nadia", CUSTOMER, "m1")


@pytest.fixture
def ticket(talk):
    """#1, with its cards posted, on a platform that remembers."""
    talk.board = Board()
    talk.says("nadia", "open Kiosk frozen", where="laurier")
    return talk


def say(talk, who, text, thread, ref, **how):
    return talk.asks(who, Said(text, ref), thread=thread, via=Via.MESSAGE, **how)


def edit(talk, who, text, thread, ref, turn="1", files=(), *, back=False, **how):
    files = tuple(map(Attachment, files))
    return talk.asks(who, Edited(text, ref, files, turn, back), thread=thread, via=Via.MESSAGE, **how)


def delete(talk, who, thread, ref, **how):
    return talk.asks(who, Deleted(ref), thread=thread, via=Via.MESSAGE, **how)


def standing(talk, conversation):
    """What stands in a conversation now, but for cards and headers."""
    found = talk.board.heard(conversation)
    return [text for text in found if not text.startswith(("#1", "Internal"))]


def test_what_was_carried_to_the_desk_says_the_new_words_in_place(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    ticket.at("2026-03-02T09:40")
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1")
    heard = [text for text in standing(ticket, "desk-room") if "It shows" in text]
    assert heard == ["Nadia, Hôtel Laurier, wrote: It shows E5 (edited at 09:40)"]


def test_the_history_keeps_what_a_message_said_before(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1")
    edit(ticket, "nadia", "It shows E6", CUSTOMER, "m1", turn="2")
    [heard] = [event for event in ticket.ticket().history if event.tag == "heard"]
    edits = [event for event in ticket.ticket().history if event.tag == "message_edited"]
    said = [(ticket.text(e.before), ticket.text(e.after), e.message == heard.text) for e in edits]
    assert said == [("It shows E4", "It shows E5", True), ("It shows E5", "It shows E6", True)]
    assert ticket.text(heard.text) == "It shows E4"
    assert [e.actor for e in edits] == [ticket.people["nadia"].id] * 2


def test_a_deleted_message_is_gone_on_the_other_side_and_kept_in_the_history(ticket):
    say(ticket, "nadia", "The password is hunter2", CUSTOMER, "m1")
    delete(ticket, "nadia", CUSTOMER, "m1")
    [gone] = [text for text in standing(ticket, "desk-room") if "Nadia" in text]
    assert gone == "Nadia’s message was deleted where it was written, at 09:00."
    assert not any("hunter2" in text for text in ticket.board.heard("desk-room"))
    [event] = [event for event in ticket.ticket().history if event.tag == "message_deleted"]
    assert ticket.text(event.before) == "The password is hunter2"


def test_an_agents_public_answer_is_edited_in_its_receipt(ticket):
    say(ticket, "ines", "Pull the plug", CUSTOMER, "m1")
    edit(ticket, "ines", "Do not pull the plug", CUSTOMER, "m1")
    [receipt] = [text for text in ticket.board.heard("desk-room") if "plug" in text]
    assert receipt == "↗ Public, at 09:00, Ines: Do not pull the plug (edited at 09:00)"


def test_deleting_an_answer_does_not_unanswer(ticket):
    ticket.at("2026-03-02T09:10")
    say(ticket, "ines", "Pull the plug", CUSTOMER, "m1")
    before = [clock.reading for clock in ticket_clocks(ticket)]
    delete(ticket, "ines", CUSTOMER, "m1")
    assert [clock.reading for clock in ticket_clocks(ticket)] == before
    [gone] = [text for text in ticket.board.heard("desk-room") if "deleted" in text]
    assert gone.endswith("It was given all the same.")


def test_an_edit_starts_and_stops_no_clock(ticket):
    say(ticket, "ines", "Looking", CUSTOMER, "m1")
    say(ticket, "nadia", "Thank you", CUSTOMER, "m2")
    before = ticket_clocks(ticket)
    ticket.at("2026-03-02T10:00")
    edit(ticket, "ines", "Looking into it", CUSTOMER, "m1")
    edit(ticket, "nadia", "Thank you!", CUSTOMER, "m2")
    assert ticket.history()[-2:] == ["message_edited", "message_edited"]
    assert [clock.ticks for clock in ticket_clocks(ticket)] == [clock.ticks for clock in before]


def test_an_edit_does_not_resume_what_waits_for_the_requester(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    ticket.says("ines", "claim 1").presses("ines", "pending 1 Which firmware?")
    ticket.fills("ines", "pending 1", text="Which firmware?")
    assert ticket.ticket().status == "pending"
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1")
    assert ticket.ticket().status == "pending"


def test_a_note_is_edited_and_deleted_in_the_history_alone(ticket):
    say(ticket, "ines", "They owe us 400", DESK, "m1")
    posts = list(ticket.board.posts)
    edit(ticket, "ines", "They owe us 500", DESK, "m1")
    delete(ticket, "ines", DESK, "m1")
    assert ticket.board.posts == posts
    assert ticket.history()[-3:] == ["noted", "message_edited", "message_deleted"]


def test_what_is_shown_later_is_the_present_and_says_so(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    say(ticket, "nadia", "My badge is 1234", CUSTOMER, "m2")
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1")
    delete(ticket, "nadia", CUSTOMER, "m2")
    for who in ("nadia", "ines"):
        ticket.says(who, "show 1")
        assert [(m.text, m.edited, m.deleted) for m in ticket.result.messages] == [
            ("It shows E5", True, False),
            ("", False, True),
        ]


def test_what_was_answered_meanwhile_stays(ticket):
    say(ticket, "nadia", "Is it E4?", CUSTOMER, "m1")
    say(ticket, "ines", "Yes, E4", CUSTOMER, "m2")
    delete(ticket, "nadia", CUSTOMER, "m1")
    assert any(text.endswith("Yes, E4") for text in ticket.board.heard("desk-room"))


def test_the_same_words_again_are_no_edit(ticket):
    say(ticket, "nadia", "See https://x.test/a", CUSTOMER, "m1")
    before = ticket.history()
    edit(ticket, "nadia", "See https://x.test/a", CUSTOMER, "m1")
    assert ticket.history() == before


def test_a_repeated_event_changes_nothing_more(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1", key="event:1")
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1", key="event:1")
    delete(ticket, "nadia", CUSTOMER, "m1", key="event:2")
    delete(ticket, "nadia", CUSTOMER, "m1", key="event:2")
    assert ticket.history()[-2:] == ["message_edited", "message_deleted"]


def test_an_older_edit_that_comes_late_is_passed_over(ticket):
    say(ticket, "nadia", "one", CUSTOMER, "m1")
    edit(ticket, "nadia", "three", CUSTOMER, "m1", turn="1700000002.000000")
    edit(ticket, "nadia", "two", CUSTOMER, "m1", turn="1700000001.000000")
    [heard] = [text for text in ticket.board.heard("desk-room") if "wrote" in text]
    assert ": three" in heard


def test_an_edit_that_comes_after_the_deletion_brings_nothing_back(ticket):
    say(ticket, "nadia", "one", CUSTOMER, "m1")
    delete(ticket, "nadia", CUSTOMER, "m1")
    edit(ticket, "nadia", "two", CUSTOMER, "m1")
    assert ticket.history()[-1] == "message_deleted"


def test_an_edit_that_comes_before_its_message_waits_for_it(ticket):
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1")
    assert "heard" not in ticket.history()
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    assert ticket.history()[-2:] == ["heard", "message_edited"]
    [heard] = [text for text in ticket.board.heard("desk-room") if "It shows" in text]
    assert ": It shows E5 (edited" in heard


def test_a_deletion_that_comes_before_its_message_keeps_it_from_being_carried(ticket):
    delete(ticket, "nadia", CUSTOMER, "m1")
    say(ticket, "nadia", "The password is hunter2", CUSTOMER, "m1")
    assert ticket.history()[-2:] == ["heard", "message_deleted"]
    assert not any("hunter2" in text for text in ticket.board.heard("desk-room"))
    assert [row.reason for row in ticket.rows() if row.notice.tag == "heard"] == [
        "it was deleted before it was said",
        "what it changes was not said",
    ]


def test_a_message_that_is_brought_back_is_read_again_where_it_was_carried(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    delete(ticket, "nadia", CUSTOMER, "m1")
    edit(ticket, "nadia", "It shows E4", CUSTOMER, "m1", back=True)
    heard = [text for text in ticket.board.heard("desk-room") if "Nadia" in text]
    assert heard == ["Nadia, Hôtel Laurier, wrote: It shows E4 (edited at 09:00)"]
    assert ticket.history()[-3:] == ["heard", "message_deleted", "message_edited"]
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1", turn="2")
    delete(ticket, "nadia", CUSTOMER, "m1")
    [gone] = [text for text in ticket.board.heard("desk-room") if "Nadia" in text]
    assert "deleted" in gone


def test_a_message_that_was_carried_nowhere_is_carried_once_it_is_brought_back(ticket):
    delete(ticket, "nadia", CUSTOMER, "m1")
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    for turn in ("1", "2"):
        edit(ticket, "nadia", "It shows E4", CUSTOMER, "m1", turn, back=True)
        heard = [text for text in ticket.board.heard("desk-room") if "It shows" in text]
        assert heard == ["Nadia, Hôtel Laurier, wrote: It shows E4 (edited at 09:00)"]
        delete(ticket, "nadia", CUSTOMER, "m1")
        assert not any("It shows" in text for text in ticket.board.heard("desk-room"))


def test_a_late_edit_of_what_was_deleted_brings_nothing_back(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    delete(ticket, "nadia", CUSTOMER, "m1")
    edit(ticket, "nadia", "It shows E5", CUSTOMER, "m1", turn="2")
    assert ticket.history()[-1] == "message_deleted"


def test_a_message_joins_its_ticket_once_though_two_events_tell_of_it(ticket):
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    assert ticket.history().count("heard") == 1


def test_what_never_joined_a_ticket_may_be_edited_and_deleted_freely(ticket):
    before = ticket.history()
    edit(ticket, "nadia", "hello", "elsewhere", "m1")
    delete(ticket, "nadia", "elsewhere", "m1")
    edit(ticket, "stranger", "hello", CUSTOMER, "m2")
    ticket.mentions("ines", "claim 1", thread=CUSTOMER)
    claimed = ticket.history()
    edit(ticket, "ines", "severity 1 critical", CUSTOMER, "m3")
    assert (ticket.history(), claimed[: len(before)]) == (claimed, before)


def test_a_requester_in_a_private_chat_edits_there_too(talk):
    talk.board = Board()
    talk.says("nadia", "open Kiosk frozen")
    say(talk, "nadia", "It shows E4", CUSTOMER, "m1")
    edit(talk, "nadia", "It shows E5", CUSTOMER, "m1")
    [heard] = [text for text in talk.board.heard("desk-room") if "It shows" in text]
    assert ": It shows E5 (edited" in heard


def test_files_belong_to_what_a_message_says(ticket):
    ticket.asks("nadia", Said("Here", "m1", (Attachment("a.png"),)), thread=CUSTOMER, via=Via.MESSAGE)
    edit(ticket, "nadia", "Here it is", CUSTOMER, "m1", files=("a.png",))
    [event] = [event for event in ticket.ticket().history if event.tag == "message_edited"]
    assert ticket.text(event.after) == "Here it is"
    [heard] = [text for text in ticket.board.heard("desk-room") if "Here it is" in text]
    assert "a.png" in heard
    shown = repr(ticket.says("ines", "show 1").reply)
    assert ("Here it is" in shown, "a.png" in shown) == (True, True)


def test_a_file_taken_out_of_a_message_is_shown_no_more(ticket):
    ticket.asks("nadia", Said("Here", "m1", (Attachment("a.png"),)), thread=CUSTOMER, via=Via.MESSAGE)
    edit(ticket, "nadia", "Here", CUSTOMER, "m1")
    assert "a.png" not in repr(ticket.says("ines", "show 1").reply)
    delete(ticket, "nadia", CUSTOMER, "m1")
    assert "Attached" not in repr(ticket.says("ines", "show 1").reply)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit_it, "Nadia, Hôtel Laurier, wrote: It shows E5 (edited at 09:00)"),
        (delete_it, "Nadia’s message was deleted where it was written, at 09:00."),
    ],
)
def test_what_cannot_be_changed_any_more_is_followed_by_what_it_says_now(ticket, change, said):
    """A workspace may let nobody edit after some minutes (`edit_window_closed`)."""
    say(ticket, "nadia", "It shows E4", CUSTOMER, "m1")
    ticket.board = Closed(posts=ticket.board.posts)
    change(ticket)
    heard = [text for text in ticket.board.heard("desk-room") if "Nadia" in text]
    assert heard[-2:] == ["Nadia, Hôtel Laurier, wrote: It shows E4", said]
    assert ticket.board.heard("D-sara") == []


@pytest.mark.parametrize(
    ("language", "edited", "gone"),
    [
        ("fr", "modifié", "Le message de Nadia a été supprimé là où il avait été écrit"),
        ("es", "editado", "El mensaje de Nadia se eliminó donde se había escrito"),
    ],
)
def test_the_desk_reads_of_it_in_its_own_language(ticket, language, edited, gone):
    ticket.says("sara", f"setup language {language}", where="desk-room")
    say(ticket, "nadia", "one", CUSTOMER, "m1")
    say(ticket, "nadia", "two", CUSTOMER, "m2")
    edit(ticket, "nadia", "uno", CUSTOMER, "m1")
    delete(ticket, "nadia", CUSTOMER, "m2")
    heard = ticket.board.heard("desk-room")
    assert any(f"uno ({edited} " in text for text in heard)
    assert any(text.startswith(gone) for text in heard)


def test_the_fold_of_a_history_gives_the_last_word(ticket):
    say(ticket, "nadia", "one", CUSTOMER, "m1")
    edit(ticket, "nadia", "two", CUSTOMER, "m1")
    history = ticket.ticket().history
    [now] = changes(history).values()
    assert (ticket.text(now.text), now.is_deleted) == ("two", False)


def ticket_clocks(talk):
    ticket = talk.ticket()
    document, calendars = talk.policies.pinned(ticket.policy_version, ticket.calendar_version)
    return clocks_of(ticket, document, calendars, talk.clock.now())
