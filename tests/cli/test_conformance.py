"""The page of conformance is made from the policies and the rehearsals."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli.conformance import whole
from adapters.cli.main import app

ROOT = Path(__file__).parents[2]
RUN = CliRunner()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a rehearsal of one clause, and one of none."""
    folder = tmp_path / "tests" / "rehearsals" / "sign-in-app"
    folder.mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    cast = "policy: sign-in-app\nstart: 2026-03-02 09:00\n"
    (folder / "SI-9.minor.txt").write_text(
        "# SI-9.minor: a week, or a little | less\n" + cast, encoding="utf-8"
    )
    (folder / "a-month.txt").write_text("# A month of a clinic\n" + cast, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_clause_stands_with_what_it_says_what_is_done_and_what_shows_it(clone):
    page = whole(Path("tests/rehearsals")).splitlines()
    (minor,) = [line for line in page if line.startswith("| SI-9.minor ")]
    assert minor == (
        "| SI-9.minor | Minor: answered within one week. | A week, or a little \\| less | `severity`, `target` |"
        " The source says one week and not of which days: seven calendar days. |"
        " [SI-9.minor.txt](../tests/rehearsals/sign-in-app/SI-9.minor.txt) |"
    )
    assert "- [a-month.txt](../tests/rehearsals/sign-in-app/a-month.txt): A month of a clinic" in page
    (severe,) = [line for line in page if line.startswith("| SI-9.severe ")]
    assert severe.endswith("| not rehearsed | `severity`, `target` |  | none |")


def test_a_stale_page_is_said_and_written_anew(clone):
    asked = ["policy", "conformance"]
    missing = RUN.invoke(app, [*asked, "--check"])
    assert (missing.exit_code, missing.stderr) == (
        1,
        "docs/conformance.md is stale: make conformance writes it anew\n",
    )
    assert RUN.invoke(app, [*asked, "--write"]).exit_code == 0
    assert RUN.invoke(app, [*asked, "--check"]).exit_code == 0
    assert RUN.invoke(app, asked).stdout == (clone / "docs/conformance.md").read_text(encoding="utf-8")


def test_a_rehearsal_that_cannot_be_read_is_named(clone):
    (clone / "tests/rehearsals/sign-in-app/SI-9.severe.txt").write_text("hello\n", encoding="utf-8")
    failed = RUN.invoke(app, ["policy", "conformance"])
    assert failed.exit_code == 2
    assert failed.stderr.startswith("guichet policy conformance: line 1: the cast needs a line 'policy: ...'")
