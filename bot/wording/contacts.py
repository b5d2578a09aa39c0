"""An account's own first line, in words: what waits, who is there, who stands in."""

from __future__ import annotations

from typing import assert_never

from bot.domain.first_line import RequestState
from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    ChoiceField,
    Code,
    Item,
    Items,
    Line,
    Note,
    Option,
    Prose,
    Reply,
    Strong,
    Style,
    TextField,
    plain,
)
from bot.results import (
    AvailabilityTold,
    Delegated,
    DelegateForm,
    RequestForm,
    RequestSettled,
    RequestShown,
    RequestsTold,
    RequestView,
)
from bot.wording.forms import TEXT_LIMIT, asked_for
from bot.wording.reader import Reader
from bot.wording.verbs import verb
from bot.wording.voice import Voice, voice

DAYS_LIMIT = 4

About = (
    RequestsTold | RequestShown | RequestForm | RequestSettled | AvailabilityTold | DelegateForm | Delegated
)
"""The results of the use cases about an account's own first line."""


def word(result: About, reader: Reader) -> Reply:
    """One of them, in the reader's language."""
    match result:
        case RequestsTold():
            return requests(result, reader)
        case RequestShown():
            return shown(result, reader)
        case RequestForm():
            return form(result, reader)
        case RequestSettled():
            return settled(result, reader)
        case AvailabilityTold():
            return available(result, reader)
        case DelegateForm():
            return delegate_form(result, reader)
        case Delegated():
            return delegated(result, reader)
    assert_never(result)


def requests(result: RequestsTold, reader: Reader) -> Reply:
    """What waits for this person, and what they asked themselves."""
    say = voice(reader, result.zone, result.now)
    blocks: list[Block] = []
    told: list[str] = []
    for title, rows in (
        (say.line("contacts.waiting"), [waiting_row(say, each) for each in result.waiting]),
        (say.line("contacts.asked"), [asked_row(say, each) for each in result.asked]),
    ):
        if rows:
            blocks += [Prose(title), Items(tuple(rows))]
            listed = ", ".join(plain(row.line) for row in rows)
            told.append(say.text("lists.labelled", label=plain(title), value=listed) + ".")
    if not blocks:
        none = say.line("contacts.none")
        return Reply(plain(none), (Prose(none),))
    return Reply(" ".join(told), tuple(blocks))


def waiting_row(say: Voice, request: RequestView) -> Item:
    """One that waits for the reader."""
    line = say.line(
        "contacts.row", number=request.number, author=request.author.name, subject=Strong(request.subject)
    )
    return Item(line, _show(say, request))


def asked_row(say: Voice, request: RequestView) -> Item:
    """One that the reader asked."""
    subject = Strong(request.subject)
    if request.asked is None:
        line = say.line("contacts.row_mine_any", number=request.number, subject=subject)
    else:
        name = request.asked.name
        line = say.line("contacts.row_mine", number=request.number, subject=subject, contact=name)
    return Item(line, _show(say, request))


def shown(result: RequestShown, reader: Reader) -> Reply:
    """One request with its words, what became of it, and what the reader can do with it."""
    say = voice(reader, result.zone, result.now)
    request = result.request
    at, subject = say.times.on(request.at), Strong(request.subject)
    if result.mine:
        head = say.line("contacts.request_mine", number=request.number, at=at, subject=subject)
    else:
        author = request.author.name
        head = say.line("contacts.request", number=request.number, author=author, at=at, subject=subject)
    state = _state(say, request, result.desk)
    blocks: list[Block] = [Prose(head)]
    blocks += [Prose((text,)) for text in (request.facts, request.answer) if text]
    blocks.append(Because((state,)))
    if request.state is RequestState.OPEN:
        blocks.append(_own_buttons(say, request) if result.mine else settling(say, request.number))
    return Reply(f"{plain(head)}. {plain(state)}", tuple(blocks))


def form(result: RequestForm, reader: Reader) -> Reply:
    """The answer of a contact, and who will read it."""
    request = result.request
    say = voice(reader, reader.zone or "UTC")
    fields = (
        Note("readers", say.line("forms.request.readers", author=request.author.name)),
        TextField("text", say.text("forms.request.text"), "", multiline=True, limit=TEXT_LIMIT),
    )
    command = f"request {request.number} answer"
    title, submit = say.text("forms.request.title"), say.text("buttons.answer_colleague")
    return asked_for(say, title, command, fields, submit)


