"""A reply as a message: text for notifications and screen readers, blocks for the eye."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.serving.words import clean
from adapters.slack.check import fit_message
from adapters.slack.render.blocks import blocks_of, rich_block, section
from adapters.slack.render.parts import MESSAGE, Room, fits, part_of
from adapters.slack.render.tables import fits as fits_a_table
from adapters.slack.render.words import escape
from adapters.slack.wire import Json
from bot.replies import Block, Form, Prose, Reply, Table


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack is given, and what had to be cut for it."""

    text: str
    blocks: list[Json]
    warnings: tuple[str, ...]


def message(reply: Reply, tenant: str) -> Message:
    """The reply as a message for readers of the workspace `tenant`. Never fails; warns of what it cut."""
    blocks = body(reply, tenant, MESSAGE, tables=True)
    text, fitted, warnings = fit_message(escape(reply.summary) or "…", blocks)
    return Message(text, fitted, warnings)


def body(reply: Reply, tenant: str, room: Room, *, tables: bool = False) -> list[Json]:
    """The reply's blocks, not yet checked; the summary itself where there are none, or a form alone.

    What is too much for the `room` comes in parts. `tables`: the first table that fits stands as one. Slack
    takes one a message, and none in a view.
    """
    whole = _blocks(reply, tenant, tables=tables)
    if fits(whole, room):
        return whole

    def render(block: Block, index: int) -> list[Json]:
        return blocks_of(block, tenant, index, table=tables and reply.rest is not None)

    return part_of(reply.blocks or (Prose((reply.summary,)),), render, room, reply.rest)


def _blocks(reply: Reply, tenant: str, *, tables: bool) -> list[Json]:
    standing = (at for at, each in enumerate(reply.blocks) if isinstance(each, Table) and fits_a_table(each))
    first = next(standing, None) if tables else None
    blocks = [
        block
        for index, each in enumerate(reply.blocks)
        for block in blocks_of(each, tenant, index, table=index == first)
    ]
    if any(not isinstance(each, Form) for each in reply.blocks) and blocks:
        return blocks
    summary = clean(reply.summary)
    said = rich_block([section([{"type": "text", "text": summary}] if summary else [])])
    return [*said, *blocks]
