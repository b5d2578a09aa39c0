"""Messages of Teams in private chats, sent as fast as they are answered: `python -m bench.teamload JSON`."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass

from bench.load import rounds
from bench.microsoft import APP, TENANT

HEAD = (
    "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
    "Authorization: Bearer {token}\r\nContent-Length: {length}\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Chats:
    """What is said, over and over: each time by the next user in their chat with the bot."""

    text: str
    users: int
    token: str
    origin: str
    wanted: str = ""

    def request(self, number: int) -> bytes:
        """An activity as Teams sends one; never the same twice."""
        user = f"U{number % self.users:05}"
        body = json.dumps(
            {
                "type": "message",
                "id": f"{time.time_ns()}",
                "channelId": "msteams",
                "serviceUrl": self.origin,
                "from": {"id": f"29:{user}", "aadObjectId": f"aad-{user}", "name": f"User {int(user[1:])}"},
                "recipient": {"id": f"28:{APP}", "name": "Guichet"},
                "conversation": {"id": f"a:{user}", "conversationType": "personal", "tenantId": TENANT},
                "channelData": {"tenant": {"id": TENANT}},
                "text": self.text.replace("{n}", str(number)),
                "textFormat": "plain",
                "locale": "en-GB",
                "localTimezone": "Europe/London",
            }
        ).encode()
        return HEAD.format(token=self.token, length=len(body)).encode() + body


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    asked = Chats(**given["work"])
    print(
        json.dumps(asdict(asyncio.run(rounds(given["port"], given["seconds"], given["connections"], asked))))
    )
