"""The home, by role: what it holds, how its filters and pages keep, and who may see which part."""

import pytest

from bot.commands import HomePart
from bot.errors import NotUnderstood, NotYours
from bot.replies import Action, Actions, Items, Menu, Reply, plain
from bot.requests import Typed, Via
from bot.results import HomeTold
from policy.facts import Role

PARTS = {
    "tom": {"start", "tickets"},
    "nadia": {"start", "tickets"},
    "ines": {"start", "queue", "tasks", "policy"},
    "marc": {"start", "queue", "tasks", "policy", "overview"},
    "anne": {"start", "queue", "tasks", "policy", "overview"},
    "sara": {part.value for part in HomePart},
}


def buttons(reply: Reply) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in reply.blocks:
        if isinstance(block, Actions):
            found |= {a.label: a.command for a in (*block.actions, *block.overflow)}
            found |= {o.label: o.command for menu in block.menus for o in menu.options}
    return found


def rows(reply: Reply) -> list[str]:
    return [plain(item.line) for block in reply.blocks if isinstance(block, Items) for item in block.items]


def looks(talk, who: str, command: str = "home"):
    return talk.presses(who, command)


def numbers(talk) -> list[int]:
    return [ticket.number for ticket in talk.result.tickets]


@pytest.fixture
def busy(talk):
    """Twelve tickets; the first two are Inès's and severe, the third is critical, nobody's as are the rest."""
    for n in range(1, 13):
        severity = {1: "severe", 2: "severe", 3: "critical"}.get(n, "minor")
        talk.says("nadia", f"open Bell {n} is stuck severity:{severity}")
    talk.says("ines", "claim 1").says("ines", "claim 2")
    return talk


@pytest.mark.parametrize("who", PARTS)
def test_each_part_is_for_its_roles(talk, who):
    for part in HomePart:
        looks(talk, who, f"home {part}" if part is not HomePart.START else "home")
        may = part.value in PARTS[who] and not (who == "sara" and part is HomePart.TICKETS)
        assert isinstance(talk.result, HomeTold) is may, part
        assert (talk.mistake is None) is may
        if not may:
            assert isinstance(talk.mistake, NotYours)


@pytest.mark.parametrize("who", PARTS)
def test_a_home_is_known_as_one_and_says_how_it_is_shown_again(busy, who):
    for command in ("home", "home queue unassigned page:2"):
        looks(busy, who, command)
        if busy.result is not None:
            assert busy.reply.home == command
            again = busy.reply
            assert looks(busy, who, again.home).reply == again


def test_the_queue_keeps_its_filter_from_page_to_page(busy):
    looks(busy, "ines", "home queue unassigned")
    assert len(busy.result.tickets) == 10
    assert 1 not in numbers(busy)
    busy.says("nadia", "open One more severity:minor")
    looks(busy, "ines", "home queue unassigned")
    assert buttons(busy.reply)["Next ten"] == "home queue unassigned page:2"
    looks(busy, "ines", "home queue page:2")
    assert buttons(busy.reply)["Previous ten"] == "home queue"
    assert numbers(busy) == sorted(numbers(busy))
    looks(busy, "ines", "home queue mine")
    assert sorted(numbers(busy)) == [1, 2]
    looks(busy, "ines", "home queue severity:critical")
    assert numbers(busy) == [3]


def test_a_filter_by_what_is_owed_stands_beside_one_by_whose(busy):
    looks(busy, "ines", "home queue mine breached")
    assert numbers(busy) == []
    said = buttons(busy.reply)
    assert said["Unassigned"] == "home queue unassigned breached"
    assert said["Any due time"] == "home queue mine"
    assert said["Due today"] == "home queue mine today"
    busy.passes("2026-03-04T09:00")
    looks(busy, "ines", "home queue mine breached")
    assert sorted(numbers(busy)) == [1, 2]
    looks(busy, "ines", "home queue mine today")
    assert numbers(busy) == []


def test_due_today_is_what_is_due_before_midnight_where_the_desk_is(busy):
    looks(busy, "ines", "home queue today")
    due = {ticket.leading.due_at.date().isoformat() for ticket in busy.result.tickets}
    assert due <= {"2026-03-02"}
    assert 3 in numbers(busy)


def test_the_queue_by_account_is_named_by_a_short_id_and_none_of_another_desk(busy):
    busy.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    other = busy.account("c-Hôtel Laurier", "Cormoran").id
    own = busy.account("Hôtel Laurier").id
    looks(busy, "ines", 'home queue account:"Hôtel Laurier"')
    assert busy.reply.home == f"home queue account:a{own}"
    assert len(busy.result.tickets) == 10
    looks(busy, "ines", f"home queue account:a{own} page:2")
    assert len(busy.result.tickets) == 2
    looks(busy, "ines", f"home queue account:a{other}")
    assert (busy.result, busy.mistake.says) == (None, "error.no_such_account")


@pytest.mark.parametrize("words", ["mine unassigned", "unassigned severity:minor", "mine account:x"])
def test_whose_is_asked_by_one_filter_at_a_time(busy, words):
    busy.says("ines", f"queue {words}")
    assert isinstance(busy.mistake, NotUnderstood)
    assert busy.mistake.says == "error.one_filter"


