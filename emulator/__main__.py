"""`python -m emulator`: what an independent emulator says to each call that we make. Needs Node."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import TemporaryDirectory

from adapters.slack.client import SlackClient
from adapters.slack.copying import Copying
from adapters.slack.directory import profile_of
from adapters.slack.messenger import Posting
from adapters.slack.settings import SlackSettings
from adapters.slack.wire import mapping
from bot.clock import wall
from bot.ports import DeliveryError, Destination, Permanent, Sent
from bot.replies import Action, Actions, Because, ClockMark, Countdown, Facts, Prose, Reply, Strong
from bot.requests import Actor
from emulator.serving import PERSON, TOKEN, NoEmulator, emulator, translated

CARD = Reply(
    "#42 Meter blocked, open.",
    (
        Prose(("#42 ", Strong("Meter blocked <!channel> & co"))),
        Facts((("Status", ("Open",)), ("Assignee", ("Inès Caron",)))),
        Countdown(ClockMark.RUNNING, ("Running",), datetime(2026, 7, 3, 0, tzinfo=UTC)),
        Because((("Nadia Roy, by chat",),)),
        Actions((Action("Escalate", "escalate 42"), Action("Why", "why 42"))),
    ),
)


@dataclass
class Opinion:
    """What was asked, and what came of it."""

    posting: Posting
    client: SlackClient
    channel: str
    team: str
    me: str
    user: str
    card: str = ""

    def to(self, thread: str | None = None) -> Destination:
        """The channel, or a thread in it."""
        return Destination("slack", self.team, self.channel, thread)

    async def auth_test(self) -> None:
        """`auth.test` names the workspace and the bot."""
        answer = await self.client.call(self.team, "auth.test")
        assert all(answer[name] for name in ("team_id", "user_id")), answer

    async def users_info(self) -> None:
        """`users.info` is read into a profile with a name."""
        answer = await self.client.call(self.team, "users.info", user=self.user, include_locale=True)
        assert profile_of(mapping(answer["user"]), self.team).name == PERSON, answer

    async def post(self) -> None:
        """`chat.postMessage` with blocks and metadata gives the message's reference."""
        sent = await self.posting.post(self.to(), CARD, "key-1")
        assert (sent.conversation, bool(sent.ref)) == (self.channel, True), sent
        self.card = sent.ref

    async def found(self) -> None:
        """`conversations.history` with all metadata finds it by its key, and no other."""
        assert await self.posting.find(self.to(), "key-1", wall() - 60) is not None
        assert await self.posting.find(self.to(), "key-none", wall() - 60) is None

    async def edited(self) -> None:
        """`chat.update` replaces it, and it is still found by its key."""
        await self.posting.edit(self.to(), self.card, Reply("#42 Meter blocked, solved."))
        sent = await self.posting.find(self.to(), "key-1", wall() - 60)
        assert sent == Sent(self.channel, self.card), sent

    async def answered(self) -> None:
        """A reply in its thread is found by `conversations.replies`."""
        sent = await self.posting.post(self.to(self.card), Reply("Thank you."), "key-2")
        found = await self.posting.find(self.to(self.card), "key-2", wall() - 60)
        assert found == sent, found

    async def privately(self) -> None:
        """`conversations.open` gives the chat with a person, and the post arrives there."""
        to = Destination("slack", self.team, person=Actor("slack", self.team, self.user))
        sent = await self.posting.post(to, Reply("Privately."), "key-3")
        assert sent.conversation.startswith("D"), sent

    async def whispered(self) -> None:
        """`chat.postEphemeral` is taken for a member, and refused for who is not in the channel."""
        asked = {"channel": self.channel, "user": self.me, "text": "Only you"}
        await self.client.call(self.team, "chat.postEphemeral", **asked)
        code = "it was posted"
        try:
            await self.client.call(self.team, "chat.postEphemeral", **asked | {"user": self.user})
        except Permanent as error:
            code = error.code
        assert code == "user_not_in_channel", code

    async def info(self) -> None:
        """`conversations.info` tells whether the bot is a member."""
        answer = await self.client.call(self.team, "conversations.info", channel=self.channel)
        assert mapping(answer["channel"])["is_member"] is True, answer

    async def permalink(self) -> None:
        """`chat.getPermalink` gives an address."""
        asked = {"channel": self.channel, "message_ts": self.card}
        answer = await self.client.call(self.team, "chat.getPermalink", **asked)
        assert str(answer["permalink"]).startswith("http"), answer

    async def refused(self) -> None:
        """A channel that is not there is a permanent failure, by Slack's own word."""
        code = "it was posted"
        try:
            await self.posting.post(Destination("slack", self.team, "C0NOWHERE"), CARD, "key-4")
        except Permanent as error:
            code = error.code
        assert code == "channel_not_found", code

    async def home(self) -> None:
        """`views.publish` is taken."""
        view = {"type": "home", "blocks": []}
        await self.client.call(self.team, "views.publish", user_id=self.user, view=view)


async def ask() -> int:
    """Ask about each call; returns how many it disagrees about."""
    with TemporaryDirectory() as folder:
        async with emulator(folder) as api, translated(api) as way:
            return await _of_each(way)


async def _of_each(way: str) -> int:
    settings = SlackSettings("unused", bot_token=TOKEN, api_base_url=way)
    client = SlackClient(settings)
    posting = Posting(client, Copying(client, settings))
    try:
        me = await client.call("", "auth.test")
        held = (await client.call("", "users.list"))["members"]
        person = next(each["id"] for each in held if each["real_name"] == PERSON)
        opinion = Opinion(posting, client, "C000000001", str(me["team_id"]), str(me["user_id"]), person)
        calls: tuple[Callable[[], Awaitable[None]], ...] = (
            opinion.auth_test,
            opinion.users_info,
            opinion.info,
            opinion.post,
            opinion.found,
            opinion.edited,
            opinion.answered,
            opinion.permalink,
            opinion.privately,
            opinion.whispered,
            opinion.refused,
            opinion.home,
        )
        return sum([await _one(call) for call in calls])
    finally:
        await client.close()


async def _one(call: Callable[[], Awaitable[None]]) -> bool:
    try:
        await call()
    except (AssertionError, DeliveryError, KeyError) as error:
        unknown = isinstance(error, DeliveryError) and error.code in {"unknown_method", "http_404"}
        print(f"{'not emulated' if unknown else 'DIFFERS':<12}  {call.__doc__}  ({error})")
        return not unknown
    print(f"{'agrees':<12}  {call.__doc__}")
    return False


def main() -> int:
    """Returns the exit status."""
    try:
        return 1 if asyncio.run(ask()) else 0
    except NoEmulator as error:
        print(f"emulator: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
