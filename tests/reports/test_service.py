"""Figures of response times and ratings: real ones, and none where nothing was measured."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reports.service import Figures, Seen, by_month, overall

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


def opened(day, hour=9, **facts):
    return Seen(datetime(2026, *day, hour, tzinfo=UTC), **facts)


def answered(ticket, hours, *, within):
    return Seen(ticket.opened_at, ticket.opened_at + hours * HOUR, hours * HOUR, within)


def test_nothing_measured_is_nothing_said():
    nothing = overall([])
    assert nothing == Figures(0, 0, None, None, 0, 0, 0, 0)
    assert (nothing.share, nothing.mean) == (None, None)
    assert by_month([], PARIS) == ()


def test_a_ticket_that_nobody_answered_yet_has_no_time_and_counts():
    assert overall([opened((5, 4))]) == Figures(1, 0, None, None, 0, 0, 0, 0)


def test_one_that_was_never_answered_in_its_time_counts_against_the_share():
    late = Seen(datetime(2026, 5, 4, tzinfo=UTC), within=False)
    assert overall([late, answered(opened((5, 5)), 1, within=True)]).share == 0.5


def test_the_median_of_an_even_number_lies_between():
    tickets = [answered(opened((5, 4)), hours, within=True) for hours in (1, 2, 4, 30)]
    figures = overall(tickets)
    assert (figures.business, figures.elapsed, figures.share) == (3 * HOUR, 3 * HOUR, 1.0)


def test_months_are_those_of_the_contracts_wall_clock():
    # 30 April 22:30 UTC is May in Paris.
    months = by_month([opened((4, 30), 22), opened((4, 30), 21), opened((5, 31), 22)], PARIS)
    assert [(m.first, m.figures.opened) for m in months] == [
        (date(2026, 6, 1), 1),
        (date(2026, 5, 1), 1),
        (date(2026, 4, 1), 1),
    ]


def test_a_rating_counts_in_the_month_in_which_it_was_given():
    rated = opened((5, 30), rated_at=datetime(2026, 6, 2, tzinfo=UTC), stars=4)
    june, may = by_month([rated, opened((6, 3), rated_at=datetime(2026, 6, 4, tzinfo=UTC), stars=1)], PARIS)
    assert (june.figures.ratings, june.figures.mean, june.figures.opened) == (2, 2.5, 1)
    assert (may.figures.ratings, may.figures.mean, may.figures.opened) == (0, None, 1)
