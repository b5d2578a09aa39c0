"""Reads a rehearsal: a cast, then who does what when and what must be heard. See docs/rehearsals.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

HEADERS = ("policy", "desk", "account", "contact", "colleague", "agent", "lead", "director", "start")
PEOPLE = {"contact": "authorized", "colleague": "colleague", "agent": "agent", "lead": "lead"} | {
    "director": "director"
}


class ScriptError(Exception):
    """A line that cannot be read: names the line and the remedy."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(f"line {line}: {says}")
        self.says = says


@dataclass(frozen=True, slots=True)
class Player:
    """One of the cast."""

    name: str
    role: str
    account: str | None = None
    language: str | None = None
    zone: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account of the cast; `options` as `/ticket setup account` takes them."""

    name: str
    options: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Cast:
    """The desk and everybody around it."""

    policy: str
    desk: str
    language: str
    accounts: tuple[AccountLine, ...]
    people: tuple[Player, ...]
    start: str
    lines: Mapping[str, int]
    """Where each header stands, for what is wrong with it."""


@dataclass(frozen=True, slots=True)
class At:
    """Time moves ahead to a wall-clock time of the policy's zone, or by a span."""

    line: int
    until: datetime | None = None
    by: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Words typed in one's own place, or in a ticket's thread."""

    line: int
    who: str
    words: str
    ticket: int | None = None
    public: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed: on a ticket's card, or on what one heard last."""

    line: int
    who: str
    label: str
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """The form that one has open, filled in and sent."""

    line: int
    who: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hear:
    """What must have been heard somewhere since the last act. `text` None: nothing at all."""

    line: int
    where: str
    text: str | None
    cites: tuple[str, ...] = ()
    absent: bool = False


Step = At | Say | Press | Fill | Hear


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A whole file."""

    title: str
    cast: Cast
    steps: tuple[Step, ...] = field(default=())


def read(text: str) -> Rehearsal:
    """The rehearsal that a file's text holds. Raises ScriptError."""
    lines = list(enumerate(text.splitlines(), 1))
    title = next((line.lstrip("# ").strip() for _, line in lines if line.startswith("#")), "")
    body = [(n, line.rstrip()) for n, line in lines if line.strip() and not line.lstrip().startswith("#")]
    heads: list[tuple[int, str, str]] = []
    while body:
        found = re.match(r"(\w+):\s*(.+)$", body[0][1])
        if not found or found[1] not in HEADERS:
            break
        heads.append((body[0][0], found[1], found[2].strip()))
        body.pop(0)
    return Rehearsal(title, _cast(heads), _steps(body))


def _cast(heads: list[tuple[int, str, str]]) -> Cast:
    single = {key: value for _, key, value in heads}
    for needed in ("policy", "start"):
        if needed not in single:
            raise ScriptError(1, f"the cast needs a line '{needed}: ...' before the first act")
    lines = {key: line for line, key, _ in heads}
    desk, _, language = single.get("desk", "Desk").partition(", in ")
    accounts, people = [], []
    for line, key, value in heads:
        if key == "account":
            name, _, options = value.partition(", ")
            accounts.append(AccountLine(name, " ".join(re.findall(r"\w+:\S+", options)), line))
        elif key in PEOPLE:
            people.append(_player(line, PEOPLE[key], value))
    said = _language(lines.get("desk", 1), language) if language else "en"
    return Cast(single["policy"], desk, said, tuple(accounts), tuple(people), single["start"], lines)


def _player(line: int, role: str, value: str) -> Player:
    found = re.match(r"(?P<name>[^,]+?)(?: of (?P<account>[^,]+))?(?P<rest>(?:,.*)?)$", value)
    if not found:
        raise ScriptError(line, "write a person as 'Nadia Roy of Hôtel Laurier, in French, Europe/Paris'")
    rest = [part.strip() for part in found["rest"].split(",") if part.strip()]
    language = next((part[3:] for part in rest if part.startswith("in ")), None)
    zone = next((part for part in rest if "/" in part), None)
    spoken = _language(line, language) if language else None
    return Player(found["name"], role, found["account"], spoken, zone, line)


def _language(line: int, word: str) -> str:
    known = {"english": "en", "french": "fr", "spanish": "es"}
    if word.strip().lower() not in known:
        raise ScriptError(line, f"{word.strip()} is not spoken here: in English, in French or in Spanish")
    return known[word.strip().lower()]


def _steps(body: list[tuple[int, str]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    index = 0
    while index < len(body):
        number, line = body[index]
        index += 1
        if line.lstrip().startswith(">"):
            steps.append(_hear(number, line.lstrip()[1:].strip()))
            continue
        if found := re.match(r"(.+?) fills:$", line):
            values = []
            while index < len(body) and re.match(r"\s+[\w.]+ = ", body[index][1]):
                key, _, value = body[index][1].strip().partition(" = ")
                values.append((key, value))
                index += 1
            steps.append(Fill(number, found[1], tuple(values)))
            continue
        steps.append(_act(number, line))
    return tuple(steps)


def _act(number: int, line: str) -> Step:
    if found := re.match(r"at (\d{4}-\d\d-\d\d \d\d:\d\d)$", line):
        return At(number, until=datetime.fromisoformat(found[1]))
    if found := re.match(r"after (\d+) (minute|hour|day)s?$", line):
        return At(number, by=timedelta(**{f"{found[2]}s": int(found[1])}))
    if found := re.match(r"(.+?) presses (.+?)(?: on #(\d+))?$", line):
        return Press(number, found[1], found[2], int(found[3]) if found[3] else None)
    if found := re.match(r"([^:]+?) on #(\d+)( in public)?: (.+)$", line):
        return Say(number, found[1], found[4], int(found[2]), bool(found[3]))
    if found := re.match(r"([^:]+?): (.+)$", line):
        return Say(number, found[1], found[2])
    raise ScriptError(
        number,
        f"cannot read {line!r}; an act is 'at 2026-06-30 14:00', 'after 30 minutes', 'Nadia: ...', "
        "'Nadia on #1: ...', 'Inès presses Claim', 'Nadia fills:' or, for what is heard, '> where: text'",
    )


def _hear(number: int, line: str) -> Hear:
    if line == "nothing":
        return Hear(number, "", None)
    absent = line.startswith("not ")
    found = re.match(
        r"(?P<where>[^:]+?)(?:, citing (?P<cites>[^:]+))?: (?P<text>.+)$", line[4:] if absent else line
    )
    if not found:
        raise ScriptError(
            number, f"cannot read {line!r}; write '> Nadia: text', '> desk: text' or '> nothing'"
        )
    cites = tuple(part.strip() for part in (found["cites"] or "").split(",") if part.strip())
    return Hear(number, found["where"], found["text"], cites, absent)
