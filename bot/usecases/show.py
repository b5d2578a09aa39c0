"""Show a ticket: its card and the last of its conversation, as far as this person may read it."""

from __future__ import annotations

from bot.commands import Show
from bot.domain.events import Answered, Event, Heard, Noted, Opened, Reopened
from bot.domain.ids import PersonId, TextId
from bot.domain.people import Face
from bot.domain.said import changes
from bot.domain.ticket import Ticket
from bot.results import Message, Shown
from bot.usecases.asking import Asking
from policy.facts import Channel

LAST = 10
"""Messages shown."""


def show(command: Show, asking: Asking) -> Shown:
    """The ticket as it stands. Notes are for the desk's own people, and never shown in a customer's place."""
    ticket = asking.readable(command.ticket, "show")
    in_public = asking.place is not None and asking.place.face is Face.CUSTOMER
    face = Face.DESK if asking.is_staff and not in_public else Face.CUSTOMER
    messages, earlier = _messages(asking, ticket, face, full=command.full)
    return Shown(asking.view(ticket), messages, face, earlier)


def _messages(asking: Asking, ticket: Ticket, face: Face, *, full: bool) -> tuple[tuple[Message, ...], int]:
    """The last of them (all of them where `full`), and how many earlier ones there are."""
    written = [found for event in ticket.history if (found := _written(event)) is not None]
    written = [each for each in written if each[3] or face is Face.DESK]
    earlier = 0 if full else max(len(written) - LAST, 0)
    written = written[earlier:]
    changed = changes(ticket.history)
    now = {text: changed[text].text if text in changed else text for _, _, text, _ in written}
    texts = asking.uow.texts.many(ticket.desk_id, [text for text in now.values() if text is not None])
    files = asking.uow.attachments.of(ticket.desk_id, [text for text in now.values() if text is not None])
    people = asking.uow.people.many([author for _, author, _, _ in written])
    told = tuple(
        Message(
            event.at,
            people[author].name,
            texts.get(now[text] or TextId(0), ""),
            public,
            _is_call(event),
            files=files.get(now[text] or TextId(0), ()),
            edited=text in changed and not changed[text].is_deleted,
            deleted=text in changed and changed[text].is_deleted,
        )
        for event, author, text, public in written
    )
    return told, earlier


def _is_call(event: Event) -> bool:
    return isinstance(event, Answered) and event.channel is Channel.PHONE


def _written(event: Event) -> tuple[Event, PersonId, TextId, bool] | None:
    match event:
        case Answered(actor=actor, text=text) | Heard(actor=actor, text=text):
            return event, actor, text, True
        case Noted(actor=actor, text=text):
            return event, actor, text, False
        case Opened(actor=actor, facts=text) | Reopened(actor=actor, reason=text) if text is not None:
            return event, actor, text, True
        case _:
            return None
