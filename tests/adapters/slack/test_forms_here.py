"""Forms and shortcuts over HTTP: the real desk, the real adapter and the workspace of the example."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from adapters.cli.example import (
    BOREAL,
    COMPTOIR,
    ELISE,
    HUGO,
    INES,
    LAURIER,
    MARC,
    MAYA,
    NADIA,
    ROY,
    SARA,
    TOM,
)

from .living import Json, Person, Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town"))
    town.start()
    yield town
    town.stop()


@pytest.fixture
def nadia(town: Town) -> Person:
    return town.as_(NADIA)


@pytest.fixture
def ines(town: Town) -> Person:
    return town.as_(INES)


FACTS = "The *franking* machine is dead & <b>\nsince 9, ask <@U0TOM>"


def test_open_ticket_from_message_begins_with_it(nadia, ines):
    message = nadia.writes(LAURIER, FACTS)
    assert nadia.uses("message.open", message)
    values = nadia.values()
    subject, asked, link = str(values["facts"]).split("\n")
    assert values["subject"] == subject == "The *franking* machine is dead & <b>"
    assert asked == "since 9, ask @Tom Blais"
    assert link.endswith(f"/archives/{LAURIER}/p{message['ts'].replace('.', '')}")
    ines.uses("message.open", message)
    assert "Requester: [Nadia Roy]" in ines.reads()
    assert ines.sends(subject="The franking machine is dead") is None
    card = ines.sees(lambda: cards(nadia, LAURIER, "The franking machine is dead"))[0]
    assert "Nadia Roy" in nadia.driver.read(card)


def test_add_to_a_ticket_adds_the_message(nadia, ines):
    nadia.types('open "Add here" facts: it hums', LAURIER)
    message = nadia.writes(LAURIER, "it is <!here> *louder* now")
    assert nadia.uses("message.add", message)
    [ticket] = [o["value"] for o in _options(nadia, "ticket") if "Add here" in o["text"]["text"]]
    assert list(nadia.sends() or {}) == ["ticket"]
    nadia.changes(ticket=ticket)
    nadia.sees(lambda: "reads it, and everyone in hotel-laurier" in nadia.reads())
    assert nadia.sends() is None
    card = ines.sees(lambda: cards(ines, BOREAL, "Add here"))[0]
    thread = ines.sees(
        lambda: [m for m in ines.driver.thread(BOREAL, card["ts"]) if "louder" in ines.driver.read(m)]
    )
    assert "it is <!here> *louder* now" in ines.driver.read(thread[0])


def cards(person: Person, where: str, subject: str) -> list[Json]:
    return [m for m in person.driver.messages(where) if subject in person.driver.read(m)]


def _options(person: Person, field: str) -> list[Json]:
    assert person.form is not None
    return next(b["element"]["options"] for b in person.form["blocks"] if b.get("block_id") == field)


OPENS = [
    # who, where, what they type, and each field with what it begins with
    (NADIA, LAURIER, "open", "subject facts severity:medium channel:chat concerns:services remote"),
    (INES, LAURIER, "open", "subject facts severity:medium channel:chat concerns:services requester"),
    (TOM, LAURIER, "ask", "contact:p6 subject facts"),
    (INES, BOREAL, "reply 3", "text"),
    (INES, BOREAL, "note 3", "text"),
    (INES, BOREAL, "pending 3", "text"),
    (INES, BOREAL, "assign 3", "to:p2"),
    (INES, BOREAL, "severity 3", "severity:critical"),
    (INES, BOREAL, "escalate 3", "reason"),
    (INES, BOREAL, "log 3", "minutes text"),
    (INES, BOREAL, "add 3", "ticket:3 number text as:internal"),
    (INES, BOREAL, "article add", "title url keywords"),
    (INES, BOREAL, "duplicate 3", "of"),
    (HUGO, COMPTOIR, "exclude 2", "exclusion reason"),
    (NADIA, LAURIER, "rate 1", "stars text"),
    (NADIA, LAURIER, "reopen 1", "text"),
    (NADIA, LAURIER, "delegate", "person days"),
    (NADIA, LAURIER, "people authorize", "person"),
    (SARA, BOREAL, "people revoke", "person account"),
    (SARA, BOREAL, "setup desk", "name policy language:en"),
    (SARA, BOREAL, "setup policy", "policy:pitney-bowes"),
    (SARA, BOREAL, "setup language", "language:en"),
    (SARA, BOREAL, "setup account", "name plan:standard employees licences"),
    (SARA, BOREAL, "setup people", "person role account"),
    (SARA, "@app", "setup channel", "place face:desk account"),
    (SARA, BOREAL, "setup seller", "name:Boréal address tax_id registration email bank cheque paypal footer"),
]


@pytest.fixture(scope="module")
def excluding(town: Town) -> None:
    """The desk Comptoir has an exclusion of its own."""
    town.as_(ELISE).types("setup exclusion own-scripts Scripts written by the customer", COMPTOIR)


@pytest.mark.parametrize(("who", "where", "words", "begins"), OPENS)
@pytest.mark.usefixtures("excluding")
def test_each_verb_without_its_arguments_opens_its_form(town, who, where, words, begins):
    person = town.as_(who)
    assert person.types(words, where), person.said
    held = {name: value or "" for name, _, value in (each.partition(":") for each in begins.split())}
    shown = {name: value or "" for name, value in person.values().items() if name != "files"}
    if "severity" in words:
        shown = held  # whichever it has
    assert shown == held
    assert len(person.form["blocks"]) <= 100
    for part in ("title", "submit", "close"):
        assert 1 <= len(person.form[part]["text"]) <= 24
    assert len(person.form["private_metadata"]) <= 3000
    person.closes()


MISTAKES = [
    # who, where, what opens it, what is put into it, and the field that says what is wrong
    (INES, BOREAL, "log 3", {"minutes": "a while", "text": "Reset the meter"}, "minutes"),
    (INES, BOREAL, "log 3", {"minutes": "1500", "text": "Reset the meter"}, "minutes"),
    (INES, BOREAL, "note 3", {"text": "  "}, "text"),
    (INES, BOREAL, "escalate 3", {"reason": "  "}, "reason"),
    (INES, BOREAL, "duplicate 3", {"of": "many"}, "of"),
    (INES, BOREAL, "duplicate 3", {"of": "#77"}, "of"),
    (INES, BOREAL, "duplicate 3", {"of": "nº 3"}, "of"),
    (INES, BOREAL, "add 3", {"text": "Hm", "number": "x"}, "number"),
    (INES, LAURIER, "open", {"subject": "Meter", "facts": "E4", "requester": INES}, "requester"),
    (INES, LAURIER, "open", {"subject": "Meter", "facts": "E4", "requester": TOM}, "requester"),
    (INES, LAURIER, "open", {"subject": "Meter", "facts": "E4", "requester": HUGO}, "requester"),
    (INES, BOREAL, "article add", {"title": "Reset", "url": "nowhere"}, "url"),
    (NADIA, LAURIER, "delegate", {"person": "p7", "days": "soon"}, "days"),
    (NADIA, LAURIER, "people revoke", {"person": HUGO}, "person"),
    (SARA, BOREAL, "setup account", {"name": "Auberge", "employees": "many"}, "employees"),
    (SARA, BOREAL, "setup desk", {"name": "Boréal", "policy": "techtra"}, "name"),
    (SARA, BOREAL, "setup people", {"person": TOM, "role": "authorized"}, "account"),
    (SARA, "@app", "setup channel", {"place": COMPTOIR, "face": "desk"}, "place"),
]


@pytest.mark.parametrize(("who", "where", "words", "put", "field"), MISTAKES)
def test_a_mistake_stands_at_its_field_and_what_was_typed_stays(town, who, where, words, put, field):
    person = town.as_(who)
    assert person.types(words, where), person.said
    errors = person.sends(**put)
    assert list(errors or {}) == [field], errors
    assert person.form is not None
    kept = person.form["state"]["values"]
    for name, value in put.items():
        assert value in str(kept[name]), "typed, and still there"
    person.closes()


@pytest.fixture
def fresh(nadia: Person, ines: Person) -> Iterator[tuple[int, Json]]:
    """A ticket of its own: its number, and its card in the desk's channel."""
    subject = f"Meter {next(COUNT)}"
    nadia.types(f'open "{subject}" facts: it hums', LAURIER)
    card = ines.sees(lambda: cards(ines, BOREAL, subject))[0]
    number = _number(ines, card)
    yield number, card
    nadia.types(f"close {number}", LAURIER)


