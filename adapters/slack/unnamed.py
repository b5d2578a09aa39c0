"""Files of which an event tells the id alone, as in channels of Slack Connect: Slack is asked for more."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from adapters.slack.client import SlackClient
from adapters.slack.inbound.files import attachment
from adapters.slack.wire import mapping
from bot.ports import DeliveryError
from bot.requests import Attachment, Request, Said

PATIENCE = 0.8
"""Seconds that a message waits for the names of its files: the event's acknowledgement is due."""


async def with_names(client: SlackClient, request: Request) -> Request:
    """The request with its files named, as far as Slack tells soon enough and our bot may ask."""
    intent, team = request.intent, request.place.tenant
    if not isinstance(intent, Said) or all(file.name for file in intent.files):
        return request
    asking = [asyncio.ensure_future(_named(client, team, file)) for file in intent.files]
    await asyncio.wait(asking, timeout=PATIENCE)
    found = (job.result() if job.done() else file for job, file in zip(asking, intent.files, strict=True))
    return replace(request, intent=replace(intent, files=tuple(found)))


async def _named(client: SlackClient, team: str, file: Attachment) -> Attachment:
    if file.name:
        return file
    try:
        answer = await client.call(team, "files.info", file=file.ref)
    except DeliveryError:
        return file
    return attachment(mapping(answer.get("file")))
