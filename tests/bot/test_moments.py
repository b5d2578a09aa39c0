"""Dates and times as people write them in three languages: what is meant, and what is never guessed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotUnderstood
from bot.parsing import day_of, instant_of, past_instant
from bot.parsing.moments import read

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 7, 1, 14, 0, tzinfo=TORONTO)
"""A Wednesday."""


def wall(words, language="en", now=NOW, zone=TORONTO):
    return instant_of(words, now, zone, language).astimezone(zone).strftime("%a %Y-%m-%d %H:%M")


def mistake(words, language="en", now=NOW, how=instant_of):
    with pytest.raises(NotUnderstood) as caught:
        how(words, now, TORONTO, language)
    return caught.value.says


@pytest.mark.parametrize(
    ("words", "language", "meant"),
    [
        ("tomorrow 9:00", "en", "Thu 2026-07-02 09:00"),
        ("tomorrow at 9am", "en", "Thu 2026-07-02 09:00"),
        ("tomorrow at noon", "en", "Thu 2026-07-02 12:00"),
        ("the day after tomorrow 9:00", "en", "Fri 2026-07-03 09:00"),
        ("demain 9 h", "fr", "Thu 2026-07-02 09:00"),
        ("demain à 9h30", "fr", "Thu 2026-07-02 09:30"),
        ("demain à 9\xa0h\xa030", "fr", "Thu 2026-07-02 09:30"),
        ("après-demain 8h", "fr", "Fri 2026-07-03 08:00"),
        ("aujourd’hui à 18 h", "fr", "Wed 2026-07-01 18:00"),
        ("demain midi", "fr", "Thu 2026-07-02 12:00"),
        ("demain à 8 h du soir", "fr", "Thu 2026-07-02 20:00"),
        ("demain à 21 h du soir", "fr", "Thu 2026-07-02 21:00"),
        ("dans deux heures", "fr", "Wed 2026-07-01 16:00"),
        ("in two hours", "en", "Wed 2026-07-01 16:00"),
        ("dentro de tres días", "es", "Sat 2026-07-04 14:00"),
        ("mañana a las 12 de la mañana", "es", "Thu 2026-07-02 12:00"),
        ("mañana a las 12 de la tarde", "es", "Thu 2026-07-02 12:00"),
        ("mañana a las 9:00", "es", "Thu 2026-07-02 09:00"),
        ("MANANA A LAS 9:00", "es", "Thu 2026-07-02 09:00"),
        ("pasado mañana a las 9:00", "es", "Fri 2026-07-03 09:00"),
        ("mañana a las 9 de la mañana", "es", "Thu 2026-07-02 09:00"),
        ("a las 8 de la tarde", "es", "Wed 2026-07-01 20:00"),
        ("8 p. m.", "es", "Wed 2026-07-01 20:00"),
        ("15:00", "en", "Wed 2026-07-01 15:00"),
        ("à 15 h", "fr", "Wed 2026-07-01 15:00"),
        ("8pm", "en", "Wed 2026-07-01 20:00"),
        ("12am tomorrow", "en", "Thu 2026-07-02 00:00"),
        ("lundi", "fr", "Mon 2026-07-06 00:00"),
        ("Wednesday", "en", "Wed 2026-07-08 00:00"),
        ("el lunes a las 10", "es", "Mon 2026-07-06 10:00"),
        ("next Monday 14:00", "en", "Mon 2026-07-06 14:00"),
        ("lundi prochain à 14 h", "fr", "Mon 2026-07-06 14:00"),
        ("el próximo lunes", "es", "Mon 2026-07-06 00:00"),
        ("15 juillet", "fr", "Wed 2026-07-15 00:00"),
        ("le 1er août à 8 h", "fr", "Sat 2026-08-01 08:00"),
        ("2 Jul 8pm", "en", "Thu 2026-07-02 20:00"),
        ("July 15th", "en", "Wed 2026-07-15 00:00"),
        ("15 de julio de 2026 a las 9:00", "es", "Wed 2026-07-15 09:00"),
        ("Wed 15 Jul, 20:00", "en", "Wed 2026-07-15 20:00"),
        ("mer. 15 juill. à 20 h", "fr", "Wed 2026-07-15 20:00"),
        ("mar. 7 juillet", "fr", "Tue 2026-07-07 00:00"),
        ("mié. 15 jul. a las 20:00", "es", "Wed 2026-07-15 20:00"),
        ("2/7", "fr", "Thu 2026-07-02 00:00"),
        ("2/7/2027 9:00", "es", "Fri 2027-07-02 09:00"),
        ("25/7", "en", "Sat 2026-07-25 00:00"),
        ("7/25", "en", "Sat 2026-07-25 00:00"),
        ("8/8", "en", "Sat 2026-08-08 00:00"),
        ("in 2 hours", "en", "Wed 2026-07-01 16:00"),
        ("in 1h30", "en", "Wed 2026-07-01 15:30"),
        ("dans 2 heures", "fr", "Wed 2026-07-01 16:00"),
        ("dans une heure", "fr", "Wed 2026-07-01 15:00"),
        ("en 2 horas", "es", "Wed 2026-07-01 16:00"),
        ("dentro de 45 minutos", "es", "Wed 2026-07-01 14:45"),
        ("in 2 days", "en", "Fri 2026-07-03 14:00"),
        ("in a week at 9:00", "en", "Wed 2026-07-08 09:00"),
        ("2026-07-06", "en", "Mon 2026-07-06 00:00"),
        ("2026-07-06 14:00", "fr", "Mon 2026-07-06 14:00"),
        ("2026-07-06T14:00Z", "en", "Mon 2026-07-06 10:00"),
        ("2026-07-06T14:00:00+02:00", "en", "Mon 2026-07-06 08:00"),
        ("1 January 2027", "en", "Fri 2027-01-01 00:00"),
    ],
)
def test_a_moment_is_what_its_words_mean(words, language, meant):
    assert wall(words, language) == meant


@pytest.mark.parametrize(
    ("words", "language", "code"),
    [
        ("13:00", "en", "error.past_moment"),
        ("today", "en", "error.past_moment"),
        ("hier à 9 h", "fr", "error.past_moment"),
        ("1 June", "en", "error.past_moment"),
        ("2026-07-01T13:59", "en", "error.past_moment"),
        ("30 Feb", "en", "error.no_such_moment"),
        ("2026-02-30", "en", "error.no_such_moment"),
        ("0/7", "en", "error.no_such_moment"),
        ("32/13", "fr", "error.no_such_moment"),
        ("1/2/0000", "en", "error.no_such_moment"),
        ("Monday 15 July", "en", "error.no_such_moment"),
        ("9999-01-01", "en", "error.no_such_moment"),
        ("in 9999 weeks", "en", "error.no_such_moment"),
        ("next Friday", "en", "error.which_day"),
        ("vendredi prochain à 14 h", "fr", "error.which_day"),
        ("el próximo viernes", "es", "error.which_day"),
        ("2/7", "en", "error.which_day"),
        ("25:00", "en", "error.bad_moment"),
        ("9:75", "en", "error.bad_moment"),
        ("tomorrow 13pm", "en", "error.bad_moment"),
        ("soon", "en", "error.bad_moment"),
        ("tomorrow please", "en", "error.bad_moment"),
        ("9", "en", "error.bad_moment"),
        ("", "en", "error.bad_moment"),
    ],
)
def test_what_is_over_does_not_exist_or_means_two_days_is_said(words, language, code):
    assert mistake(words, language) == code


def test_two_days_are_named_by_their_dates():
    with pytest.raises(NotUnderstood) as caught:
        instant_of("next Friday", NOW, TORONTO, "en")
    assert caught.value.facts == {"value": "next Friday", "valid": "2026-07-03, 2026-07-10"}


def test_an_hour_that_spring_skips_is_said_and_one_that_autumn_repeats_is_its_first():
    spring = datetime(2026, 3, 7, 14, 0, tzinfo=TORONTO)
    assert mistake("tomorrow 2:30", now=spring) == "error.skipped_hour"
    assert wall("tomorrow 3:00", now=spring) == "Sun 2026-03-08 03:00"
    autumn = datetime(2026, 10, 31, 14, 0, tzinfo=TORONTO)
    assert instant_of("tomorrow 1:30", autumn, TORONTO, "en") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_days_are_days_on_the_wall_and_hours_are_hours():
    spring = datetime(2026, 3, 7, 14, 0, tzinfo=TORONTO)
    assert instant_of("in 1 day", spring, TORONTO, "en") - spring == timedelta(hours=24)
    assert wall("in 1 day", now=spring) == "Sun 2026-03-08 14:00"
    late = datetime(2026, 3, 7, 20, 0, tzinfo=TORONTO)
    assert wall("in 12 hours", now=late) == "Sun 2026-03-08 09:00"


def test_the_zone_is_the_readers():
    paris = ZoneInfo("Europe/Paris")
    assert wall("21:00", zone=paris) == "Wed 2026-07-01 21:00"
    assert instant_of("21:00", NOW, paris, "fr") == datetime(2026, 7, 1, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("9:00", "Wed 2026-07-01 09:00"),
        ("15:00", "Tue 2026-06-30 15:00"),
        ("hier à 9 h", "Tue 2026-06-30 09:00"),
        ("ayer a las 9:00", "Tue 2026-06-30 09:00"),
        ("Monday 9:00", "Mon 2026-06-29 09:00"),
        ("28 June 9:00", "Sun 2026-06-28 09:00"),
    ],
)
def test_what_has_been_is_looked_for_behind(words, meant):
    found = past_instant(words, NOW, TORONTO, "fr").astimezone(TORONTO)
    assert found.strftime("%a %Y-%m-%d %H:%M") == meant


def test_a_date_without_a_year_may_be_of_the_year_beside():
    january = datetime(2026, 1, 5, 9, 0, tzinfo=TORONTO)
    assert past_instant("30 December 9:00", january, TORONTO, "en").year == 2025
    december = datetime(2026, 12, 20, 9, 0, tzinfo=TORONTO)
    assert wall("5 January 9:00", now=december) == "Tue 2027-01-05 09:00"
    assert mistake("5 December 9:00", now=december) == "error.past_moment"


def test_what_has_been_cannot_be_to_come():
    assert mistake("tomorrow 9:00", how=past_instant) == "error.not_yet"


def test_a_date_may_be_gone_or_to_come_and_has_no_hour():
    assert day_of("15 mars", NOW, TORONTO, "fr") == date(2026, 3, 15)
    assert day_of("2026-03-01", NOW, TORONTO, "en") == date(2026, 3, 1)
    assert day_of("1/3/2027", NOW, TORONTO, "es") == date(2027, 3, 1)
    assert mistake("15 March 9:00", how=day_of) == "error.bad_moment"


@given(st.text(max_size=40))
def test_any_words_are_a_moment_or_a_mistake(words):
    try:
        at = instant_of(words, NOW, TORONTO, "en")
    except NotUnderstood:
        return
    assert at > NOW


@given(st.integers(min_value=1, max_value=2_000_000), st.sampled_from(["en", "fr", "es"]))
def test_what_iso_says_is_what_is_meant(minutes, language):
    at = NOW.astimezone(UTC) + timedelta(minutes=minutes)
    assert instant_of(f"{at:%Y-%m-%d %H:%M}", NOW, UTC, language) == at
    assert read(f"{at:%Y-%m-%dT%H:%MZ}") is not None


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("mañana a las 12 de la noche", "es"),
        ("mañana a la 1 de la noche", "es"),
        ("demain à 1 h du soir", "fr"),
        ("mañana a las 12 de la madrugada", "es"),
    ],
)
def test_an_hour_that_its_part_of_the_day_has_not_is_no_other_hour(words, language):
    assert mistake(words, language) == "error.bad_moment"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_two_numbers_with_a_point_may_be_an_hour_and_are_no_date(language):
    assert mistake("9.30", language) == "error.bad_moment"
    assert wall("3.9.2026", "fr") == "Thu 2026-09-03 00:00"
