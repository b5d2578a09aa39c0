"""Tickets and minutes through the front door: who has how many, and what becomes of each."""

from datetime import UTC, datetime

import pytest

from bot.policies import Policies, shipped_text
from bot.results import CreditTold, Logged, Opened, OpenForm, Refused, SplitTold, UsageTold
from bot.usecases.granting import grant
from policy.facts import Role
from policy.ledgers import replayed

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def shop(desk_of):
    """Boréal under support-utilisateur; Hôtel Laurier on tickets, with none yet."""
    return desk_of("support-utilisateur", "pack")


def buys(talk, who, kind="pack20", at=None, account="Hôtel Laurier", **how):
    with talk.database.writing() as uow:
        desk = uow.desks.by_name("Boréal")
        document = talk.policies.current(desk.policy_id, talk.clock.now().date()).document
        at = at or talk.clock.now()
        lots = grant(
            uow,
            document,
            uow.accounts.by_name(desk.id, account),
            kind,
            buyer=talk.people[who].id,
            purchased_at=at,
            now=talk.clock.now(),
            **how,
        )
        uow.commit()
    return lots


def left(talk, account="Hôtel Laurier"):
    """What is left of each lot, after the entries were read anew."""
    with talk.database.reading() as uow:
        of = uow.accounts.by_name(uow.desks.by_name("Boréal").id, account)
        lots, entries = uow.units.all_of(of), uow.units.entries_of(of)
    assert replayed(lots, entries) == {lot.id: lot for lot in lots}
    return [lot.left for lot in lots]


def kinds(talk, account="Hôtel Laurier"):
    with talk.database.reading() as uow:
        of = uow.accounts.by_name(uow.desks.by_name("Boréal").id, account)
        return [entry.kind.value for entry in uow.units.entries_of(of)]


def reasons(result):
    return [(reason.code, reason.citation.clause) for reason in result.decision.reasons]


def test_a_ticket_is_reserved_at_opening_and_used_at_the_first_answer(shop):
    buys(shop, "nadia")
    shop.says("tom", "open Printer on fire")
    assert isinstance(shop.result, Opened)
    assert ("ticket_reserved", "SU-pack") in [(r.code, r.citation.clause) for r in shop.result.reasons]
    assert (left(shop), kinds(shop)) == ([19], ["purchased", "reserved"])
    shop.writes("ines", "On my way", thread="#1 customer")
    shop.writes("ines", "Still on my way", thread="#1 customer")
    assert (left(shop), kinds(shop)) == ([19], ["purchased", "reserved", "used"])


def test_with_none_left_both_the_words_and_the_form_are_refused_with_what_can_be_bought(shop):
    for words in ("open Printer on fire", "open"):
        shop.says("tom", words)
        assert isinstance(shop.result, Refused), words
        assert reasons(shop.result) == [("no_ticket_left", "SU-pack")]
        assert shop.result.decision.reasons[0].facts["buyers"] == ("Nadia", "Noor")
    assert shop.tickets() == 0


def test_whoever_withdraws_before_an_answer_has_the_ticket_back_and_reopening_takes_one_again(shop):
    buys(shop, "nadia", "ticket")
    shop.says("nadia", "open Printer on fire")
    shop.says("nadia", "close 1")
    assert left(shop) == [1]
    shop.says("nadia", "open Toner is low")
    shop.says("nadia", "reopen 1 It burns again")
    assert isinstance(shop.result, Refused)
    assert reasons(shop.result) == [("no_ticket_left", "SU-pack")]
    shop.says("nadia", "close 2")
    shop.says("nadia", "reopen 1 It burns again")
    assert left(shop) == [0]
    assert shop.history() == ["opened", "closed", "reopened"]


def test_reopening_what_was_answered_costs_nothing(shop):
    buys(shop, "nadia", "ticket")
    shop.says("nadia", "open Printer on fire")
    shop.writes("ines", "Hold the button", thread="#1 customer")
    shop.says("nadia", "close 1")
    shop.says("nadia", "reopen 1 It burns again")
    assert kinds(shop) == ["purchased", "reserved", "used"]