def _number(person: Person, card: Json) -> int:
    return int(person.driver.read(card).split("#", 1)[1].split()[0])


COUNT = itertools.count(1)
DONE = [
    # who, where, what opens it, what is put into it, and what the desk's thread or card then says
    (INES, "log {}", {"minutes": "1h30", "text": "Read the log"}, "90"),
    (INES, "note {}", {"text": "They moved <b>"}, "They moved <b>"),
    (INES, "pending {}", {"text": "Which *meter*?"}, "Which *meter*?"),
    (INES, "assign {}", {"to": "Karim Haddad"}, "Karim Haddad"),
    (INES, "severity {}", {"severity": "critical"}, "Critical"),
    (INES, "escalate {}", {"reason": "A hotel waits"}, "A hotel waits"),
    (INES, "add {}", {"text": "Seen it", "as": "internal"}, "Seen it"),
    (NADIA, "add {}", {"text": "Louder now"}, "Louder now"),
    (NADIA, "reply {}", {"text": "Louder still"}, "Louder still"),
    (NADIA, "facts {}", {"text": "It shows E4"}, "It shows E4"),
]


@pytest.mark.parametrize(("who", "words", "put", "says"), DONE)
def test_a_form_that_is_sent_does_what_it_says(town, fresh, who, words, put, says):
    number, card = fresh
    person, ines = town.as_(who), town.as_(INES)
    assert person.types(words.format(number), BOREAL if who == INES else LAURIER), person.said
    assert person.sends(**put) is None
    assert person.form is None, person.reads()

    def told() -> bool:
        thread = ines.driver.thread(BOREAL, card["ts"])
        return any(says.lower() in ines.driver.read(message).lower() for message in thread)

    assert ines.sees(told)


