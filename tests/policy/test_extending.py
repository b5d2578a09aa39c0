"""Hours of an account's own beside the policy's (TT-1.extended)."""

import tomllib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.policies import shipped
from policy.extending import own, read_hours, shared, with_own
from policy.facts import Case
from policy.reading import read
from policy.resolving import build, calendar_specs
from policy.targets import owed
from policy.windows import Window

TORONTO = ZoneInfo("America/Toronto")
TECHTRA = next(d for d in (read(tomllib.loads(text)) for text in shipped()) if d.id == "techtra")
SPECS = calendar_specs(TECHTRA, first_year=2026, last_year=2027)
CLOSED: tuple[Window, ...] = ()


def week(text: str) -> list[str]:
    return [" ".join(map(str, windows)) for windows in read_hours(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon-fri 07:00-21:00", ["07:00-21:00"] * 5 + ["", ""]),
        ("lun-ven 7:00-21:00, sam 09:00-12:00", ["07:00-21:00"] * 5 + ["09:00-12:00", ""]),
        ("LUN-VIE 07:00-12:00 13:00-21:00", ["07:00-12:00 13:00-21:00"] * 5 + ["", ""]),
        ("sat 22:00-02:00", [""] * 5 + ["22:00-02:00", ""]),
        ("sun 08:00-12:00, sun 11:00-14:00", [""] * 6 + ["08:00-14:00"]),
    ],
)
def test_hours_are_read_in_three_languages(text, expected):
    assert week(text) == expected


@pytest.mark.parametrize(
    "text", ["", "evenings", "mon", "fri-mon 09:00-10:00", "mon 25:00-26:00", "mon 09:00", "day 09:00-10:00"]
)
def test_what_is_no_hours_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        read_hours(text)


def test_own_hours_are_added_to_the_policys():
    found = with_own(TECHTRA, SPECS, "mon 07:00-10:00, sat 22:00-02:00")[own("office")]

    assert [" ".join(map(str, windows)) for windows in found.week] == [
        "07:00-17:00",
        *["09:00-17:00"] * 4,
        "22:00-24:00",
        "00:00-02:00",
    ]
    assert (found.closed, shared(own("office"))) == (SPECS["office"].closed, "office")


def due(at: str, hours: str | None) -> list[tuple[str, str, tuple[str, ...]]]:
    specs = SPECS if hours is None else with_own(TECHTRA, SPECS, hours)
    received = datetime.fromisoformat(at).replace(tzinfo=TORONTO)
    found = owed(TECHTRA, build(specs), Case("contract"), received)
    return [
        (str(p.kind), f"{p.due_at:%m-%d %H:%M}", p.clauses) for p in found if p.milestone == "first_response"
    ]


ORDINARY = ("TT-3.response", "TT-1.hours")
EXTENDED = ("TT-3.response", "TT-1.extended", "TT-1.hours")


@pytest.mark.parametrize(
    ("at", "hours", "expected"),
    [
        (
            "2026-06-05T10:00",
            None,
            [("guarantee", "06-05 17:00", ORDINARY), ("goal", "06-05 12:00", ORDINARY)],
        ),
        (
            "2026-06-05T10:00",
            "mon-fri 07:00-21:00",
            [("guarantee", "06-05 17:00", ORDINARY), ("goal", "06-05 12:00", ORDINARY)],
        ),
        (
            "2026-06-05T18:00",
            "mon-fri 07:00-21:00",
            [("guarantee", "06-05 21:00", EXTENDED), ("goal", "06-05 20:00", EXTENDED)],
        ),
        (
            "2026-06-05T16:30",
            "sat 09:00-12:00",
            [("guarantee", "06-05 17:00", ORDINARY), ("goal", "06-05 17:00", EXTENDED)],
        ),
        (
            "2026-06-24T10:00",
            "mon-fri 07:00-21:00",
            [("guarantee", "06-25 17:00", ORDINARY), ("goal", "06-25 09:00", EXTENDED)],
        ),
    ],
)
def test_of_two_deadlines_the_earlier_is_promised_with_its_clause(at, hours, expected):
    found = due(at, hours)

    assert [(kind, when) for kind, when, _ in found] == [(kind, when) for kind, when, _ in expected]
    assert ["TT-1.extended" in clauses for _, _, clauses in found] == [
        clauses is EXTENDED for _, _, clauses in expected
    ]
