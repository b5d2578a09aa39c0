"""Answers are remembered for as long as an act can come in twice, and no longer."""

from datetime import UTC, datetime, timedelta

from bot.clock import HandClock
from bot.policies import Policies
from bot.reminders.sweep import REMEMBERED, Sweep
from bot.storage import Database

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_an_answer_is_forgotten_once_its_act_cannot_come_in_again():
    database = Database.open("sqlite://")
    clock = HandClock(START)
    sweep = Sweep(database, Policies(database), clock)
    with database.writing() as uow:
        uow.keys.put("slack:T1:U1:trigger", None, "{}", START)
        uow.commit()
    kept = []
    for wait in (timedelta(), REMEMBERED, timedelta(minutes=1)):
        clock.set(clock.now() + wait)
        sweep.sweep_due()
        with database.reading() as uow:
            kept.append(uow.keys.get("slack:T1:U1:trigger"))
    database.close()
    assert kept == ["{}", "{}", None]
