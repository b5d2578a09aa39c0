"""Whatever people do in a rehearsal is the same at the console, in Slack (over HTTP and in Socket Mode) and in Teams."""

import pytest

from adapters.cli.rehearsing import play

from .in_teams import TABLE
from .stages import HERE, alike

CAST = """# Everything that people do
policy: pitney-bowes
desk: Boréal, in English
account: Hôtel Laurier, plan:standard employees:80
account: Atelier Blanc, plan:standard employees:8
contact: Nadia Roy of Hôtel Laurier, in French
colleague: Tom Blais of Hôtel Laurier, in English, Europe/Paris
colleague: Lucía Gil of Atelier Blanc, in Spanish
agent: Inès Caron
lead: Marc Dubé, in French
director: Anne Petit
admin: Sara Diop
start: 2026-06-30 10:00

"""
OPENED = CAST + "Nadia: /ticket open Meter blocked facts: It beeps\n"


def test_forms():
    alike(
        CAST
        + """
Nadia: /ticket open
> Nadia: Sujet:
> Nadia's form: Gravité: Critique / Sévère / (Moyenne) / Mineure
Nadia changes:
  severity = critical
> Nadia's form: Gravité: (Critique) / Sévère / Moyenne / Mineure
Nadia fills:
  severity = Sévère
> Nadia's form: ! …
Nadia fills:
  Sujet = Meter *blocked* <b> & more
  facts = Red light\\nand a beep
  Accès à distance = Non, pas pour l’instant
> Nadia: Le ticket #1 est ouvert…
> desk #1: and a beep
Inès presses Answer requester on #1
> Inès: Nadia Roy will read it, in hôtel-laurier.
Inès fills:
  text = Hold the button.
> customer #1: Hold the button.
Inès presses Assign on #1
Inès fills:
  to = Marc Dubé
> Marc: …#1…
""",
        name="all-stages/forms",
        sockets=True,
    )


def test_mentions_threads_and_private_chats():
    alike(
        OPENED
        + """
Nadia on #1: Hello @Inès
> desk #1: Hello @Inès Caron
Nadia: @guichet show 1
> Nadia: #1 Meter blocked
Inès on #1: @guichet why
> Inès: …#1…
Nadia in private: list
> Nadia: - #1 Meter blocked…
Nadia in private: /ticket list
> Nadia: - #1 Meter blocked…
Tom: @guichet open Bells
> Hôtel Laurier: Answered Tom Blais privately.
Nadia: good morning
> nothing
Lucía: @guichet abrir
> Lucía: [Abrir un ticket]
Lucía presses Abrir un ticket
> Lucía's form: Asunto:
""",
        sockets=True,
    )


def test_buttons_of_cards_menus_threads_and_private_answers():
    alike(
        OPENED
        + """
Tom: /ticket open Bells & whistles
Tom presses Send to Nadia
> Nadia: Bells & whistles
Nadia presses Transmettre au guichet
Nadia fills:
  facts = They ring
  remote = yes
> desk card #2: #2 Bells & whistles
Inès: /ticket note 1 The spare is in the cellar.
> desk #1: The spare is in the cellar.
> not customer #1: …
Inès presses Pourquoi on #1 in public
> Inès: …#1…
at 2026-07-02 17:00
> desk #1: …#1…
Nadia presses Fermer on #1
after 3 hours
Nadia: /ticket reopen 1 It is back
> desk #1: …It is back…
""",
        name="all-stages/buttons",
        sockets=True,
    )


def test_an_admin_sets_more_up_in_the_middle():
    alike(
        CAST
        + """
Sara: /ticket setup account "Café Noir" plan:standard employees:3
> Sara: The account Café Noir is on plan standard.
Sara: /ticket setup people colleague @Tom account:"Café Noir"
> Sara: Tom Blais now has the role colleague with Café Noir.
Nadia: /ticket setup
> not Nadia: …as it is set up…
""",
        sockets=True,
    )


@pytest.mark.parametrize("stage", [{}, {"slack": True}, {"teams": True}], ids=["console", "slack", "teams"])
@pytest.mark.parametrize(
    ("act", "says"),
    [
        (
            "Nadia presses Claim on #1",
            "no button 'Claim' there; there are: Autoriser l’accès, Escalader, Pourquoi, Fermer",
        ),
        ("Nadia fills:\n  subject = x", "Nadia has no form open"),
        (
            "Nadia: /ticket open\nNadia fills:\n  colour = red",
            "no field 'colour' in the form; there are: subj",
        ),
        ("Nadia: /ticket open\nNadia fills:\n  severity = bad", "'bad' is not offered"),
        ("pigeon arrives:\n  From: the roof", "a pigeon cannot arrive here"),
    ],
)
def test_what_cannot_be_done_ends_it_and_says_why(act, says, stage):
    *_, (_, wanted, instead) = play(OPENED + act + "\n", HERE, **stage).differences
    assert wanted == "that this can be done"
    assert instead[0].startswith(says)


@pytest.mark.parametrize("stage", [{}, {"slack": True}, {"teams": True}], ids=["console", "slack", "teams"])
def test_a_word_that_was_not_said_is_a_difference(stage):
    played = play(OPENED + "> Nadia: Le ticket #2 est ouvert…\n", HERE, **stage)
    ((_, wanted, instead),) = played.differences
    assert wanted == "Nadia: Le ticket #2 est ouvert…"
    assert instead[0].startswith("Le ticket #1 est ouvert.")


def test_what_teams_has_no_way_for_is_listed():
    page = (HERE.parents[1] / "docs" / "platforms.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")}
    assert {entry["row"] for kind in TABLE.values() for entry in kind} <= rows
