"""Chromium without a window, a fake workspace, and a page that a person has open."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.fake_workspace import FakeWorkspace, serving

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: `apt-get install chromium`, or CHROMIUM=/path")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def workspace() -> Iterator[FakeWorkspace]:
    with serving() as fake:
        yield fake


@pytest.fixture
def open_page(browser: Browser, workspace: FakeWorkspace) -> Iterator[Open]:
    """Opens the page as a person at a place; whatever the page complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_it(
        user: str = "U1NADIA",
        channel: str = "C1HELP",
        thread: str = "",
        width: int = 1280,
        scheme: str = "light",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda line: (
                complaints.append(line.text) if line.type == "error" and "424" not in line.text else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(workspace.address)
                else complaints.append(f"fetched {request.url}")
            ),
        )
        page.goto(
            f"{workspace.address}/?team=T1&user={user}&channel={channel}"
            + (f"&thread={thread}" if thread else "")
        )
        ready = "#thread .message" if thread else ".home .block, #conversation .message, #conversation .empty"
        page.locator(ready).first.wait_for()
        expect(page.locator("#conversation h1")).to_be_visible()
        wait_until(lambda: workspace.watchers() > 0, page)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []


def wait_until(holds: Callable[[], bool], page: Page) -> None:
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(25)
    raise AssertionError("it did not happen within five seconds")
