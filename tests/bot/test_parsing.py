"""The grammar in three languages: what is understood, what stays text, what is a mistake."""

import pytest

from bot import commands as c
from bot.commands import COMMANDS
from bot.errors import NotUnderstood
from bot.parsing import Context, parse, read_form, verb_of, writes
from bot.parsing.words import VERBS, plain
from policy.facts import Channel, Role, Severity


def understood(text, **context):
    return parse(text, Context(**context)).command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("", c.Home()),
        ("open", c.Open()),
        ("open Printer on fire", c.Open("Printer on fire")),
        ("OPEN Printer on fire severity:severe", c.Open("Printer on fire", Severity.SEVERE)),
        ("ouvrir Imprimante en feu gravité:sévère", c.Open("Imprimante en feu", Severity.SEVERE)),
        ("ouvrir Imprimante en feu gravite: severe", c.Open("Imprimante en feu", Severity.SEVERE)),
        ("abrir Impresora en llamas gravedad:grave", c.Open("Impresora en llamas", Severity.SEVERE)),
        ("abrir Impresora canal:teléfono", c.Open("Impresora", channel=Channel.PHONE)),
        ("ouvrir severity:critique En feu", c.Open("En feu", Severity.CRITICAL)),
        ("open a severity:minor b", c.Open("a b", Severity.MINOR)),
        ('open "Printer on fire"', c.Open('"Printer on fire"')),
        ('open set "severity:critical" in the page', c.Open('set "severity:critical" in the page')),
        ("open Error: cannot print", c.Open("Error: cannot print")),
        ("open  Two   Spaces ", c.Open("Two   Spaces")),
        (
            "open First line\nand the facts\n\nin two parts",
            c.Open("First line", facts="and the facts\n\nin two parts"),
        ),
        ("open Toner requester:@U123", c.Open("Toner", requester=c.PersonWord("@U123"))),
        ("open Toner accepted:2026-03-02 draft:7", c.Open("Toner accepted:2026-03-02 draft:7")),
        ("show 42", c.Show(42)),
        ("voir #42", c.Show(42)),
        ("ver", c.Show(None)),
        ("42", c.Show(42)),
        ("#42", c.Show(42)),
        ("list closed page:2", c.ListTickets(closed=True, page=2)),
        ("liste fermés", c.ListTickets(closed=True)),
        ("reply 42 Is it ON?", c.Answer(42, "Is it ON?")),
        ("répondre #42, Est-ce allumé ?", c.Answer(42, "Est-ce allumé ?")),
        ("REPONDRE 42 x severity:critical", c.Answer(42, "x severity:critical")),
        ("escalate 42", c.Escalate(42)),
        ("escalate 42 a customer waits", c.Escalate(42, reason="a customer waits")),
        ("escalate 42 to network a switch is down", c.Escalate(42, "network", "a switch is down")),
        ('escalate 42 to "second line"', c.Escalate(42, "second line")),
        ("escalader 42 vers réseau: en panne", c.Escalate(42, "réseau", "en panne")),
        ("escalar 42 a redes", c.Escalate(42, "redes")),
        ("close 42", c.Close(42)),
        ("reopen 42 again", c.Reopen(42, "again")),
        ("why", c.Why(None)),
        ("pourquoi 42 toutes", c.Why(42, every=True)),
        ("porque 42", c.Why(42)),
        ("porqué 42", c.Why(42)),
        ("when critical", c.When(Severity.CRITICAL)),
        ("quand téléphone", c.When(channel=Channel.PHONE)),
        ('cuándo account:"Hôtel Laurier"', c.When(account="Hôtel Laurier")),
        ("forfait", c.Plan()),
        ("plan Hôtel Laurier", c.Plan("Hôtel Laurier")),
        ("policy PB-b.i", c.Policy("PB-b.i")),
        ("ask p12 Printer severity:critical", c.Ask(c.PersonWord("p12"), "Printer severity:critical")),
        ("ask", c.Ask()),
        ("ask p12", c.Ask(c.PersonWord("p12"))),
        ('ask "Nadia Roy" Printer', c.Ask(c.PersonWord("Nadia Roy"), "Printer")),
        ("prendre 42", c.Claim(42)),
        ("assign 42 me", c.Assign(42, c.PersonWord("me"))),
        ("confier 42 moi", c.Assign(42, c.PersonWord("me"))),
        ("asignar 42 Inès Caron", c.Assign(42, c.PersonWord("Inès Caron"))),
        ("note 42 Call them", c.Note(42, "Call them")),
        ("pending 42 Which one?", c.Pend(42, "Which one?")),
        ("espera 42", c.Pend(42)),
        ("reanudar 42", c.Resume(42)),
        ("severity 42 severe", c.SetSeverity(42, Severity.SEVERE)),
        ("gravité 42 gravité:mineure", c.SetSeverity(42, Severity.MINOR)),
        ("queue mine page:3", c.Queue(mine=True, page=3)),
        ("people", c.People()),
        ("people authorize @U1", c.People(c.PeopleAct.AUTHORIZE, c.PersonWord("@U1"))),
        (
            'contacts révoquer Tom compte:"Hôtel Laurier"',
            c.People(c.PeopleAct.REVOKE, c.PersonWord("Tom"), "Hôtel Laurier"),
        ),
        ("people Hôtel Laurier", c.People(account="Hôtel Laurier")),
        ("setup", c.Setup()),
        (
            "setup desk Boréal policy:pitney-bowes",
            c.Setup(c.SetupAct.DESK, "Boréal", None, (("policy", "pitney-bowes"),)),
        ),
        (
            "configurer compte Hôtel Laurier forfait:premium licences:12",
            c.Setup(c.SetupAct.ACCOUNT, "Hôtel Laurier", None, (("licences", "12"), ("plan", "premium"))),
        ),
        ("setup channel", c.Setup(c.SetupAct.CHANNEL, values=(("face", "desk"),))),
        (
            "setup channel customer Hôtel Laurier",
            c.Setup(c.SetupAct.CHANNEL, values=(("account", "Hôtel Laurier"), ("face", "customer"))),
        ),
        (
            'setup channel account:"Hôtel Laurier"',
            c.Setup(c.SetupAct.CHANNEL, values=(("account", "Hôtel Laurier"), ("face", "customer"))),
        ),
        (
            "setup people responsable @U9",
            c.Setup(c.SetupAct.PEOPLE, None, c.PersonWord("@U9"), (("role", "lead"),)),
        ),
        ("setup language français", c.Setup(c.SetupAct.LANGUAGE, values=(("language", "fr"),))),
        ("help", c.Help()),
        ("aide ouvrir", c.Help("open")),
        ("/open", c.Open()),
    ],
)
def test_words_are_understood(text, command):
    assert understood(text) == command


