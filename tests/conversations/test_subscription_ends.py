"""Cancelling: at any time, free; what stays accessible until when, for whom; and coming back."""

from dataclasses import replace

import pytest

from bot.replies import plain
from bot.requests import Actor, Mailed, PlaceKind, PlaceRef, Request, Via
from bot.results import CancelPreview, CancelTold, Changed, HomeTold, Listed, Opened, Refused, Shown

CLOSED = ["SU-cancel", "SU-return"]


@pytest.fixture
def home(desk_of):
    """Boréal under support-utilisateur; Hôtel Laurier is subscribed and has ticket 1. 14 May 2026, Paris."""
    home = desk_of("support-utilisateur", "subscription").at("2026-05-14T10:00")
    home.says("sara", "setup price subscription 360 EUR").says("sara", "setup price ticket 25 EUR")
    return home.says("nadia", "open The printer says offline", where="laurier")


def clauses(home):
    return [reason.citation.clause for reason in home.result.decision.reasons]


def test_what_follows_is_shown_before_it_is_done(home):
    home.says("nadia", "cancel")
    assert isinstance(home.result, CancelPreview)
    assert home.reads_only
    assert (home.result.running, [r.citation.clause for r in home.result.reasons]) == (1, CLOSED)
    home.says("nadia", "open Another")
    assert isinstance(home.result, Opened)


def test_only_an_authorized_contact_cancels(home):
    for who in ("tom", "ines"):
        home.fills(who, "cancel")
        assert home.mistake.says == "error.not_yours"


def test_from_the_cancellation_no_new_tickets_and_the_open_ones_go_on(home):
    home.fills("nadia", "cancel")
    assert isinstance(home.result, CancelTold)
    assert home.result.cancellation.returns_at == home.moment("2026-08-15T00:00")
    for who in ("nadia", "tom", "noor"):
        home.says(who, "open Another")
        assert (type(home.result), clauses(home)) == (Refused, CLOSED)
        assert home.result.decision.possible_at == home.moment("2026-08-15T00:00")
    home.says("ines", 'open Another requester:"Nadia"')
    assert isinstance(home.result, Refused)
    home.at("2026-05-29T16:00")
    home.says("nadia", "reply 1 Still offline", where="laurier")
    home.says("ines", "claim 1")
    assert isinstance(home.result, Changed)
    home.says("tom", "list")
    assert isinstance(home.result, Listed)


def test_after_the_month_its_tickets_are_closed_to_the_customer_and_not_to_the_desk(home):
    home.fills("nadia", "cancel")
    home.passes("2026-06-01T00:00")
    for words in (
        "show 1",
        "list",
        "list closed",
        "reply 1 Hello",
        "why 1",
        "close 1",
        "reopen 1 No",
        "escalate 1",
    ):
        for who in ("nadia", "noor"):
            home.says(who, words, where="laurier")
            assert (type(home.result), clauses(home)) == (Refused, CLOSED), words
    home.presses("nadia", "why 1", where="laurier")
    assert isinstance(home.result, Refused)
    home.visits("nadia")
    assert isinstance(home.result, HomeTold)
    assert (home.result.tickets, [r.citation.clause for r in home.result.can_open.reasons]) == ((), CLOSED)
    home.says("ines", "show 1")
    assert isinstance(home.result, Shown)


def test_what_is_written_in_a_closed_ticket_is_refused_and_not_kept(home):
    home.fills("nadia", "cancel").passes("2026-06-01T00:00")
    before = home.history()
    home.writes("nadia", "Hello?", thread="#1 customer")
    assert isinstance(home.result, Refused)
    home.mentions("nadia", "reply 1 Hello?", thread="#1 customer")
    assert isinstance(home.result, Refused)
    assert home.history() == before


def test_what_is_mailed_to_a_closed_ticket_is_refused_and_shown_to_the_desk(home):
    home.says("sara", "product add Desk mail:help@boreal.example")
    with home.database.writing() as uow:
        uow.people.update(replace(home.people["nadia"], email="nadia@laurier.example"))
        uow.commit()
    home.fills("nadia", "cancel")
    home.passes("2026-06-01T00:00")
    before = home.history()
    sender = Actor("email", "help@boreal.example", "nadia@laurier.example")
    place = PlaceRef("email", sender.tenant, sender.user, kind=PlaceKind.PRIVATE)
    letter = Mailed("Re: [#1] The printer", "Still offline", "<1@laurier.example>")
    home.desk.answer(Request(sender, place, letter, "1", home.clock.now(), Via.MAIL))
    assert (type(home.result), clauses(home)) == (Refused, CLOSED)
    assert home.history() == before
    assert [row.notice.why for row in home.rows() if row.notice.tag == "unclaimed_mail"] == ["refused"]


def test_the_last_instant_of_the_month_is_still_accessible(home):
    home.fills("nadia", "cancel")
    home.at("2026-05-31T23:59")
    home.says("nadia", "show 1")
    assert isinstance(home.result, Shown)


