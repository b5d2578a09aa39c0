"""What a person does: writes, presses, fills in, opens the extension; and what the bot's answer does here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from adapters.teamspace.files import referred, told
from adapters.teamspace.link import Link
from adapters.teamspace.specs import PersonSpec
from adapters.teamspace.world import BOT_NAME, Json, Message, World

CARD = "application/vnd.microsoft.card.adaptive"
PAGE = 10
"""Rows of a search that are asked for at a time."""
PREVIEW = 10_000
"""Characters of a message that Teams takes."""


class Refused(Exception):
    """A person asked for what is not to be had here; a sentence for them."""


async def say(
    world: World,
    link: Link,
    person: PersonSpec,
    conversation: str,
    text: str,
    root: str | None = None,
    files: Sequence[Json] = (),
) -> Message:
    """Write in a chat or channel. The bot hears its chat, and in channels what mentions it.

    Where its tenant has true slash commands, one is shown to its author alone and told to the bot alone;
    where the bot may hear its channels, it is told of everything.
    """
    if not world.may_see(person, conversation):
        raise Refused("You are not in this conversation.")
    if not (text.strip() or files) or len(text) > PREVIEW:
        raise Refused(f"Write something, up to {PREVIEW} characters.")
    if root is not None and _seen(world, person, root).conversation != conversation:
        raise Refused("That thread is gone.")
    words, mentions = link.written(text)
    is_chat = conversation in world.chats
    is_slash = world.tenant.slash and not is_chat and text.startswith("/")
    only_for = person.account if is_slash else None
    message = world.say(conversation, person.account, text=text, root=root, files=files, only_for=only_for)
    if (
        is_chat
        or is_slash
        or world.tenant.hears
        or any(each["mentioned"]["id"] == world.bot for each in mentions)
    ):
        message.heard = True
        world.keep(message)
        await link.send(_told(world, link, person, message, "message", words, mentions))
    return message


async def edit(world: World, link: Link, person: PersonSpec, message_id: str, text: str) -> None:
    """Change one's own message; the bot hears `messageUpdate` of what it was told."""
    message = _own(world, person, message_id)
    if not (text.strip() or message.files) or len(text) > PREVIEW:
        raise Refused(f"Write something, up to {PREVIEW} characters.")
    message.text, message.edited = text, True
    world.keep(message)
    if message.heard:
        words, mentions = link.written(text)
        activity = _told(world, link, person, message, "messageUpdate", words, mentions)
        activity["channelData"]["eventType"] = "editMessage"
        await link.send(activity)


async def delete(world: World, link: Link, person: PersonSpec, message_id: str) -> None:
    """Take one's own message away; the bot hears `messageDelete` of what it was told."""
    message = _own(world, person, message_id)
    message.deleted, message.text, message.withheld = True, "", message.text
    world.keep(message)
    if message.heard:
        activity = _told(world, link, person, message, "messageDelete", "", [])
        activity["channelData"]["eventType"] = "softDeleteMessage"
        await link.send(activity)


async def undelete(world: World, link: Link, person: PersonSpec, message_id: str) -> None:
    """Bring one's own message back; the bot hears `messageUpdate` of what it was told."""
    message = world.messages.get(message_id)
    if message is None or not message.deleted or message.author != person.account:
        raise Refused("This message cannot be brought back.")
    message.deleted, message.text, message.withheld = False, message.withheld, ""
    world.keep(message)
    if message.heard:
        words, mentions = link.written(message.text)
        activity = _told(world, link, person, message, "messageUpdate", words, mentions)
        activity["channelData"]["eventType"] = "undeleteMessage"
        await link.send(activity)


def _told(
    world: World,
    link: Link,
    person: PersonSpec,
    message: Message,
    kind: str,
    words: str,
    mentions: list[Json],
) -> Json:
    activity = link.frame(kind, person, message.conversation, message.root or message.id)
    activity |= {"id": message.id, "text": words, "textFormat": "plain"}
    if message.only_for is not None:
        activity["recipient"] = activity["recipient"] | {"isTargeted": True}
    activity["entities"] += mentions
    files = () if message.deleted else message.files
    if attachments := told(world, link.origin(), message.conversation, message.text, files):
        activity["attachments"] = attachments
    return activity


def _seen(world: World, person: PersonSpec, message_id: str) -> Message:
    """A message that the person has before them."""
    message = world.messages.get(message_id)
    if (
        message is None
        or message.deleted
        or message.only_for not in {None, person.account}
        or not world.may_see(person, message.conversation)
    ):
        raise Refused("This message is gone.")
    return message


def _own(world: World, person: PersonSpec, message_id: str) -> Message:
    message = _seen(world, person, message_id)
    if message.author != person.account:
        raise Refused("This message is not yours.")
    return message