@pytest.mark.parametrize("spec", COMMANDS, ids=lambda spec: spec.name)
def test_each_verb_is_accepted_in_each_language_with_and_without_accents(spec):
    for words in spec.words.values():
        for word in words:
            assert verb_of(word.upper())[0] is spec
            assert verb_of(plain(word))[0] is spec


def test_no_word_means_two_verbs():
    meanings = {}
    for spec in COMMANDS:
        for words in spec.words.values():
            for word in words:
                meanings.setdefault(plain(word), set()).add(spec.name)
    assert {word for word, names in meanings.items() if len(names) > 1} == set()
    assert set(meanings) <= set(VERBS)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("opne x", "error.not_understood", {"word": "opne", "suggestion": "open"}),
        ("xyzzy", "error.not_understood", {"word": "xyzzy", "suggestion": ""}),
        (
            "open x severity:purple",
            "error.bad_value",
            {"option": "severity", "value": "purple", "valid": "critical, severe, medium, minor"},
        ),
        (
            "open x channel:pigeon",
            "error.bad_value",
            {"option": "channel", "value": "pigeon", "valid": "chat, email, phone, forum, remote, web"},
        ),
        ("list page:0", "error.bad_value", {"option": "page", "value": "0", "valid": "1, 2, 3"}),
        ("escalate 1 to", "error.missing", {"verb": "escalate", "what": "group"}),
    ],
)
def test_a_mistake_says_what_is_valid(text, code, facts):
    with pytest.raises(NotUnderstood) as caught:
        understood(text)
    assert (caught.value.says, dict(caught.value.facts)) == (code, facts)


