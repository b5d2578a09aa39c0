"""The rehearsals of techtra, on all three stages."""

from pathlib import Path

import pytest

from .stages import heard_alike, rehearsals


@pytest.mark.parametrize("path", rehearsals("techtra"), ids=lambda path: path.stem)
def test_it_is_heard_as_written_at_the_console_in_slack_and_in_teams(path: Path):
    heard_alike(path)
