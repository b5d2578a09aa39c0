"""What could not be delivered: told to admins with its reason, tried again, or seen to."""

import pytest

from bot.commands import HomePart
from bot.errors import NoSuchThing, NotYours
from bot.outgoing import DeliveryState
from bot.ports import Closed as Shutting
from bot.ports import Permanent
from bot.replies import Actions, Items, plain
from bot.requests import Shut

ARCHIVED = "the channel is archived. Unarchive it, or choose another with setup."


class Closed:
    """A platform that refuses one conversation, as Slack refuses an archived channel, until it is opened."""

    def __init__(self, board, conversation="desk-room", code="is_archived", why=None):
        self._board, self._conversation, self._code, self._why = board, conversation, code, why
        self.closed = True

    def post(self, to, reply, key):
        if self.closed and to.conversation == self._conversation:
            raise Permanent(self._code) if self._why is None else Shutting(self._code, self._why)
        return self._board.post(to, reply, key)

    def __getattr__(self, name):
        return getattr(self._board, name)


@pytest.fixture
def shut(talk, board):
    """The desk's channel is archived, and a ticket's card could not be posted there."""
    talk.board = Closed(board)
    talk.says("nadia", "open Printer on fire")
    return talk


def words(talk):
    return [plain(block.line) for block in talk.reply.blocks if block.tag == "prose"]


def commands(talk):
    return [a.command for b in talk.reply.blocks if isinstance(b, Actions) for a in b.actions]


def undelivered(talk):
    return [row for row in talk.rows() if row.state is DeliveryState.UNDELIVERABLE]


def test_an_admin_reads_what_where_since_when_and_what_to_do(shut):
    shut.says("sara", "deliveries")
    card = next(row for row in shut.result.rows if row.what == "card")
    assert (card.ticket, card.place, card.error) == (1, "desk-room", "is_archived")
    said = next(line for line in words(shut) if line.startswith(f"{card.number}."))
    assert said == (f"{card.number}. Card, #1, in desk-room, since 09:00: {ARCHIVED}")
    assert f"deliveries retry {card.number}" in commands(shut)
    assert f"deliveries done {card.number}" in commands(shut)


def test_try_again_delivers_once_the_cause_is_gone(shut, board):
    [card] = [row for row in undelivered(shut) if row.notice.tag == "card"]
    shut.board.closed = False
    shut.presses("sara", f"deliveries retry {card.id}")
    assert shut.reply.summary == "It is on its way once more: Card, #1, in desk-room."
    assert shut.reply.spent
    [now] = [row for row in shut.rows() if row.id == card.id]
    assert (now.state, now.conversation) == (DeliveryState.SENT, "desk-room")
    assert len(board.heard("desk-room")) == 2
    assert undelivered(shut) == [], "what waited for the card came after it"


def test_try_again_while_the_cause_lasts_lists_it_again(shut):
    [card] = [row for row in undelivered(shut) if row.notice.tag == "card"]
    shut.presses("sara", f"deliveries retry {card.id}")
    assert card.id in [row.id for row in undelivered(shut)]


def test_done_takes_it_off_the_list_and_sends_nothing(shut):
    shut.says("sara", "deliveries")
    before = shut.result.health.undelivered
    number = shut.result.rows[0].number
    shut.presses("sara", f"deliveries done {number}").says("sara", "deliveries")
    assert shut.result.health.undelivered == before - 1
    assert number not in [row.number for row in shut.result.rows]
    [row] = [row for row in shut.rows() if row.id == number]
    assert (row.state, row.reason) == (DeliveryState.SUPPRESSED, "settled:is_archived")


@pytest.mark.parametrize("act", ["retry", "done"])
def test_a_button_pressed_twice_finds_it_seen_to(shut, act):
    [number] = [row.id for row in undelivered(shut) if row.notice.tag == "card"]
    shut.board.closed = False
    shut.presses("sara", f"deliveries {act} {number}")
    shut.presses("sara", f"deliveries {act} {number}")
    assert (shut.result, shut.mistake.says) == (None, "error.no_such_delivery")


@pytest.mark.parametrize("who", ["nadia", "tom", "ines", "marc", "anne"])
@pytest.mark.parametrize(
    "command", ["deliveries", "deliveries retry 1", "deliveries done 1", "home deliveries"]
)
def test_nobody_else_reads_or_changes_it(shut, who, command):
    before = [(row.id, row.state) for row in shut.rows()]
    shut.presses(who, command)
    assert isinstance(shut.mistake, NotYours)
    assert [(row.id, row.state) for row in shut.rows()] == before


def test_an_admin_of_another_desk_finds_nothing_and_changes_nothing(shut):
    shut.furnish("Cormoran", "techtra", plan="contract", prefix="c-")
    [card] = [row for row in undelivered(shut) if row.notice.tag == "card"]
    shut.says("c-sara", "deliveries")
    assert (shut.result.rows, shut.result.health.undelivered) == ((), 0)
    for act in ("retry", "done"):
        shut.presses("c-sara", f"deliveries {act} {card.id}")
        assert isinstance(shut.mistake, NoSuchThing)
    assert card.id in [row.id for row in undelivered(shut)]


def test_the_admins_home_says_how_delivery_stands_and_which_place_is_shut(shut):
    shut.visits("sara")
    health = shut.result.health
    assert shut.reply.summary.startswith(f"Boréal, for Sara. {health.undelivered} message")
    shut.presses("sara", "home places")
    assert shut.result.part is HomePart.PLACES
    rows = [plain(item.line) for b in shut.reply.blocks if isinstance(b, Items) for item in b.items]
    assert rows == [
        f"#desk-room, the desk’s own place. Nothing can be said there: {ARCHIVED}",
        "#laurier, a customer’s place, Hôtel Laurier",
    ]


def test_what_waits_is_counted_with_the_age_of_the_oldest(talk):
    talk.says("nadia", "open Printer on fire")
    talk.says("sara", "deliveries")
    assert talk.result.health.waiting > 0
    assert "the oldest since 09:00." in talk.reply.summary
    assert talk.reply.summary.startswith("Every message was delivered.")


def test_an_unknown_reason_is_told_as_the_platform_named_it(talk, board):
    talk.board = Closed(board, code="team_quota_exceeded")
    talk.says("nadia", "open Printer on fire").says("sara", "deliveries")
    assert any("it was refused (team_quota_exceeded)." in line for line in words(talk))


def test_what_a_shut_place_did_not_take_is_told_in_words(talk, board):
    talk.board = Closed(board, why=Shut.ARCHIVED)
    talk.says("nadia", "open Printer on fire").says("sara", "deliveries")
    assert any(line.endswith(f": {ARCHIVED}") for line in words(talk))
    talk.says("sara", "home places")
    places = [plain(item.line) for b in talk.reply.blocks if isinstance(b, Items) for item in b.items]
    assert any(line.endswith(ARCHIVED) for line in places)
