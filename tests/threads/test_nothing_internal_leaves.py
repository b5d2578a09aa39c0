"""What is internal never reaches a customer, by any path: each path is driven, and all that was sent is read.

Every internal thing that can be written holds the same mark. What stands in customers' channels, private
chats, forms (with what travels along in them), homes and messages' metadata is read whole, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bot.domain.people import Face
from tests.threads.village import DESK, HOME, IDS, LAURIER, ROY, Village, village

MARK = "s3cret"
CUSTOMERS = ("nadia", "tom", "luc", "eve", "maya", "paul", "zoe")
STAFF = ("sara", "ines", "marc", "anne")


@pytest.fixture(scope="module")
def lived() -> Iterator[Village]:
    """#1 in the hotel's channel, #2 in Paul's private chat, #3 excluded, #4 of another account; all marked."""
    with village("sign-in-app") as v:
        v.opens("nadia", LAURIER, "Kiosk frozen")
        v.slash("paul", "@app", "open Badge lost severity:medium facts: Since Monday.")
        v.opens("nadia", LAURIER, "Coffee machine")
        v.opens("maya", ROY, "Printer jam")
        _plant(v)
        yield v


def _plant(v: Village) -> None:
    """The mark, in everything that only the desk may read."""
    for number in (1, 2, 3, 4):
        card = v.card("ines", DESK, number)
        v.slash("ines", DESK, f"claim {number}")
        v.say("ines", DESK, f"{MARK}: they owe us money", card["ts"])
        v.edit("ines", v.say("ines", DESK, "a note", card["ts"]), f"{MARK}, as an edited note")
        v.delete("ines", v.say("ines", DESK, f"{MARK}, as a note that is deleted", card["ts"]))
    v.slash("ines", DESK, f"note 1 {MARK}, by command")
    v.slash("ines", LAURIER, f"note 1 {MARK}, by command in the customer’s channel")
    v.slash("ines", DESK, f"log 1 30m {MARK}, what was done")
    v.slash("ines", DESK, f"escalate 1 {MARK}, why")
    v.fill("ines", reason=f"{MARK}, why it goes up")
    v.say("marc", DESK, f"<@{bot(v)}> note {MARK}, by mention", v.card("marc", DESK)["ts"])
    v.slash("ines", DESK, f"exclude 3 {_exclusion(v)} {MARK}, what the analysis showed")
    v.slash("ines", DESK, "pending 2 Which colour?")
    if v.driver("ines").modal() is not None:
        v.fill("ines", text="Which colour?")
    v.slash("ines", DESK, "reply 1 We are looking at it.")
    if v.driver("ines").modal() is not None:
        v.fill("ines", text="We are looking at it.")


def bot(v: Village) -> str:
    return v.workspace.world.teams[HOME].bot_user or ""


def _exclusion(v: Village) -> str:
    v.slash("ines", DESK, "exclude 3")
    view = v.driver("ines").modal()
    assert view is not None
    block = next(b for b in view["blocks"] if b.get("block_id") == "exclusion")
    v.act(v.driver("ines").close())
    return block["element"]["options"][0]["value"]


def outside(v: Village) -> Iterator[tuple[str, str]]:
    """All that customers can see, by where it is."""
    team = v.workspace.world.teams[HOME]
    theirs = {IDS[name] for name in CUSTOMERS}
    for channel in team.channels.values():
        if channel.id != DESK and (channel.kind != "app" or channel.user in theirs):
            yield channel.name, v.stands(channel.id)
    for name in CUSTOMERS:
        driver = v.driver(name)
        yield f"{name}’s form", json.dumps(driver.modal(), ensure_ascii=False)
        yield f"{name}’s home", json.dumps(driver.home(), ensure_ascii=False)


def leaks(v: Village) -> list[str]:
    """Where the mark stands outside of the desk, with some words around it."""
    return [
        f"{where}: …{held[max(held.index(MARK) - 200, 0) : held.index(MARK) + 60]}…"
        for where, held in outside(v)
        if MARK in held
    ]


def test_the_mark_is_where_it_belongs(lived: Village) -> None:
    held = lived.stands(DESK)
    for what in ("they owe us money", "by command", "why it goes up", "what the analysis showed"):
        assert f"{MARK}, {what}" in held or f"{MARK}: {what}" in held
    shown = lived.slash("ines", DESK, "show 1")
    assert MARK in shown


def typed(*words: str, who: str = "nadia", where: str = LAURIER) -> Callable[[Village], None]:
    def drive(v: Village) -> None:
        for each in words:
            v.slash(who, where, each)

    return drive


def used(
    shortcut: str, number: int = 1, where: str = LAURIER, who: str = "nadia"
) -> Callable[[Village], None]:
    """A message shortcut on the ticket's card."""

    def drive(v: Village) -> None:
        v.act(v.driver(who).shortcut(shortcut, v.card(who, where, number)))

    return drive


def pressed(label: str) -> Callable[[Village], None]:
    def drive(v: Village) -> None:
        v.press("nadia", v.card("nadia", LAURIER), label)

    return drive


