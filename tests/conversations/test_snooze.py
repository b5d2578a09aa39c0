"""An agent puts reminders off for a reason: it ends by itself, and nothing keeps a breach from being told."""

import pytest

from adapters.console.render import render
from bot.errors import NotNow, NotUnderstood
from bot.results import SnoozeForm, SnoozeTold
from tests.refusing import buttons_of


@pytest.fixture
def desk(toronto, board):
    """Under pitney-bowes in Toronto: #1, claimed by Inès, due Thursday at 20:00; 75 % is 17:00, 90 % 18:48."""
    desk = toronto
    desk.board = board
    desk.at("2026-06-30T21:10").says("nadia", "open Meter blocked facts: It shows E4")
    assert desk.tickets() == 1
    assert desk.mistake is None, desk.reply
    return desk.passes("2026-07-02T09:00").says("ines", "claim 1").passes("2026-07-02T16:30")


def reminders(desk):
    return [said for said in desk.board.heard("desk-room") if said.startswith(("@Ines", "@Marc", "Breached"))]


def shown(desk):
    """Every word of the last answer."""
    return "\n".join(render(desk.reply)).replace("\u00a0", " ")


def snoozed(desk, words="snooze 1 until 18:00 Waiting for the carrier", who="ines"):
    assert desk.says(who, words).mistake is None, desk.mistake
    return desk


def test_nothing_is_said_until_then_and_then_the_highest_speaks_and_is_not_called_late(desk):
    snoozed(desk)
    assert isinstance(desk.result, SnoozeTold)
    desk.passes("2026-07-02T17:59")
    assert reminders(desk) == []
    desk.passes("2026-07-02T18:01")
    assert reminders(desk) == ["@Ines, #1 needs a first response by 20:00. 2 h business, 2 h calendar left."]


def test_a_breach_is_announced_whatever_was_put_off(desk):
    snoozed(desk, "snooze 1 5h Nobody is here").passes("2026-07-02T20:00")
    assert [said[:44] for said in reminders(desk)] == ["Breached: #1 had no first response by Thu 2 "]


def test_what_was_put_off_beyond_the_breach_is_not_said_after_it(desk):
    snoozed(desk, "snooze 1 until 2026-07-03T10:00 Away")
    desk.passes("2026-07-03T12:00")
    assert [said for said in reminders(desk) if said.startswith("@")] == []


def test_the_customers_card_is_edited_at_its_threshold_all_the_same(desk):
    snoozed(desk)
    before = desk.ticket(1).history
    desk.passes("2026-07-02T17:05")
    (quiet,) = desk.ticket(1).history[len(before) :]
    assert (quiet.tag, quiet.share, quiet.snoozed, quiet.skipped) == ("reminded", "0.75", True, False)
    assert "75 % used" in desk.board.heard("laurier")[0]


def test_it_can_be_ended_and_what_was_reached_meanwhile_is_said_then(desk):
    snoozed(desk).passes("2026-07-02T17:10")
    snoozed(desk, "snooze 1 off", who="marc").passes("2026-07-02T17:11")
    assert len(reminders(desk)) == 1
    assert "late" not in reminders(desk)[0]


def test_a_later_one_takes_the_place_of_the_first(desk):
    snoozed(desk).passes("2026-07-02T17:10")
    snoozed(desk, "snooze 1 30m The carrier called").passes("2026-07-02T17:41")
    assert len(reminders(desk)) == 1


def test_a_rise_of_severity_ends_it_and_a_fall_does_not(desk):
    told = "Reminders off until 18:00, by Ines: Waiting for the carrier"
    snoozed(desk).at("2026-07-02T16:40").says("ines", "severity 1 minor")
    assert told in shown(desk.at("2026-07-02T16:41").says("ines", "show 1"))
    desk.at("2026-07-02T16:50").says("ines", "severity 1 severe")
    assert told not in shown(desk.at("2026-07-02T16:51").says("ines", "show 1"))
    desk.passes("2026-07-02T17:01")
    assert reminders(desk) == ["@Ines, #1 needs a first response by 20:00. 3 h business, 3 h calendar left."]


def test_show_and_why_tell_the_desk_of_it_and_nobody_else(desk):
    snoozed(desk)
    told = "Reminders off until 18:00, by Ines: Waiting for the carrier"
    for verb in ("show 1", "why 1"):
        assert told in shown(desk.says("ines", verb)), verb
        assert "carrier" not in shown(desk.says("nadia", verb)), verb


