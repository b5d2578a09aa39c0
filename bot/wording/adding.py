"""The form that adds a message to a ticket: which one, what, and who will read it there."""

from __future__ import annotations

from bot.replies import (
    Action,
    ChoiceField,
    Code,
    Field,
    Item,
    Items,
    Line,
    Note,
    Option,
    Prose,
    Reply,
    TextField,
    plain,
)
from bot.results import AddForm, AddTo, TicketView, WhichTicket
from bot.wording.forms import TEXT_LIMIT, asked_for, readers_line
from bot.wording.reader import Reader
from bot.wording.verbs import verb
from bot.wording.voice import Voice, voice

LABEL = 75
"""Characters of a choice that are shown whole."""
NUMBER_LIMIT = 16
LONGEST = 1_900
"""Characters of a command that any platform's button holds."""


def form(result: AddForm, reader: Reader) -> Reply:
    """The ticket by choice or by number, the text, for the desk's own people note or answer, the readers."""
    say = voice(reader, result.zone)
    options = tuple(
        Option(str(each.number), _clipped(f"#{each.number} {each.subject}"), each.account or None)
        if result.for_desk
        else Option(str(each.number), _clipped(f"#{each.number} {each.subject}"))
        for each in result.tickets
    )
    offered = str(result.number) in {option.id for option in options}
    number = "" if offered or result.number is None else f"#{result.number}"
    fields: list[Field] = []
    if options:
        value = str(result.number) if offered else None
        label = say.text("forms.add.ticket")
        fields.append(ChoiceField("ticket", label, options, value, required=False, live=True))
    hint = say.text("forms.add.number.hint") if options else None
    label = say.text("forms.add.number")
    fields += [
        TextField("number", label, number, hint, required=False, limit=NUMBER_LIMIT, live=True),
        TextField("text", say.text("forms.add.text"), result.text, multiline=True, limit=TEXT_LIMIT),
    ]
    if result.for_desk:
        kinds = (
            Option("internal", say.text("forms.add.internal")),
            Option("public", say.text("forms.add.public")),
        )
        chosen = "public" if result.public else "internal"
        fields.append(ChoiceField("as", say.text("forms.add.as"), kinds, chosen, live=True))
    fields += [Note(f"readers_{at}", line) for at, line in enumerate(_readers(say, result), 1)]
    command = " ".join(("add", *((str(result.number),) if result.number else ()), f"shown:{result.shown}"))
    return asked_for(say, say.text("forms.add.title"), command, fields, _submit(say, result))


def added(ticket: TicketView, how: str, say: Voice) -> Reply:
    """To whoever added it, that it is there."""
    match how:
        case "note":
            line = say.line("tickets.sent.note", number=ticket.number)
        case "reply":
            line = say.line("tickets.sent.reply", number=ticket.number, readers=ticket.requester.name)
        case _:
            line = say.line("tickets.sent.reply_desk", number=ticket.number)
    return Reply(plain(line), (Prose(line),))


def which_ticket(result: WhichTicket, reader: Reader) -> Reply:
    """Words in a private chat that are no command: each ticket that they could be added to has a button."""
    say = voice(reader, reader.zone or "UTC")
    head = say.line("talk.which", command=Code(verb(say.language, "help")))
    rows = tuple(
        Item((f"#{each.number} ", each.subject), _add(say, each, result.text)) for each in result.tickets
    )
    if not result.has_files:
        return Reply(plain(head), (Prose(head), Items(rows)))
    files = say.line("talk.which_files")
    return Reply(f"{plain(head)} {plain(files)}", (Prose(head), Prose(files), Items(rows)))


def _add(say: Voice, ticket: AddTo, text: str) -> Action:
    """The button, which names its ticket to the ear."""
    label = say.text("talk.add")
    return Action(label, _adding(ticket, text), aloud=f"{label} #{ticket.number}")


def _adding(ticket: AddTo, words: str) -> str:
    """The command that adds them; without them where they are too long for a button, which then asks."""
    command = f"add {ticket.number} {words}"
    return command if len(command) <= LONGEST else f"add {ticket.number}"


def _submit(say: Voice, result: AddForm) -> str:
    if not result.for_desk:
        return say.text("buttons.send_desk")
    return say.text("buttons.send_requester" if result.public else "buttons.save")


def _readers(say: Voice, result: AddForm) -> tuple[Line, ...]:
    """Who will read it; and where it was written, if those do not read there."""
    answer = result.answer
    if answer is None:
        return ()
    if not result.public:
        return (say.line("forms.note.readers"),)
    account = answer.ticket.account
    if result.for_desk:
        lines = [readers_line(say, answer)]
    else:
        said = "forms.add.readers_desk" if answer.place is None else "forms.add.readers_place"
        lines = [say.line(said, desk=answer.ticket.desk, place=answer.place or "")]
    if result.elsewhere and (result.for_desk or answer.place is not None):
        said = "forms.add.elsewhere" if result.place else "forms.add.private"
        lines.append(say.line(said, place=result.place or "", account=account))
    return tuple(lines)


def _clipped(label: str) -> str:
    return label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