def at_home(who: str) -> Callable[[Village], None]:
    def drive(v: Village) -> None:
        v.act(v.driver(who).open_home())

    return drive


def mentions(words: str, number: int = 1) -> Callable[[Village], None]:
    def drive(v: Village) -> None:
        v.say("nadia", LAURIER, f"<@{bot(v)}> {words}", v.card("nadia", LAURIER, number)["ts"])

    return drive


def notes_change(v: Village) -> None:
    """While customers look on: a note is written, edited, deleted, in the thread of each ticket."""
    for number in (1, 2, 4):
        note = v.say("ines", DESK, f"{MARK} one", v.card("ines", DESK, number)["ts"])
        v.edit("ines", note, f"{MARK} two")
        v.delete("ines", note)


def a_note_becomes_an_answer(v: Village) -> None:
    """The words of a note are edited away; the same words in the customer's thread are another message."""
    note = v.say("ines", DESK, f"{MARK} three", v.card("ines", DESK)["ts"])
    v.say("ines", LAURIER, "All is well.", v.card("ines", LAURIER)["ts"])
    v.edit("ines", note, "All is well.")


def desk_channel_is_given_to_a_customer(v: Village) -> None:
    """A place where tickets live stays what it is."""
    assert "already" in v.slash("sara", DESK, "setup channel customer Hôtel Laurier")
    v.slash("nadia", LAURIER, "show 1")


def customers_channel_is_made_the_desks(v: Village) -> None:
    v.slash("sara", LAURIER, "setup channel desk")
    v.say("ines", DESK, f"{MARK}, after the channel was to change sides", v.card("ines", DESK)["ts"])
    with v.house.database.reading() as uow:
        assert uow.places.by_ref("slack", HOME, LAURIER).face is Face.CUSTOMER


def agent_asks_in_the_customers_channel(v: Village) -> None:
    """The answer is for the agent alone, and yet nothing internal is shown where customers stand by."""
    for words in ("show 1", "why 1 every", 'usage all account:"Hôtel Laurier"', "note 1"):
        v.slash("ines", LAURIER, words)
    v.act(v.driver("ines").close())


def agent_uses_shortcuts_in_the_customers_channel(v: Village) -> None:
    for shortcut in ("show", "why", "escalate", "reply"):
        v.act(v.driver("ines").shortcut(shortcut, v.card("ines", LAURIER)))
        v.act(v.driver("ines").close())


def reminders_are_due(v: Village) -> None:
    """The sweep says what is due, to both sides."""
    v.house.runner.advance(v.clock, v.clock.now().replace(day=v.clock.now().day + 1))
    v.settle()


def bot_is_sent_away_and_back(v: Village) -> None:
    """What could not be said in the customer's channel goes to people in private."""
    v.run(_moves(v, "/remove"))
    v.slash("ines", DESK, f"note 1 {MARK}, while the bot was away")
    v.slash("ines", DESK, "reply 1 Still looking.")
    if v.driver("ines").modal() is not None:
        v.fill("ines", text="Still looking.")
    v.run(_moves(v, "/invite"))
    v.settle()


async def _moves(v: Village, command: str) -> None:
    name = v.workspace.world.teams[HOME].users[bot(v)].name
    await v.driver("sara").slash(LAURIER, command, f"@{name}")


def public_page(v: Village) -> None:
    for language in ("en", "fr", "es"):
        page = v.house.figures.page("Boréal", language)
        assert MARK not in repr(page)


def letters(v: Village) -> None:
    """What an e-mail about a ticket has for a subject."""
    for number in (1, 2, 3):
        assert MARK not in str(v.house.desk.subject_of(f"<{number}@x.test>"))


PATHS: dict[str, Callable[[Village], None]] = {
    "the customer's card and thread": lambda _: None,
    "the private chat of a requester": typed("show 2", "why 2", "list", who="paul", where="@app"),
    "home of an authorized contact": at_home("nadia"),
    "home of a colleague": at_home("tom"),
    "home of another account's contact": at_home("maya"),
    "home of nobody": at_home("zoe"),
    "show": typed("show 1", "show 2", "show 3", "show 4"),
    "show by a colleague, of a card that stands there": typed("show 1", "show 3", who="tom"),
    "show by a person of another workspace": typed("show 1", "show 3", who="luc"),
    "list": typed("list", "list closed", "list page:2"),
    "why": typed("why 1", "why 1 every", "why 2 every", "why 3 every"),
    "usage": typed("usage", "usage all"),
    "plan, people, policy, when, stats": typed("plan", "people", "policy", "when", "stats"),
    "invoices and what there is to buy": typed("invoices", "buy"),
    "commands of agents, refused": typed(
        "note 1", "claim 1", "log 1 5m x", "queue", "defect all", "exclude 3", "task 1", "override 1"
    ),
    "the register, articles, requests": typed("defect", "article list", "request"),
    "form of an escalation, and what travels in it": typed("escalate 1"),
    "form of an answer, and what travels in it": typed("reply 1"),
    "form of a rating": typed("rate 1", "rate 3"),
    "form of a new ticket": typed("open", "open Kiosk"),
    "shortcut: show": used("show"),
    "shortcut: why": used("why"),
    "shortcut: reply": used("reply"),
    "shortcut: escalate": used("escalate"),
    "shortcut in a private chat": used("show", 2, "@app", "paul"),
    "button: why": pressed("Why"),
    "mention in the thread: show": mentions("show"),
    "mention in the thread: an agent's word": mentions("note what do you say of us"),
    "edits and deletions of notes": notes_change,
    "a note edited into an answer's words": a_note_becomes_an_answer,
    "an agent asks in the customer's channel": agent_asks_in_the_customers_channel,
    "an agent's shortcuts in the customer's channel": agent_uses_shortcuts_in_the_customers_channel,
    "reminders and escalations by themselves": reminders_are_due,
    "the bot is sent away and comes back": bot_is_sent_away_and_back,
    "the desk's channel is given to a customer": desk_channel_is_given_to_a_customer,
    "the customer's channel is made the desk's": customers_channel_is_made_the_desks,
    "the public page": public_page,
    "subjects of letters": letters,
    "another account": typed("show 1", "list", "usage", who="maya", where=ROY),
}


