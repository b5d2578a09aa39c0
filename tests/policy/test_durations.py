"""Durations are read and written as a policy writes them, and a bare day is never guessed."""

from datetime import timedelta

import pytest

from policy.durations import (
    BusinessDays,
    BusinessTime,
    CalendarDays,
    CalendarTime,
    Duration,
    EndOfMonth,
    Months,
    NextOpeningDay,
    SameBusinessDay,
    Years,
    is_business,
    names_a_closing,
    parse,
)

UNITS = [
    ("4 business hours", BusinessTime(timedelta(hours=4)), True, False),
    ("30 business minutes", BusinessTime(timedelta(minutes=30)), True, False),
    ("1 business hour", BusinessTime(timedelta(hours=1)), True, False),
    ("1 business day", BusinessDays(1), True, True),
    ("10 business days", BusinessDays(10), True, True),
    ("same business day", SameBusinessDay(), True, True),
    ("next opening day", NextOpeningDay(), True, True),
    ("7 calendar days", CalendarDays(7), False, False),
    ("24 calendar hours", CalendarTime(timedelta(hours=24)), False, False),
    ("90 calendar minutes", CalendarTime(timedelta(minutes=90)), False, False),
    ("3 months", Months(3), False, False),
    ("1 year", Years(1), False, False),
    ("end of month", EndOfMonth(), False, False),
]


@pytest.mark.parametrize(("text", "duration", "business", "closing"), UNITS)
def test_a_duration_says_whose_time_it_counts(text: str, duration: Duration, business: bool, closing: bool):
    read = parse(text)
    assert (read, str(read)) == (duration, text)
    assert (is_business(read), names_a_closing(read)) == (business, closing)


@pytest.mark.parametrize(("text", "duration", "business", "closing"), UNITS)
def test_a_duration_built_from_values_is_written_the_same(text, duration, business, closing):
    assert str(duration) == text


def test_a_duration_keeps_the_unit_that_it_was_written_in():
    assert str(parse("120 business minutes")) == "120 business minutes"
    assert parse("120 business minutes") == parse("2 business hours")


def test_spaces_and_capitals_do_not_matter():
    assert parse("  Same  Business Day ") == SameBusinessDay()
    assert str(parse("4 Business  Hours")) == "4 business hours"


VALID = (
    "write '4 business hours', '30 business minutes', '2 business days', 'same business day', "
    "'next opening day', '7 calendar days', '24 calendar hours', '3 months', '1 year' "
    "or 'end of month'"
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "day",
            "'day' does not say which days: write '1 business day' or '1 calendar day'",
        ),
        (
            "2 days",
            "'2 days' does not say which days: write '2 business days' or '2 calendar days'",
        ),
        (
            "24 hours",
            "'24 hours' does not say which hours: write '24 business hours' or '24 calendar hours'",
        ),
        (
            "30 minutes",
            "'30 minutes' does not say which minutes: write '30 business minutes' or '30 calendar minutes'",
        ),
        ("1 week", "'1 week' does not say which days: write '7 calendar days'"),
        (
            "next business day",
            (
                "'next business day' is read in two ways: write '1 business day', counted from "
                "receipt, or 'next opening day', for what is received outside hours"
            ),
        ),
        ("soon", f"'soon' is no duration; {VALID}"),
        ("", f"'' is no duration; {VALID}"),
        ("1.5 business hours", f"'1.5 business hours' is no duration; {VALID}"),
        ("2 business weeks", f"'2 business weeks' is no duration; {VALID}"),
        ("-1 business hours", f"'-1 business hours' is no duration; {VALID}"),
        ("0 business hours", "'0 business hours' must count from 1 to 100000"),
        ("100001 months", "'100001 months' must count from 1 to 100000"),
    ],
)
def test_what_is_no_duration_is_refused_with_what_would_be(text: str, says: str):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the whole message is compared
        parse(text)
    assert str(refusal.value) == says
