"""Words, forms and quoted messages about adding to a ticket, to typed commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import commands as c
from bot.errors import NotUnderstood
from bot.parsing.numbers import whole
from bot.parsing.taken_apart import Words

PUBLIC = "public"
"""What the form's field `as` holds where everybody on the ticket is to read it."""

READERS: Mapping[str, Callable[[Words], c.Command]] = {
    "add": lambda words: c.Add(words.ticket, words.text_or_none, shown=words.options.get("shown")),
}
"""By verb: what follows it, read."""


def reads_only(command: c.Command) -> bool:
    """Whether such a command only shows something or opens a form."""
    return isinstance(command, c.Add) and command.text is None


def laid_over(command: c.Command, given: Mapping[str, str], *, sure: bool) -> c.Command | None:
    """The command with a form's fields laid over it; None for another's.

    Field ids: `ticket` (chosen), `number` (typed; it is the one that is meant), `text`, `as`.
    """
    if not isinstance(command, c.Add):
        return None
    written, chosen = given.get("number", ""), given.get("ticket", "")
    typed = whole(written)
    if written and typed is None and sure:
        raise NotUnderstood("error.bad_number", value=written, example="42").at("number")
    meant = typed or whole(chosen)
    return replace(
        command,
        ticket=meant if "number" in given else meant or command.ticket,
        text=given.get("text", command.text or "") or None,
        public=given.get("as") == PUBLIC if "as" in given else command.public,
    )
