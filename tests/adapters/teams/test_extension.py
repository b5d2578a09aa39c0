"""The extension on a message: a form that begins with it, and nothing of it leaks or acts by that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from .fake_microsoft import TENANT
from .office import DESK, LAURIER, Json, Office, inputs, words

LINK = "https://teams.microsoft.com/l/message/19:laurier@thread.tacv2/17?tenantId=t"
HTML = '<div><div>The <b>meter</b> is blocked severity:critical</div><div>since 9 &amp; <at id="0">Ines</at> knows</div></div>'
SAID = "The meter is blocked severity:critical\nsince 9 & @Ines knows"
IN_CHANNEL = {"tenant": {"id": TENANT}, "channel": {"id": LAURIER, "name": "laurier"}}


@pytest.fixture(scope="module")
def office(tmp_path_factory: Any) -> Iterator[Office]:
    """A desk and a customer with an authorized contact and a colleague; each test has its own tickets."""
    with Office(tmp_path_factory.mktemp("extension")) as opened:
        for who, where, words in (
            ("ines", "a:ines", "help"),
            ("nadia", "a:nadia", "help"),
            ("tom", "a:tom", "help"),
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:en"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", LAURIER, "setup channel customer Hôtel Laurier"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", LAURIER, 'setup people authorized @nadia account:"Hôtel Laurier"'),
            ("sara", LAURIER, 'setup people colleague @tom account:"Hôtel Laurier"'),
        ):
            opened.says(who, where, words)
        yield opened


def message(of: str | None = "nadia", html: str = HTML, **more: Any) -> Json:
    """What Teams hands along of a message."""
    user = {"id": f"aad-{of}", "displayName": str(of).title(), "userIdentityType": "aadUser"}
    return {
        "id": "17",
        "createdDateTime": "2026-06-30T12:58:00Z",
        "linkToMessage": LINK,
        "from": {"user": user if of else None, "application": None if of else {"id": "app"}},
        "body": {"contentType": "html", "content": html},
        "attachments": [],
    } | more


def test_open_begins_with_the_message_and_keeps_the_link_to_it(office):
    page = office.extends("nadia", LAURIER, "open", message(), channelData=IN_CHANNEL)
    held = inputs(page)
    assert held["subject"] == "The meter is blocked severity:critical"
    assert held["facts"] == f"{SAID}\n{LINK}"
    assert held["severity"] == "medium", "its words are data: no parser meets them"
    closed = office.submits("nadia", LAURIER, page, extension=True, **_filled(held))
    assert closed == {}
    assert _last(office, "The meter is blocked severity:critical") == ("opened", f"{SAID}\n{LINK}")


def _last(office: Office, subject: str) -> tuple[str, str]:
    """What was written last on the newest ticket of that subject, and as what."""
    with office.house.database.reading() as uow:
        [desk] = uow.desks.all()
        found = uow.tickets.queue(desk.id, now=office.clock.now())
        newest = max((each for each in found if each.subject == subject), key=lambda each: each.number)
        told = [
            e for e in uow.tickets.load(desk.id, newest.id).history if hasattr(e, "text") or e.tag == "opened"
        ]
        text = told[-1].facts if told[-1].tag == "opened" else told[-1].text
        return told[-1].tag, uow.texts.many(desk.id, [text])[text]


def _opened(office: Office, subject: str) -> str:
    """The number of a new ticket."""
    said = office.says("nadia", LAURIER, f"open {subject} severity:severe facts: E4 after start")
    return re.search(r"#(\d+)", " ".join(said))[1]


def _filled(held: dict[str, Any]) -> dict[str, str]:
    return {name: value or "" for name, value in held.items()} | {"severity": "severe", "remote": "no"}


def test_an_agent_opens_it_for_whoever_wrote_it(office):
    page = office.extends("ines", LAURIER, "open", message("nadia"), channelData=IN_CHANNEL)
    assert inputs(page)["requester"] == "aad-nadia"
    page = office.extends("ines", LAURIER, "open", message(None), channelData=IN_CHANNEL)
    assert not inputs(page).get("requester")


def test_hostile_words_are_only_words_in_the_form(office):
    hostile = (
        "<script>alert(1)</script><p onclick=x>**b** [pay](https://evil.example) &lt;at&gt;all&lt;/at&gt;</p>"
        '<a href="javascript:x">here</a><a href="https://evil.example">your bank</a>'
    )
    page = office.extends("nadia", LAURIER, "open", message(html=hostile), channelData=IN_CHANNEL)
    assert inputs(page)["facts"] == (
        "**b** [pay](https://evil.example) <at>all</at>\nhereyour bank (https://evil.example)\n" + LINK
    )


def test_a_long_message_is_clipped_and_its_link_leads_to_the_rest(office):
    page = office.extends(
        "nadia", LAURIER, "open", message(html="<p>word </p>" * 4000), channelData=IN_CHANNEL
    )
    held = inputs(page)
    assert len(held["facts"]) <= 3000
    assert held["facts"].endswith(f"…\n{LINK}")


def test_a_link_that_leads_nowhere_of_the_web_is_not_kept(office):
    page = office.extends("nadia", LAURIER, "open", message(linkToMessage="javascript:alert(1)"))
    assert inputs(page)["facts"] == SAID


def test_its_files_are_named_and_brought_along(office):
    file = {
        "id": "F1",
        "contentType": "reference",
        "name": "meter.pdf",
        "contentUrl": "https://laurier.sharepoint.example/meter.pdf",
    }
    card = {"id": "C1", "contentType": "application/vnd.microsoft.card.adaptive", "content": "{}"}
    page = office.extends("nadia", LAURIER, "open", message(attachments=[file, card]), channelData=IN_CHANNEL)
    held = inputs(page)
    assert "[meter.pdf] https://laurier.sharepoint.example/meter.pdf" in held["facts"]
    assert held["bring"] == "yes"
    since = len(office.microsoft.calls)
    office.submits("nadia", LAURIER, page, extension=True, **_filled(held))
    posted = "".join(words(call.body) for call in office.microsoft.calls[since:])
    assert "meter.pdf" in posted


def test_add_offers_what_one_sees_and_reads_as_in_a_thread(office):
    number = _opened(office, "Belt is loose")
    page = office.extends("nadia", LAURIER, "add", message("tom"), channelData=IN_CHANNEL)
    held = inputs(page)
    assert held["text"] == f"{SAID}\n{LINK}"
    assert f"#{number} Belt is loose" in str(page)
    page = office.submits("nadia", LAURIER, page, extension=True, text=held["text"], ticket=number)
    if page:  # several tickets stood to choose from: now it says who reads it there
        assert "reads it" in words(page)
        page = office.submits("nadia", LAURIER, page, extension=True, text=held["text"], ticket=number)
    assert page == {}
    assert _last(office, "Belt is loose") == ("heard", f"{SAID}\n{LINK}")


def test_in_a_tickets_thread_that_ticket_is_meant(office):
    _opened(office, "Lamp is dark")
    number = _opened(office, "Fan is loud")
    with office.house.database.reading() as uow:
        [desk] = uow.desks.all()
        found = next(t for t in uow.tickets.queue(desk.id, now=office.clock.now()) if t.number == int(number))
        root = next(t.ref for t in uow.threads.of_ticket(found.id) if t.conversation == LAURIER)
    told = message("tom", replyToId=root)
    page = office.extends("nadia", LAURIER, "add", told, channelData=IN_CHANNEL)
    assert inputs(page)["ticket"] == number


@pytest.mark.parametrize(
    ("number", "said"), [("", "Which ticket"), ("9999", "9999")], ids=["none chosen", "none of that number"]
)
def test_a_mistake_in_a_form_leaves_the_form_as_it_was_filled_in(office, number, said):
    _opened(office, "Belt slips")
    _opened(office, "Belt squeaks")
    page = office.extends("nadia", LAURIER, "add", message("nadia"), channelData=IN_CHANNEL)
    told = office.submits(
        "nadia", LAURIER, page, extension=True, text="It smells, too", ticket="", number=number
    )
    assert inputs(told)["text"] == "It smells, too"
    assert (inputs(told)["number"] or "").removeprefix("#") == number
    assert said in str(told)


def test_any_form_keeps_what_was_typed_beside_a_mistake(office):
    number = _opened(office, "Belt burns")
    data = {"guichet": f"log {number}", "msteams": {"type": "task/fetch"}}
    asked = office.activity("ines", DESK, "invoke", name="task/fetch", value={"data": data})
    page = office.send(asked)
    told = office.submits("ines", DESK, page, minutes="twelve", text="Looked at the belt")
    assert "twelve" in str(told)
    assert set(inputs(told).values()) == {"twelve", "Looked at the belt"}


def test_a_colleague_is_offered_none_of_the_tickets_of_others(office):
    number = _opened(office, "Roller squeaks")
    page = office.extends("tom", LAURIER, "add", message("nadia"), channelData=IN_CHANNEL)
    assert "Roller squeaks" not in str(page)
    refused = office.submits("tom", LAURIER, page, extension=True, text="x", number=number)
    assert "Roller squeaks" not in str(refused)
    assert _last(office, "Roller squeaks")[0] == "opened"


def test_what_an_agent_adds_is_a_note_and_no_customer_reads_it(office):
    number = _opened(office, "Tray is bent")
    page = office.extends("ines", DESK, "add", message("ines", "<p>They never pay</p>"))
    since = len(office.microsoft.calls)
    held = {"text": inputs(page)["text"], "ticket": number, "as": "internal"}
    assert office.submits("ines", DESK, page, extension=True, **held) == {}
    assert _last(office, "Tray is bent") == ("noted", f"They never pay\n{LINK}")
    told = [unquote(c.path) for c in office.microsoft.calls[since:] if "They never pay" in words(c.body)]
    assert not any(LAURIER in path for path in told)


def test_somebody_of_no_desk_gets_no_form_and_is_told_who_can_add_them(office):
    page = office.extends("mallory", LAURIER, "open", message("mallory"), channelData=IN_CHANNEL)
    assert inputs(page) == {}
    assert words(page) == "You do not belong to a desk here. These people can add you: \nSara\n.\n"


def test_the_chat_of_two_people_is_not_taken_for_the_chat_with_the_bot(office):
    theirs = "19:aad-nadia_aad-rival@unq.gbl.spaces"
    told = {"id": theirs, "conversationType": "personal", "tenantId": TENANT}
    page = office.extends("nadia", theirs, "open", message("rival"), conversation=told)
    assert inputs(page)["facts"] == f"{SAID}\n{LINK}"
    known = office.house.conversations.all_of("teams", TENANT)
    assert [each.conversation for each in known if each.user == "aad-nadia"] == ["a:nadia"]
    office.submits("nadia", theirs, page, extension=True, **_filled(inputs(page)))
    assert not any(theirs in call.path for call in office.microsoft.calls)