def test_a_duplicate_gives_its_ticket_back_even_once_answered(shop):
    buys(shop, "nadia")
    for subject in ("Printer on fire", "The printer burns"):
        shop.says("nadia", f"open {subject}")
    shop.writes("ines", "That is #1", thread="#2 customer")
    shop.says("ines", "duplicate 2 1")
    assert left(shop) == [19]
    assert kinds(shop)[-1] == "restored"


def test_a_pack_of_less_than_twenty_is_its_buyers_and_others_are_told_whose(shop):
    buys(shop, "nadia", "pack10")
    shop.says("tom", "open Printer on fire")
    assert reasons(shop.result) == [("no_ticket_left", "SU-pack"), ("not_shared", "SU-pack.shared")]
    assert shop.result.decision.reasons[1].facts == {"holders": ("Nadia",), "at_least": 20}
    shop.says("nadia", "open Printer on fire")
    assert isinstance(shop.result, Opened)
    buys(shop, "nadia", "pack20")
    shop.says("tom", "open Toner is low")
    assert isinstance(shop.result, Opened)
    assert left(shop) == [9, 19]


def test_for_whom_the_desk_opens_decides_whose_ticket_it_takes(shop):
    buys(shop, "nadia", "pack10")
    shop.says("ines", "open Printer on fire requester:Tom")
    assert isinstance(shop.result, Refused)
    shop.says("ines", "open Printer on fire requester:Nadia")
    assert isinstance(shop.result, Opened)
    assert left(shop) == [9]


def test_what_expired_is_told_and_comes_back_with_the_next_package_and_not_with_a_single_ticket(shop):
    buys(shop, "nadia", "pack10", at=LONG_AGO, paid_at=datetime(2026, 1, 20, 9, 0, tzinfo=UTC))
    shop.at("2026-07-20T23:59").says("nadia", "open Printer on fire")
    assert isinstance(shop.result, Opened)
    shop.at("2026-07-21T00:00").says("nadia", "open Toner is low")
    assert reasons(shop.result) == [("no_ticket_left", "SU-pack"), ("lapsed", "SU-validity")]
    assert shop.result.decision.reasons[1].facts == {"units": 9, "unit": "ticket"}
    buys(shop, "nadia", "ticket")
    assert left(shop) == [0, 1]
    buys(shop, "tom", "pack10")
    assert left(shop) == [0, 1, 10]
    buys(shop, "nadia", "pack20")
    assert left(shop) == [0, 1, 10, 20, 9]
    shop.says("nadia", "usage")
    assert [(lot.code, lot.left, lot.owner) for lot in shop.result.lots] == [
        ("pack10", 0, "Nadia"),
        ("ticket", 1, "Nadia"),
        ("pack10", 10, "Tom"),
        ("pack20", 20, None),
        ("returned", 9, "Nadia"),
    ]


def test_a_colleague_sees_what_everybody_may_use_and_their_own_and_nobody_elses(shop):
    buys(shop, "nadia", "pack10")
    buys(shop, "tom", "ticket")
    buys(shop, "nadia")
    shop.has_account("Boréal", "Auberge", "pack")
    shop.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    shop.says("tom", "usage")
    assert [lot.code for lot in shop.result.lots] == ["ticket", "pack20"]
    assert len(shop.result.entries) == 2
    shop.says("noor", "usage")
    assert [lot.code for lot in shop.result.lots] == ["pack10", "ticket", "pack20"]
    for words in ("usage", 'usage account:"Hôtel Laurier"', "usage Hôtel Laurier"):
        shop.says("olga", words)
        assert isinstance(shop.result, UsageTold)
        assert (shop.result.account, shop.result.lots) == ("Auberge", ())


def test_the_full_statement_goes_on_page_by_page(shop):
    buys(shop, "nadia")
    for n in range(12):
        shop.says("nadia", f"open Printer {n}")
    shop.says("nadia", "usage")
    assert (len(shop.result.entries), shop.result.more) == (10, True)
    [button] = [a for block in shop.reply.blocks if block.tag == "actions" for a in block.actions]
    shop.presses("nadia", button.command)
    assert (len(shop.result.entries), shop.result.more, shop.result.full) == (13, False, True)


