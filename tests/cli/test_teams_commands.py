"""What the command line says of Teams where it was given something odd: by option, before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app

BOT = "11111111-2222-3333-4444-555555555555"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--bot", "APP_ID"], "--bot: 'APP_ID' is not a GUID"),
        (["--bot", BOT, "--app", "x"], "--app: 'x' is not a GUID"),
        (["--bot", BOT, "--version", "2"], "--version: '2' is not like 1.0.0"),
        (
            ["--bot", BOT, "--website", "http://desk.example"],
            "--website: 'http://desk.example' is not an https address",
        ),
    ],
)
def test_a_package_that_teams_would_refuse_names_the_option(tmp_path: Path, options: list[str], says: str):
    out = tmp_path / "app.zip"
    answer = CliRunner().invoke(app, ["manifest", "teams", *options, "--out", str(out)])
    assert (answer.exit_code, answer.stderr) == (1, f"{out} is not written:\n{says}\n")
    assert not out.exists()


def test_a_rehearsal_has_one_stage_at_a_time():
    answer = CliRunner().invoke(app, ["rehearse", "--slack", "--teams", "any.txt"])
    assert (answer.exit_code, answer.stderr) == (
        2,
        "--slack and --teams are two stages: take one of them\n",
    )
