"""One ticket across both platforms, played by hand in `/side`: the customer in Teams, the agents in Slack.

Set SCREENSHOTS to a directory to keep a picture of each step.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from adapters.cli.here import workspace_here
from bot.settings import Settings

pytestmark = pytest.mark.browser

TUESDAY_NIGHT = datetime.fromisoformat("2026-06-30T21:10:00-04:00")
"""Boréal is closed, and the next day is Canada Day."""
RIVE = "19:clinique-rive@thread.tacv2"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What `guichet run` serves, in a thread of its own."""
    settings = Settings(data=tmp_path_factory.mktemp("side"), port=0, database="", _env_file=None)
    found: list[str] = []
    ready, stop = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with workspace_here(settings, at=TUESDAY_NIGHT) as workspace:
            found.append(workspace.url)
            ready.set()
            await stop.wait()

    def run() -> None:
        loop.run_until_complete(serve())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(60), "the workspace did not open"
    yield found[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join(30)


class Side:
    """Both faces in one window."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0
        self.teams: FrameLocator = page.frame_locator("#theirs")
        self.slack: FrameLocator = page.frame_locator("#ours")
        self.thread = self.slack.locator("#thread")
        self.dialog = self.teams.locator("dialog#dialog")

    def in_teams(self, *words: str) -> Locator:
        """The newest message there that says all of these."""
        return _newest(self.teams.locator(".message"), words)

    def in_slack(self, *words: str) -> Locator:
        """The newest message of the conversation there that says all of these."""
        return _newest(self.slack.locator("#conversation .message"), words)

    def forward(self, name: str) -> None:
        """Move the desk's clock to what is due next, until that was `name`."""
        following = self.slack.locator("[data-move=next_event]")
        for _ in range(20):
            expect(following).to_be_enabled(timeout=15000)
            before = following.text_content() or ""
            following.click()
            expect(following).not_to_have_text(before, timeout=15000)
            if name in before:
                return
        raise AssertionError(f"{name} was never next")

    def pictured(self, name: str) -> None:
        self.steps += 1
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            path = Path(folder) / "side" / f"{self.steps:02}-{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=path)


def _newest(found: Locator, words: tuple[str, ...]) -> Locator:
    for word in words:
        found = found.filter(has_text=word)
    expect(found.last).to_be_visible()
    return found.last


@pytest.fixture
def side(browser: Browser, address: str) -> Iterator[Side]:
    context = browser.new_context(viewport={"width": 1600, "height": 950}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(f"{address}/side")
    yield Side(page)
    context.close()
    assert complaints == []


def test_a_ticket_from_teams_is_worked_in_slack_to_its_end(side: Side) -> None:
    nora_sees_the_promise_before_she_sends(side)
    ines_finds_it_in_slack_and_claims_it(side)
    the_breach_is_said_on_the_desks_side_only(side)
    ines_answers_and_nora_reads_it_in_teams(side)
    nora_closes_and_rates(side)


def nora_sees_the_promise_before_she_sends(side: Side) -> None:
    expect(side.teams.locator("#title")).to_have_text("clinique-rive")
    side.teams.get_by_role("button", name="Open a ticket", exact=False).first.click()
    expect(side.dialog).to_contain_text("First response by Thu 2 Jul, 20:00 (Toronto)")
    for words in ("PB-b.ii", "Canada Day"):
        expect(side.dialog).to_contain_text(words)
    side.dialog.get_by_label("Subject").fill("The scanner <b>stops</b> after one page")
    side.dialog.get_by_label("What happens, and how to reproduce it").fill("Since this morning, any paper.")
    side.dialog.get_by_label("Severity").select_option(index=2)
    side.dialog.get_by_role("button", name="Show the promise").click()
    expect(side.dialog.get_by_label("Subject")).to_have_value("The scanner <b>stops</b> after one page")
    side.dialog.get_by_label("Remote access").select_option(index=1)
    side.pictured("the-promise-in-teams")
    side.dialog.get_by_role("button", name="Open ticket").click()
    expect(side.dialog).not_to_be_visible()
    side.in_teams("The scanner <b>stops</b> after one page", "first response due", "Thu 2 Jul, 20:00")
    side.pictured("the-card-in-teams")


def ines_finds_it_in_slack_and_claims_it(side: Side) -> None:
    side.in_slack("#5", "<b>stops</b>", "New").get_by_role("button", name="Claim").click()
    expect(side.in_slack("#5", "Open")).to_contain_text("Inès Caron")
    expect(side.in_teams("#5", "Status: Open")).to_contain_text("Inès Caron")
    side.pictured("claimed-in-slack-shown-in-teams")


def the_breach_is_said_on_the_desks_side_only(side: Side) -> None:
    side.forward("100 % of #3, 20:00")  # and of #5: received that same night
    side.in_slack("Past their times", "#5", "Clinique Rive", "100 % used")
    side.in_slack("#5", "Breached: first response was due").locator("button.replies").click()
    expect(side.thread).to_contain_text("Clinique Rive sees nothing written here")
    side.in_teams("#5", "Breached: first response was due Thu 2 Jul, 20:00")
    side.pictured("breached")
    for words in ("Past their times", "needs a first response", "% used", "Hôtel Laurier"):
        expect(side.teams.locator("body")).not_to_contain_text(words)


def ines_answers_and_nora_reads_it_in_teams(side: Side) -> None:
    side.in_slack("#5", "Open").get_by_role("button", name="Answer requester").click()
    answer = side.slack.get_by_role("dialog", name="Answer requester")
    expect(answer).to_contain_text("Nora Petit will read it")
    answer.get_by_role("textbox", name="Answer").fill("Please open the tray and take the blue strip off.")
    answer.get_by_role("button", name="Send to requester").click()
    side.in_teams("Inès Caron", "Please open the tray and take the blue strip off.")
    side.pictured("answered-in-slack-read-in-teams")


def nora_closes_and_rates(side: Side) -> None:
    side.in_teams("#5", "Status: Open").get_by_role("button", name="Close", exact=True).click()
    expect(side.dialog).to_contain_text("#5 is closed.")
    side.dialog.get_by_role("button", name="Rate").click()
    expect(side.teams.locator("#dialog-title")).to_have_text("Rate the ticket")
    side.dialog.get_by_label("Your rating").select_option(index=1)
    side.dialog.get_by_label("A word about it").fill("Late, but it works again.")
    side.pictured("rating")
    side.dialog.get_by_role("button", name="Send the rating").click()
    expect(side.dialog).not_to_be_visible()
    side.in_teams("#5", "Status: Closed")
    side.slack.get_by_role("button", name="Close thread").or_(
        side.thread.locator("button").first
    ).first.click()
    side.in_slack("#5", "Closed")
    side.pictured("rated")


def test_a_colleague_in_french_is_refused_and_sends_it_to_a_contact(side: Side) -> None:
    who = side.teams.get_by_label("You are").or_(side.teams.get_by_label("Vous êtes"))
    who.select_option(label="Jules Roche, Collègue, Clinique Rive")
    expect(side.teams.locator("#extend")).to_have_text("+ Ouvrir un ticket")
    side.teams.get_by_role("button", name="Guichet", exact=True).click()
    expect(side.teams.locator("#title")).to_have_text("Guichet")
    side.teams.locator("#text").fill("ouvrir L’écran reste noir")
    side.teams.locator("#text").press("Enter")
    refusal = side.in_teams(
        "Je ne peux pas ouvrir ce ticket", "PB-b.iii.first-line", "Nora Petit et Rosa Vidal"
    )
    refusal.get_by_role("button", name="Transmettre à Nora").click()
    expect(side.dialog).to_contain_text("Transmis à Nora Petit\u00a0: L’écran reste noir")
    side.pictured("refused-in-french")
    side.dialog.get_by_role("button", name="Fermer").click()
    who.select_option(label="Nora Petit, Authorized contact, Clinique Rive")
    asked = side.in_teams("Jules Roche may not ask Boréal directly", "L’écran reste noir")
    asked.get_by_role("button", name="Send to the desk").click()
    expect(side.dialog.get_by_label("Subject")).to_have_value("L’écran reste noir")


def test_a_menu_a_suggestion_and_a_changed_message_by_keyboard(side: Side) -> None:
    side.in_teams("setup channel customer Clinique Rive")
    text = side.teams.locator("#text")
    text.press_sequentially("@gui")
    expect(side.teams.get_by_role("option", name="@Guichet")).to_have_attribute("aria-selected", "true")
    text.press("Tab")
    text.press_sequentially("wh")
    text.press("Escape")
    expect(side.teams.get_by_role("listbox")).to_have_count(0)
    text.fill("Has <i>anybody</i> a spare cable?")
    text.press("Enter")
    said = side.in_teams("Has <i>anybody</i> a spare cable?")
    said = side.teams.locator(f"[data-message='{said.get_attribute('data-message')}']")
    expect(said.locator("i")).to_have_count(0)
    menu = said.locator("details.more")
    menu.locator("summary").press("Enter")
    expect(menu.get_by_role("button", name="Open a ticket from this message")).to_be_visible()
    menu.get_by_role("button", name="Delete").press("Escape")
    expect(menu.get_by_role("button", name="Delete")).not_to_be_visible()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    side.teams.locator("#title").click()
    expect(menu.get_by_role("button", name="Delete")).not_to_be_visible()
    menu.locator("summary").click()
    menu.get_by_role("button", name="Edit").click()
    said.get_by_role("combobox", name="Edit").fill("Has anybody a long cable?")
    said.get_by_role("button", name="Save").click()
    expect(said).to_contain_text("Has anybody a long cable?")
    expect(said).to_contain_text("Edited")
    said.locator("summary").click()
    said.get_by_role("button", name="Open a ticket from this message").click()
    expect(side.teams.locator("#dialog-title")).to_have_text("Open a ticket")
    side.dialog.get_by_role("button", name="Close").click()
    said.locator("summary").click()
    said.get_by_role("button", name="Delete").click()
    expect(said).to_contain_text("This message has been deleted.")


def test_the_bar_between_the_faces_moves_by_keys_and_a_theme_is_kept(side: Side) -> None:
    bar = side.page.get_by_role("separator")
    bar.press("ArrowRight")
    expect(bar).to_have_attribute("aria-valuenow", "50")
    bar.press("End")
    expect(bar).to_have_attribute("aria-valuenow", "80")
    side.teams.get_by_label("Theme").select_option("contrast")
    expect(side.teams.locator("html")).to_have_attribute("data-theme", "contrast")
    side.page.reload()
    expect(side.teams.locator("html")).to_have_attribute("data-theme", "contrast")
    expect(side.teams.locator("body")).to_have_css("background-color", "rgb(0, 0, 0)")
    side.pictured("contrast")
