"""Channels in which the bot hears everything, and commands that were written to it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from .fake_microsoft import APP, Call
from .office import DESK, LAURIER, Office, buttons, inputs, words

NOT_THERE = (403, {"error": {"code": "BotNotInConversationRoster"}}, {})


@pytest.fixture(scope="module")
def office(tmp_path_factory: Any) -> Iterator[Office]:
    """A desk and a customer; each test has a ticket of its own."""
    with Office(tmp_path_factory.mktemp("hearing")) as opened:
        for who, where, said in (
            ("ines", "a:ines", "help"),
            ("nadia", "a:nadia", "help"),
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:en"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", LAURIER, "setup channel customer Hôtel Laurier"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", LAURIER, 'setup people authorized @nadia account:"Hôtel Laurier"'),
        ):
            opened.says(who, where, said)
        yield opened


class Ticket:
    """A new one, and its threads."""

    def __init__(self, office: Office, subject: str) -> None:
        self.office = office
        said = office.says("nadia", LAURIER, f"open {subject} severity:severe facts: E4 after start")
        self.number = int(re.search(r"#(\d+)", " ".join(said))[1])

    def thread(self, where: str) -> str:
        with self.office.house.database.reading() as uow:
            root = next(t.ref for t in uow.threads.of_ticket(self._row(uow).id) if t.conversation == where)
        return f"{where};messageid={root}"

    def history(self) -> list[tuple[str, str]]:
        """What happened since it was opened, and the words of it."""
        with self.office.house.database.reading() as uow:
            row = self._row(uow)
            events = uow.tickets.load(row.desk_id, row.id).history[1:]
            texts = [(each.tag, getattr(each, "text", None)) for each in events]
            held = uow.texts.many(row.desk_id, [text for _, text in texts if text is not None])
            return [(tag, held.get(text, "")) for tag, text in texts]

    def _row(self, uow: Any) -> Any:
        [desk] = uow.desks.all()
        found = uow.tickets.queue(desk.id, now=self.office.clock.now())
        return next(each for each in found if each.number == self.number)


def hears(office: Office, who: str, where: str, said: str, **more: Any) -> list[tuple[str, str]]:
    """A message without a mention; what was posted for it, and where."""
    before = len(office.microsoft.calls)
    office.send(office.activity(who, where, text=said, **more))
    return [(unquote(c.path), words(c.body)) for c in _posts(office, before)]


def _posts(office: Office, since: int) -> list[Call]:
    return [c for c in office.microsoft.calls[since:] if c.method == "POST" and "/activities" in c.path]


def test_talk_in_a_tickets_thread_joins_it_without_a_mention(office):
    ticket = Ticket(office, "Belt is loose")
    [(where, said)] = hears(office, "nadia", ticket.thread(LAURIER), "It also hums")
    assert ticket.history() == [("heard", "It also hums")]
    assert DESK in where
    assert "It also hums" in said


def test_talk_of_the_desk_in_its_own_thread_is_internal(office):
    ticket = Ticket(office, "Lamp is dark")
    posted = hears(office, "ines", ticket.thread(DESK), "They never pay")
    assert ticket.history() == [("noted", "They never pay")]
    assert not any(LAURIER in where or "never pay" in said for where, said in posted)


def test_talk_at_the_top_of_a_channel_is_nobodys_business(office):
    ticket = Ticket(office, "Fan is loud")
    before = len(office.microsoft.calls)
    for where in (LAURIER, DESK, "19:cafeteria@thread.tacv2"):
        own = office.activity("nadia", where, text="open the window, it also hums")
        own["conversation"]["id"] = f"{where};messageid={own['id']}"
        office.send(own)
        office.send(office.activity("nadia", where, text="lunch?"))
    assert _posts(office, before) == []
    assert ticket.history() == []


def test_talk_in_a_thread_of_no_ticket_is_nobodys_business(office):
    assert hears(office, "nadia", f"{LAURIER};messageid=17", "open the window") == []


@pytest.mark.parametrize(
    "author",
    [
        {"id": f"28:{APP}", "name": "Guichet"},
        {"id": "28:another-bot", "name": "Another"},
        {"id": "29:nadia", "aadObjectId": "aad-nadia", "name": "Nadia", "role": "bot"},
    ],
)
def test_what_a_bot_wrote_is_not_heard_our_own_above_all(office, author):
    ticket = Ticket(office, "Tray is bent")
    where, before = ticket.thread(LAURIER), len(office.microsoft.calls)
    office.send(office.activity("nadia", where, text="It also hums", **{"from": author}))
    own = office.activity("nadia", where, text="<at>Guichet</at> help", **{"from": author})
    mention = {"type": "mention", "text": "<at>Guichet</at>", "mentioned": {"id": f"28:{APP}"}}
    office.send(own | {"entities": [mention]})
    assert _posts(office, before) == []
    assert ticket.history() == []


def test_an_edit_and_a_deletion_of_what_was_heard_are_kept(office):
    ticket = Ticket(office, "Roller squeaks")
    where = ticket.thread(LAURIER)
    hears(office, "nadia", where, "It hums", id="told-1")
    for kind, event, said in (
        ("messageUpdate", "editMessage", "It hums loudly"),
        ("messageDelete", "softDeleteMessage", ""),
    ):
        told = {"tenant": {"id": "tenant-0001"}, "eventType": event}
        at = {"id": "told-1", "timestamp": "2026-06-30T13:05:00Z"}
        office.send(office.activity("nadia", where, kind, text=said, channelData=told) | at)
    assert [tag for tag, _ in ticket.history()] == ["heard", "message_edited", "message_deleted"]


def slash(office: Office, who: str, where: str, said: str) -> list[Call]:
    """A true slash command: written to the bot alone; the posts that follow."""
    before = len(office.microsoft.calls)
    recipient = {"id": f"28:{APP}", "name": "Guichet", "isTargeted": True}
    office.send(office.activity(who, where, text=said, recipient=recipient))
    return _posts(office, before)


def test_a_slash_command_is_answered_where_it_was_asked_for_the_asker_alone(office):
    [answer] = slash(office, "nadia", LAURIER, "/help")
    assert answer.path.endswith("/activities?isTargetedActivity=true")
    assert answer.body["recipient"] == {"id": "29:nadia"}
    assert "messageid" not in answer.path


def test_it_hangs_in_the_thread_in_which_it_was_asked_and_means_its_ticket(office):
    ticket = Ticket(office, "Hatch is stuck")
    thread = ticket.thread(LAURIER)
    [answer] = slash(office, "nadia", thread, "/why")
    assert unquote(answer.path) == f"/v3/conversations/{thread}/activities?isTargetedActivity=true"
    assert f"#{ticket.number}" in answer.body["summary"] + words(answer.body)


def test_what_begins_no_command_is_not_told_to_the_ticket(office):
    ticket = Ticket(office, "Cable is cut")
    slash(office, "nadia", ticket.thread(LAURIER), "/between us they are awful")
    assert ticket.history() == []


def test_an_answer_that_nobody_saw_typed_is_sent_by_a_form_that_says_who_reads_it(office):
    ticket = Ticket(office, "Valve is shut")
    [asked] = slash(office, "ines", ticket.thread(LAURIER), f"/reply {ticket.number} Please turn it")
    assert "Nadia will read it" in words(asked.body)
    assert ticket.history() == []
    [button] = buttons(asked.body)
    page = office.presses("ines", ticket.thread(LAURIER), button["data"]["guichet"])
    assert inputs(page)["text"] == "Please turn it"


def test_a_ticket_opened_by_it_hangs_on_no_message_that_others_cannot_see(office):
    own = office.activity("nadia", LAURIER, text="/open Wheel is off severity:severe facts: since noon")
    own["recipient"] = {"id": f"28:{APP}", "name": "Guichet", "isTargeted": True}
    own["conversation"]["id"] = f"{LAURIER};messageid={own['id']}"
    before = len(office.microsoft.calls)
    office.send(own)
    seen = [unquote(c.path) for c in _posts(office, before) if "isTargeted" not in c.path]
    assert seen
    assert not any(own["id"] in path for path in seen)


def test_where_teams_refuses_it_the_answer_comes_by_the_private_chat_and_the_channel_hears_nothing(office):
    office.microsoft.refuses = lambda call: NOT_THERE if "isTargetedActivity" in call.path else None
    try:
        calls = slash(office, "nadia", "19:elsewhere@thread.tacv2", "/help")
    finally:
        office.microsoft.refuses = None
    told = [unquote(call.path).split("/")[3] for call in calls if "isTargetedActivity" not in call.path]
    assert told == ["a:nadia"]


def test_the_channel_is_not_told_of_a_refusal_that_nobody_saw_asked_for(office):
    before = len(office.microsoft.calls)
    slash(office, "nadia", LAURIER, "/queue")
    [answer] = _posts(office, before)
    assert answer.path.endswith("/activities?isTargetedActivity=true")
    assert "is for" in words(answer.body)


def test_a_file_beside_words_that_open_a_dialog_comes_along_with_what_is_sent_there(office):
    ticket = Ticket(office, "Meter is stuck")
    place = "https://contoso.sharepoint.com/personal/ines/Documents/Guide.pdf"
    content = {"uniqueId": "guide-1", "fileType": "pdf"}
    kind = "application/vnd.microsoft.teams.file.download.info"
    file = {"contentType": kind, "name": "Guide.pdf", "contentUrl": place, "content": content}
    before = len(office.microsoft.calls)
    office.says("ines", "a:ines", f"reply {ticket.number} Please read this", attachments=[file])
    [asked] = _posts(office, before)
    [button] = buttons(asked.body)
    page = office.presses("ines", "a:ines", **_carried(button))
    assert (inputs(page)["text"], inputs(page)["bring"]) == ("Please read this", "yes")
    before = len(office.microsoft.calls)
    office.submits("ines", "a:ines", page, **inputs(page))
    assert ticket.history()[-1][0] == "answered"
    told = [words(c.body) for c in _posts(office, before) if LAURIER in unquote(c.path)]
    assert any("Guide.pdf" in each for each in told)


def _carried(button: Any) -> dict[str, Any]:
    """What a button sends, its command apart."""
    data = dict(button["data"])
    return {"command": data.pop("guichet"), **data}