@pytest.mark.parametrize("path", PATHS)
def test_nothing_internal_leaves_by(lived: Village, path: str) -> None:
    PATHS[path](lived)
    found = leaks(lived)
    for name in (*CUSTOMERS, *STAFF):
        lived.act(lived.driver(name).close())
    assert not found, f"{path}: {found}"


@pytest.fixture(scope="module")
def sold() -> Iterator[Village]:
    """Under a policy with outcomes and tasks: how one was discussed, and what came of a task, are marked."""
    with village("techtra", "contract") as v:
        for subject in ("Totals are rounded twice", "Bells are too low"):
            v.slash("nadia", LAURIER, f"open {subject} documentation:yes")
        for number in (1, 2):
            v.say("ines", LAURIER, "We look into it", v.card("ines", LAURIER, number)["ts"])
        v.slash("marc", DESK, f'outcome 1 feature "Rounding once" discussed:"{MARK}, on the phone"')
        v.house.runner.advance(v.clock, v.clock.now() + timedelta(days=20))
        done = v.slash("anne", DESK, f"task 1 done {MARK}, what came of it")
        assert done.startswith("Task 1 is done.")
        told = v.slash("anne", DESK, f'outcome 2 not-critical discussed:"{MARK}, by letter"')
        assert told.startswith("#2 is")
        yield v


SOLD: dict[str, Callable[[Village], None]] = {
    "cards, threads and private chats": lambda _: None,
    "show": typed("show 1", "show 2"),
    "why and list": typed("why 2 every", "list", "list closed"),
    "the register": typed("defect", "defect all", "defect D1"),
    "home": at_home("nadia"),
    "form of a rating": typed("rate 1", "rate 2"),
    "a colleague": typed("show 1", "defect all", who="tom"),
    "the public page": public_page,
}


def test_the_mark_was_taken_under_that_policy_too(sold: Village) -> None:
    texts = [f"{MARK}, on the phone", f"{MARK}, what came of it", f"{MARK}, by letter"]
    held = sold.stands(DESK)
    assert [text for text in texts if text not in held] == []


@pytest.mark.parametrize("path", SOLD)
def test_how_an_outcome_was_discussed_never_leaves_by(sold: Village, path: str) -> None:
    SOLD[path](sold)
    found = leaks(sold)
    for name in (*CUSTOMERS, *STAFF):
        sold.act(sold.driver(name).close())
    assert not found, f"{path}: {found}"


def test_another_account_sees_nothing_of_the_first(lived: Village) -> None:
    said = "\n".join(lived.slash("maya", ROY, words) for words in ("show 1", "list", "usage", "why 1"))
    lived.act(lived.driver("maya").open_home())
    said += json.dumps(lived.driver("maya").home(), ensure_ascii=False)
    said += "\n".join(lived.driver("maya").read(m) for m in lived.driver("maya").messages(ROY))
    assert "Kiosk" not in said
    assert "Hôtel Laurier" not in said


def test_metadata_holds_keys_and_no_words(lived: Village) -> None:
    """Slack shows the metadata of a message to every app of the workspace."""
    posts = [arguments for method, arguments in lived.workspace.calls if method == "chat.postMessage"]
    held = [_loaded(arguments["metadata"])["event_payload"] for arguments in posts]
    assert {frozenset(each) for each in held} == {frozenset({"key"})}
    assert not any(MARK in json.dumps(each) for each in held)


def test_no_link_of_ours_is_unfurled(lived: Village) -> None:
    """A preview would be fetched by Slack, and shows more than was written."""
    posts = [arguments for method, arguments in lived.workspace.calls if method == "chat.postMessage"]
    assert posts
    assert {(str(a["unfurl_links"]), str(a["unfurl_media"])) for a in posts} == {("False", "False")}


def _loaded(metadata: object) -> dict[str, dict[str, str]]:
    found = json.loads(metadata) if isinstance(metadata, str) else metadata
    assert isinstance(found, dict)
    return found
