"""What an app draws in the page's tests: a card, rich text, a form, a Home."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]


TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 7, 2, 14, 0, tzinfo=TORONTO)
DUE = datetime(2026, 7, 2, 20, 0, tzinfo=TORONTO)


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def button(text: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": "42", **more}


DATE = f"<!date^{int(DUE.timestamp())}^{{date_short_pretty}}, {{time}}|Thu 2 Jul, 20:00>"
AGO = f"<!date^{int(DUE.timestamp())}^{{ago}}|later>"


def card() -> list[Json]:
    return [
        {
            "type": "section",
            "block_id": "subject",
            "text": mrkdwn("*#42 Meter blocked on floor 3*"),
            "accessory": {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    option("Assign", "assign"),
                    option("Severity", "severity"),
                    option("Snooze", "snooze"),
                ],
            },
        },
        {
            "type": "section",
            "block_id": "state",
            "fields": [
                mrkdwn("Status: new"),
                mrkdwn("Assigned to: nobody"),
                mrkdwn("Account: Hôtel Laurier"),
                mrkdwn("Severity: high"),
            ],
        },
        {
            "type": "section",
            "block_id": "clock",
            "text": mrkdwn(
                f":hourglass_flowing_sand: Running, first response due *{DATE}*; at 14:00, 6 h business, 6 h calendar left (50 % used), {AGO}"
            ),
        },
        {
            "type": "context",
            "block_id": "because",
            "elements": [mrkdwn("Nadia Roy, standard, chat, PB-b.ii, no remote session")],
        },
        {
            "type": "actions",
            "block_id": "deeds",
            "elements": [
                button("Claim", "claim", style="primary"),
                button("Answer requester", "answer"),
                button("Escalate", "escalate"),
                button(
                    "Close",
                    "close",
                    style="danger",
                    confirm={
                        "title": plain("Close #42?"),
                        "text": mrkdwn("*Nadia* can reopen it for ten days."),
                        "confirm": plain("Close ticket"),
                        "deny": plain("Keep it open"),
                        "style": "danger",
                    },
                ),
            ],
        },
    ]


def rich() -> list[Json]:
    words = {"type": "text", "text": "Three checks, "}
    strong = {"type": "text", "text": "in this order", "style": {"bold": True}}
    return [
        {"type": "header", "block_id": "h", "text": plain("Before you call :telephone_receiver:")},
        {
            "type": "rich_text",
            "block_id": "rt",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        words,
                        strong,
                        {"type": "text", "text": ", by "},
                        {"type": "user", "user_id": "U1INES"},
                        {"type": "text", "text": " in "},
                        {"type": "channel", "channel_id": "C1DESK"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "the cable"}]},
                        {
                            "type": "rich_text_section",
                            "elements": [
                                {"type": "text", "text": "the light, "},
                                {"type": "emoji", "name": "large_green_circle", "unicode": "1f7e2"},
                            ],
                        },
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": 1,
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": "green or amber"}],
                        }
                    ],
                },
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Never open the meter."}]},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "meter --status"}]},
            ],
        },
        {"type": "divider", "block_id": "d"},
        {
            "type": "table",
            "block_id": "t",
            "column_settings": [{}, {"align": "right"}],
            "rows": [
                [{"type": "raw_text", "text": "Plan"}, {"type": "raw_text", "text": "First response"}],
                [{"type": "raw_text", "text": "standard"}, {"type": "raw_text", "text": "12 h business"}],
                [{"type": "raw_text", "text": "premium"}, {"type": "raw_text", "text": "4 h business"}],
            ],
        },
        {
            "type": "actions",
            "block_id": "menus",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "severity",
                    "placeholder": plain("Severity"),
                    "options": [option("High", "high"), option("Low", "low")],
                },
                {"type": "users_select", "action_id": "assign", "placeholder": plain("Assign to")},
                {"type": "datepicker", "action_id": "until", "initial_date": "2026-07-03"},
            ],
        },
    ]


PROMISE = "First response by Thu 2 Jul, 20:00 (Toronto), clause PB-b.ii. 12 h business, 46 h 50 calendar."


def form(promise: str = PROMISE, view_id: str = "V1OPEN") -> Json:
    def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
        return {
            "type": "input",
            "block_id": block_id,
            "label": plain(label),
            "element": {"action_id": "value", **element},
            **more,
        }

    severities = [
        {**option("High", "high"), "description": plain("Nobody can work")},
        {**option("Medium", "medium"), "description": plain("Some cannot work")},
    ]
    return {
        "id": view_id,
        "type": "modal",
        "title": plain("Open a ticket"),
        "submit": plain("Open ticket"),
        "close": plain("Cancel"),
        "blocks": [
            field(
                "subject",
                "Subject",
                {
                    "type": "plain_text_input",
                    "max_length": 120,
                    "placeholder": plain("What is wrong"),
                    "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
                },
                dispatch_action=True,
            ),
            field(
                "facts",
                "Facts",
                {"type": "plain_text_input", "multiline": True},
                optional=True,
                hint=plain("What you see, since when"),
            ),
            field(
                "severity",
                "Severity",
                {"type": "radio_buttons", "options": severities, "initial_option": severities[1]},
                dispatch_action=True,
            ),
            field(
                "channel",
                "Channel",
                {"type": "static_select", "options": [option("Chat", "chat"), option("Phone", "phone")]},
            ),
            {"type": "section", "block_id": "promise", "text": mrkdwn(f":hourglass_flowing_sand: {promise}")},
            field(
                "remote",
                "Remote access",
                {"type": "checkboxes", "options": [option("An agent may take control", "yes")]},
                optional=True,
            ),
            field("when", "When", {"type": "datepicker"}, optional=True),
        ],
        "state": {"values": {}},
    }


def home() -> Json:
    return {
        "id": "V1HOME",
        "type": "home",
        "blocks": [
            {"type": "header", "block_id": "h1", "text": plain("My queue")},
            {
                "type": "section",
                "block_id": "q1",
                "text": mrkdwn(
                    f"*#42 Meter blocked*, Hôtel Laurier, due *{DATE}*, 3 h business, 3 h calendar"
                ),
                "accessory": button("Open", "open_42"),
            },
            {"type": "divider", "block_id": "d1"},
            {
                "type": "actions",
                "block_id": "a1",
                "elements": [
                    button("Open a ticket", "open_form", style="primary"),
                    button("My plan", "plan"),
                ],
            },
        ],
    }
