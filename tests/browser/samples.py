"""What the page is shown in its tests: a desk with its people, cards, a thread, a form and a Home."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 7, 2, 14, 0, tzinfo=TORONTO)
DUE = datetime(2026, 7, 2, 20, 0, tzinfo=TORONTO)
HOSTILE = (
    "<img src=x onerror=\"document.title='taken'\"> &lt;script&gt;document.title='taken'&lt;/script&gt; "
    "<javascript:document.title='taken'|press here> \ue0000\ue001 *<svg/onload=alert(1)>* "
    '<https://example.com/"onmouseover="alert(1)|a link>'
)


def ts(at: datetime, number: int = 0) -> str:
    return f"{int(at.timestamp())}.{number:06d}"


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def button(text: str, action_id: str, **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": "42", **more}


def person(user_id: str, name: str, title: str, locale: str = "en-US", **more: Any) -> Json:
    tz = {"fr": "Europe/Paris", "es": "Europe/Madrid"}.get(locale[:2], "America/Toronto")
    return {
        "id": user_id,
        "name": name.split(maxsplit=1)[0].lower().replace("è", "e"),
        "real_name": name,
        "title": title,
        "locale": locale,
        "tz": tz,
        "is_bot": False,
        "avatar": "",
        **more,
    }


USERS = [
    person("U1NADIA", "Nadia Roy", "Authorized contact, Hôtel Laurier"),
    person("U1TOM", "Tom Bell", "Colleague, Hôtel Laurier"),
    person("U1INES", "Inès Caron", "Agent, Boréal", "fr-CA", tz="America/Toronto"),
    person("U1MARC", "Marc Dubé", "Lead, Boréal"),
    person("U1SARA", "Sara Núñez", "Admin, Boréal", "es-ES"),
    person("U1BOT", "Guichet", "", is_bot=True),
]

DATE = f"<!date^{int(DUE.timestamp())}^{{date_short_pretty}}, {{time}}|Thu 2 Jul, 20:00>"
AGO = f"<!date^{int(DUE.timestamp())}^{{ago}}|later>"


def message(at: datetime, user: str, text: str, **more: Any) -> Json:
    return {
        "ts": ts(at, more.pop("number", 0)),
        "channel": more.pop("channel", "C1HELP"),
        "user": user,
        "bot": user == "U1BOT",
        "username": next(one["real_name"] for one in USERS if one["id"] == user),
        "text": text,
        "blocks": [],
        "ephemeral": False,
        "thread_ts": None,
        "reply_count": 0,
        "reply_users": [],
        "edited": False,
        "deleted": False,
        **more,
    }


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


OPENED = NOW - timedelta(hours=40, minutes=50)
PARENT = ts(OPENED, 42)


def channel_messages() -> list[Json]:
    return [
        message(
            OPENED - timedelta(minutes=9),
            "U1TOM",
            "The meter on floor 3 is blocked again, _since lunch_. See <https://example.com/meter|the manual>.",
        ),
        message(OPENED - timedelta(minutes=8), "U1TOM", "Error code `E-17`, and it beeps :bell:"),
        message(
            OPENED,
            "U1BOT",
            "#42 Meter blocked on floor 3",
            blocks=card(),
            number=42,
            thread_ts=PARENT,
            reply_count=3,
            reply_users=["U1NADIA", "U1INES"],
        ),
        message(
            NOW - timedelta(hours=2),
            "U1NADIA",
            "<@U1INES> can you come *before noon*?\n&gt; It beeps all day\nThanks, see <#C1DESK|desk>",
            edited=True,
        ),
        message(NOW - timedelta(minutes=50), "U1TOM", HOSTILE),
        message(NOW - timedelta(minutes=30), "U1BOT", "Before you call", blocks=rich()),
        message(
            NOW - timedelta(minutes=2),
            "U1BOT",
            f"I can’t open this ticket with Boréal for you: at Hôtel Laurier, authorized contacts do (PB-b.iii.first-line). Nadia Roy is available now, {AGO}.",
            ephemeral=True,
        ),
    ]


def thread_messages() -> list[Json]:
    return [
        channel_messages()[2],
        *(
            message(OPENED + timedelta(minutes=5 + n), user, text, thread_ts=PARENT, number=n)
            for n, (user, text) in enumerate(
                [
                    ("U1NADIA", "It started after the power cut."),
                    ("U1INES", "I am on my way, please keep the door open."),
                    ("U1NADIA", "Done. ```\nE-17\nretry 3\n```"),
                ],
            )
        ),
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


COMMANDS = [
    {
        "command": "/ticket",
        "hint": "open, show, escalate, why, usage, help",
        "description": "Open, follow and escalate tickets",
        "verbs": [
            {
                "verb": "open",
                "usage": "open [subject] [severity:…]",
                "example": "open Printer on fire severity:severe",
                "summary": "Open a ticket",
            },
            {"verb": "show", "usage": "show NUMBER", "example": "show 42", "summary": "Show a ticket's card"},
            {
                "verb": "escalate",
                "usage": "escalate NUMBER",
                "example": "escalate 42",
                "summary": "Send a ticket to the next level",
            },
            {"verb": "why", "usage": "why NUMBER", "example": "why 42", "summary": "Explain every deadline"},
            {
                "verb": "reopen",
                "usage": "reopen NUMBER [reason]",
                "example": "reopen 42 It beeps again",
                "summary": "Open a solved ticket again",
            },
        ],
    },
]

CHANNELS = [
    {
        "id": "C1HELP",
        "name": "help-boreal",
        "kind": "channel",
        "private": False,
        "purpose": "Ask Boréal for help",
        "unread": 0,
        "archived": False,
        "member": True,
    },
    {
        "id": "C1DESK",
        "name": "desk-boreal",
        "kind": "channel",
        "private": True,
        "purpose": "",
        "unread": 3,
        "archived": False,
        "member": True,
    },
    {
        "id": "C1HALL",
        "name": "hall",
        "kind": "channel",
        "private": False,
        "purpose": "",
        "unread": 0,
        "archived": False,
        "member": False,
    },
    {
        "id": "D1APP",
        "name": "Guichet",
        "kind": "app",
        "private": True,
        "purpose": "",
        "unread": 1,
        "archived": False,
        "member": True,
    },
]

SHORTCUTS = [
    {"type": "message", "name": "Open a ticket from this", "callback_id": "from_message"},
    {"type": "global", "name": "Open a ticket", "callback_id": "open_global"},
]


def bar(at: datetime) -> Json:
    local = at.astimezone(TORONTO)
    return {
        "time": local.isoformat(),
        "zone": "America/Toronto",
        "city": "Toronto",
        "status": "Open, closes 20:00",
        "is_open": True,
        "next_opening": datetime(2026, 7, 3, 8, 0, tzinfo=TORONTO).isoformat(),
        "next_event": {
            "label": "75 % of #42",
            "at": datetime(2026, 7, 2, 17, 0, tzinfo=TORONTO).astimezone(UTC).isoformat(),
        },
    }