def test_nobody_corrects_a_balance_alone(shop):
    shop.says("marc", "credit Hôtel Laurier tickets:+3 Sorry for the delay")
    [proposed] = shop.result.credits
    assert left(shop) == []
    shop.says("marc", f"credit confirm {proposed.number}")
    assert shop.mistake.says == "error.two_people"
    shop.says("anne", "credit")
    assert [view.number for view in shop.result.credits] == [proposed.number]
    shop.says("anne", f"credit confirm {proposed.number}")
    assert left(shop) == [3]
    shop.says("sara", f"credit confirm {proposed.number}")
    assert shop.mistake.says == "error.credit_decided"
    shop.says("nadia", "usage")
    [entry] = shop.result.entries
    assert (entry.kind, entry.change, entry.actor, entry.reason) == (
        "corrected",
        3,
        "Anne",
        "Sorry for the delay",
    )
    assert sorted(to for row in shop.rows() if (to := row.target.tag) == "person") == ["person", "person"]


def test_a_correction_downwards_takes_no_more_than_is_left(shop):
    buys(shop, "nadia", "ticket")
    shop.says("marc", "credit Hôtel Laurier tickets:-2 Counted twice")
    shop.says("anne", "credit confirm 1")
    assert shop.mistake.says == "error.too_few_left"
    assert left(shop) == [1]
    shop.says("marc", "credit Hôtel Laurier tickets:-1 Counted twice")
    shop.says("anne", "credit confirm 2")
    assert isinstance(shop.result, CreditTold)
    assert left(shop) == [0]


def test_a_correction_without_a_reason_or_by_an_agent_is_none(shop):
    shop.says("marc", "credit Hôtel Laurier tickets:+3")
    assert shop.mistake.says == "error.missing"
    shop.says("ines", "credit Hôtel Laurier tickets:+3 Please")
    assert shop.mistake.says == "error.not_yours"


def test_minutes_beyond_the_ticket_are_not_logged_without_a_yes(shop):
    buys(shop, "nadia")
    shop.says("nadia", "open Printer on fire")
    shop.says("ines", "log 1 30m Reinstalled the driver")
    assert isinstance(shop.result, Logged)
    assert shop.result.asked
    shop.says("ines", "log 1 1m More of it")
    assert reasons(shop.result) == [("beyond_cover", "SU-30-minutes")]
    assert left(shop) == [19]
    shop.says("ines", "log 1 another")
    assert shop.mistake.says == "error.asked_already"
    shop.says("nadia", "accept 1")
    assert left(shop) == [18]
    shop.says("ines", "log 1 30m More of it")
    assert shop.result.worked == 60
    assert shop.history() == ["opened", "worked", "proposed", "agreed", "worked", "proposed"]


def test_a_yes_with_no_ticket_left_is_refused_and_the_question_stays(shop):
    buys(shop, "nadia", "ticket")
    shop.says("nadia", "open Printer on fire")
    shop.says("ines", "log 1 30m Reinstalled the driver")
    shop.says("nadia", "accept 1")
    assert reasons(shop.result) == [("no_ticket_left", "SU-pack")]
    buys(shop, "nadia", "ticket")
    shop.says("nadia", "accept 1")
    assert left(shop) == [0, 0]


def test_another_subject_is_for_its_requester_to_open(shop):
    buys(shop, "nadia")
    shop.says("nadia", "open Printer on fire")
    shop.says("ines", "split 1 The scanner is slow severity:critical")
    assert isinstance(shop.result, SplitTold)
    assert left(shop) == [19]
    [row] = [row for row in shop.rows() if row.notice.tag == "subject"]
    shop.presses("nadia", f"open split:{row.notice.subject}")
    assert isinstance(shop.result, OpenForm)
    assert shop.result.subject == "The scanner is slow severity:critical"
    # A colleague's request may have the same number: it is another thing.
    shop.presses("nadia", f"open draft:{row.notice.subject}")
    assert shop.result.subject == ""
    shop.has_account("Boréal", "Auberge", "pack")
    shop.has("olga", Role.AUTHORIZED, "Boréal", "Auberge")
    buys(shop, "olga", account="Auberge")
    shop.presses("olga", f"open split:{row.notice.subject}")
    assert shop.result.subject == ""