@pytest.mark.usefixtures("excluding")
def test_the_menu_of_a_card_opens_forms(town):
    hugo = town.as_(HUGO)
    town.as_(MAYA).types('open "Slow at noon" documentation:yes', ROY)
    number = _number(hugo, hugo.sees(lambda: cards(hugo, COMPTOIR, "Slow at noon"))[0])
    # Where work is counted, or was logged once, the card offers to log more of it.
    hugo.types(f"log {number} 5m Looked at it", COMPTOIR)
    card = hugo.sees(
        lambda: [c for c in cards(hugo, COMPTOIR, "Slow at noon") if "Consigner" in hugo.driver.read(c)]
    )[0]
    menu = {"Confier": "assign", "Changer la gravité": "severity", "Exclure": "exclude"}
    for label, verb in (menu | {"Consigner le temps": "log"}).items():
        town.run(hugo.driver.click(card, label))
        assert hugo.form is not None, label
        assert f'"command":"{verb} {number}"' in hugo.form["private_metadata"]
        hugo.closes()


@pytest.mark.usefixtures("excluding")
def test_a_ticket_is_excluded_by_the_form_and_its_requester_is_told(town):
    hugo, maya = town.as_(HUGO), town.as_(MAYA)
    maya.types('open "My script fails" documentation:yes', ROY)
    card = hugo.sees(lambda: cards(hugo, COMPTOIR, "My script fails"))[0]
    number = _number(hugo, card)
    assert hugo.types(f"exclure {number}", COMPTOIR), hugo.said
    assert hugo.sends(exclusion="own-scripts", reason="The script is theirs") is None
    told = lambda: " ".join(map(maya.driver.read, maya.driver.messages("@app")))  # noqa: E731
    assert maya.sees(lambda: "Scripts written by the customer" in told())
    assert "The script is theirs" not in told()


