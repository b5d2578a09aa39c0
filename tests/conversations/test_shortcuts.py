"""A message is taken along by a shortcut: it fills a form, and nothing of it leaks by that."""

import pytest

from bot.replies import Note, plain
from bot.requests import Attachment, Filled, Quoted, Via
from bot.results import AddForm, Opened, OpenForm, Sent
from policy.facts import Role

SAID = "The *printer* is on fire severity:critical\nsince 9, and <@U-marc> knows"


def values(talk):
    return {field.id: field.value for field in talk.reply.form.fields if hasattr(field, "value")}


def notes(talk):
    said = [field.line for field in talk.reply.form.fields if isinstance(field, Note)]
    return " ".join(plain(line) for line in said).replace("\xa0", " ")


def test_open_begins_with_the_message_and_no_parser_meets_it(talk):
    talk.quotes("nadia", "open", SAID, of="tom", where="laurier")
    assert isinstance(talk.result, OpenForm)
    assert (talk.reads_only, talk.tickets()) == (True, 0)
    assert values(talk)["subject"] == "The *printer* is on fire severity:critical"
    assert values(talk)["facts"] == f"{SAID}\nhttps://chat.example/p1"
    assert values(talk)["severity"] == "medium"
    talk.submits("nadia")
    assert isinstance(talk.result, Opened)
    ticket = talk.ticket()
    assert (ticket.subject, ticket.severity) == ("The *printer* is on fire severity:critical", "medium")
    assert talk.text(ticket.history[0].facts) == f"{SAID}\nhttps://chat.example/p1"


def test_a_long_message_is_clipped_and_its_link_leads_to_the_rest(talk):
    talk.quotes("nadia", "open", "word " * 1000, where="laurier")
    facts = values(talk)["facts"]
    assert len(facts) <= 3000
    assert facts.endswith("word…\nhttps://chat.example/p1")
    assert len(values(talk)["subject"]) <= 150


def test_the_files_of_a_message_are_named_under_its_words(talk):
    file = Attachment("log.txt", "F1", "https://chat.example/F1")
    talk.asks(
        "nadia", Quoted("add", "See this", link="https://chat.example/p1", files=(file,)), via=Via.BUTTON
    )
    assert values(talk)["text"] == "See this\n[log.txt] https://chat.example/F1\nhttps://chat.example/p1"


def test_a_message_without_words_opens_an_empty_form_with_its_link(talk):
    talk.quotes("nadia", "open", "", where="laurier")
    assert (values(talk)["subject"], values(talk)["facts"]) == ("", "https://chat.example/p1")


def test_an_agent_opens_it_for_whoever_wrote_it(talk):
    talk.quotes("ines", "open", SAID, of="tom", where="laurier")
    assert talk.result.requester.name == "Tom"
    talk.submits("ines")
    ticket = talk.ticket()
    assert (ticket.requester_id, ticket.submitter_id) == (talk.people["tom"].id, talk.people["ines"].id)


@pytest.mark.parametrize("author", ["ivo", "stranger", None])
def test_nobody_becomes_the_requester_who_is_of_no_account(talk, author):
    talk.quotes("ines", "open", SAID, of=author, where="laurier")
    assert talk.result.requester is None


def test_a_message_of_another_account_is_opened_for_nobody_yet(talk):
    talk.has_account("Boréal", "Comptoir")
    talk.has("carl", Role.AUTHORIZED, "Boréal", "Comptoir")
    talk.quotes("ines", "open", SAID, of="carl", where="laurier")
    assert talk.result.requester is None


def test_a_message_from_the_desks_room_says_who_will_read_the_ticket(talk):
    talk.quotes("ines", "open", "They never pay", where="desk-room")
    assert notes(talk).startswith(
        "This message stands in desk-room. Once the ticket is open, Hôtel Laurier and Boréal read what is "
        "written here."
    )
    talk.alters("ines", severity="critical")
    assert "This message stands in" in notes(talk)
    talk.quotes("ines", "open", "It burns", of="nadia", where="laurier")
    assert "This message stands in" not in notes(talk)


def with_ticket(talk):
    return talk.says("nadia", "open Printer on fire", where="laurier")


def test_add_offers_the_live_tickets_newest_first_and_shows_what_and_who(talk):
    with_ticket(talk).says("nadia", "open Toner is low", where="laurier").says("nadia", "close 1")
    talk.says("nadia", "open Scanner hums", where="laurier")
    before = talk.history(2)
    talk.quotes("nadia", "add", SAID, of="tom", where="laurier")
    assert isinstance(talk.result, AddForm)
    offered = next(field for field in talk.reply.form.fields if field.id == "ticket")
    assert [option.label for option in offered.options] == ["#3 Scanner hums", "#2 Toner is low"]
    assert values(talk)["text"] == f"{SAID}\nhttps://chat.example/p1"
    talk.alters("nadia", ticket="2")
    assert "Boréal reads it, and everyone in laurier." in notes(talk)
    assert talk.history(2) == before
    talk.submits("nadia")
    assert isinstance(talk.result, Sent)
    assert talk.history(2)[-1] == "heard"
    assert talk.text(talk.ticket(2).history[-1].text) == f"{SAID}\nhttps://chat.example/p1"


def test_what_an_agent_adds_is_a_note_unless_the_form_said_who_else_reads_it(talk):
    with_ticket(talk)
    talk.quotes("ines", "add", "They never pay", where="desk-room")
    assert values(talk) | {"text": ""} == {"ticket": "1", "number": "", "text": "", "as": "internal"}
    assert "Only the desk reads it." in notes(talk)
    talk.submits("ines")
    assert talk.history()[-1] == "noted"
    assert "answer > thread customer" not in talk.owed()


