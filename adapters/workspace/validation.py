"""Checks messages and views against Slack's rules before they are shown, as Slack's API does."""

import json
from typing import Any, NoReturn

from adapters.workspace import limits
from adapters.workspace.blocks import interactive
from adapters.workspace.checking import Problems
from adapters.workspace.errors import SlackError
from adapters.workspace.model import Json
from adapters.workspace.texts import texts_of
from adapters.workspace.validation_blocks import check_block

_VIEW_KEYS = frozenset(
    (
        "type",
        "title",
        "submit",
        "close",
        "blocks",
        "private_metadata",
        "callback_id",
        "clear_on_close",
        "notify_on_close",
        "external_id",
        "submit_disabled",
    )
)
_HOME_KEYS = frozenset(("type", "blocks", "private_metadata", "callback_id", "external_id"))


def check_message_blocks(blocks: Any) -> None:
    """Raise Slack's error for blocks that a message may not hold."""
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    problems = Problems()
    _check_blocks(problems, blocks, limits.MESSAGE_BLOCKS, view=None)
    if problems.found:
        _refuse("invalid_blocks", problems)
    if sum(block.get("type") == "table" for block in blocks) > 1:
        raise SlackError("invalid_attachments", response_metadata={"messages": ["only_one_table_allowed"]})
    if sum(map(len, texts_of(blocks))) > limits.MESSAGE_CHARACTERS:
        raise SlackError("msg_blocks_too_long")


def check_view(view: Any, kind: str) -> None:
    """Raise Slack's error for a view that is no valid `kind` ("modal" or "home")."""
    problems = Problems()
    if not isinstance(view, dict):
        problems.add("must provide an object", "/view")
        _refuse("invalid_arguments", problems)
    if view.get("type") != kind:
        problems.add(f"must be a {kind} view", "/view/type")
    problems.string(view, "callback_id", "/view", limits.VIEW_CALLBACK_ID, least=0)
    problems.string(view, "external_id", "/view", limits.ID, least=0)
    problems.string(view, "private_metadata", "/view", limits.PRIVATE_METADATA, least=0)
    if kind == "modal":
        problems.only(view, "/view", _VIEW_KEYS)
        problems.text(view, "title", "/view", limits.VIEW_TITLE)
        problems.text(view, "submit", "/view", limits.VIEW_BUTTON, needed=False)
        problems.text(view, "close", "/view", limits.VIEW_BUTTON, needed=False)
    else:
        problems.only(view, "/view", _HOME_KEYS)
    blocks = problems.items(view, "blocks", "/view", limits.VIEW_BLOCKS, least=0)
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if kind == "modal" and has_input and not view.get("submit"):
        problems.add("missing required field: submit", "/view")
    _check_blocks(problems, blocks, limits.VIEW_BLOCKS, view=kind, at="/view/blocks")
    if problems.found:
        _refuse("invalid_arguments", problems)
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES:
        raise SlackError("view_too_large")


def _check_blocks(
    problems: Problems, blocks: list[Any], most: int, *, view: str | None, at: str = "/blocks"
) -> None:
    if view is None and len(blocks) > most:
        problems.add(f"no more than {most} items allowed", at)
    for index, block in enumerate(blocks):
        check_block(problems, block, f"{at}/{index}", view)
    whole = [block for block in blocks if isinstance(block, dict)]
    _check_ids(problems, whole, at)
    focused = sum(bool(element.get("focus_on_load")) for _, element in _safely(whole))
    if focused > 1:
        problems.add("only one element may have focus_on_load", at)


def _check_ids(problems: Problems, blocks: list[Json], at: str) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if isinstance(block_id, str) and block_id in seen:
            problems.add(f"`block_id` {block_id} already exists", f"{at}/{index}/block_id")
        elif isinstance(block_id, str):
            seen.add(block_id)
        actions = [element["action_id"] for _, element in _safely([block])]
        for twice in sorted({a for a in actions if actions.count(a) > 1}):
            problems.add(f"`action_id` {twice} already exists", f"{at}/{index}")


def _safely(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """The interactive elements of blocks that may be malformed."""
    found = []
    for block in blocks:
        try:
            found += [pair for pair in interactive([block]) if isinstance(pair[1]["action_id"], str)]
        except (AttributeError, TypeError):
            continue
    return found


def _refuse(code: str, problems: Problems) -> NoReturn:
    messages = [f"[ERROR] {problem}" for problem in problems.found]
    extra: Json = {"response_metadata": {"messages": messages}}
    raise SlackError(code, **({"errors": problems.found} if code == "invalid_blocks" else {}), **extra)