def settled(result: RequestSettled, reader: Reader) -> Reply:
    """The receipt of whoever settled it."""
    say = voice(reader, reader.zone or "UTC")
    request = result.request
    if request.state is RequestState.WITHDRAWN:
        line = say.line("contacts.withdrawn", number=request.number)
    else:
        line = say.line("contacts.answered", number=request.number, author=request.author.name)
    return Reply(plain(line), (Prose(line),), spent=True)


def settling(say: Voice, number: int) -> Actions:
    """What a contact can do with a request: send it on to the desk, or answer it."""
    send = say.button("buttons.send_desk", f"approve {number}", Style.PRIMARY)
    return Actions((send, say.button("buttons.answer_colleague", f"request {number} answer")))


def available(result: AvailabilityTold, reader: Reader) -> Reply:
    """Whether somebody is there, and how an absence ends."""
    say = voice(reader, result.zone, result.now)
    person, whose = result.person, "mine" if result.mine else "other"
    if person.available:
        line = say.line(f"contacts.available.{whose}", name=person.name)
        return Reply(plain(line), (Prose(line),))
    if person.back_at is None:
        line = say.line(f"contacts.away.{whose}", name=person.name)
    else:
        line = say.line(
            f"contacts.back.{whose}", at=say.times.on(person.back_at, short=False), name=person.name
        )
    word = verb(say.language, "available")
    command = Code(word if result.mine else f"{word} {person.name}")
    early = say.line("contacts.back_early", command=command)
    return Reply(plain(line), (Prose(line), Because((early,))))


def delegate_form(result: DelegateForm, reader: Reader) -> Reply:
    """To whom, and for how many days."""
    say = voice(reader, reader.zone or "UTC")
    options = tuple(Option(f"p{each.id}", each.name) for each in result.colleagues)
    chosen = None if result.person is None else f"p{result.person.id}"
    fields = (
        ChoiceField("person", say.text("forms.delegate.person"), options, chosen),
        TextField(
            "days",
            say.text("forms.delegate.days"),
            "",
            say.text("forms.delegate.days_hint", longest=str(result.longest)),
            limit=DAYS_LIMIT,
        ),
        Note("effect", say.line("forms.delegate.effect", clause=result.clause), quiet=True),
    )
    title = say.text("forms.delegate.title")
    return asked_for(say, title, "delegate", fields, say.text("forms.delegate.title"))


def delegated(result: Delegated, reader: Reader) -> Reply:
    """What was lent and until when, or that it is over; the delegate has been told."""
    say = voice(reader, result.zone, result.now)
    name, account = result.person.name, result.account
    told = say.line("contacts.told_delegate", name=name)
    if result.until is None:
        line = say.line("contacts.delegation_over", name=name, account=account)
        return Reply(plain(line), (Prose(line), Because((told,))), spent=True)
    line = say.line(
        "contacts.delegated",
        name=name,
        account=account,
        desk=result.desk,
        at=say.times.bare(result.until, short=False),
        clause=result.clause or "",
    )
    stop = say.button("buttons.end_delegation", f"delegate p{result.person.id} stop")
    return Reply(plain(line), (Prose(line), Because((told,)), Actions((stop,))))


def _show(say: Voice, request: RequestView) -> Action:
    return say.button("buttons.show", f"request {request.number}", of=request.subject)


def _own_buttons(say: Voice, request: RequestView) -> Actions:
    return Actions((say.button("buttons.withdraw", f"request {request.number} withdraw"),))


def _state(say: Voice, request: RequestView, desk: str) -> Line:
    by = "" if request.settled_by is None else request.settled_by.name
    match request.state:
        case RequestState.OPEN if request.asked is not None:
            return say.line("contacts.state.open", contact=request.asked.name)
        case RequestState.OPEN:
            return say.line("contacts.state.open_any")
        case RequestState.ESCALATED:
            return say.line("contacts.state.escalated", by=by, desk=desk, ticket=request.ticket or 0)
        case RequestState.ANSWERED:
            return say.line("contacts.state.answered", by=by)
        case RequestState.WITHDRAWN:
            return say.line("contacts.state.withdrawn")
