"""The main story, played by hand in the page that `make run` opens: the real bot behind the real adapter.

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
from playwright.sync_api import Browser, Locator, Page, expect

from adapters.cli.here import workspace_here
from bot.settings import Settings

pytestmark = pytest.mark.browser

TUESDAY_NIGHT = datetime.fromisoformat("2026-06-30T21:10:00-04:00")
"""Boréal is closed, and the next day is Canada Day."""


@pytest.fixture(scope="module", params=["http", "socket"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What `guichet run` serves, by each transport, in a thread of its own, on a desk time that all share."""
    settings = Settings(data=tmp_path_factory.mktemp("story"), port=0, database="", _env_file=None)
    found: list[str] = []
    ready, stop = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with workspace_here(settings, at=TUESDAY_NIGHT, socket=request.param == "socket") as workspace:
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


class Story:
    """One browser page in which one can be anybody."""

    def __init__(self, page: Page, address: str, transport: str) -> None:
        self.page, self.address, self.transport, self.steps = page, address, transport, 0
        self.thread = page.locator("#thread")

    def be(self, user: str, channel: str, thread: str = "") -> None:
        self.page.goto(f"{self.address}/?user={user}&channel={channel}&thread={thread}")
        expect(self.page.locator("#conversation h1")).to_be_visible()

    def types(self, words: str) -> None:
        composer = self.page.locator("#conversation textarea")
        composer.fill(words)
        composer.press("Enter")

    def heard(self, *words: str) -> Locator:
        """The newest message of the conversation that says all of these."""
        found = self.page.locator("#conversation .message")
        for word in words:
            found = found.filter(has_text=word)
        expect(found.last).to_be_visible()
        return found.last

    def pictured(self, name: str) -> None:
        self.steps += 1
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            path = Path(folder) / self.transport / f"{self.steps:02}-{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=path)


@pytest.fixture
def story(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Story]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Story(page, address, request.node.callspec.params["address"])
    context.close()
    assert complaints == []


def test_a_ticket_from_the_promise_to_the_answer_with_everything_between(story: Story) -> None:
    tom_is_refused_and_asks_nadia(story)
    nadia_sees_the_promise_before_she_sends(story)
    ines_claims_and_the_card_changes(story)
    time_moves_and_reminders_come(story)
    an_escalation_reaches_the_lead(story)
    ines_answers_in_public(story)
    nadia_reads_it_and_asks_why(story)
    marc_finds_it_in_his_home(story)
    no_further_reminder_comes(story)


def tom_is_refused_and_asks_nadia(story: Story) -> None:
    story.be("U0TOM", "C0LAURIER")
    story.types("/ticket open Meter blocked")
    refusal = story.heard("Only visible to you", "PB-b.iii.first-line", "Nadia Roy is available now")
    story.pictured("tom-is-refused")
    refusal.get_by_role("button", name="Send to Nadia").click()
    story.heard("Nadia Roy", "Only visible to you")
    story.pictured("tom-asked-nadia")


def nadia_sees_the_promise_before_she_sends(story: Story) -> None:
    story.be("U0NADIA", "C0LAURIER")
    story.types("/ticket open")
    form = story.page.get_by_role("dialog", name="Open a ticket")
    promise = "First response by Thu 2 Jul, 20:00 (Toronto)"
    for words in (promise, "PB-b.ii", "Canada Day"):
        expect(form).to_contain_text(words)
    form.get_by_role("textbox", name="Subject").fill("Meter blocked")
    form.get_by_role("textbox", name="What happens, and how to reproduce it").fill(
        "It shows E4 after a start."
    )
    form.get_by_role("combobox", name="Severity").select_option("Severe")
    expect(form).to_contain_text(promise)
    form.get_by_role("combobox", name="Remote access").select_option("Yes, the desk may reach my device")
    story.pictured("the-promise-before-sending")
    form.get_by_role("button", name="Open ticket").click()
    expect(story.page.locator("dialog")).to_have_count(0)
    expect(story.heard("#5 Meter blocked", "first response due")).to_contain_text("Thu 2 Jul, 20:00")
    story.pictured("the-card")


