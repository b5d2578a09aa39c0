"""After an outage the highest threshold speaks alone and says why it is late; what is not late is not called so."""

from __future__ import annotations

from dataclasses import replace

from .office import london


def test_after_an_outage_the_highest_threshold_speaks_alone_and_says_between_when_and_when(office):
    office.opens().deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:05").deliver()
    office.clock.set(london("2026-03-02 10:57"))
    office.sweep.sweep_due()
    office.deliver()
    assert [(e.share, e.skipped) for e in office.ticket().history if e.tag == "reminded"] == [
        ("0.5", False),
        ("0.75", True),
        ("0.9", False),
    ]
    (said,) = [m.text for m in office.slack.messages if m.key.endswith(":thread")]
    assert said == (
        "I was stopped 10:05–10:57. #1 passed 90 % at 10:48; this is 9 min late."
        " @Ines @Marc, #1 is due at 11:00. 3 min business, 3 min calendar left."
    )


def test_an_escalation_that_an_outage_made_late_says_so_too(office):
    office.opens().deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:05").deliver()
    office.clock.set(london("2026-03-02 12:00"))
    office.sweep.sweep_due()
    office.deliver()
    said = [m.text for m in office.slack.messages if ":escalated" in m.key]
    assert len(said) == 2
    for text in said:
        assert text.startswith("I was stopped 10:05–12:00. #1 passed 110 % at 11:12; this is 48 min late.")


def test_a_change_that_makes_a_threshold_pass_is_told_at_once_and_is_not_called_late(office):
    office.opens(severity="medium").deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:45").deliver()
    office.says("ines", "severity 1 severe")
    office.sweep.sweep_due()
    office.deliver()
    (event,) = [e for e in office.ticket().history if e.tag == "reminded" and not e.skipped]
    assert (event.share, event.late_by_s) == ("0.75", 0)
    (said,) = [m.text for m in office.slack.messages if m.key.endswith(":thread")]
    assert "late" not in said


def test_one_ticket_that_cannot_be_swept_does_not_hold_up_the_others(office):
    office.opens("Broken").opens("Whole").deliver()
    with office.database.writing() as uow:
        uow.tickets.save(replace(office.ticket(1), level="no such level"))
        uow.commit()
    office.at("2026-03-02 12:00").deliver()
    assert [e.share for e in office.ticket(2).history if e.tag == "reminded" and not e.skipped] == ["1.1"]
    assert office.ticket(1).wake_at == london("2026-03-02 12:10")
