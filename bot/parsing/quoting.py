"""A message that somebody acts upon, to the command whose form it begins; its words are never parsed."""

from __future__ import annotations

from dataclasses import replace

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.verbs import Context, Parsed, parse
from bot.requests import Quoted

SUBJECT_LIMIT = 150
TEXT_LIMIT = 3000
"""What a form's fields hold; the link leads to the rest."""


def read_quoted(message: Quoted, context: Context) -> Parsed:
    """The form of `open` or `add` with the message in it. NotUnderstood for any other command."""
    parsed = parse(message.command, replace(context, machine=True, thread_ticket=None))
    match parsed.command:
        case c.Open():
            first = next((line.strip() for line in message.text.splitlines() if line.strip()), "")
            command: c.Command = replace(
                parsed.command,
                subject=_clipped(" ".join(first.split()), SUBJECT_LIMIT) or None,
                facts=_with_link(message) or None,
                quoted=True,
            )
        case c.Add():
            command = replace(parsed.command, text=_with_link(message) or None)
        case _:
            raise NotUnderstood(word=message.command, suggestion="")
    return replace(parsed, command=command)


def _with_link(message: Quoted) -> str:
    """The words, then the files that came with them and where the message stands."""
    below = [*(f"[{file.name}] {file.link}".rstrip() for file in message.files), message.link]
    tail = _clipped("\n".join(part for part in below if part), TEXT_LIMIT // 2)
    room = TEXT_LIMIT - len(tail) - 1
    return "\n".join(part for part in (_clipped(message.text.strip(), room), tail) if part)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
