"""The rehearsals of sign-in-app, on both stages."""

from pathlib import Path

import pytest

from .both import heard_alike, rehearsals


@pytest.mark.parametrize("path", rehearsals("sign-in-app"), ids=lambda path: path.stem)
def test_it_is_heard_as_written_at_the_console_and_in_slack(path: Path):
    heard_alike(path)
