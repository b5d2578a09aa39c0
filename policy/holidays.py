"""Public holidays of a country or one of its parts, by name, as plain dates that never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from policy.holiday_names import name_in

if TYPE_CHECKING:
    from holidays import HolidayBase

HORIZON_YEARS = 5
"""Whole years after the current one for which a calendar's holidays are resolved and promised.

Governments announce one-off holidays and move others at shorter notice than that.
"""


@dataclass(frozen=True, slots=True)
class HolidaySource:
    """Which list of holidays: a country's code, a part of it, and the library's categories.

    Canada without a province is no list that anyone keeps: name the part (`QC`) with `public`, or
    take the federal list with `government`. England's is `GB` with `ENG`.
    """

    country: str
    subdivision: str | None
    categories: tuple[str, ...]


def closed_dates(
    source: HolidaySource, first_year: int, last_year: int, language: str = "en"
) -> dict[date, str]:
    """The holidays of both years and those between, by date, with names in `language`.

    Meant to be called once, when a calendar version is made, and stored with it: a later release
    of the library may move a date, and the library's own object answers many times slower.

    Raises:
        ValueError: the source or a year is unknown to the library, which would answer for an
            unknown year with no holidays at all.
    """
    kind = _kind(source)
    if not kind.start_year <= first_year <= last_year <= kind.end_year:
        raise ValueError(
            f"holidays of {source.country} are known from {kind.start_year} to {kind.end_year}, "
            f"not for {first_year} to {last_year}"
        )
    listed = _listed(source, range(first_year, last_year + 1), _shown_in(language, kind))
    return {
        day: " / ".join(
            dict.fromkeys(name_in(language, name, source.country) for name in listed.get_list(day))
        )
        for day in sorted(listed)
        if first_year <= day.year <= last_year
    }


def holiday_name(source: HolidaySource, day: date, language: str) -> str | None:
    """What a date is called in `language`, or None when it is no holiday of the source.

    Raises:
        ValueError: as `closed_dates`.
    """
    return _year(source, day.year, language).get(day)


def parts_with_more(source: HolidaySource, year: int) -> tuple[str, ...]:
    """The parts of the country that keep holidays which the source, naming no part, leaves out.

    `DE` alone lacks Reformation Day, which nine of its states keep: the library says so nowhere.
    """
    if source.subdivision is not None:
        return ()
    whole = set(_listed(source, (year,), ""))
    parts = (HolidaySource(source.country, part, source.categories) for part in _kind(source).subdivisions)
    return tuple(part.subdivision or "" for part in parts if set(_listed(part, (year,), "")) - whole)


@lru_cache(maxsize=256)
def _year(source: HolidaySource, year: int, language: str) -> dict[date, str]:
    return closed_dates(source, year, year, language)


def _listed(source: HolidaySource, years: Iterable[int], shown: str) -> "HolidayBase":
    # Loaded here: start-up is quicker without it, and most runs read frozen dates.
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays(
        source.country,
        subdiv=source.subdivision,
        years=years,
        categories=source.categories,
        language=shown,
    )


def _kind(source: HolidaySource) -> "type[HolidayBase]":
    """The library's class for a source, every part of which it knows."""
    from holidays import country_holidays, list_supported_countries  # noqa: PLC0415

    _expect("country", source.country, list_supported_countries(include_aliases=False))
    country = source.country
    kind = type(country_holidays(country))
    if source.subdivision is not None:
        _expect(f"part of {country}", source.subdivision, kind.subdivisions)
    if not source.categories:
        raise ValueError(f"name a category of {country}: {', '.join(kind.supported_categories)}")
    for category in source.categories:
        _expect(f"category of {country}", category, kind.supported_categories)
    return kind


def _expect(what: str, given: str, valid: Iterable[str]) -> None:
    names = sorted(valid)
    if given not in names:
        raise ValueError(f"{given!r} is no {what}; it is one of {', '.join(names) or 'none'}")


def _shown_in(language: str, kind: "type[HolidayBase]") -> str:
    """The library's nearest language: ours, else English, else the country's own.

    Asked for one that it lacks, the library answers in another without saying so, and asked for
    none it follows the environment: neither is ever done.
    """
    supported = sorted(kind.supported_languages, key=lambda one: one != kind.default_language)
    for wanted in (language[:2], "en"):
        for one in supported:
            if one[:2] == wanted:
                return one
    return kind.default_language or "en_US"
