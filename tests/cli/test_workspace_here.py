"""What `guichet run` opens where nothing is configured, started by hand."""

import asyncio
from datetime import datetime
from pathlib import Path

from adapters.cli.example import BOREAL, INES
from adapters.cli.here import workspace_here
from adapters.workspace.driver import Driver
from bot.settings import Settings

AT = datetime.fromisoformat("2026-06-30T15:00:00-04:00")


def cards(data: Path, at: datetime | None) -> list[str]:
    """The cards that Inès finds in her channel: their first words."""

    async def look() -> list[str]:
        settings = Settings(data=data, port=0, database="", _env_file=None)
        async with workspace_here(settings, at=at) as workspace:
            ines = Driver(workspace, INES)
            return [ines.read(message).split(":")[0].split("\n")[0] for message in ines.messages(BOREAL)]

    return asyncio.run(look())


def test_the_example_is_there_goes_on_and_starts_over_where_it_was_stopped_half_way(tmp_path: Path):
    lived = cards(tmp_path, AT)
    assert [text[:2] for text in lived if text.startswith("#")] == ["#1", "#2", "#3", "#4"]
    assert cards(tmp_path, None) == lived
    (tmp_path / "workspace" / "unfinished").touch()
    assert cards(tmp_path, AT) == lived
    assert not (tmp_path / "workspace" / "unfinished").exists()