async def press(world: World, link: Link, person: PersonSpec, message_id: str, data: Json) -> Json | None:
    """A card's button that opens a dialog; the dialog's page."""
    message = _seen(world, person, message_id)
    root = message.root or message.id
    activity = link.frame("invoke", person, message.conversation, root)
    activity |= {
        "name": "task/fetch",
        "replyToId": message.id,
        "value": {"data": data, "context": {"theme": "default"}},
    }
    return _page(await link.send(activity))


async def submit(
    world: World, link: Link, person: PersonSpec, conversation: str, data: Json, *, extension: bool
) -> Json | None:
    """A dialog's button; the next page, or None where the dialog closes."""
    if not world.may_see(person, conversation):
        raise Refused("You are not in this conversation.")
    activity = link.frame("invoke", person, conversation)
    name = "composeExtension/submitAction" if extension else "task/submit"
    activity |= {"name": name, "value": {"data": data, "commandId": "open"}}
    return _page(await link.send(activity))


async def extend(
    world: World,
    link: Link,
    person: PersonSpec,
    conversation: str,
    message_id: str | None = None,
    command: str = "open",
) -> Json | None:
    """An action of the extension, from the compose box or on a message; its dialog's page."""
    if not world.may_see(person, conversation):
        raise Refused("You are not in this conversation.")
    value: Json = {"commandId": command, "commandContext": "compose"}
    if message_id is not None:
        message = _seen(world, person, message_id)
        value |= {"commandContext": "message", "messagePayload": _payload(world, link, message)}
    activity = link.frame("invoke", person, conversation)
    return _page(await link.send(activity | {"name": "composeExtension/fetchTask", "value": value}))


async def find(
    world: World, link: Link, person: PersonSpec, conversation: str, words: str, skip: int = 0
) -> Json:
    """The extension's search: `rows` as they stand in the list with the card of each, or what it `says`."""
    if not world.may_see(person, conversation):
        raise Refused("You are not in this conversation.")
    asked = {"name": "words", "value": words} if words else {"name": "initialRun", "value": "true"}
    options = {"skip": skip, "count": PAGE}
    value = {"commandId": "find", "parameters": [asked], "queryOptions": options}
    activity = link.frame("invoke", person, conversation)
    told = await link.send(activity | {"name": "composeExtension/query", "value": value})
    found = told.get("composeExtension") or {}
    rows = [
        {
            "card": each["content"],
            **{n: str(each["preview"]["content"].get(n) or "") for n in ("title", "text")},
        }
        for each in found.get("attachments") or ()
    ]
    return {"rows": rows, "says": str(found.get("text") or ""), "more": len(rows) == PAGE}


def insert(
    world: World, person: PersonSpec, conversation: str, card: Json, root: str | None = None
) -> Message:
    """Send a message that holds a card which was found: the person's own; the bot hears nothing of it."""
    if not world.may_see(person, conversation):
        raise Refused("You are not in this conversation.")
    if root is not None and _seen(world, person, root).conversation != conversation:
        raise Refused("That thread is gone.")
    held = [{"contentType": CARD, "content": card}]
    return world.say(conversation, person.account, root=root, activity={"attachments": held})


def _payload(world: World, link: Link, message: Message) -> Json:
    """A message as Teams hands it to an action: what was typed is HTML."""
    author = world.people.get(message.author)
    user = {"userIdentityType": "aadUser", "id": author.id, "displayName": author.name} if author else None
    lines = "".join(f"<p>{escape(line, quote=False) or '&nbsp;'}</p>" for line in message.text.split("\n"))
    return {
        "id": message.id,
        "replyToId": message.root,
        "createdDateTime": message.at,
        "body": {"contentType": "html", "content": lines},
        "from": {"user": user, "application": None if author else {"id": world.bot, "displayName": BOT_NAME}},
        "attachments": referred(link.origin(), message.files),
        "linkToMessage": f"{link.origin()}/?conversation={message.conversation}&message={message.id}",
    }


async def install(world: World, link: Link) -> None:
    """The admin adds the app to the team: the bot is told of each channel. Anybody can write to it now."""
    for person in world.tenant.people:
        world.chat_of(person)
    for channel in world.tenant.channels:
        person = next(p for p in world.tenant.people if p.id in channel.members)
        activity = link.frame("conversationUpdate", person, channel.id)
        await link.send(activity | {"membersAdded": [{"id": world.bot}]})


async def install_for_people(world: World, link: Link) -> None:
    """The admin assigns the app to everybody: the bot is told of each chat."""
    for person in world.tenant.people:
        activity = link.frame("installationUpdate", person, world.chat_of(person))
        await link.send(activity | {"action": "add"})


def _page(body: Json) -> Json | None:
    task = body.get("task")
    if not isinstance(task, dict):
        return None
    if task.get("type") == "message":
        return {"title": "", "message": str(task.get("value") or "")}
    value = task.get("value")
    if not isinstance(value, dict):
        return None
    card = (value.get("card") or {}).get("content")
    return {"title": str(value.get("title") or ""), "card": card} if isinstance(card, dict) else None
