"""Policy and calendar versions: in force on a date, pinned by a ticket, never changed under their version."""

from dataclasses import replace
from datetime import date

import pytest

from bot.calendar_text import from_text, to_text
from bot.policies import Policies, shipped
from bot.storage import Database, VersionChanged
from policy.calendars import CalendarSpec, Window
from policy.reading import PolicyFaults

DAY = date(2026, 3, 2)


@pytest.fixture
def database():
    database = Database.open("sqlite://")
    yield database
    database.close()


def techtra(**changes: str) -> str:
    text = next(text for text in shipped() if 'id = "techtra"' in text)
    for before, after in changes.values():
        assert before in text
        text = text.replace(before, after)
    return text


def test_the_shipped_policies_are_known_by_id_and_title(database):
    assert [(d.id, d.title.get("fr") != "") for d in Policies(database).titles()] == [
        ("devolutions", True),
        ("pitney-bowes", True),
        ("sign-in-app", True),
        ("support-utilisateur", True),
        ("techtra", True),
    ]


def test_a_policy_that_there_is_not_is_a_key_error(database):
    with pytest.raises(KeyError):
        Policies(database).current("nonsense", DAY)


def test_a_later_version_is_in_force_from_its_date_on_and_a_ticket_keeps_its_own(database):
    old = techtra()
    was = Policies(database, [old]).current("techtra", DAY)
    effective = f"effective_on = {was.document.effective_on}"
    new = techtra(
        version=(f'version = "{was.document.version}"', 'version = "next"'),
        effective=(effective, "effective_on = 2026-06-01"),
        hours=('"09:00-17:00"', '"10:00-17:00"'),
    )
    policies = Policies(database, [old, new])
    before, after = policies.current("techtra", DAY), policies.current("techtra", date(2026, 6, 1))
    assert before.document.version == was.document.version
    assert after.document.version == "next"
    assert (before.policy_sha, before.calendar_sha) == (was.policy_sha, was.calendar_sha)
    assert before.calendar_sha != after.calendar_sha


def test_pinned_versions_are_read_back_from_the_database_alone(database):
    policies = Policies(database)
    version = policies.current("pitney-bowes", DAY)
    with database.writing() as uow:
        policies.keep(uow, version, DAY)
        uow.commit()
    later = Policies(database, [])
    document, calendars = later.pinned(version.policy_sha, version.calendar_sha)
    assert document == version.document
    assert {name: calendar.spec for name, calendar in calendars.items()} == {
        name: calendar.spec for name, calendar in version.calendars.items()
    }


def test_a_text_that_changed_under_its_version_stops_the_start(database):
    Policies(database, [techtra()])
    Policies(database, [techtra(comment=('id = "techtra"', '# comments do not count\nid = "techtra"'))])
    changed = techtra(hours=('"09:00-17:00"', '"10:00-17:00"'))
    with pytest.raises(VersionChanged, match="techtra changed under its version"):
        Policies(database, [changed])


def test_a_text_that_is_no_policy_stops_the_start(database):
    with pytest.raises(PolicyFaults):
        Policies(database, [techtra(hours=('"09:00-17:00"', '"9 to 5"'))])


def test_calendars_survive_as_text():
    spec = CalendarSpec(
        id="night",
        zone="America/Toronto",
        week=(
            (Window.parse("22:00-06:00"), Window.parse("09:00-12:00")),
            *((),) * 5,
            (Window.parse("00:00-24:00"),),
        ),
        closed={date(2026, 7, 1): "Fête du Canada"},
        extra={date(2026, 7, 4): (Window.parse("10:00-11:00"),)},
        horizon=date(2029, 12, 31),
    )
    other = replace(spec, id="other", horizon=None)
    specs = {"night": spec, "other": other}
    assert from_text(to_text(specs)) == specs
    assert to_text(specs) == to_text({"other": other, "night": spec})


def test_a_closure_is_named_in_the_readers_language(database):
    policies = Policies(database)
    document = policies.current("pitney-bowes", DAY).document
    [calendar] = document.calendars
    day = date(2026, 7, 1)
    assert policies.closure_name(document, calendar, day, "Canada Day", "en") == "Canada Day"
    assert policies.closure_name(document, calendar, day, "Canada Day", "fr") == "Fête du Canada"
    assert policies.closure_name(document, calendar, day, "Canada Day", "es") == "Día de Canadá"
    unknown = date(2026, 7, 2)
    assert (
        policies.closure_name(document, calendar, unknown, "Closed for moving", "fr") == "Closed for moving"
    )


def test_the_same_version_read_anew_is_kept_beside_and_old_tickets_keep_theirs(database):
    old = techtra(reading=("reading = 2\n", ""))
    first = Policies(database, [old])
    before = first.current("techtra", DAY)
    with database.writing() as uow:
        first.keep(uow, before, DAY)
        uow.commit()
    policies = Policies(database, [techtra()])
    after = policies.current("techtra", DAY)
    assert (after.document.version, after.policy_sha == before.policy_sha) == (before.document.version, False)
    kept, _ = policies.pinned(before.policy_sha, before.calendar_sha)
    assert (kept.version, kept.reading, after.document.reading) == (before.document.version, 1, 2)
