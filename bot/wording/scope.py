"""What is answered about billed work, exclusions, duplicates and exceptions."""

from __future__ import annotations

from bot.replies import (
    Action,
    Actions,
    Because,
    Block,
    ChoiceField,
    Field,
    Line,
    Note,
    Option,
    Prose,
    Reply,
    Style,
    TextField,
    plain,
)
from bot.results import (
    DuplicateForm,
    ExceptionAsked,
    Excluded,
    ExcludeForm,
    MarkedDuplicate,
    Offered,
    OfferForm,
    OfferRequested,
    Overridden,
    OverrideForm,
    ProposalAnswered,
)
from bot.wording import buttons
from bot.wording.cards import confirmation
from bot.wording.forms import TEXT_LIMIT, asked_for
from bot.wording.lines import sentences
from bot.wording.money import money
from bot.wording.proposals import proposal_line
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.voice import voice
from policy.decisions import ReasonCode

HOURS_LIMIT = 3


def offer_form(result: OfferForm, reader: Reader) -> Reply:
    """How many hours of billed work, at which price, and for what; a customer only says for what."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    fields: list[Field] = []
    if result.price is not None:
        price = money(say.language, result.price.amount, result.price.currency)
        clause = result.citation.clause
        fields.append(Note("price", say.line("scope.offer.price", price=price, clause=clause)))
    if result.for_desk:
        fields.append(TextField("hours", say.text("forms.offer.hours"), limit=HOURS_LIMIT))
    what = say.text("forms.offer.what")
    needed = not result.for_desk
    fields.append(TextField("text", what, result.text, multiline=True, required=needed, limit=TEXT_LIMIT))
    title = say.text("forms.offer.title") if result.for_desk else say.text("forms.offer_ask.title")
    submit = say.text("buttons.send_requester" if result.for_desk else "buttons.send_desk")
    return asked_for(say, title, f"offer {ticket.number}", fields, submit, result.text)


def offered(result: Offered, reader: Reader) -> Reply:
    """What was offered, or taken back."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    if result.withdrawn:
        return _told(say.line("scope.offer.withdrawn", number=ticket.number))
    what = proposal_line(say, result.proposal)
    head = say.line("scope.offer.sent", number=ticket.number, requester=ticket.requester.name)
    return _told(sentences(head, what), say.line("scope.offer.then"))


def offer_requested(result: OfferRequested, reader: Reader) -> Reply:
    """The desk was asked for an offer."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    clause = result.citation.clause
    return _told(say.line("scope.offer.asked", number=result.ticket.number, clause=clause))


def proposal_answered(result: ProposalAnswered, reader: Reader) -> Reply:
    """Yes or no, and what follows."""
    say = voice(reader, result.ticket.zone, result.ticket.read_at)
    number = result.ticket.number
    what = proposal_line(say, result.proposal)
    if not result.yes:
        return _told(sentences(say.line("scope.declined", number=number), what))
    return _told(sentences(say.line("scope.accepted", number=number), what))


def exclude_form(result: ExcludeForm, reader: Reader) -> Reply:
    """By which exclusion, why, and how much billed work to offer instead."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    options = tuple(Option(each.id, each.title.get(say.language), each.clause) for each in result.exclusions)
    fields: list[Field] = [
        ChoiceField("exclusion", say.text("forms.exclude.which"), options),
        TextField(
            "reason",
            say.text("forms.exclude.reason"),
            result.reason,
            say.text("forms.exclude.reason_hint"),
            multiline=True,
            required=False,
            limit=TEXT_LIMIT,
        ),
    ]
    if result.price is not None:
        price = money(say.language, result.price.amount, result.price.currency)
        hint = say.text("forms.exclude.hours_hint", price=price)
        label = say.text("forms.exclude.hours")
        fields.append(TextField("hours", label, "", hint, required=False, limit=HOURS_LIMIT))
    fields.append(Note("effect", say.line("forms.exclude.effect"), quiet=True))
    title, submit = say.text("forms.exclude.title"), say.text("buttons.exclude")
    return asked_for(say, title, f"exclude {ticket.number}", fields, submit)


def excluded(result: Excluded, reader: Reader) -> Reply:
    """It is not taken on: who was told, what stopped, and what may still be offered."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    title = result.title.get(say.language)
    head = say.line("scope.excluded", number=ticket.number, title=title, requester=ticket.requester.name)
    why = tuple(reason_line(say, reason) for reason in result.reasons)
    if result.proposal is not None:
        offered_line = sentences(say.line("scope.offer.beside"), proposal_line(say, result.proposal))
        return _told(sentences(head, offered_line), *why)
    actions = [buttons.close(say.language, ticket.number)]
    if result.may_bill:
        actions.insert(0, Action(say.text("buttons.offer"), f"offer {ticket.number}", Style.PRIMARY))
    return _told(head, *why, actions=tuple(actions))


def duplicate_form(result: DuplicateForm, reader: Reader) -> Reply:
    """Of which other ticket."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    field = TextField("of", say.text("forms.duplicate.of"), limit=HOURS_LIMIT * 2)
    title, submit = say.text("forms.duplicate.title"), say.text("buttons.duplicate")
    return asked_for(say, title, f"duplicate {ticket.number}", (field,), submit)


def marked_duplicate(result: MarkedDuplicate, reader: Reader) -> Reply:
    """It is over, since another asks the same."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    line = say.line("scope.duplicate", number=ticket.number, of=result.of, requester=ticket.requester.name)
    return _told(line)


def exception_asked(result: ExceptionAsked, reader: Reader) -> Reply:
    """The desk was asked; nothing is promised by it."""
    say = voice(reader, reader.zone or "UTC")
    clause = result.reason.citation.clause
    line = say.line("scope.exception.asked", desk=result.desk, refusal=result.refusal, clause=clause)
    return Reply(plain(line), (Prose(line),), spent=True)


def override_form(result: OverrideForm, reader: Reader) -> Reply:
    """What was refused, by which clauses, and why it is let through all the same."""
    say = voice(reader, reader.zone or "UTC")
    head = say.line(
        "scope.exception.request", person=result.person, account=result.account, subject=result.subject
    )
    notes = [Note("request", head)]
    notes += [Note(f"refused_{i}", reason_line(say, r)) for i, r in enumerate(result.refused, 1)]
    if result.over:
        over = ", ".join(result.over)
        notes.append(Note("over", say.line("scope.exception.withheld", over=over)))
    notes.append(Note("by", reason_line(say, result.reason), quiet=True))
    field = TextField("reason", say.text("forms.override.reason"), multiline=True, limit=TEXT_LIMIT)
    title, submit = say.text("forms.override.title"), say.text("buttons.override")
    return asked_for(say, title, f"override {result.what}", (*notes, field), submit)


def overridden(result: Overridden, reader: Reader) -> Reply:
    """It is a ticket now, by which clause, over which."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    at_discretion = [r for r in result.reasons if r.code is ReasonCode.AT_DISCRETION]
    told = confirmation(say, ticket) if result.opened else say.line("scope.overridden", number=ticket.number)
    line = sentences(*(reason_line(say, r) for r in at_discretion), told)
    show = buttons.show(say.language, ticket.number)
    return _told(line, actions=(show, buttons.why(say.language, ticket.number)))


def _told(line: Line, *quiet: Line, actions: tuple[Action, ...] = ()) -> Reply:
    blocks: list[Block] = [Prose(line)]
    if quiet:
        blocks.append(Because(quiet))
    if actions:
        blocks.append(Actions(actions))
    return Reply(plain(line), tuple(blocks), spent=not actions)
