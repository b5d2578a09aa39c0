"""The holidays of the shipped policies: which days, by which name, in three languages."""

import subprocess
import sys
from datetime import date

import pytest

from policy.holiday_names import name_in
from policy.holidays import HORIZON_YEARS, HolidaySource, closed_dates, holiday_name

CANADA = HolidaySource("CA", None, ("government",))
QUEBEC = HolidaySource("CA", "QC", ("public",))
ENGLAND = HolidaySource("GB", "ENG", ("public",))
FRANCE = HolidaySource("FR", None, ("public",))


def test_the_federal_list_of_canada_has_eleven_days_in_2026():
    assert closed_dates(CANADA, 2026, 2026) == {
        date(2026, 1, 1): "New Year's Day",
        date(2026, 4, 3): "Good Friday",
        date(2026, 5, 18): "Victoria Day",
        date(2026, 7, 1): "Canada Day",
        date(2026, 9, 7): "Labour Day",
        date(2026, 9, 30): "National Day for Truth and Reconciliation",
        date(2026, 10, 12): "Thanksgiving Day",
        date(2026, 11, 11): "Remembrance Day",
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 26): "Boxing Day",
        date(2026, 12, 28): "Boxing Day (observed)",
    }


def test_quebec_has_eight_days_in_2026_good_friday_and_not_easter_monday():
    assert closed_dates(QUEBEC, 2026, 2026, "fr") == {
        date(2026, 1, 1): "Jour de l’An",
        date(2026, 4, 3): "Vendredi saint",
        date(2026, 5, 18): "Journée nationale des patriotes",
        date(2026, 6, 24): "Fête nationale du Québec",
        date(2026, 7, 1): "Fête du Canada",
        date(2026, 9, 7): "Fête du Travail",
        date(2026, 10, 12): "Action de grâces",
        date(2026, 12, 25): "Noël",
    }


def test_england_keeps_easter_monday_and_the_summer_bank_holiday():
    names = closed_dates(ENGLAND, 2026, 2026)
    assert names == {
        date(2026, 1, 1): "New Year's Day",
        date(2026, 4, 3): "Good Friday",
        date(2026, 4, 6): "Easter Monday",
        date(2026, 5, 4): "Early May bank holiday",
        date(2026, 5, 25): "Spring bank holiday",
        date(2026, 8, 31): "Summer bank holiday",
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 26): "Boxing Day",
        date(2026, 12, 28): "Boxing Day (observed)",
    }


def test_france_has_eleven_days_in_2026():
    assert closed_dates(FRANCE, 2026, 2026, "es") == {
        date(2026, 1, 1): "Año Nuevo",
        date(2026, 4, 6): "Lunes de Pascua",
        date(2026, 5, 1): "Día del Trabajo",
        date(2026, 5, 8): "Día de la Victoria",
        date(2026, 5, 14): "Ascensión",
        date(2026, 5, 25): "Lunes de Pentecostés",
        date(2026, 7, 14): "Fiesta Nacional",
        date(2026, 8, 15): "Asunción",
        date(2026, 11, 1): "Todos los Santos",
        date(2026, 11, 11): "Día del Armisticio",
        date(2026, 12, 25): "Navidad",
    }


@pytest.mark.parametrize("source", [CANADA, QUEBEC, ENGLAND, FRANCE], ids=str)
def test_every_holiday_has_a_name_of_its_own_in_each_language(source: HolidaySource):
    names = {lang: closed_dates(source, 1998, 2060, lang) for lang in ("en", "fr", "es")}
    assert names["en"].keys() == names["fr"].keys() == names["es"].keys()
    for day, english in names["en"].items():
        for lang in ("fr", "es"):
            same = names[lang][day] == english
            assert not same, f"{english} on {day} has no name in {lang}"


def test_two_holidays_on_one_date_are_both_named():
    assert holiday_name(FRANCE, date(2008, 5, 1), "fr") == "Ascension / Fête du Travail"