def test_the_desks_thread_says_who_and_why_and_the_customers_hears_nothing(desk):
    snoozed(desk).passes("2026-07-02T16:31")
    said = "Ines put reminders off until 18:00: Waiting for the carrier"
    assert said in desk.board.heard("desk-room")
    assert [text for text in desk.board.heard("laurier") if "carrier" in text] == []


def test_without_an_end_or_a_reason_a_form_asks_for_them(desk):
    assert isinstance(desk.says("ines", "snooze 1").result, SnoozeForm)
    assert isinstance(desk.says("ines", "snooze 1 2h").result, SnoozeForm)
    assert [field.id for field in desk.reply.form.fields] == ["for", "text", "effect"]
    desk.fills("ines", "snooze 1", **{"for": "60", "text": "Waiting"})
    assert desk.moment("2026-07-02T17:30") == desk.result.until


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("30m Waiting", "17:00"),
        ("for 45 minutes, waiting", "17:15"),
        ("1h30 Waiting", "18:00"),
        ("2 h Waiting", "18:30"),
        ("until 17:15 Waiting", "17:15"),
        ("until 2026-07-02 19:00 Waiting", "19:00"),
        ("pendant 20 min en attente", "16:50"),
        ("jusqu’à 18h en attente", "18:00"),
        ("hasta 18:10 esperando", "18:10"),
    ],
)
def test_ends_are_understood_as_they_are_written(desk, words, until):
    snoozed(desk, f"snooze 1 {words}")
    assert desk.result.until == desk.moment(f"2026-07-02T{until}")


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("until tomorrow 9:00 Waiting for parts", "2026-07-03T09:00"),
        ("until Friday at 9am, waiting for parts", "2026-07-03T09:00"),
        ("until 3 July 10:15 waiting", "2026-07-03T10:15"),
        ("until 10:15 tomorrow waiting", "2026-07-03T10:15"),
        ("until 17:15 tomorrow's carrier is early", "2026-07-02T17:15"),
        ("jusqu’à demain 9 h en attente", "2026-07-03T09:00"),
        ("jusqu’au 3 juillet à 9 h 30 en attente", "2026-07-03T09:30"),
        ("hasta mañana a las 9:00 esperando", "2026-07-03T09:00"),
        ("hasta el viernes a las 9 esperando", "2026-07-03T09:00"),
    ],
)
def test_a_moment_in_words_ends_it_too(desk, words, until):
    snoozed(desk, f"snooze 1 {words}")
    assert desk.result.until == desk.moment(until)
    assert desk.ticket(1).history[-1].until == desk.moment(until)


def test_a_moment_that_is_over_is_said_to_be(desk):
    desk.says("ines", "snooze 1 until today 9:00 waiting")
    assert desk.mistake.says == "error.past_moment"
    assert "snoozed" not in {event.tag for event in desk.ticket(1).history}


@pytest.mark.parametrize(
    "words", ["until 99:00 x", "until 2020-01-01T10:00 Waiting", "99999m Waiting", "3x a"]
)
def test_an_end_that_cannot_be_is_refused_with_examples(desk, words):
    assert isinstance(desk.says("ines", f"snooze 1 {words}").mistake, NotUnderstood)


def test_there_is_nothing_to_put_off_after_a_breach_or_an_answer(desk):
    desk.fills("ines", "reply 1", text="On our way.")
    desk.says("ines", "snooze 1 30m Waiting")
    assert isinstance(desk.mistake, NotNow)
    assert desk.mistake.says == "error.nothing_to_snooze"
    assert desk.says("ines", "snooze 1 off").mistake.says == "error.not_snoozed"


def test_it_is_the_desks_to_do(desk):
    assert desk.says("nadia", "snooze 1 30m Please").mistake.says == "error.not_yours"


def test_the_reminder_itself_has_the_button(desk):
    desk.passes("2026-07-02T17:00")
    (posted,) = [reply for _, _, reply in desk.board.posts if reply.summary.startswith("@Ines")]
    assert buttons_of(posted) == ["Answer requester", "Snooze", "Why"]


@pytest.mark.parametrize("words", ["setup reminders 5", "configurer rappels 5", "configurar recordatorios 5"])
def test_an_admin_says_how_many_reminders_an_hour_the_channel_takes(toronto, words):
    assert toronto.says("sara", words).mistake is None
    with toronto.database.reading() as uow:
        assert uow.desks.by_name("Boréal").reminders_an_hour == 5


def test_a_number_it_must_be(toronto):
    assert isinstance(toronto.says("sara", "setup reminders many").mistake, NotUnderstood)
