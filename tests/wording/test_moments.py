"""Instants and durations in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.replies import plain
from bot.wording import Reader, durations
from bot.wording.moments import city_of, times
from tests.wording.samples import TORONTO, ZONE, on

NB = "\u00a0"
EVENING = on(2, 20)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("instant", "en", "fr", "es"),
    [
        (on(2, 20), "Thu 2 Jul, 20:00", "jeu. 2 juill. à 20 h", "jue. 2 jul. a las 20:00"),
        (on(2, 18, 48), "Thu 2 Jul, 18:48", "jeu. 2 juill. à 18 h 48", "jue. 2 jul. a las 18:48"),
        (on(1, 8, 5), "Wed 1 Jul, 08:05", "mer. 1er juill. à 8 h 05", "mié. 1 jul. a las 8:05"),
        (on(3, 1, 30), "Fri 3 Jul, 01:30", "ven. 3 juill. à 1 h 30", "vie. 3 jul. a la 1:30"),
        (on(4, 0), "Sat 4 Jul, 00:00", "sam. 4 juill. à 0 h", "sáb. 4 jul. a las 0:00"),
        (
            at(2027, 2, 1, 9),
            "Mon 1 Feb 2027, 09:00",
            "lun. 1er févr. 2027 à 9 h",
            "lun. 1 feb. 2027 a las 9:00",
        ),
    ],
)
def test_an_instant_is_written_as_each_language_writes_it(
    instant: datetime, en: str, fr: str, es: str
) -> None:
    told = {
        language: times(Reader(language), TORONTO, on(30, 21, month=6)).bare(instant).text
        for language in ("en", "fr", "es")
    }
    assert told == {"en": en, "fr": fr.replace(" ", NB), "es": es}


@pytest.mark.parametrize(
    ("language", "by", "before", "since", "alone"),
    [
        ("en", "by 20:00", "by 20:00", "since 20:00", "20:00"),
        ("fr", f"au plus tard à{NB}20{NB}h", f"avant 20{NB}h", f"depuis 20{NB}h", f"20{NB}h"),
        ("es", "a más tardar a las 20:00", "antes de las 20:00", "desde las 20:00", "las 20:00"),
    ],
)
def test_on_the_same_day_the_hour_is_enough(
    language: str, by: str, before: str, since: str, alone: str
) -> None:
    told = times(Reader(language), TORONTO, on(2, 9))
    assert plain(told.by(EVENING)) == by
    assert plain(told.before(EVENING)) == before
    assert plain(told.since(EVENING)) == since
    assert told.bare(EVENING).text == alone


def test_the_same_day_is_the_contracts_day_and_not_the_servers() -> None:
    late_utc = datetime(2026, 7, 3, 1, 0, tzinfo=UTC)
    assert times(Reader("en"), TORONTO, late_utc).bare(EVENING).text == "20:00"


@pytest.mark.parametrize(
    ("language", "zone", "expected"),
    [
        ("en", TORONTO, "by Thu 2 Jul, 20:00 (Toronto)"),
        ("en", "America/New_York", "by Thu 2 Jul, 20:00 (Toronto)"),
        ("en", "America/Vancouver", "by Thu 2 Jul, 20:00 (Toronto, 17:00 for you)"),
        (
            "fr",
            "Europe/Paris",
            "au plus tard le jeu. 2 juill. à 20 h (Toronto, soit ven. 3 juill. à 2 h chez vous)",
        ),
        (
            "es",
            "America/Vancouver",
            "a más tardar el jue. 2 jul. a las 20:00 (Toronto, en su zona las 17:00)",
        ),
        ("en", None, "by Thu 2 Jul, 20:00 (Toronto)"),
    ],
)
def test_a_promise_names_its_city_and_adds_the_readers_own_time_where_it_differs(
    language: str, zone: str | None, expected: str
) -> None:
    told = times(Reader(language, zone), TORONTO, on(2, 9)).promise(EVENING)
    assert plain(told).replace(NB, " ") == expected


def test_in_a_shared_post_nobodys_own_time_is_written() -> None:
    told = times(Reader("en", "Europe/Paris", shared=True), TORONTO, on(2, 9)).named(EVENING)
    assert (told.text, told.shared, told.strong, told.at) == (
        "Thu 2 Jul, 20:00 (Toronto)",
        True,
        True,
        EVENING,
    )


@pytest.mark.parametrize(
    ("zones", "elsewhere"),
    [
        (None, True),
        (frozenset(), False),
        (frozenset({TORONTO}), False),
        (frozenset({TORONTO, "America/New_York"}), False),
        (frozenset({TORONTO, "Europe/Paris"}), True),
    ],
)
def test_a_shared_post_needs_each_readers_time_only_where_one_of_them_reads_another_clock(
    zones: frozenset[str] | None, elsewhere: bool
) -> None:
    told = times(Reader("en", TORONTO, shared=True, zones=zones), TORONTO, on(2, 9)).named(EVENING)
    assert told.shared is elsewhere


@pytest.mark.parametrize(
    ("zone", "language", "expected"),
    [("Europe/London", "fr", "Londres"), ("Europe/Paris", "es", "París"), ("UTC", "en", "UTC")],
)
def test_a_zone_is_known_by_its_city(zone: str, language: str, expected: str) -> None:
    assert city_of(zone, language) == expected


def test_an_unknown_zone_of_a_reader_is_read_as_utc() -> None:
    told = times(Reader("en", "Mars/Olympus"), TORONTO, on(2, 9)).promise(EVENING)
    assert plain(told) == "by Thu 2 Jul, 20:00 (Toronto, Fri 3 Jul, 00:00 for you)"


@pytest.mark.parametrize(
    ("language", "near", "far", "today"),
    [
        ("en", "Thursday 08:00", "on Thu 9 Jul, 08:00", "at 21:30"),
        ("fr", "jeudi à 8 h", "le jeu. 9 juill. à 8 h", "à 21 h 30"),
        ("es", "el jueves a las 8:00", "el jue. 9 jul. a las 8:00", "a las 21:30"),
    ],
)
def test_an_opening_is_told_by_its_weekday_within_a_week(
    language: str, near: str, far: str, today: str
) -> None:
    told = times(Reader(language), TORONTO, on(30, 21, 10, month=6))
    openings = (on(2, 8), on(9, 8), on(30, 21, 30, month=6))
    assert [plain(told.opening(opening)).replace(NB, " ") for opening in openings] == [near, far, today]


def test_the_hour_that_autumn_repeats_is_still_one_clear_instant() -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    told = times(Reader("en"), TORONTO, on(31, 9, month=10))
    assert [told.bare(each).text for each in (first, second)] == ["Sun 1 Nov, 01:30"] * 2
    assert [told.bare(each).at for each in (first, second)] == [first, second]


def test_the_readers_zone_is_compared_at_the_instant_itself() -> None:
    between_the_changes = datetime(2026, 3, 20, 12, tzinfo=ZoneInfo("Europe/London"))
    told = times(Reader("en", "America/New_York"), "Europe/London", between_the_changes)
    assert plain(told.promise(between_the_changes)) == "by Fri 20 Mar, 12:00 (London, 08:00 for you)"


H = timedelta(hours=1)
M = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("span", "en", "fr", "es"),
    [
        (12 * H, "12 h business", "12 h ouvrées", "12 h hábiles"),
        (1 * H, "1 h business", "1 h ouvrée", "1 h hábil"),
        (72 * M, "1 h 12 business", "1 h 12 ouvrées", "1 h 12 hábiles"),
        (65 * M, "1 h 05 business", "1 h 05 ouvrées", "1 h 05 hábiles"),
        (48 * M, "48 min business", "48 min ouvrées", "48 min hábiles"),
        (1 * M, "1 min business", "1 min ouvrée", "1 min hábil"),
        (0 * M, "0 min business", "0 min ouvrée", "0 min hábiles"),
        (80 * H, "80 h business", "80 h ouvrées", "80 h hábiles"),
        (M / 2, "under 1 min business", "moins d’1 min ouvrée", "menos de 1 min hábil"),
        (-5 * H, "0 min business", "0 min ouvrée", "0 min hábiles"),
    ],
)
def test_business_time_is_labelled_and_never_in_days(span: timedelta, en: str, fr: str, es: str) -> None:
    told = [durations.business(language, span).replace(NB, " ") for language in ("en", "fr", "es")]
    assert told == [en, fr, es]


@pytest.mark.parametrize(
    ("span", "en", "fr", "es"),
    [
        (46 * H + 50 * M, "46 h 50 calendar", "46 h 50 calendaires", "46 h 50 naturales"),
        (71 * H, "71 h calendar", "71 h calendaires", "71 h naturales"),
        (72 * H, "3 calendar days", "3 jours calendaires", "3 días naturales"),
        (7 * 24 * H + 5 * H, "7 calendar days 5 h", "7 jours calendaires 5 h", "7 días naturales 5 h"),
    ],
)
def test_calendar_time_is_told_in_days_where_it_is_long(span: timedelta, en: str, fr: str, es: str) -> None:
    told = [durations.calendar(language, span).replace(NB, " ") for language in ("en", "fr", "es")]
    assert told == [en, fr, es]


@pytest.mark.parametrize(
    ("written", "en", "fr"),
    [
        ("4 business hours", "4 business hours", "4 heures ouvrées"),
        ("1 business hour", "1 business hour", "1 heure ouvrée"),
        ("30 business minutes", "30 business minutes", "30 minutes ouvrées"),
        ("1 business day", "end of the next business day", "fin du jour ouvré suivant"),
        ("2 business days", "end of business day 2 after receipt", "fin du 2e jour ouvré"),
        ("7 calendar days", "7 calendar days", "7 jours calendaires"),
        ("same business day", "the same business day", "le jour ouvré même"),
        ("next opening day", "the end of the day that opens next", "la fin du prochain jour d’ouverture"),
        ("3 fortnights", "3 fortnights", "3 fortnights"),
    ],
)
def test_a_target_is_told_in_words_and_an_unknown_one_as_it_is_written(
    written: str, en: str, fr: str
) -> None:
    assert durations.target("en", written) == en
    assert durations.target("fr", written).replace(NB, " ") == fr
