"""Later versions of a rehearsal's policy: a file of its own, or the same text with something replaced."""

from __future__ import annotations

import re
from pathlib import Path

from adapters.console.script import ScriptError
from bot.policy_tools.answers import BadInput
from bot.policy_tools.files import document_of, text_of

_REPLACED = re.compile(r"(?P<on>\d{4}-\d{2}-\d{2}), (?P<before>.+?) => (?P<after>.+)")


def later_versions(lines: tuple[tuple[int, str], ...], text: str, folder: Path) -> tuple[str, ...]:
    """The texts of the versions that `revision:` lines name; those of one date make one version.

    Raises:
        ScriptError: no such file, a line that cannot be read, or words that the version before does not have.
    """
    made: dict[str, str] = {}
    files = []
    for line, value in lines:
        found = _REPLACED.fullmatch(value)
        if found is None:
            files.append(_file(line, value, folder))
            continue
        on = found["on"]
        latest = made.get(on) or _dated(next(reversed(made.values()), text), on)
        if found["before"] not in latest:
            raise ScriptError(line, f"the version before does not hold {found['before']!r}")
        made[on] = latest.replace(found["before"], found["after"])
    return (*made.values(), *files)


def _file(line: int, value: str, folder: Path) -> str:
    if not value.endswith(".toml"):
        raise ScriptError(line, "write a later version as 'mine-2.toml' or as '2026-06-01, BEFORE => AFTER'")
    try:
        document_of(str(folder / value))
        return text_of(str(folder / value))
    except BadInput as error:
        raise ScriptError(line, str(error)) from None


def _dated(text: str, on: str) -> str:
    """The same policy as a version of that date, named by it."""
    text = re.sub(r"^version = .*$", f'version = "{on}"', text, count=1, flags=re.MULTILINE)
    return re.sub(r"^effective_on = .*$", f"effective_on = {on}", text, count=1, flags=re.MULTILINE)