@pytest.mark.parametrize(
    ("who", "words", "found"),
    [("ines", "file non attribués", 10), ("ines", "cola sin asignar", 10), ("ines", "queue free", 10)],
)
def test_the_typed_queue_takes_the_same_filters_in_three_languages(busy, who, words, found):
    busy.says(who, words)
    assert len(busy.result.tickets) == found
    assert all(ticket.assignee is None for ticket in busy.result.tickets)


def test_the_next_page_of_a_narrowed_queue_is_narrowed_too(busy):
    busy.says("nadia", "open One more severity:minor")
    busy.says("ines", "queue unassigned")
    assert buttons(busy.reply)["Next ten"] == "queue unassigned page:2"
    busy.presses("ines", "queue unassigned page:2")
    assert [ticket.number for ticket in busy.result.tickets] == [13]


def test_a_requester_sees_what_waits_for_them_first_and_their_tickets_by_pages(busy):
    busy.says("ines", "pending 2 Which bell?").fills("ines", "pending 2", text="Which bell?")
    looks(busy, "nadia")
    assert [ticket.number for ticket in busy.result.owed] == [2]
    waiting = next(block for block in busy.reply.blocks if isinstance(block, Items))
    assert waiting.items[0].action.command == "facts 2"
    assert "1 ticket waits for you." in busy.reply.summary
    looks(busy, "nadia", "home tickets")
    assert numbers(busy) == list(range(12, 2, -1))
    looks(busy, "nadia", "home tickets page:2")
    assert numbers(busy) == [2, 1]


def test_a_colleague_is_shown_whom_to_ask_and_only_their_own(desk_of):
    talk = desk_of("pitney-bowes")
    talk.says("tom", "")
    assert talk.result.tickets == ()
    assert buttons(talk.reply)["Ask a contact"] == "ask"


def test_a_lead_sees_breaches_and_who_has_how_much(busy):
    busy.passes("2026-03-06T09:00")
    looks(busy, "marc")
    assert sorted(ticket.number for ticket in busy.result.breached) == [1, 2, 3]
    load = {each.person.name if each.person else None: (each.tickets, each.late) for each in busy.result.load}
    assert load == {"Ines": (2, 2), None: (10, 1)}
    looks(busy, "ines")
    assert (busy.result.breached, busy.result.load) == ((), ())


def test_an_admin_changes_a_role_where_the_people_are_listed(talk):
    looks(talk, "sara", "home people")
    menus = [item.menu for b in talk.reply.blocks if isinstance(b, Items) for item in b.items if item.menu]
    assert len(menus) == 7
    ivo = next(menu for menu in menus if menu.label == "Role of Ivo")
    assert [o.label for o in ivo.options] == ["Agent", "Lead", "Director", "Admin"]
    assert ivo.chosen == 0
    talk.presses("sara", ivo.options[1].command)
    assert talk.role("ivo") is Role.LEAD
    noor = next(menu for menu in menus if menu.label == "Role of Noor")
    talk.presses("sara", noor.options[0].command)
    assert talk.role("noor") is Role.COLLEAGUE


def test_nobody_takes_the_desk_from_themselves_by_a_slip(talk):
    looks(talk, "sara", "home people")
    own = next(
        item
        for b in talk.reply.blocks
        if isinstance(b, Items)
        for item in b.items
        if "Sara" in plain(item.line)
    )
    assert (own.menu, own.action) == (None, None)


def test_the_policy_tells_its_version(talk):
    looks(talk, "ines", "home policy")
    assert talk.result.policy.version in talk.reply.blocks[3].line[0] or talk.result.policy.version
    assert "No later version is known." in [plain(b.line) for b in talk.reply.blocks if b.tag == "prose"]


def test_somebody_of_two_desks_chooses_in_the_home_and_every_button_keeps_the_choice(talk):
    talk.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    talk.has("ines", Role.LEAD, "Cormoran")
    talk.visits("ines")
    assert talk.result.desk == "Boréal"
    menu = next(m for b in talk.reply.blocks if isinstance(b, Actions) for m in b.menus)
    assert isinstance(menu, Menu)
    assert [option.label for option in menu.options] == ["Boréal", "Cormoran"]
    assert menu.options[menu.chosen].label == "Boréal"
    talk.presses("ines", menu.options[1].command)
    assert (talk.result.desk, talk.result.person.role) == ("Cormoran", Role.LEAD)
    assert talk.reply.home == 'home desk:"Cormoran"'
    kept = [a for b in talk.reply.blocks if isinstance(b, Actions) for a in (*b.actions, *b.overflow)]
    assert kept
    assert all(isinstance(a, Action) and a.command.endswith(' desk:"Cormoran"') for a in kept)
    talk.presses("ines", talk.reply.home)
    assert talk.result.desk == "Cormoran"


def test_a_home_that_is_theirs_no_more_is_refused_and_a_visit_shows_what_is(talk):
    looks(talk, "marc", "home overview")
    assert isinstance(talk.result, HomeTold)
    talk.says("sara", "setup people agent Marc")
    looks(talk, "marc", "home overview")
    assert isinstance(talk.mistake, NotYours)
    assert talk.visits("marc").result.part is HomePart.START


def test_looking_changes_nothing(busy):
    before = busy.commits
    for command in ("home", "home queue unassigned page:2", "home tasks", "home policy"):
        looks(busy, "ines", command)
        assert busy.reads_only
    assert busy.commits == before
    busy.asks("ines", Typed("home"), via=Via.HOME)
    assert busy.reply.home == "home"
