"""Forms: opened in time, stacked, updated while one types, refused at their fields, closed; and the home."""

import pytest

from adapters.workspace.errors import AppSilentError


def plain(text):
    return {"type": "plain_text", "text": text}


def option(value):
    return {"text": plain(value.title()), "value": value}


SUBJECT = {
    "type": "input",
    "block_id": "subject",
    "label": plain("Subject"),
    "element": {"type": "plain_text_input", "action_id": "text", "max_length": 20},
}
SEVERITY = {
    "type": "input",
    "block_id": "severity",
    "label": plain("Severity"),
    "dispatch_action": True,
    "element": {
        "type": "static_select",
        "action_id": "choice",
        "options": [option("medium"), option("critical")],
        "initial_option": option("medium"),
    },
}


def form(*blocks, **more):
    return {
        "type": "modal",
        "callback_id": "open",
        "private_metadata": "C_HELP",
        "title": plain("Open a ticket"),
        "submit": plain("Open ticket"),
        "close": plain("Cancel"),
        "blocks": list(blocks) or [SUBJECT, SEVERITY],
        **more,
    }


@pytest.fixture
def opening(stage):
    """The app opens `stage.form` at /ticket open, and writes the API's answers into `stage.opened`."""
    stage.form = form()
    stage.opened = []

    async def open_form(payload):
        stage.opened.append(await stage.api("views.open", trigger_id=payload["trigger_id"], view=stage.form))

    stage.app.answers["/ticket"] = open_form
    return stage


async def test_a_command_opens_a_form_and_its_submission_carries_the_values(stage, opening):
    await stage.nadia.slash("#help", "/ticket", "open")
    assert stage.tom.modal() is None
    assert stage.nadia.read(stage.nadia.modal()) == (
        "Open a ticket\nSubject: [plain_text_input]\nSeverity: [Medium]\n[Open ticket] [Cancel]"
    )

    assert await stage.nadia.submit(fields={"Subject": "Meter blocked", "severity": "Critical"}) is None

    sent = stage.app.heard[-1]
    assert (sent["type"], sent["user"]["id"], sent["view"]["callback_id"]) == (
        "view_submission",
        "U_NADIA",
        "open",
    )
    assert sent["view"]["private_metadata"] == "C_HELP"
    assert sent["view"]["state"]["values"] == {
        "subject": {"text": {"type": "plain_text_input", "value": "Meter blocked"}},
        "severity": {"choice": {"type": "static_select", "selected_option": option("critical")}},
    }
    assert stage.nadia.modal() is None


async def test_a_trigger_serves_once(stage, opening):
    async def open_twice(payload):
        for _ in range(2):
            stage.opened.append(await stage.api("views.open", trigger_id=payload["trigger_id"], view=form()))

    stage.app.answers["/ticket"] = open_twice
    await stage.nadia.slash("#help", "/ticket", "open")
    assert [answer.get("error") for answer in stage.opened] == [None, "exchanged_trigger_id"]


async def test_a_trigger_dies_after_three_seconds(stage, opening):
    await stage.nadia.slash("#help", "/ticket", "open")
    trigger = stage.app.heard[0]["trigger_id"]
    stage.app.answers.clear()
    await stage.nadia.slash("#help", "/ticket", "open")
    fresh = stage.app.heard[1]["trigger_id"]
    stage.wall.seconds += 3.1
    assert (await stage.api("views.open", trigger_id=trigger, view=form()))["error"] == "exchanged_trigger_id"
    assert (await stage.api("views.open", trigger_id=fresh, view=form()))["error"] == "expired_trigger_id"


async def test_needed_fields_and_lengths_are_checked_before_the_app_is_asked(stage, opening):
    await stage.nadia.slash("#help", "/ticket", "open")
    assert await stage.nadia.submit() == {"subject": "Please complete this required field."}
    assert await stage.nadia.submit(fields={"Subject": "x" * 21}) == {
        "subject": "Enter at most 20 characters."
    }
    assert len(stage.app.heard) == 1


async def test_the_apps_errors_stand_at_their_fields_and_the_form_stays(stage, opening):
    async def refuse(payload):
        return {"response_action": "errors", "errors": {"subject": "Say what is wrong."}}

    stage.app.answers["view_submission"] = refuse
    await stage.nadia.slash("#help", "/ticket", "open")
    assert await stage.nadia.submit(fields={"Subject": "x"}) == {"subject": "Say what is wrong."}
    assert stage.nadia.modal()["state"]["values"]["subject"]["text"]["value"] == "x"


async def test_errors_for_a_field_that_is_not_there_are_trouble(stage, opening):
    async def refuse(payload):
        return {"response_action": "errors", "errors": {"nowhere": "x"}}

    stage.app.answers["view_submission"] = refuse
    await stage.nadia.slash("#help", "/ticket", "open")
    with pytest.raises(AppSilentError, match="We had some trouble connecting"):
        await stage.nadia.submit(fields={"Subject": "x"})