def ines_claims_and_the_card_changes(story: Story) -> None:
    story.be("U0INES", "C0BOREAL")
    story.heard("#5 Meter blocked", "New").get_by_role("button", name="Claim").click()
    expect(story.heard("#5 Meter blocked", "Open")).to_contain_text("Inès Caron")
    story.heard("Only visible to you", "The first-response clock still runs")
    story.pictured("claimed")


def time_moves_and_reminders_come(story: Story) -> None:
    following = story.page.get_by_role("button", name="Next event")
    for _ in range(12):
        if "17:00" in (following.text_content() or ""):
            break
        before = following.text_content() or ""
        following.click()
        expect(following).not_to_have_text(before, timeout=15000)
    expect(following).to_contain_text("75 %")  # of #5, and of another received that night
    following.click()
    expect(following).to_contain_text("90 %", timeout=15000)
    story.heard("#5 Meter blocked").locator("button.replies").click()
    for words in (
        "Hôtel Laurier sees nothing written here",
        "#5 needs a first response by 20:00",
        "3 h business, 3 h calendar left",
    ):
        expect(story.thread).to_contain_text(words)
    story.pictured("reminded-at-75-percent")


def an_escalation_reaches_the_lead(story: Story) -> None:
    story.heard("#5 Meter blocked", "Open").get_by_role("button", name="Escalate").click()
    preview = story.page.get_by_role("dialog", name="Escalate")
    expect(preview).to_contain_text("to Marc Dubé, lead")
    preview.get_by_role("textbox", name="Reason").fill("The hotel cannot check anybody in")
    story.pictured("escalation-preview")
    preview.get_by_role("button", name="Escalate").click()
    expect(story.thread).to_contain_text("The hotel cannot check anybody in")
    expect(story.thread).to_contain_text("Marc Dubé")
    story.pictured("escalated")


def ines_answers_in_public(story: Story) -> None:
    story.heard("#5 Meter blocked", "Open").get_by_role("button", name="Answer requester").click()
    answer = story.page.get_by_role("dialog", name="Answer requester")
    expect(answer).to_contain_text("Nadia Roy will read it")
    answer.get_by_role("textbox", name="Answer").fill("Please hold the power button for ten seconds.")
    story.pictured("answering")
    answer.get_by_role("button", name="Send to requester").click()
    expect(story.page.locator("dialog")).to_have_count(0)
    expect(story.thread).to_contain_text("↗ Public")
    story.heard("#5 Meter blocked", "Met")
    story.pictured("answered")


def nadia_reads_it_and_asks_why(story: Story) -> None:
    story.be("U0NADIA", "C0LAURIER")
    story.heard("#5 Meter blocked", "Met").locator("button.replies").click()
    expect(story.thread).to_contain_text("Please hold the power button for ten seconds.")
    expect(story.page.locator("body")).not_to_contain_text("cannot check anybody in")
    story.types("/ticket why 5")
    why = story.heard("Only visible to you", "first response due Thu 2 Jul, 20:00")
    for words in ("Canada Day", "08:00–20:00: 12 h counted", "Pauses: none", "PB-b.ii", "11 Feb 2020"):
        expect(why).to_contain_text(words)
    story.pictured("why")


def marc_finds_it_in_his_home(story: Story) -> None:
    story.be("U0MARC", "C0BOREAL")
    page = story.page
    page.get_by_role("link", name="Guichet").or_(page.get_by_role("button", name="Guichet")).first.click()
    expect(page.locator("body")).to_contain_text("Escalated")
    expect(page.locator("body")).to_contain_text("#5 Meter blocked")
    story.pictured("marc")


def no_further_reminder_comes(story: Story) -> None:
    story.be("U0INES", "C0BOREAL")
    following = story.page.get_by_role("button", name="Next event")
    expect(following).to_be_visible()
    for _ in range(12):
        if following.is_disabled():
            break
        expect(following).not_to_contain_text("#5")
        before = following.text_content() or ""
        following.click()
        expect(following).not_to_have_text(before, timeout=15000)
    story.heard("#5 Meter blocked", "Met").locator("button.replies").click()
    expect(story.page.locator("#thread")).to_contain_text("↗ Public")
    expect(story.page.locator("#thread")).not_to_contain_text("Breached")
