"""The page by keyboard alone: suggestions, mentions, messages, threads, people, the clock."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import samples
from tests.browser.conftest import Open, wait_until
from tests.browser.fake_workspace import FakeWorkspace

pytestmark = pytest.mark.browser


def rest(page: Page) -> None:
    """Leave every field, so that single letters act."""
    page.evaluate("document.activeElement.blur()")


def focused_ts(page: Page) -> str | None:
    found = page.evaluate("document.activeElement.dataset.ts ?? null")
    return None if found is None else str(found)


def test_a_slash_lists_the_verbs_with_an_example_each(open_page: Open) -> None:
    page = open_page()
    rest(page)
    page.keyboard.press("/")
    options = page.locator("#conversation .option")
    expect(options).to_have_count(6)
    expect(options.nth(1)).to_contain_text("/ticket open [subject]")
    expect(options.nth(1)).to_contain_text("/ticket open Printer on fire severity:severe")


def test_a_verb_is_completed_and_its_command_sent(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    field = page.locator("#conversation textarea")
    field.focus()
    page.keyboard.type("/ti")
    page.keyboard.press("Tab")
    expect(field).to_have_value("/ticket ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("/ticket show ")
    page.keyboard.type("42")
    page.keyboard.press("Enter")
    wait_until(lambda: bool(workspace.heard("/page/command")), page)
    assert workspace.heard("/page/command") == [
        {"team": "T1", "user": "U1NADIA", "channel": "C1HELP", "text": "/ticket show 42"}
    ]
    expect(field).to_have_value("")


def test_escape_closes_the_suggestions_and_keeps_the_words(open_page: Open) -> None:
    page = open_page()
    field = page.locator("#conversation textarea")
    field.focus()
    page.keyboard.type("/ticket re")
    expect(page.locator("#conversation .completion")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#conversation .completion")).to_be_hidden()
    expect(field).to_have_value("/ticket re")


def test_the_app_is_mentioned_by_name_and_sent_by_id(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page(thread=samples.PARENT)
    field = page.locator("#thread textarea")
    field.focus()
    page.keyboard.type("@gui")
    page.keyboard.press("Tab")
    expect(field).to_have_value("@Guichet ")
    page.keyboard.type("why 42 & ask @ines")
    page.keyboard.press("Enter")
    expect(field).to_have_value("@Guichet why 42 & ask @Inès Caron ")
    page.keyboard.press("Enter")
    wait_until(lambda: bool(workspace.heard("/page/say")), page)
    said = workspace.heard("/page/say")[0]
    assert (said["text"], said["thread_ts"]) == ("<@U1BOT> why 42 & ask <@U1INES>", samples.PARENT)


def test_a_slash_command_in_a_thread_is_refused_with_what_to_do(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page(thread=samples.PARENT)
    page.locator("#thread textarea").fill("/ticket close 42")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(
        "/ticket does not work in threads. Mention @Guichet instead."
    )
    assert workspace.heard("/page/command") == []
    expect(page.locator("#thread textarea")).to_have_value("/ticket close 42")


def test_j_and_k_walk_the_messages_and_t_opens_the_thread(open_page: Open) -> None:
    page = open_page()
    rest(page)
    page.keyboard.press("j")
    last = focused_ts(page)
    page.keyboard.press("k")
    assert focused_ts(page) not in (None, last)
    page.keyboard.press("j")
    assert focused_ts(page) == last
    for _ in range(4):
        page.keyboard.press("k")
    assert focused_ts(page) == samples.PARENT
    page.keyboard.press("t")
    expect(page.locator("#thread .message")).to_have_count(4)
    expect(page.locator("#thread textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_be_hidden()
    assert focused_ts(page) == samples.PARENT


def test_t_without_a_message_says_to_choose_one(open_page: Open) -> None:
    page = open_page()
    rest(page)
    page.keyboard.press("t")
    expect(page.locator("#thread .empty")).to_have_text("Choose a message.")


def test_w_changes_the_person_and_the_language(open_page: Open) -> None:
    page = open_page()
    rest(page)
    page.keyboard.press("w")
    page.keyboard.type("agent")
    page.keyboard.press("Enter")
    expect(page.locator(".me strong")).to_have_text("Inès Caron")
    expect(page.locator("#conversation textarea")).to_have_attribute("placeholder", "Écrire à #help-boreal")
    assert "user=U1INES" in page.url
    assert page.locator("html").get_attribute("lang") == "fr"


def test_control_k_jumps_to_a_channel_even_while_typing(open_page: Open) -> None:
    page = open_page()
    page.locator("#conversation textarea").focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("desk")
    page.keyboard.press("Enter")
    expect(page.locator("#conversation h1")).to_have_text("#desk-boreal")


def test_a_dot_moves_the_clock_to_the_next_event(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    rest(page)
    page.keyboard.press(".")
    expect(page.locator("#clock-bar .now")).to_have_text("Thu 2 Jul, 17:00")
    assert workspace.heard("/page/clock") == [
        {"team": "T1", "user": "U1NADIA", "channel": "C1HELP", "to": "next_event"}
    ]


def test_single_letters_rest_in_fields_and_when_switched_off(open_page: Open) -> None:
    page = open_page()
    page.locator("#conversation textarea").focus()
    page.keyboard.type("what?.jk")
    expect(page.locator("#conversation textarea")).to_have_value("what?.jk")
    expect(page.locator("dialog")).to_have_count(0)
    rest(page)
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Single-letter keys").uncheck()
    page.keyboard.press("Escape")
    rest(page)
    page.keyboard.press("w")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator("dialog")).to_have_count(1)


def test_the_overflow_menu_is_walked_with_arrows_and_gives_the_focus_back(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page()
    dots = page.locator(f'#conversation [data-ts="{samples.PARENT}"] [data-control=overflow]')
    dots.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until(lambda: bool(workspace.heard("/page/action")), page)
    deed = workspace.heard("/page/action")[0]
    assert (deed["type"], deed["selected_option"]["value"], deed["ts"]) == (
        "overflow",
        "severity",
        samples.PARENT,
    )
    expect(dots).to_be_focused()


def test_an_own_message_is_edited_in_place(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    page.locator("#conversation textarea").focus()
    page.keyboard.press("ArrowUp")
    editor = page.locator(".editor textarea")
    expect(editor).to_have_value(
        "@Inès Caron can you come *before noon*?\n> It beeps all day\nThanks, see #desk-boreal"
    )
    editor.fill("@Inès Caron please come")
    page.keyboard.press("Enter")
    wait_until(lambda: bool(workspace.heard("/page/edit")), page)
    assert workspace.heard("/page/edit")[0]["text"] == "<@U1INES> please come"