def test_a_holiday_taken_on_another_day_says_so_in_each_language():
    day = date(2026, 12, 28)
    assert [holiday_name(CANADA, day, language) for language in ("en", "fr", "es")] == [
        "Boxing Day (observed)",
        "Lendemain de Noël (reporté)",
        "Día después de Navidad (trasladado)",
    ]
    assert holiday_name(ENGLAND, day, "fr") == "Lendemain de Noël (reporté)"


def test_a_working_day_has_no_name():
    assert holiday_name(CANADA, date(2026, 3, 3), "en") is None


def test_a_january_holiday_observed_in_december_is_found_from_either_year():
    states = HolidaySource("US", None, ("public",))
    assert closed_dates(states, 2027, 2027)[date(2027, 12, 31)] == "New Year's Day (observed)"
    assert date(2027, 12, 31) not in closed_dates(states, 2028, 2028)


@pytest.mark.parametrize("language", ["es", "de", "xx", "fr_CA"])
def test_a_country_without_the_language_answers_in_its_nearest(language: str):
    japan = HolidaySource("JP", None, ("public",))
    assert holiday_name(japan, date(2026, 1, 1), language) == "New Year's Day"


def test_a_language_may_be_given_with_its_country():
    assert holiday_name(CANADA, date(2026, 7, 1), "fr_CA") == "Fête du Canada"


def test_a_country_is_named_in_its_own_kind_of_a_language():
    islands = HolidaySource("VG", None, ("public",))
    assert holiday_name(islands, date(2026, 5, 25), "en") == "Whit Monday"


def test_a_country_with_one_unnamed_language_answers_in_it():
    ghana = closed_dates(HolidaySource("GH", None, ("public",)), 2026, 2026, "fr")
    assert ghana[date(2026, 1, 1)] == "New Year's Day"


def test_a_country_without_english_answers_in_its_own_language():
    assert name_in("es", "Sankt Hans", "XX") == "Sankt Hans"
    assert name_in("de", "Boxing Day (observed)", "CA") == "Boxing Day (observed)"


def test_the_language_of_the_machine_changes_nothing():
    script = (
        "from datetime import date; from policy.holidays import *; "
        "print(holiday_name(HolidaySource('CA', None, ('government',)), date(2026, 7, 1), 'en'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={"LANG": "th_TH.UTF-8", "LANGUAGE": "th"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout == "Canada Day\n"


def test_calendars_do_not_load_the_library_of_holidays():
    script = (
        "import sys, policy.calendars, policy.durations, policy.holidays; print('holidays' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize(
    ("source", "years", "says"),
    [
        (HolidaySource("XX", None, ("public",)), (2026, 2026), "'XX' is no country; it is one of "),
        (
            HolidaySource("GB", "ZZ", ("public",)),
            (2026, 2026),
            "'ZZ' is no part of GB; it is one of ENG, NIR, SCT, WLS",
        ),
        (
            HolidaySource("CA", None, ("federal",)),
            (2026, 2026),
            "'federal' is no category of CA; it is one of government, optional, public",
        ),
        (
            HolidaySource("CA", None, ()),
            (2026, 2026),
            "name a category of CA: government, optional, public",
        ),
        (
            CANADA,
            (2026, 2101),
            "holidays of CA are known from 1867 to 2100, not for 2026 to 2101",
        ),
        (CANADA, (1866, 2026), "holidays of CA are known from 1867 to 2100, not for 1866 to 2026"),
        (CANADA, (2027, 2026), "holidays of CA are known from 1867 to 2100, not for 2027 to 2026"),
    ],
)
def test_what_the_library_would_answer_wrongly_is_refused(
    source: HolidaySource, years: tuple[int, int], says: str
):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the message is compared
        closed_dates(source, *years)
    assert str(refusal.value).startswith(says)


def test_the_last_year_of_the_library_is_complete():
    assert len(closed_dates(FRANCE, 2100, 2100)) == 11


def test_the_horizon_is_short_enough_to_be_reliable():
    assert HORIZON_YEARS == 5
