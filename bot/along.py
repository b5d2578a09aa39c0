"""What goes along with an answer: how to see its rest, what its form begins with, the files it offers."""

from __future__ import annotations

from dataclasses import replace

from bot import commands as c
from bot.domain.people import Face
from bot.fields import FileField
from bot.parsing import Parsed, in_parts, verb_of, writes
from bot.replies import Form, Reply, Rest
from bot.requests import BRING, Changed, Filled, Quoted, Request, Said, Typed, Via
from bot.visitor import Visitor
from bot.wording import bringing, parts_of

LONGEST = 1_900
"""Characters of a command that any platform's button holds."""


def rest_of(visitor: Visitor, parsed: Parsed) -> Rest | None:
    """By which command a long answer goes on; None for what changed something, or has no words."""
    intent = visitor.request.intent
    if not isinstance(intent, Typed) or parsed.spec is None or writes(parsed.command):
        return None
    text, part = in_parts(intent.text) if visitor.request.via is Via.BUTTON else (intent.text, 1)
    found = verb_of(text)
    if found is None:
        return None
    spec, _, after = found
    here = visitor.known.here
    if spec.takes_ticket and here is not None and getattr(parsed.command, "ticket", None) is None:
        # A button knows no thread: it must say which ticket.
        after = f"{here.ticket.number} {after}"
    command = f"{spec.name} {after}".strip()
    return parts_of(visitor.reader().language, command, part)


def reopening(reply: Reply, request: Request, parsed: Parsed | None) -> Reply:
    """A ticket's form that words asked for may open by a button: then it begins with what was typed."""
    intent = request.intent
    typed = request.via in {Via.MENTION, Via.COMMAND}
    if not isinstance(intent, Typed) or not typed or parsed is None:
        return reply
    if not isinstance(parsed.command, c.Open) or len(intent.text) > LONGEST:
        return reply
    blocks = tuple(
        replace(block, again=intent.text) if isinstance(block, Form) and block.again is None else block
        for block in reply.blocks
    )
    return replace(reply, blocks=blocks)


def going_on(reply: Reply, visitor: Visitor) -> Reply:
    """A form that began with a message goes on offering its files: the desk's own with an empty box."""
    match visitor.request.intent:
        case Quoted(files=files):
            place = visitor.known.place
            ticked = place is not None and place.face is Face.CUSTOMER
        case Changed(brings=files, fields=fields) | Filled(brings=files, fields=fields):
            ticked = fields.get(BRING) == "yes"
        case Typed(said=Said(files=files)) if _takes_files(reply.form):
            ticked = True
        case _:
            return reply
    return bringing(reply, files, visitor.language, ticked=ticked)


def _takes_files(form: Form | None) -> bool:
    return form is not None and any(isinstance(field, FileField) for field in form.fields)
