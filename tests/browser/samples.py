"""What the page is shown in its tests: a desk with its people, its messages and a thread."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.sample_blocks import AGO, NOW, TORONTO, Json, card, rich

HOSTILE = (
    "<img src=x onerror=\"document.title='taken'\"> &lt;script&gt;document.title='taken'&lt;/script&gt; "
    "<javascript:document.title='taken'|press here> \ue0000\ue001 *<svg/onload=alert(1)>* "
    '<https://example.com/"onmouseover="alert(1)|a link>'
)


def ts(at: datetime, number: int = 0) -> str:
    return f"{int(at.timestamp())}.{number:06d}"


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