def test_a_rating_and_a_reopening_by_their_forms(town, nadia, fresh):
    number, card = fresh
    ines = town.as_(INES)
    ines.types(f"reply {number}", BOREAL)
    assert ines.sends(text="Press reset") is None
    nadia.types(f"close {number}", LAURIER)
    assert nadia.types(f"rate {number}", LAURIER)
    assert nadia.sends(stars="5", text="Quick") is None
    thread = lambda: " ".join(map(ines.driver.read, ines.driver.thread(BOREAL, card["ts"])))  # noqa: E731
    assert ines.sees(lambda: "Quick" in thread())
    assert nadia.types(f"reopen {number}", LAURIER)
    assert nadia.sends(text="It hums again") is None
    assert ines.sees(lambda: "It hums again" in thread())


def test_an_account_a_person_and_a_place_by_their_forms(town):
    sara = town.as_(SARA)
    sara.types("setup account", BOREAL)
    assert sara.sends(name="Auberge", plan="standard", employees="60") is None
    sara.types("setup people", BOREAL)
    assert sara.sends(person=MARC, role="lead") is None
    sara.types("setup channel", "@app")
    assert sara.sends(place=LAURIER, face="customer", account="Hôtel Laurier") is None
    told = lambda: " ".join(map(sara.driver.read, sara.driver.messages("@app")))  # noqa: E731
    assert sara.sees(lambda: "The account Auberge is on plan standard." in told())
    assert sara.sees(lambda: "This place is now that of Hôtel Laurier." in told())
    sara.types("setup", BOREAL)
    assert "hotel-laurier (Hôtel Laurier)" in sara.said[0]


def test_a_form_opened_by_somebody_who_lost_the_right_is_refused(town):
    sara, tom = town.as_(SARA), town.as_(TOM)
    sara.types(f'setup people authorized <@{TOM}> account:"Hôtel Laurier"', BOREAL)
    assert tom.types("people authorize", LAURIER)
    sara.types(f'people revoke <@{TOM}> account:"Hôtel Laurier"', BOREAL)
    assert tom.sends(person=MARC) is None
    assert "The command people is for" in tom.reads()


def test_a_shortcut_opens_a_form_from_anywhere_and_in_a_thread(town, nadia, ines, fresh):
    assert nadia.uses("open")
    nadia.closes()
    _, card = fresh
    reply = ines.writes(BOREAL, "look at this", card["ts"])
    assert ines.uses("reply", reply)
    assert "Nadia Roy will read it, in hotel-laurier." in ines.reads()
    ines.uses("message.add", reply)
    assert ines.values()["ticket"] == str(fresh[0])


def test_a_message_in_the_desks_channel_says_so_before_it_is_public(town, ines, fresh):
    number, _ = fresh
    said = ines.writes(BOREAL, "They never pay")
    ines.uses("message.add", said)
    ines.changes(ticket=str(number))
    assert ines.sees(lambda: "Only the desk reads it." in ines.reads())
    ines.changes(**{"as": "public"})
    assert ines.sees(lambda: "where Hôtel Laurier does not read" in ines.reads())
    assert "[Send to requester]" in ines.reads()
    ines.closes()


def test_the_promise_follows_severity_channel_and_requester(town, nadia, ines):
    for person, live in ((nadia, {"severity", "channel"}), (ines, {"severity", "channel", "requester"})):
        person.types("open", LAURIER)
        inputs = [block for block in person.form["blocks"] if block["type"] == "input"]
        assert live <= {block["block_id"] for block in inputs if block.get("dispatch_action")}
        person.closes()
