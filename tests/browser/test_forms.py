"""Forms: focus stays inside and comes back, live updates keep what was typed, errors stand at their field."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import sample_blocks, samples
from tests.browser.conftest import Open, wait_until
from tests.browser.fake_workspace import FakeWorkspace

pytestmark = pytest.mark.browser


def open_form(page: Page) -> Locator:
    """Opens the form by its command, from the composer."""
    page.locator("#conversation textarea").fill("/ticket open")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Open a ticket")
    dialog.wait_for()
    return dialog


def fill(dialog: Locator) -> None:
    dialog.get_by_role("textbox", name="Subject").fill("Meter blocked")
    dialog.get_by_role("combobox", name="Channel").select_option("Chat")


def test_the_focus_stays_in_the_form_and_comes_back(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    dialog = open_form(page)
    expect(dialog.get_by_role("textbox", name="Subject")).to_be_focused()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(24):
            page.keyboard.press(key)
            assert dialog.evaluate(
                "node => node.contains(document.activeElement) && node !== document.activeElement"
            )
    box = dialog.bounding_box()
    assert box is not None
    assert box["width"] == 520
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#conversation textarea")).to_be_focused()
    wait_until(lambda: bool(workspace.heard("/page/view/close")), page)
    assert workspace.heard("/page/view/close") == [{"team": "T1", "user": "U1NADIA", "view_id": "V1OPEN"}]


def test_a_form_is_sent_with_slacks_shape_of_its_values(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    dialog = open_form(page)
    fill(dialog)
    dialog.get_by_role("radio", name="High").check()
    dialog.get_by_role("button", name="Open ticket").click()
    expect(page.locator("dialog")).to_have_count(0)
    assert workspace.heard("/page/view/submit") == [
        {
            "team": "T1",
            "user": "U1NADIA",
            "view_id": "V1OPEN",
            "state": {
                "subject": {"value": {"type": "plain_text_input", "value": "Meter blocked"}},
                "facts": {"value": {"type": "plain_text_input", "value": None}},
                "severity": {
                    "value": {
                        "type": "radio_buttons",
                        "selected_option": {
                            **sample_blocks.option("High", "high"),
                            "description": sample_blocks.plain("Nobody can work"),
                        },
                    }
                },
                "channel": {
                    "value": {
                        "type": "static_select",
                        "selected_option": sample_blocks.option("Chat", "chat"),
                    }
                },
                "remote": {"value": {"type": "checkboxes", "selected_options": []}},
                "when": {"value": {"type": "datepicker", "selected_date": None}},
            },
        },
    ]


def test_the_live_promise_changes_and_what_was_typed_stays(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    dialog = open_form(page)
    fill(dialog)
    dialog.get_by_role("textbox", name="Facts").fill("It beeps")
    subject = dialog.get_by_role("textbox", name="Subject")
    subject.focus()
    for _ in range(7):
        page.keyboard.press("ArrowLeft")
    dialog.get_by_role("radio", name="High").check()
    wait_until(lambda: any(deed["block_id"] == "severity" for deed in workspace.heard("/page/action")), page)
    subject.focus()
    changed = sample_blocks.form("First response by Thu 2 Jul, 16:00 (Toronto).")
    # The app may rewrite a field that one stands in: a new label, the same block and action.
    changed["blocks"][0]["label"] = sample_blocks.plain("Subject, in a few words")
    workspace.tell(type="view_updated", view=changed)
    expect(dialog).to_contain_text("16:00 (Toronto)")
    renamed = dialog.get_by_role("textbox", name="Subject, in a few words")
    expect(renamed).to_be_focused()
    page.keyboard.type("box ")
    expect(renamed).to_have_value("Meter box blocked")
    expect(dialog.get_by_role("textbox", name="Facts")).to_have_value("It beeps")
    expect(dialog.get_by_role("radio", name="High")).to_be_checked()
    expect(dialog.locator(".live")).to_contain_text("16:00 (Toronto)")


def test_typing_asks_the_app_once_it_pauses(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    open_form(page)
    page.keyboard.type("Printer", delay=20)
    wait_until(lambda: bool(workspace.heard("/page/action")), page)
    page.wait_for_timeout(600)
    deeds = workspace.heard("/page/action")
    assert [(deed["view_id"], deed["block_id"], deed["action_id"], deed["value"]) for deed in deeds] == [
        ("V1OPEN", "subject", "value", "Printer")
    ]
    assert deeds[0]["state"]["severity"]["value"]["selected_option"]["value"] == "medium"


def test_an_empty_required_field_is_told_before_the_app_is_asked(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page()
    dialog = open_form(page)
    dialog.get_by_role("button", name="Open ticket").click()
    subject = dialog.get_by_role("textbox", name="Subject")
    expect(subject).to_be_focused()
    expect(subject).to_have_accessible_description("Please fill in this field.")
    assert workspace.heard("/page/view/submit") == []


def test_the_apps_errors_stand_at_their_field_until_it_changes(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    workspace.answers["/page/view/submit"] = {
        "ok": False,
        "errors": {"channel": "Phone opens Thursday 08:00."},
        "error": "Some fields need attention.",
    }
    page = open_page()
    dialog = open_form(page)
    fill(dialog)
    dialog.get_by_role("button", name="Open ticket").click()
    channel = dialog.get_by_role("combobox", name="Channel")
    expect(channel).to_have_accessible_description("Phone opens Thursday 08:00.")
    expect(channel).to_have_attribute("aria-invalid", "true")
    expect(channel).to_be_focused()
    expect(dialog.get_by_role("textbox", name="Subject")).not_to_have_attribute("aria-invalid", "true")
    channel.select_option("Phone")
    expect(channel).not_to_have_attribute("aria-invalid", "true")


def test_a_form_over_a_form_gives_way_to_the_one_below(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    fill(open_form(page))
    workspace.tell(
        type="view_opened",
        view={
            **sample_blocks.form(view_id="V2"),
            "title": sample_blocks.plain("Every window"),
            "submit": None,
            "blocks": [],
        },
    )
    expect(page.get_by_role("dialog", name="Every window")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Every window")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Subject")).to_have_value("Meter blocked")


def test_an_irreversible_act_is_confirmed_and_no_has_the_focus(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page()
    close = page.locator(f'#conversation [data-ts="{samples.PARENT}"]').get_by_role(
        "button", name="Close", exact=True
    )
    close.click()
    dialog = page.get_by_role("dialog", name="Close #42?")
    expect(dialog.get_by_role("button", name="Keep it open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert workspace.heard("/page/action") == []
    close.click()
    dialog.get_by_role("button", name="Close ticket").click()
    wait_until(lambda: bool(workspace.heard("/page/action")), page)
    assert [
        (deed["action_id"], deed["value"], deed["channel"]) for deed in workspace.heard("/page/action")
    ] == [("close", "42", "C1HELP")]


def test_a_menu_on_a_message_acts_at_once(open_page: Open, workspace: FakeWorkspace) -> None:
    page = open_page()
    page.get_by_role("combobox", name="Assign to").select_option("Inès Caron")
    wait_until(lambda: bool(workspace.heard("/page/action")), page)
    deed = workspace.heard("/page/action")[0]
    assert (deed["type"], deed["selected_user"]) == ("users_select", "U1INES")
    assert deed["state"]["menus"]["until"] == {"type": "datepicker", "selected_date": "2026-07-03"}


def test_escape_closes_an_answer_whose_pressed_button_was_redrawn_away(
    open_page: Open, workspace: FakeWorkspace
) -> None:
    page = open_page()

    def answer(*blocks: dict[str, object]) -> dict[str, object]:
        about = {
            "title": sample_blocks.plain("People"),
            "submit": None,
            "close": None,
            "blocks": list(blocks),
        }
        return {**sample_blocks.form(view_id="V3"), **about}

    button = {"type": "button", "action_id": "a", "value": "people", "text": sample_blocks.plain("Laurier")}
    workspace.tell(
        type="view_opened", view=answer({"type": "actions", "block_id": "b", "elements": [button]})
    )
    dialog = page.get_by_role("dialog", name="People")
    dialog.get_by_role("button", name="Laurier").focus()
    told = {"type": "section", "block_id": "c", "text": sample_blocks.plain("Nadia Roy")}
    workspace.tell(type="view_updated", view=answer(told))
    expect(dialog).to_contain_text("Nadia Roy")
    assert dialog.evaluate("node => node.contains(document.activeElement)")
    expect(dialog.locator("footer").get_by_role("button", name="Close")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
