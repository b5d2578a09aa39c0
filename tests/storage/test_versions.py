"""Versions are immutable; keys are forgotten in time; settings are small facts."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage import VersionChanged
from bot.storage.versions import CalendarVersion, PolicyVersion

FIRST = PolicyVersion("1" * 64, "techtra", "2026-01", "id = 'techtra'", '{"id": "techtra"}', date(2026, 1, 1))
SECOND = PolicyVersion("2" * 64, "techtra", "2026-07", "id = 'techtra' # 2", "{}", date(2026, 7, 1))


def put(work, version):
    return work.versions.put_policy(
        version.sha256,
        version.policy_id,
        version.version,
        version.source,
        version.canonical,
        version.effective_on,
    )


def test_policy_versions_come_back_as_stored_and_in_order(world):
    assert world.do(lambda work: put(work, SECOND)) is True
    assert world.do(lambda work: put(work, FIRST)) is True
    assert world.do(lambda work: put(work, FIRST)) is False
    assert world.see(lambda work: work.versions.policies("techtra")) == (FIRST, SECOND)
    assert world.see(lambda work: work.versions.get_policy("2" * 64)) == SECOND
    assert world.see(lambda work: work.versions.get_policy("3" * 64)) is None


def test_a_text_that_changed_under_its_version_is_refused(world):
    world.do(lambda work: put(work, FIRST))
    with (
        world.database.writing() as work,
        pytest.raises(VersionChanged, match="techtra changed under its version 2026-01"),
    ):
        work.versions.put_policy("3" * 64, "techtra", "2026-01", "other", "{}", date(2026, 1, 1))


def test_calendar_versions_come_back_as_stored(world):
    assert world.do(lambda work: work.versions.put_calendar("a" * 64, '{"zone": "UTC"}', "main")) is True
    assert world.do(lambda work: work.versions.put_calendar("a" * 64, '{"zone": "UTC"}', "main")) is False
    kept = CalendarVersion("a" * 64, '{"zone": "UTC"}', "main")
    assert world.see(lambda work: work.versions.get_calendar("a" * 64)) == kept
    assert world.see(lambda work: work.versions.get_calendar("b" * 64)) is None


@pytest.mark.parametrize("pin", ["policy_version", "calendar_version"])
def test_a_ticket_pins_only_versions_that_are_kept(world, pin):
    with world.database.writing() as work, pytest.raises(IntegrityError):
        world.north.ticket(work, **{pin: "f" * 64})


def test_old_request_keys_are_forgotten(world, noon):
    def arrange(work):
        work.keys.put("old", world.north.desk.id, "{}", noon - timedelta(days=2))
        work.keys.put("older", None, "{}", noon - timedelta(days=3))
        work.keys.put("new", world.north.desk.id, "{}", noon)
        return work.keys.prune(noon - timedelta(days=1))

    assert world.do(arrange) == 2
    assert world.see(lambda work: [work.keys.get(key) for key in ("old", "older", "new")]) == [
        None,
        None,
        "{}",
    ]


def test_settings_keep_the_last_value(world):
    assert world.see(lambda work: work.settings.get("offset")) is None
    world.do(lambda work: work.settings.set("offset", "60"))
    world.do(lambda work: work.settings.set("offset", "3600"))
    assert world.see(lambda work: work.settings.get("offset")) == "3600"
