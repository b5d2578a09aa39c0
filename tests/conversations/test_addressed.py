"""Words addressed to the desk where a platform tells of nothing else: commands, or talk."""

from bot.requests import Said, Typed, Via
from tests.conversations.conftest import attached


def addressed(talk, who, text, **how):
    return talk.asks(who, Typed(text, Said(text, f"m-{text[:9]}")), via=Via.MENTION, **how)


def test_in_a_tickets_thread_words_that_begin_with_no_verb_join_it(talk):
    talk.says("nadia", "open Kiosk frozen", where="laurier")
    addressed(talk, "nadia", "thanks, it works", thread="#1 customer")
    assert talk.history()[-1].startswith("heard")


def test_a_verb_there_is_a_command_in_any_language(talk):
    talk.says("nadia", "open Kiosk frozen", where="laurier")
    before = talk.history()
    for words in ("why", "pourquoi", "por qué"):
        addressed(talk, "nadia", words, thread="#1 customer")
    assert talk.history() == before


def test_a_mention_that_is_not_told_of_as_a_message_stays_a_command(talk):
    talk.says("nadia", "open Kiosk frozen", where="laurier")
    before = talk.history()
    talk.asks("nadia", Typed("thanks, it works"), thread="#1 customer", via=Via.MENTION)
    assert talk.history() == before


def test_a_bare_number_that_is_no_ticket_answers_what_was_asked(talk):
    """ "Which serial number?" is answered with "4711", where a number alone asks to see a ticket."""
    talk.says("nadia", "open Kiosk frozen", where="laurier")
    talk.fills("ines", "pending 1", text="Which serial number?")
    addressed(talk, "nadia", "4711")
    assert talk.history()[-2:] == ["heard", "resumed"]
    addressed(talk, "nadia", "4712", thread="#1 customer")
    assert talk.history()[-1] == "heard"


def test_a_bare_number_of_a_ticket_of_theirs_shows_it_and_one_that_answers_nothing_is_no_ticket(talk):
    talk.says("nadia", "open Kiosk frozen", where="laurier")
    before = talk.history()
    addressed(talk, "nadia", "4711")
    assert "4711" in talk.reply.summary
    talk.fills("ines", "pending 1", text="Which serial number?")
    before = talk.history()
    addressed(talk, "nadia", "1")
    assert talk.history() == before


def test_files_that_could_belong_to_several_tickets_are_to_be_sent_again_and_the_answer_says_so(talk):
    talk.says("nadia", "open Kiosk frozen", where="laurier")
    talk.asks("nadia", Typed("", Said("", "m-1", (attached("photo.jpg"),))), via=Via.MENTION)
    assert "The files do not come along with these buttons" in talk.reply.summary
    assert "opened" in talk.history()
    assert "heard" not in talk.history()
