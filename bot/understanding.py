"""Words or a form as a command: pure, and before anything is looked up but what the context tells."""

from __future__ import annotations

from dataclasses import replace

from bot import commands as c
from bot.parsing import Context, Parsed, in_parts, parse, read_form, read_quoted
from bot.requests import (
    Changed,
    Deleted,
    Edited,
    Filled,
    Happened,
    Mailed,
    Quoted,
    Request,
    Said,
    Sought,
    Typed,
    Via,
    Visited,
)


def understand(request: Request, context: Context = Context()) -> Parsed:  # noqa: B008  frozen
    """The words or the form as a command. Raises NotUnderstood."""
    match request.intent:
        case Typed(text=text):
            if request.via is Via.BUTTON:
                context = replace(context, machine=True, thread_ticket=None)
                text, _ = in_parts(text)
            return parse(text, context)
        case Filled(command=command, fields=fields):
            return read_form(command, fields, context)
        case Changed(command=command, fields=fields):
            # A form that is still open is only ever shown again: only what it shows is read from it.
            verb = command.split(maxsplit=1)[0] if command else ""
            shown = fields if verb in {"open", "reply", "escalate", "add"} else {}
            return read_form(command, shown, context, sure=False)
        case Quoted():
            return read_quoted(request.intent, context)
        case Said() | Edited() | Deleted() | Happened() | Mailed() | Visited() | Sought():
            return Parsed(c.Home(), None)
