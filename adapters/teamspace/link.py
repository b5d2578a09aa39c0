"""Activities to the bot, as Teams makes them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from html import escape

import aiohttp

from adapters.teamspace.signing import Signing
from adapters.teamspace.specs import PersonSpec
from adapters.teamspace.world import BOT_NAME, Json, World

OK = 200
PATIENCE = 15.0
"""Seconds that Teams waits for a bot."""
_NAMES = re.compile(r"@(\S+(?: [A-ZÀ-Ý]\S*)?)")


class BotSilent(Exception):
    """The bot did not answer, or not as it must; why."""


class Link:
    """The way to the bot: every activity carries a token that the bot can check."""

    def __init__(self, world: World, signing: Signing) -> None:
        self._world = world
        self._signing = signing
        self._session: aiohttp.ClientSession | None = None
        self._numbers = itertools.count(1)
        self.url = ""
        """Where the bot listens."""
        self.origin: Callable[[], str] = str
        """Where we are: the bot answers there."""

    async def stop(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def frame(self, kind: str, person: PersonSpec, conversation: str, root: str | None = None) -> Json:
        """What every activity says of who and where."""
        world = self._world
        channel = world.channels.get(conversation)
        told: Json = {
            "type": kind,
            "id": f"f:{next(self._numbers)}-{world.now().timestamp():.6f}",
            "timestamp": world.now().isoformat(),
            "channelId": "msteams",
            "serviceUrl": self.origin(),
            "from": {"id": person.account, "name": person.name, "aadObjectId": person.id},
            "recipient": {"id": world.bot, "name": BOT_NAME},
            "conversation": {
                "id": f"{conversation};messageid={root}" if channel and root else conversation,
                "conversationType": "channel" if channel else "personal",
                "tenantId": world.tenant.id,
                **({"isGroup": True} if channel else {}),
            },
            "channelData": {"tenant": {"id": world.tenant.id}},
            "locale": person.locale,
            "entities": [{"type": "clientInfo", "locale": person.locale, "timezone": person.zone}],
        }
        if channel:
            told["channelData"] |= {
                "team": {"id": "19:team@thread.tacv2"},
                "channel": {"id": channel.id, "name": channel.name},
            }
        return told

    def written(self, words: str) -> tuple[str, list[Json]]:
        """What a person typed as Teams sends it: `@Name` of the bot or of a person becomes a mention."""
        known = {BOT_NAME.casefold(): (self._world.bot, BOT_NAME)}
        for person in self._world.tenant.people:
            named = (person.account, person.name)
            known |= {person.name.casefold(): named, person.name.split()[0].casefold(): named}
        mentions: list[Json] = []

        def mark(found: re.Match[str]) -> str:
            whole = found.group(1)
            for name in (whole, whole.split(" ")[0]):
                hit = known.get(name.casefold())
                if hit is not None:
                    text = f"<at>{hit[1]}</at>"
                    mentions.append(
                        {"type": "mention", "text": text, "mentioned": {"id": hit[0], "name": hit[1]}}
                    )
                    return text + whole[len(name) :]
            return found.group(0)

        return _NAMES.sub(mark, escape(words, quote=False)), mentions

    async def send(self, activity: Json) -> Json:
        """One activity to the bot; the answer's body. BotSilent where there is none."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE))
        headers = {"Authorization": f"Bearer {self._signing.token(self.origin())}"}
        try:
            async with self._session.post(self.url, json=activity, headers=headers) as answer:
                told = await answer.json(content_type=None)
                if answer.status != OK:
                    raise BotSilent(f"the bot answered {answer.status}")
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise BotSilent("the bot did not answer in time") from error
        return told if isinstance(told, dict) else {}