def test_the_suggestion_is_in_the_askers_language_and_among_what_they_may_do():
    for context, word, near in [
        (Context(language="fr", role=Role.AGENT), "prendr", "prendre"),
        (Context(language="es", role=Role.AGENT), "clam", "tomar"),
        (Context(language="fr", role=Role.AUTHORIZED), "ouvri", "ouvrir"),
        (Context(language="en", role=Role.COLLEAGUE), "clami", ""),
    ]:
        with pytest.raises(NotUnderstood) as caught:
            parse(word, context)
        assert caught.value.facts["suggestion"] == near


def test_in_a_tickets_thread_a_bare_other_number_begins_a_sentence():
    inside = {"thread_ticket": 42}
    assert understood("note 3 printers are dead", **inside) == c.Note(None, "3 printers are dead")
    assert understood("note 42 three printers", **inside) == c.Note(42, "three printers")
    assert understood("note #3 three printers", **inside) == c.Note(3, "three printers")
    assert understood("claim 3", **inside) == c.Claim(3)
    assert understood("note 3rd floor", **inside) == c.Note(None, "3rd floor")
    assert understood("note 3rd floor") == c.Note(None, "3rd floor")


def test_what_a_button_carries_nobody_types():
    command = "open draft:7 accepted:2026-03-02T11:00:00+00:00"
    assert understood(command, machine=True) == c.Open(accepted="2026-03-02T11:00:00+00:00", draft=7)
    assert understood(command).subject == command.removeprefix("open ")


def test_a_desk_is_named_only_by_who_has_several():
    assert parse("open Help desk: printer").command.subject == "Help desk: printer"
    parsed = parse('open Printer desk:"Le Boréal"', Context(several_desks=True))
    assert (parsed.command, parsed.desk) == (c.Open("Printer"), "Le Boréal")


def test_a_forms_values_never_meet_the_grammar():
    fields = {"subject": "x severity:critical", "facts": 'open "y"', "severity": "minor", "channel": "email"}
    assert read_form("open", fields, Context()).command == c.Open(
        "x severity:critical", Severity.MINOR, Channel.EMAIL, 'open "y"'
    )
    told = read_form("reply 42", {"text": " close 42 "}, Context(thread_ticket=7)).command
    assert told == c.Answer(42, "close 42", sure=True)
    up = read_form('escalate 42 to "lead"', {"reason": "to director now"}, Context()).command
    assert up == c.Escalate(42, "lead", "to director now", sure=True)


@pytest.mark.parametrize(
    ("command", "fields", "expected"),
    [
        ("note 1", {"text": "x"}, c.Note(1, "x")),
        ("pending 1", {"text": "x?"}, c.Pend(1, "x?")),
        ("reopen 1", {"text": "again"}, c.Reopen(1, "again")),
        ("assign 1", {"to": "p4"}, c.Assign(1, c.PersonWord("p4"))),
        ("severity 1", {"severity": "minor"}, c.SetSeverity(1, Severity.MINOR)),
        ("people authorize x", {"person": "U1"}, c.People(c.PeopleAct.AUTHORIZE, c.PersonWord("U1"))),
        ("close 1", {}, c.Close(1)),
        ("ask", {"contact": "p3", "subject": "x", "facts": "y"}, c.Ask(c.PersonWord("p3"), "x\ny")),
        (
            "setup account",
            {"name": "Laurier", "plan": "premium", "licences": "12"},
            c.Setup(c.SetupAct.ACCOUNT, "Laurier", None, (("licences", "12"), ("plan", "premium"))),
        ),
    ],
)
def test_each_form_becomes_its_command(command, fields, expected):
    assert read_form(command, fields, Context()).command == expected


def test_a_form_that_is_still_open_is_never_sure():
    assert not read_form("reply 42", {"text": "x"}, Context(), sure=False).command.sure


def test_what_shows_or_asks_changes_nothing():
    for text in (
        "",
        "open",
        "reply 1",
        "note 1",
        "pending 1",
        "severity 1",
        "assign 1",
        "reopen 1",
        "escalate 1 x",
    ):
        assert not writes(understood(text)), text
    for text in (
        "open x",
        "reply 1 x",
        "note 1 x",
        "claim 1",
        "ask A x",
        "setup policy x",
        "people revoke A",
    ):
        assert writes(understood(text)), text


@pytest.mark.parametrize("words", ["por qué 4", "Por que 4", "porqué 4"])
def test_why_is_asked_in_two_words_in_spanish(words):
    assert parse(words).command == parse("why 4").command
