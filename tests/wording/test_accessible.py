"""Every reply as it reaches an ear: its text stands alone, marks have words, and buttons say of what."""

import re
import unicodedata

import pytest

from adapters.slack.render.message import message
from bot.domain.people import Face
from bot.replies import Action, Actions, Countdown, Items, Menu, Prose, Reply, plain
from bot.wording import card
from tests.wording.samples import reader
from tests.wording.test_every_reply import LANGUAGES, it, over, replies, waits, within

ORDER = ("prose", "facts", "countdown", "because", "actions")
NUMBER = re.compile(r"#\d+")


def without_marks(words: str) -> str:
    """The words as somebody hears them who is told no emoji and sees no colour."""
    return "".join(c for c in words if unicodedata.category(c) not in {"So", "Sk"} and c != "\ufe0f").strip()


@pytest.fixture(scope="module", params=LANGUAGES)
def said(request: pytest.FixtureRequest) -> tuple[Reply, ...]:
    return tuple(replies(request.param))


def test_the_text_of_a_message_is_never_empty_nor_a_mark_alone(said: tuple[Reply, ...]) -> None:
    for reply in said:
        text = message(reply, "T0001").text
        assert text.strip("… \n")
        assert without_marks(text), text


def test_the_text_names_the_ticket_that_the_blocks_begin_with(said: tuple[Reply, ...]) -> None:
    seen = 0
    for reply in said:
        first = next((block for block in reply.blocks if isinstance(block, Prose)), None)
        found = NUMBER.search(plain(first.line)) if first else None
        if found:
            seen += 1
            assert found[0] in reply.summary, reply.summary
    assert seen > 100


def test_every_clock_says_its_state_in_words_beside_its_mark(said: tuple[Reply, ...]) -> None:
    for reply in said:
        for clock in within(reply, Countdown):
            words = without_marks(plain(clock.line))
            assert words == plain(clock.line).strip(), "the mark is the platform's to add"
            assert re.match(r"\w", words)


def test_a_mark_never_stands_for_a_word(said: tuple[Reply, ...]) -> None:
    for reply in said:
        for block in reply.blocks:
            if isinstance(block, Prose) and plain(block.line).strip():
                assert re.search(r"\w", without_marks(plain(block.line)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("about", [it, over, waits], ids=["runs", "breached", "waits"])
@pytest.mark.parametrize("face", list(Face))
def test_a_card_is_heard_in_order_what_state_when_because_buttons(language, about, face) -> None:
    told = card(about, face, reader(language, shared=True))
    order = [ORDER.index(block.tag) for block in told.blocks]
    assert order == sorted(order)
    assert f"#{about.number}" in told.summary
    clock = next(block for block in told.blocks if isinstance(block, Countdown))
    assert plain(clock.line).split(",")[0].lower() in told.summary.lower()


def test_two_buttons_of_a_list_are_told_apart_by_ear(said: tuple[Reply, ...]) -> None:
    for reply in said:
        for block in reply.blocks:
            if isinstance(block, Items):
                spoken = [item.action.aloud or item.action.label for item in block.items if item.action]
                told = {item.action.command for item in block.items if item.action}
                assert len(set(spoken)) == len(told), spoken


def test_two_buttons_of_a_message_are_told_apart_by_ear(said: tuple[Reply, ...]) -> None:
    for reply in said:
        spoken: dict[str, set[str]] = {}
        for block in reply.blocks:
            if isinstance(block, Actions):
                for action in (*block.actions, *block.overflow):
                    spoken.setdefault(action.aloud or action.label, set()).add(action.command)
        assert all(len(commands) == 1 for commands in spoken.values()), spoken


def test_what_is_said_aloud_begins_with_what_is_seen(said: tuple[Reply, ...]) -> None:
    """Whoever speaks to their machine says the words on the button."""
    for reply in said:
        for action in within(reply, Action):
            assert action.aloud is None or action.aloud.startswith(action.label)


def test_a_menu_says_what_it_chooses(said: tuple[Reply, ...]) -> None:
    for reply in said:
        for menu in within(reply, Menu):
            assert menu.label
            assert len({option.label for option in menu.options}) == len(menu.options)
