"""Each clause of the shipped policies has a rehearsal of its own that hears it cited."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli.clauses import unrehearsed
from adapters.cli.main import app
from bot.policy_tools import shipped_ids

HERE = Path(__file__).parent


RUN = CliRunner()
TEXT = """# A clause
policy: sign-in-app
start: 2026-03-02 09:00

"""


def test_each_clause_has_a_rehearsal_that_hears_it_cited():
    assert [each for policy in shipped_ids() for each in unrehearsed(policy, HERE)] == []


def test_what_is_missing_is_named(tmp_path: Path):
    (tmp_path / "SI-9.minor.txt").write_text(TEXT + "> Olive: It is due (SI-9.minor).\n", encoding="utf-8")
    (tmp_path / "SI-9.medium.txt").write_text(TEXT + "> Olive, citing SI-9.medium: …\n", encoding="utf-8")
    (tmp_path / "SI-9.severe.txt").write_text(TEXT + "> not Olive, citing SI-9.severe: …\n", encoding="utf-8")
    (tmp_path / "SI-9.critical.txt").write_text("policy: sign-in-app\n", encoding="utf-8")
    says = {each.clause: each.says for each in unrehearsed("sign-in-app", tmp_path)}
    assert "SI-9.medium" not in says
    assert says["SI-9.minor"] == "SI-9.minor.txt never hears SI-9.minor cited"
    assert says["SI-9.severe"] == "SI-9.severe.txt never hears SI-9.severe cited"
    assert says["SI-9.critical"].startswith("SI-9.critical.txt cannot be read: line 1")
    assert says["SI-6.chat"] == "no rehearsal SI-6.chat.txt"


@pytest.mark.parametrize("nested", [True, False])
def test_the_check_fails_where_a_clause_has_none(tmp_path: Path, nested):
    folder = tmp_path / "sign-in-app" if nested else tmp_path
    folder.mkdir(exist_ok=True)
    asked = ["policy", "check", "sign-in-app", "--rehearsals", str(tmp_path)]
    failed = RUN.invoke(app, asked)
    assert failed.exit_code == 1
    assert "no rehearsal SI-6.chat.txt" in failed.stdout
    for lacking in unrehearsed("sign-in-app", tmp_path):
        said = TEXT + f"> Olive, citing {lacking.clause}: …\n"
        (folder / f"{lacking.clause}.txt").write_text(said, encoding="utf-8")
    assert RUN.invoke(app, asked).exit_code == 0
    assert '"unrehearsed": []' in RUN.invoke(app, [*asked, "--json"]).stdout
