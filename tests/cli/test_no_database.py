"""A database that cannot be opened is one clear line, without the password."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("command", ["run", "migrate"])
@pytest.mark.parametrize(
    "address", ["postgresql://desk:open-sesame@127.0.0.1:1/desk", "mysql://desk:open-sesame@host/desk"]
)
def test_a_database_that_cannot_be_opened_is_said_without_its_password(tmp_path, command, address):
    environment = os.environ | {"GUICHET_DATABASE": address, "GUICHET_DATA": str(tmp_path)}
    asked = [sys.executable, "-m", "adapters.cli.main", command]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "database" in done.stderr or "cannot open" in done.stderr
    assert "Traceback" not in done.stderr
    assert "open-sesame" not in done.stdout + done.stderr
