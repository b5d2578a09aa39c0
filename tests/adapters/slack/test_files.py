"""Files between a ticket's two threads, through the real adapter and a workspace, over loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.slack.manifest import manifest_text
from adapters.slack.render.view import brought, memory, recall
from bot.requests import Attachment, PlaceKind, PlaceRef

from .exchange import LIMIT, PNG, Exchange, without


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    """With the optional scopes."""
    with Exchange(tmp_path_factory.mktemp("files"), manifest_text("http://127.0.0.1:1")) as exchange:
        yield exchange


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    """Without them."""
    manifest = without("files:read", "files:write")
    with Exchange(tmp_path_factory.mktemp("no-scopes"), manifest) as exchange:
        yield exchange


def test_what_the_customer_attaches_is_under_their_words_in_the_desks_thread(both: Exchange):
    customer, desk = both.opens("Meter one")
    photo = both.upload(both.nadia, "meter.png", PNG)
    both.says(both.nadia, "#laurier", "See the red light", customer, photo)
    said = both.thread(both.ines, "#desk", desk)
    assert "See the red light" in said[-2]
    assert "Attached: meter.png" in said[-2]
    assert said[-1] == "[meter.png]"
    assert both.files(both.ines, "#desk", desk) == [("meter.png", PNG)]
    assert both.files(both.nadia, "#laurier", customer) == [], "it stands there already"


def test_a_message_of_files_alone_counts(both: Exchange):
    customer, desk = both.opens("Meter two")
    both.says(both.nadia, "#laurier", "", customer, both.upload(both.nadia, "log.txt", b"E4"))
    assert both.files(both.ines, "#desk", desk) == [("log.txt", b"E4")]


def test_an_answer_from_the_form_reaches_both_threads_and_only_as_an_answer(both: Exchange):
    customer, desk = both.opens("Meter three")
    both.says(both.ines, "#desk", "ours alone", desk, both.upload(both.ines, "internal.txt", b"secret"))
    assert both.files(both.nadia, "#laurier", customer) == [], "a note's files never leave"
    assert "internal" not in str(both.thread(both.nadia, "#laurier", customer))
    number = (
        both.nadia.read(both.nadia.thread("#laurier", customer)[0]).split("#")[1].split(":")[0].split()[0]
    )
    both.run(both.ines.slash("#desk", "/ticket", f"reply {number}"))
    both.run(
        both.ines.submit(fields={"text": "Follow this", "files": [both.upload(both.ines, "how.txt", b"do")]})
    )
    both.delivers()
    assert both.files(both.nadia, "#laurier", customer) == [("how.txt", b"do")]
    assert both.files(both.ines, "#desk", desk) == [("how.txt", b"do")]
    assert "Attached: how.txt" in both.thread(both.ines, "#desk", desk)[-2]


def test_files_of_the_open_form_stand_in_both_threads(both: Exchange):
    both.run(both.nadia.slash("#laurier", "/ticket", "open"))
    photo, notes = both.upload(both.nadia, "a.png", PNG), both.upload(both.nadia, "b.txt", b"b")
    view = both.nadia.modal()
    assert view is not None
    both.run(both.nadia.change(view, {"files": [photo, notes], "severity": "severe"}))
    both.delivers()
    # The live promise has drawn the form anew: what was chosen is still in it.
    assert (
        both.run(both.nadia.submit(fields={"subject": "Meter four", "facts": "E4", "remote": "yes"})) is None
    )
    both.delivers()
    sent = [("a.png", PNG), ("b.txt", b"b")]
    assert both.files(both.nadia, "#laurier", both.card(both.nadia, "#laurier", "Meter four")) == sent
    assert both.files(both.ines, "#desk", both.card(both.ines, "#desk", "Meter four")) == sent


def test_where_the_scopes_were_refused_files_are_told_of_and_the_form_asks_for_none(strict: Exchange):
    customer, desk = strict.opens("Meter one")
    strict.says(strict.nadia, "#laurier", "See", customer, strict.upload(strict.nadia, "meter.png", PNG))
    said = strict.thread(strict.ines, "#desk", desk)[-1]
    assert "meter.png was not copied here: it stays in the other conversation" in said.replace("\xa0", " ")
    assert strict.files(strict.ines, "#desk", desk) == []
    strict.run(strict.nadia.slash("#laurier", "/ticket", "open"))
    form = strict.nadia.modal()
    assert form is not None
    assert "file_input" not in str(form)
    assert "Files can be added in the ticket’s thread" in strict.nadia.read(form)
    strict.run(strict.nadia.close())
    assert not [call for call, _ in strict.workspace.calls if call.startswith("files.")]


def test_too_large_a_file_is_told_of_and_its_neighbour_comes_along(both: Exchange):
    customer, desk = both.opens("Meter five")
    large = both.upload(both.nadia, "film.bin", bytes(LIMIT + 1))
    both.says(both.nadia, "#laurier", "Both", customer, large, both.upload(both.nadia, "small.txt", b"s"))
    assert both.files(both.ines, "#desk", desk) == [("small.txt", b"s")]
    assert "film.bin was not copied here" in both.thread(both.ines, "#desk", desk)[-2]


def test_a_file_deleted_before_it_was_carried_is_told_of(both: Exchange):
    customer, desk = both.opens("Meter six")
    gone = both.upload(both.nadia, "gone.txt", b"g")
    both.run(both.nadia.say("#laurier", "Look", customer, [gone]))
    both.run(both.nadia.delete_file(gone))
    both.delivers()
    assert both.files(both.ines, "#desk", desk) == []
    assert "gone.txt was not copied here" in both.thread(both.ines, "#desk", desk)[-1]


def test_the_name_of_a_file_is_data(both: Exchange):
    customer, desk = both.opens("Meter seven")
    name = "<!channel> *bold* <https://evil.example|click>\u202egnp.exe"
    both.says(both.nadia, "#laurier", "Look", customer, both.upload(both.nadia, name, b"x"))
    carried = both.ines.thread("#desk", desk)[-2]
    assert "<!channel>" not in carried["text"]
    assert "evil.example|click>" not in carried["text"].replace("&gt;", ">").split("Attached")[0]
    assert "\u202e" not in str(carried)
    assert not [e for e in str(carried["blocks"]).split("'type': ") if e.startswith("'broadcast'")]


@pytest.mark.parametrize("fault", ["lost_response", "dropped", "server_error", "ratelimited"])
@pytest.mark.parametrize("method", ["files.completeUploadExternal", "chat.postMessage", "files.info"])
def test_each_file_comes_once_whatever_becomes_of_a_call(both: Exchange, method: str, fault: str):
    subject = f"Once {method} {fault}"
    customer, desk = both.opens(subject)
    both.run(both.nadia.say("#laurier", "Look", customer, [both.upload(both.nadia, "once.txt", b"1")]))
    both.run(both.slack.settle())
    both.workspace.faults.add(method, fault, seconds=0.1)
    both.delivers()
    assert both.files(both.ines, "#desk", desk) == [("once.txt", b"1")]
    assert sum("Look" in line for line in both.thread(both.ines, "#desk", desk)) == 1
    assert "not copied" not in str(both.thread(both.ines, "#desk", desk))


def test_what_cannot_be_shared_for_long_is_told_of_and_the_message_stands_once(both: Exchange):
    customer, desk = both.opens("Never")
    both.run(both.nadia.say("#laurier", "Look", customer, [both.upload(both.nadia, "never.txt", b"1")]))
    both.run(both.slack.settle())
    both.workspace.faults.add("files.completeUploadExternal", "server_error", times=50)
    for _ in range(4):
        both.delivers()
        both.waited += 100.0
    both.workspace.faults.clear()
    both.delivers()
    [said] = [line for line in both.thread(both.ines, "#desk", desk) if "Look" in line]
    assert "never.txt was not copied here: it stays in the other conversation" in said
    assert both.files(both.ines, "#desk", desk) == []


def test_a_share_that_shows_late_is_waited_for_and_not_repeated(both: Exchange):
    customer, desk = both.opens("Late")
    both.workspace.world.share_seconds = 0.04
    try:
        both.run(both.nadia.say("#laurier", "Look", customer, [both.upload(both.nadia, "late.txt", b"1")]))
        both.run(both.slack.settle())
        both.workspace.faults.add("files.completeUploadExternal", "lost_response")
        both.delivers()
    finally:
        both.workspace.world.share_seconds = 0.0
    both.run(asyncio.sleep(0.2))
    assert both.files(both.ines, "#desk", desk) == [("late.txt", b"1")]


def test_a_file_of_somebody_elses_workspace_is_asked_for_by_its_id(both: Exchange):
    """Slack Connect: events hold `file_access: check_file_info` and no name; `files.info` has the rest."""
    customer, desk = both.opens("Shared")
    both.says(both.lou, "#laurier", "Mire", customer, both.upload(both.lou, "foto.png", PNG))
    assert both.files(both.ines, "#desk", desk) == [("foto.png", PNG)]
    assert "Attached: foto.png" in both.thread(both.ines, "#desk", desk)[-2]


def test_the_ticket_shows_its_files_by_name(both: Exchange, tmp_path: Path):
    customer, _ = both.opens("Shown")
    both.says(both.nadia, "#laurier", "Here", customer, both.upload(both.nadia, "seen.txt", b"x"))
    number = (
        both.nadia.read(both.nadia.thread("#laurier", customer)[0]).split("#")[1].split(":")[0].split()[0]
    )
    [shown] = both.run(both.ines.slash("#desk", "/ticket", f"show {number}"))
    assert "Here Attached: seen.txt" in both.ines.read(shown)
    links = [b for b in str(shown["blocks"]).split("'") if "/files/U1NADIA/" in b]
    assert links


def test_a_shortcut_on_a_message_brings_its_files_along_through_every_change_of_the_form(both: Exchange):
    said = both.run(
        both.nadia.say("#laurier", "The meter is red", files=[both.upload(both.nadia, "q.png", PNG)])
    )
    both.run(both.nadia.shortcut("message.open", said))
    view = both.nadia.modal()
    assert view is not None
    both.run(both.nadia.change(view, {"severity": "severe"}))
    both.delivers()
    filled = {"subject": "Quoted meter", "facts": "E4", "remote": "yes"}
    assert both.run(both.nadia.submit(fields=filled)) is None
    both.delivers()
    assert both.files(both.ines, "#desk", both.card(both.ines, "#desk", "Quoted meter")) == [("q.png", PNG)]


def test_a_form_that_remembers_files_never_forgets_its_command_for_them():
    place = PlaceRef("slack", "T1", "C1", None, PlaceKind.CHANNEL, "laurier")
    link = "https://x.slack.test/" + "l" * 300
    files = tuple(Attachment("n" * 200, f"F{n}", link, size=n) for n in range(20))
    held = {"private_metadata": memory("open accepted:2026", place, files)}
    assert len(held["private_metadata"]) <= 3000
    assert recall(held, "T1", "U1")[0] == "open accepted:2026"
    kept = brought(held)
    assert [file.ref for file in kept] == [file.ref for file in files[: len(kept)]]
    assert kept
    assert brought({"private_metadata": "[1]"}) == brought({}) == ()
