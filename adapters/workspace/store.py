"""The workspace's memory on disk: one line of JSON a change, replayed at the start.

Each change is written before it is answered, so that a killed process loses no message that the
app was told of.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

Record = tuple[str, dict[str, Any]]


class Journal:
    """An append-only file of records (kind, value); without a directory it remembers nothing."""

    def __init__(self, directory: Path | None) -> None:
        self._path = directory / "workspace.jsonl" if directory else None
        self._file: IO[str] | None = None

    @property
    def keeps(self) -> bool:
        """Whether anything is remembered: else nothing needs to be made ready for it."""
        return self._path is not None

    def replay(self) -> Iterator[Record]:
        """The records of earlier runs, oldest first; a line torn by a crash ends the replay."""
        if self._path is None or not self._path.exists():
            return
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    kind, value = json.loads(line)
                except ValueError:
                    return
                yield kind, value

    def start(self, records: Iterable[Record]) -> None:
        """Replace the file by `records` (the present state), whole or not at all, and go on from there."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(_line(kind, value) for kind, value in records)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)

    def record(self, kind: str, value: dict[str, Any]) -> None:
        """Append one record and hand it to the system at once."""
        if self._path is None:
            return
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8")
        self._file.write(_line(kind, value))
        self._file.flush()

    def close(self) -> None:
        """Stop writing."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _line(kind: str, value: dict[str, Any]) -> str:
    return json.dumps([kind, value], ensure_ascii=False, separators=(",", ":")) + "\n"