async def test_a_changed_field_lets_the_app_update_the_form_and_keeps_what_was_typed(stage, opening):
    promise = {"type": "context", "block_id": "promise", "elements": [plain("Due Thursday")]}

    async def follow(payload):
        view = payload["view"]
        answer = await stage.api(
            "views.update", view_id=view["id"], hash=view["hash"], view=form(SUBJECT, SEVERITY, promise)
        )
        stage.opened.append(answer)
        stage.opened.append(
            await stage.api("views.update", view_id=view["id"], hash=view["hash"], view=form())
        )

    stage.app.answers["block_actions"] = follow
    await stage.nadia.slash("#help", "/ticket", "open")
    view = await stage.nadia.change(stage.nadia.modal(), {"Subject": "Meter", "Severity": "critical"})

    action = stage.app.heard[-1]
    assert action["container"] == {"type": "view", "view_id": view["id"]}
    assert [(a["action_id"], a["selected_option"]["value"]) for a in action["actions"]] == [
        ("choice", "critical")
    ]
    assert action["view"]["state"]["values"]["subject"]["text"]["value"] == "Meter"
    assert "response_url" not in action
    assert [answer.get("error") for answer in stage.opened] == [None, None, "hash_conflict"]
    assert stage.nadia.read(view) == (
        "Open a ticket\nSubject: [Meter]\nSeverity: [Critical]\nDue Thursday\n[Open ticket] [Cancel]"
    )


async def test_forms_stack_three_high_and_submission_may_update_push_or_clear(stage, opening):
    answers = [
        {"response_action": "push", "view": form(callback_id="second")},
        {"response_action": "push", "view": form(callback_id="third")},
        {"response_action": "update", "view": form(callback_id="third again")},
        {"response_action": "clear"},
    ]

    async def next_answer(payload):
        return answers.pop(0)

    stage.app.answers["view_submission"] = next_answer
    await stage.nadia.slash("#help", "/ticket", "open")
    seen = [stage.nadia.modal()["callback_id"]]
    while stage.nadia.modal():
        await stage.nadia.submit(fields={"Subject": "x"})
        seen.append((stage.nadia.modal() or {}).get("callback_id"))
    assert seen == ["open", "second", "third", "third again", None]


async def test_a_fourth_form_is_too_many(stage, opening):
    async def push(payload):
        stage.opened.append(await stage.api("views.push", trigger_id=payload["trigger_id"], view=form()))

    stage.app.answers["block_actions"] = push
    await stage.nadia.slash("#help", "/ticket", "open")
    for _ in range(3):
        await stage.nadia.change(stage.nadia.modal(), {"Severity": "critical"})
    assert [answer.get("error") for answer in stage.opened] == [None, None, None, "push_limit_reached"]


async def test_a_closed_form_tells_the_app_only_where_it_asked(stage, opening):
    await stage.nadia.slash("#help", "/ticket", "open")
    await stage.nadia.close()
    stage.form = form(notify_on_close=True)
    await stage.nadia.slash("#help", "/ticket", "open")
    await stage.nadia.close()
    assert [(h["type"], h["is_cleared"]) for h in stage.app.heard if "command" not in h] == [
        ("view_closed", False)
    ]


async def test_an_invalid_form_is_refused_with_its_place(stage, opening):
    stage.form = form(title=plain("x" * 25))
    await stage.nadia.slash("#help", "/ticket", "open")
    assert stage.opened == [
        {
            "ok": False,
            "error": "invalid_arguments",
            "response_metadata": {
                "messages": ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"]
            },
        }
    ]
    assert stage.nadia.modal() is None


async def test_the_home_is_asked_for_published_and_kept(stage):
    async def publish(payload):
        home = {"type": "home", "blocks": [{"type": "header", "text": plain("Nothing is waiting.")}]}
        await stage.api("views.publish", user_id=payload["event"]["user"], view=home)

    stage.app.answers["app_home_opened"] = publish
    assert stage.nadia.home() is None
    assert stage.nadia.read(await stage.nadia.open_home()) == "Nothing is waiting."
    assert stage.tom.home() is None
    assert "view" not in stage.app.events("app_home_opened")[0]
    await stage.nadia.open_home()
    assert stage.app.events("app_home_opened")[1]["view"]["id"] == stage.nadia.home()["id"]
    await stage.restart()
    assert stage.nadia.read(stage.nadia.home()) == "Nothing is waiting."


async def test_shortcuts_on_a_message_and_from_anywhere_reach_the_app(stage):
    said = await stage.tom.say("#help", "The meter is blocked")
    await stage.nadia.shortcut("open_from_message", said)
    await stage.nadia.shortcut("new_ticket")
    on_message, anywhere = [h for h in stage.app.heard if h["type"] in ("message_action", "shortcut")]
    assert (
        on_message["callback_id"],
        on_message["message_ts"],
        on_message["message"]["text"],
        on_message["channel"],
    ) == (
        "open_from_message",
        said["ts"],
        "The meter is blocked",
        {"id": "C_HELP", "name": "help"},
    )
    assert (anywhere["callback_id"], "channel" in anywhere) == ("new_ticket", False)
