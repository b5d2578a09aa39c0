"""The player hears what is said, and says where that is not what was written."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.cli.rehearsing import play
from adapters.console.reading import read
from adapters.console.script import ScriptError

HERE = Path(__file__).parent
SHORT = """# A test
policy: sign-in-app
account: Harbour Clinic, plan:standard
contact: Olive Hart of Harbour Clinic, in English
agent: Inès Caron
start: 2026-03-02 09:00

"""


def test_the_rehearsal_of_the_documentation_is_heard_as_written():
    page = (HERE.parents[1] / "docs" / "rehearsals.md").read_text(encoding="utf-8")
    played = play(page.split("```\n")[1], HERE)
    assert played.differences == (), "\n".join(played.transcript)


def test_what_is_heard_instead_is_told_with_its_line():
    played = play(SHORT + "Olive: /ticket claim 1\n> Olive: It is yours.\n", HERE)
    ((line, wanted, instead),) = played.differences
    assert (line, wanted) == (9, "Olive: It is yours.")
    assert len(instead) == 1


def test_a_clause_is_cited_whole():
    said = SHORT + "Olive: /ticket open Doors severity:severe\n"
    assert play(said + "> Olive, citing SI-9.severe: …\n", HERE).passed
    assert not play(said + "> Olive, citing SI-9: …\n", HERE).passed
    assert not play(said + "> Olive, citing SI-9.critical: …\n", HERE).passed


def test_silence_is_checked_too():
    said = SHORT + "Olive: good morning\n"
    assert play(said + "> nothing\n", HERE).passed
    assert not play(SHORT + "Olive: /ticket open Doors\n> nothing\n", HERE).passed


def test_what_must_not_be_heard_is_a_difference_where_it_is():
    said = SHORT + "Olive: /ticket open Doors\n"
    assert play(said + "> not desk: …secret…\n", HERE).passed
    assert not play(said + "> not desk: …Doors…\n", HERE).passed


def test_the_order_of_what_is_heard_is_checked_where_that_is_asked():
    said = SHORT + "Olive: /ticket open Doors\n> Harbour Clinic: #1 Doors\n"
    assert play(said + "> then desk #1: 🔒…\n", HERE).passed
    assert play(said + "> desk: #1 Doors\n", HERE).passed
    ((line, wanted, _),) = play(said + "> then desk: #1 Doors\n", HERE).differences
    assert (line, wanted) == (10, "then desk: #1 Doors")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("desk: Signal\n", "line 1: the cast needs a line 'policy: ...' before the first act"),
        (SHORT.replace("in English", "in German"), "line 4: German is not spoken"),
        (SHORT + "nobody knows\n", "line 8: cannot read 'nobody knows'"),
        (SHORT + "Olive: hello\n> Olive hears\n", "line 9: cannot read 'Olive hears'"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, says: str):
    with pytest.raises(ScriptError) as caught:
        read(text)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        ("Olive presses Claim on #7", "#7 has no card on the customer side"),
        ("Bob: hello", "Bob is not in the cast"),
        ("Olive fills:\n  subject = x", "Olive has no form open"),
        ("at 2026-03-01 09:00", "time moves ahead only"),
    ],
)
def test_a_step_that_cannot_be_taken_ends_the_rehearsal_and_says_why(act: str, says: str):
    ((_, wanted, instead),) = play(SHORT + act + "\n", HERE).differences
    assert wanted == "that this can be done"
    assert says in instead[0]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("policy: sign-in-app", "policy: nope.toml", "line 2: no file"),
        ("plan:standard", "plan:gold", "line 3: setting up"),
        ("2026-03-02 09:00", "tomorrow", "line 6: 'tomorrow' is not a time"),
    ],
)
def test_what_is_wrong_with_the_cast_is_named_at_its_line(before: str, after: str, says: str):
    with pytest.raises(ScriptError) as caught:
        play(SHORT.replace(before, after), HERE)
    assert str(caught.value).startswith(says)


def test_one_rehearses_a_policy_of_ones_own(tmp_path: Path):
    shipped = HERE.parents[1] / "policy" / "catalog" / "sign-in-app.toml"
    own = shipped.read_text(encoding="utf-8").replace('id = "sign-in-app"', 'id = "mine"', 1)
    (tmp_path / "mine.toml").write_text(own, encoding="utf-8")
    text = SHORT.replace("policy: sign-in-app", "policy: mine.toml")
    said = text + "Olive: /ticket open Doors severity:severe\n> Olive, citing SI-9.severe: …\n"
    assert play(said, tmp_path).passed


def test_the_command_says_by_its_status_what_happened(tmp_path: Path):
    good, bad, odd = (tmp_path / name for name in ("good.txt", "bad.txt", "odd.txt"))
    good.write_text(SHORT + "Olive: good morning\n> nothing\n", encoding="utf-8")
    bad.write_text(SHORT + "Olive: good morning\n> Olive: Good morning.\n", encoding="utf-8")
    odd.write_text("nothing of the kind\n", encoding="utf-8")
    run = CliRunner()
    assert run.invoke(app, ["rehearse", str(good)]).exit_code == 0
    assert run.invoke(app, ["rehearse", str(good), str(bad)]).exit_code == 1
    failed = run.invoke(app, ["rehearse", str(odd), str(tmp_path / "none.txt")])
    assert failed.exit_code == 2
    assert [line.split(": ", 1)[1] for line in failed.stderr.splitlines()] == [
        "line 1: the cast needs a line 'policy: ...' before the first act",
        "No such file or directory",
    ]