def test_the_contacts_and_the_desk_are_told_while_the_desk_is_open(desk_of, board):
    home = desk_of("support-utilisateur", "subscription").at("2026-05-14T10:00")
    home.board = board
    home.says("nadia", "open The printer says offline", where="laurier")
    home.fills("nadia", "cancel")
    said = board.heard("desk-room")[-1]
    assert said.startswith("Hôtel Laurier has cancelled its subscription.")
    assert board.heard("D-noor").pop().endswith("you may subscribe again from 15 Aug 2026 (SU-return).")
    home.passes("2026-06-01T08:59")
    assert len(board.heard("D-noor")) == 1
    home.passes("2026-06-01T09:00")
    assert board.heard("D-noor")[1:] == [
        (
            "The cancelled subscription of Hôtel Laurier ended with the month: its tickets were accessible until "
            "31 May 2026 (SU-cancel). You may subscribe again from 15 Aug 2026."
        )
    ]
    assert board.heard("desk-room")[-1] == (
        "The tickets of Hôtel Laurier are closed to it since 1 Jun 2026 (SU-cancel). "
        "One of them is still open here."
    )
    # 15 August is a holiday and a Saturday.
    home.passes("2026-08-17T08:59")
    assert len(board.heard("D-noor")) == 2
    home.passes("2026-08-17T09:00")
    assert board.heard("D-noor")[2:] == ["Hôtel Laurier may subscribe again since 15 Aug 2026 (SU-return)."]
    home.passes("2026-12-01T09:00")
    assert len(board.heard("D-noor")) == 3


def test_cancelling_twice_tells_the_dates_of_the_first_time(home):
    home.fills("nadia", "cancel")
    first = home.result.cancellation
    home.at("2026-06-20T10:00").fills("noor", "cancel")
    assert (home.result.before, home.result.cancellation) == (True, first)


@pytest.mark.parametrize(("when", "possible"), [("2026-08-14T23:59", False), ("2026-08-15T00:00", True)])
def test_one_subscribes_again_only_when_three_months_have_passed(home, when, possible):
    home.fills("nadia", "cancel")
    home.at(when).says("nadia", "buy subscription by cheque")
    if possible:
        assert "SU-return" in [reason.citation.clause for reason in home.result.reasons]
        home.fills("marc", "payment 1")
        home.says("nadia", "open Hello again")
        assert isinstance(home.result, Opened)
        home.says("nadia", "show 1")
        assert isinstance(home.result, Shown)
    else:
        assert (type(home.result), clauses(home)) == (Refused, ["SU-return"])
        assert home.result.decision.possible_at == home.moment("2026-08-15T00:00")
        assert "15 Aug 2026" in home.reply.summary


def test_money_that_comes_while_one_must_wait_is_kept_and_activates_nothing(home):
    home.says("nadia", "buy ticket by cheque")
    home.fills("nadia", "cancel")
    home.fills("marc", "payment 1")
    assert home.account("Hôtel Laurier").plan == "pack"
    home.says("nadia", "open On a ticket of my own")
    assert isinstance(home.result, Opened)


@pytest.mark.parametrize(
    ("when", "seen"), [("2026-05-15T10:00", "stay accessible"), ("2026-06-02T10:00", "were accessible")]
)
def test_the_plan_says_that_it_is_cancelled_and_what_follows(home, when, seen):
    home.fills("nadia", "cancel")
    home.at(when).says("tom", "plan")
    told = " ".join(plain(block.line) for block in home.reply.blocks if block.tag == "prose")
    for part in (
        "cancelled on 14 May 2026: no new tickets",
        seen,
        "subscribe again from 15 Aug 2026 (SU-return)",
    ):
        assert part in told
    assert told.count("SU-return") == 1


def test_what_is_used_up_cannot_be_cancelled(desk_of):
    pack = desk_of("support-utilisateur", "pack")
    pack.says("nadia", "cancel")
    assert pack.mistake.says == "error.nothing_to_cancel"


def test_a_button_of_long_ago_is_refused_like_words(home):
    home.fills("nadia", "cancel").passes("2026-06-02T10:00")
    home.presses("nadia", "close 1", via=Via.BUTTON, where="laurier")
    assert (type(home.result), clauses(home)) == (Refused, CLOSED)


def test_nor_does_an_admin_put_them_on_it_again_before_three_months_and_then_tickets_open(home):
    home.fills("nadia", "cancel")
    home.says("sara", 'account "Hôtel Laurier" plan:pack')
    for words in (
        'account "Hôtel Laurier" plan:subscription',
        'setup account "Hôtel Laurier" plan:subscription',
    ):
        home.at("2026-08-14T23:59").says("sara", words)
        assert (type(home.result), clauses(home)) == (Refused, ["SU-return"])
        assert home.account("Hôtel Laurier").plan == "pack"
    home.at("2026-08-15T00:00").says("sara", 'account "Hôtel Laurier" plan:subscription')
    assert home.account("Hôtel Laurier").plan == "subscription"
    home.says("nadia", "open Another")
    assert isinstance(home.result, Opened)