def test_a_policy_without_such_a_rule_counts_nothing(talk):
    talk.says("nadia", "open Printer on fire")
    talk.says("ines", "log 1 12m Reinstalled the driver")
    assert (talk.result.worked, talk.result.reasons) == (12, ())
    talk.says("nadia", "usage")
    assert (talk.result.counting, talk.result.lots, talk.result.entries) == ("nothing", (), ())
    talk.says("ines", "split 1 The scanner is slow")
    assert talk.mistake.says == "error.divisible"
    talk.says("ines", "log 1 another")
    assert talk.mistake.says == "error.no_limit"


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("12m Did it", 12), ("1h Did it", 60), ("1h30 Did it", 90), ("45 min Did it", 45), ("#1 7 Did it", 7)],
)
def test_minutes_are_written_as_people_write_them(talk, words, minutes):
    talk.says("nadia", "open Printer on fire")
    talk.mentions("ines", f"log {words}", thread="#1 desk")
    assert talk.result.minutes == minutes
    assert talk.text(talk.ticket().history[-1].text) == "Did it"


@pytest.mark.parametrize("words", ["log 1 0m x", "log 1 1441m x", "log 1 99h x"])
def test_more_than_a_day_or_nothing_is_no_work(talk, words):
    talk.says("nadia", "open Printer on fire")
    talk.says("ines", words)
    assert talk.mistake.says == "error.bad_number"


def test_a_block_is_charged_by_the_ticket_that_begins_it_and_work_beyond_it_is_refused(desk_of):
    shop = desk_of("support-utilisateur", "hourly")
    shop.says("nadia", "open Printer on fire")
    assert reasons(shop.result) == [("no_minutes_left", "SU-hourly")]
    buys(shop, "nadia", "block")
    for subject in ("Printer on fire", "Toner is low"):
        shop.says("nadia", f"open {subject}")
    for words, rest in (("1 10m", 30), ("2 10m", 20), ("1 20m", 20), ("1 5m", 15)):
        shop.says("ines", f"log {words} Did it")
        assert left(shop) == [rest], words
    shop.says("ines", "log 2 16m Did it")
    assert reasons(shop.result) == [("no_minutes_left", "SU-hourly")]
    assert shop.result.decision.reasons[0].facts["left"] == 15
    assert left(shop) == [15]


def test_a_trial_is_given_once_whatever_the_account_does_later(desk_of):
    shop = desk_of("support-utilisateur", "trial")
    shop.says("nadia", "open Printer on fire")
    shop.says("ines", "log 1 15m Did it")
    shop.says("nadia", "open Toner is low")
    assert reasons(shop.result) == [("trial_over", "SU-trial")]
    for plan in ("pack", "trial"):
        shop.says("sara", f'setup account "Hôtel Laurier" plan:{plan}')
    shop.says("nadia", "open Toner is low")
    assert reasons(shop.result) == [("trial_over", "SU-trial")]
    assert left(shop) == [0]


def test_a_breached_guarantee_gives_the_ticket_back_where_the_policy_has_that_remedy(database, desk_of):
    text = shipped_text("support-utilisateur")
    text = text.replace('id = "support-utilisateur"', 'id = "with-a-remedy"')
    text = text.replace('promise = "best_effort"', 'promise = "guarantee"')
    text += '\n[[rules]]\nkind = "remedy"\nclause = "SU-response"\nmilestone = "first_response"\n'
    shop = desk_of("with-a-remedy", "pack", Policies(database, texts=(text,)))
    buys(shop, "nadia", "ticket")
    shop.says("nadia", "open Printer on fire")
    shop.passes("2026-03-04T14:59")
    assert left(shop) == [0]
    shop.passes("2026-03-04T15:01")
    assert (left(shop), kinds(shop)[-1]) == ([1], "restored")
    assert "remedied" in shop.history()
    assert [told for told in shop.owed() if told.startswith("remedy")] == [
        "remedy > thread desk",
        "remedy > thread customer",
    ]
    shop.writes("ines", "On my way", thread="#1 customer")
    shop.says("ines", "log 1 12m Did it")
    assert (left(shop), kinds(shop)[-1]) == ([1], "restored")