def test_a_note_becomes_public_only_after_the_form_named_its_readers(talk):
    with_ticket(talk)
    talk.quotes("ines", "add", "They never pay", where="desk-room")
    talk.submits("ines", **{"as": "public"})
    assert isinstance(talk.result, AddForm), "sent before the form could follow: it is shown again"
    assert talk.history()[-1] != "answered"
    told = notes(talk)
    assert "Nadia will read it, in laurier." in told
    assert (
        "It was written in desk-room, where Hôtel Laurier does not read. Once sent, Hôtel Laurier can" in told
    )
    assert talk.reply.form.submit == "Send to requester"
    talk.submits("ines")
    assert talk.history()[-1] == "answered"


def test_another_ticket_than_the_one_that_was_shown_is_asked_about_again(talk):
    with_ticket(talk).says("nadia", "open Toner is low", where="laurier")
    talk.quotes("ines", "add", "Done", thread="#1 customer")
    talk.alters("ines", **{"as": "public"})
    talk.submits("ines", number="#2")
    assert isinstance(talk.result, AddForm)
    assert (talk.history(1)[-1], talk.history(2)[-1]) == ("opened", "opened")
    assert values(talk)["ticket"] == "2"


def test_in_a_tickets_thread_that_ticket_is_meant(talk):
    with_ticket(talk).says("nadia", "open Toner is low", where="laurier")
    talk.quotes("nadia", "add", "x", thread="#1 customer")
    assert values(talk)["ticket"] == "1"


def test_one_adds_only_to_what_one_sees(talk):
    with_ticket(talk)
    talk.quotes("tom", "add", "x", where="laurier")
    assert talk.result.tickets == ()
    talk.submits("tom", number="1")
    assert (talk.mistake.says, talk.reply.mistake) == ("error.not_your_ticket", "number")
    assert talk.history() == ["opened"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ticket": ""}, "ticket"),
        ({"ticket": "", "number": "many"}, "number"),
        ({"ticket": "", "number": "77"}, "number"),
        ({"text": " "}, "text"),
    ],
)
def test_a_mistake_is_said_at_its_field(talk, fields, field):
    with_ticket(talk)
    talk.quotes("nadia", "add", "x", where="laurier").submits("nadia", **fields)
    assert talk.reply.mistake == field
    assert talk.history() == ["opened"]


def test_whoever_lost_the_right_meanwhile_is_refused(talk):
    with_ticket(talk)
    talk.quotes("ines", "add", "x", where="desk-room")
    with talk.database.writing() as uow:
        uow.people.leave(uow.desks.by_name("Boréal").id, talk.people["ines"].id, None)
        uow.commit()
    talk.submits("ines")
    assert talk.reply.refused
    assert talk.history() == ["opened"]


def test_sent_twice_it_is_added_once(talk):
    with_ticket(talk)
    talk.quotes("nadia", "add", "x", where="laurier")
    for _ in range(2):
        sent = Filled("add 1 shown:1:public", {"ticket": "1", "number": "", "text": "x"})
        talk.asks("nadia", sent, via=Via.FORM, where="laurier", key="view:V1:h1")
    assert talk.history() == ["opened", "heard"]


def test_whoever_added_it_is_told_in_private(talk, board):
    talk.board = board
    with_ticket(talk)
    talk.quotes("ines", "add", "They never pay", where="desk-room").submits("ines")
    assert board.heard("D-ines") == ["Your note on #1 is kept. The customer does not see it."]
    assert not any("They never pay" in said for said in board.heard("laurier"))


@pytest.mark.parametrize(
    ("who", "words", "tag"),
    [
        ("nadia", "add 1 It also hums", "heard"),
        ("ines", "add 1 It also hums", "noted"),
        ("nadia", "ajouter nº 1 Il bourdonne", "heard"),
        ("ines", "añadir n.º 1 Zumba", "noted"),
    ],
)
def test_typed_it_is_a_message_or_a_note(talk, who, words, tag):
    with_ticket(talk).says(who, words)
    assert isinstance(talk.result, Sent)
    assert talk.history()[-1] == tag


def test_a_requester_who_is_not_served_is_said_at_that_field(toronto):
    toronto.says("ines", "open", where="laurier")
    toronto.submits("ines", subject="Meter blocked", facts="It shows E4", requester="U-tom")
    assert isinstance(toronto.result, OpenForm)
    assert "PB-b.iii.served" in toronto.reply.form.errors["requester"]
    assert toronto.tickets() == 0


@pytest.mark.parametrize(("who", "code"), [("ivo", "not_customer"), ("stranger", "no_such_person")])
def test_nobody_but_somebody_of_an_account_is_a_requester(toronto, who, code):
    toronto.says("ines", "open", where="laurier")
    toronto.submits("ines", subject="Meter blocked", facts="It shows E4", requester=f"U-{who}")
    assert (toronto.mistake.says, toronto.reply.mistake) == (f"error.{code}", "requester")
    assert toronto.tickets() == 0


def test_the_promise_follows_the_requester(talk):
    talk.has_account("Boréal", "Comptoir")
    talk.has("carl", Role.AUTHORIZED, "Boréal", "Comptoir")
    talk.says("ines", "open", where="desk-room")
    talk.alters("ines", requester="U-carl")
    assert (talk.result.account, talk.result.requester.name) == ("Comptoir", "Carl")
    requester = next(field for field in talk.reply.form.fields if field.id == "requester")
    assert requester.live
