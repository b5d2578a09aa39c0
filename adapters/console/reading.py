"""Reads the text of a rehearsal, line by line. See docs/rehearsals.md."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from adapters.console.script import (
    AccountLine,
    Arrive,
    At,
    Cast,
    Fill,
    Hear,
    Player,
    Press,
    Rehearsal,
    Say,
    ScriptError,
    Step,
)

PEOPLE = {
    "contact": "authorized",
    "colleague": "colleague",
    "agent": "agent",
    "lead": "lead",
    "director": "director",
    "admin": "admin",
}
HEADERS = ("policy", "revision", "desk", "account", *PEOPLE, "start")
"""The lines of the cast; a person's gives the role that they are set up with."""


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
    revisions = tuple((line, value) for line, key, value in heads if key == "revision")
    said = _language(lines.get("desk", 1), language) if language else "en"
    return Cast(
        single["policy"], desk, said, tuple(accounts), tuple(people), single["start"], lines, revisions
    )


def _player(line: int, role: str, value: str) -> Player:
    found = re.match(r"(?P<name>[^,]+?)(?: of (?P<account>[^,]+))?(?P<rest>(?:,.*)?)$", value)
    if not found:
        raise ScriptError(line, "write a person as 'Nadia Roy of Hôtel Laurier, in French, Europe/Paris'")
    rest = [part.strip() for part in found["rest"].split(",") if part.strip()]
    language = next((part[3:] for part in rest if part.startswith("in ")), None)
    zone = next((part for part in rest if "/" in part), None)
    email = next((part for part in rest if "@" in part), None)
    spoken = _language(line, language) if language else None
    return Player(found["name"], role, found["account"], spoken, zone, line, email)


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
        below = []
        while index < len(body) and re.match(r"\s+[^\s>]", body[index][1]):
            below.append(body[index])
            index += 1
        if found := re.match(r"(.+?) (fills|changes):$", line):
            steps.append(Fill(number, found[1], _values(below), sent=found[2] == "fills"))
        elif found := re.match(r"(\w+) arrives:$", line):
            steps.append(_arrival(number, found[1], below))
        elif below:
            raise ScriptError(below[0][0], f"cannot read {below[0][1].strip()!r} under {line!r}")
        else:
            steps.append(_act(number, line))
    return tuple(steps)


def _values(below: list[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    values = []
    for number, line in below:
        key, between, value = line.strip().partition(" =")
        if not between:
            raise ScriptError(
                number, f"cannot read {line.strip()!r}; write a field as '  subject = Meter blocked'"
            )
        values.append((key.strip(), _lines(value.strip())))
    return tuple(values)


def _arrival(number: int, kind: str, below: list[tuple[int, str]]) -> Arrive:
    """`  Key: value` lines, then whatever stands below them."""
    fields: list[tuple[str, str]] = []
    texts = [line.strip() for _, line in below]
    while texts and (found := re.match(r"([A-Za-z][\w -]*):\s*(.*)$", texts[0])):
        fields.append((found[1], found[2]))
        texts.pop(0)
    return Arrive(number, kind, tuple(fields), tuple(texts))


def _lines(words: str) -> str:
    r"""`\n` begins a new line in what is typed."""
    return words.replace("\\n", "\n")


def _act(number: int, line: str) -> Step:
    if found := re.match(r"at (\d{4}-\d\d-\d\d \d\d:\d\d)$", line):
        return At(number, until=datetime.fromisoformat(found[1]))
    if found := re.match(r"after (\d+) (minute|hour|day)s?$", line):
        return At(number, by=timedelta(**{f"{found[2]}s": int(found[1])}))
    if found := re.match(r"(.+?) presses (.+?)(?: on #(\d+)( in public)?)?$", line):
        return Press(number, found[1], found[2], int(found[3]) if found[3] else None, bool(found[4]))
    if found := re.match(r"([^:]+?) on #(\d+)( in public)?: (.+)$", line):
        return Say(number, found[1], _lines(found[4]), int(found[2]), bool(found[3]))
    if found := re.match(r"([^:]+?)( in private)?: (.+)$", line):
        return Say(number, found[1], _lines(found[3]), private=bool(found[2]))
    raise ScriptError(
        number,
        f"cannot read {line!r}; an act is 'at 2026-06-30 14:00', 'after 30 minutes', 'Nadia: ...', "
        "'Nadia on #1: ...', 'Inès presses Claim', 'Nadia fills:', 'mail arrives:' or, for what is heard, "
        "'> where: text'",
    )


def _hear(number: int, line: str) -> Hear:
    if line == "nothing":
        return Hear(number, "", None)
    absent, then = line.startswith("not "), line.startswith("then ")
    found = re.match(r"(?:not |then )?(?P<where>[^:]+?)(?:, citing (?P<cites>[^:]+))?: (?P<text>.+)$", line)
    if not found:
        raise ScriptError(
            number, f"cannot read {line!r}; write '> Nadia: text', '> desk: text' or '> nothing'"
        )
    cites = tuple(part.strip() for part in (found["cites"] or "").split(",") if part.strip())
    return Hear(number, found["where"], found["text"], cites, absent, then)
