"""Forms: the fields to fill, what is promised or who will read it, and what the button says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bot.replies import ChoiceField, Field, Form, Line, Note, Option, Reply, TextField, plain
from bot.results import (
    AnswerForm,
    AskForm,
    AssignForm,
    PromiseView,
    SeverityForm,
    TextForm,
)
from bot.wording.attached import file_field
from bot.wording.lines import listed, sentences
from bot.wording.lines import text as text_of
from bot.wording.names import heading, names_of
from bot.wording.promises import promise_lines
from bot.wording.reader import Reader
from bot.wording.voice import Voice, voice
from policy.facts import Role, Severity
from policy.scope import Concern
from policy.scope_rules import Standing
from policy.texts import Translated

TEXT_LIMIT = 3000
SUBJECT_LIMIT = 150


def asked_for(
    say: Voice,
    title: str,
    command: str,
    fields: Sequence[Field],
    submit: str,
    typed: str = "",
    errors: Mapping[str, str] | None = None,
) -> Reply:
    """A reply that opens a form. Its summary tells those who cannot see forms what to type instead.

    `typed` is what the form begins with: where only a button to it can be shown, it opens with that.
    """
    again = f"{command} {typed}" if typed else None
    form = Form(title, command, tuple(fields), submit, say.text("buttons.cancel"), errors or {}, again=again)
    notes = [plain(field.line) for field in fields if isinstance(field, Note)]
    return Reply(" ".join((f"{title}.", *notes)), (form,))


def incomplete(reply: Reply, given: Mapping[str, str], language: str) -> Reply:
    """The answer to a form that was sent without what it needs: the form again, saying so at each field."""
    form = reply.form
    if form is None or form.errors:
        return reply
    lacking = {
        field.id: text_of(language, "forms.needed")
        for field in form.fields
        if not isinstance(field, Note) and field.required and not given.get(field.id, "x").strip()
    }
    if not lacking:
        return reply
    asked = replace(form, errors=lacking)
    return replace(reply, blocks=tuple(asked if block is form else block for block in reply.blocks))


def answer(result: AnswerForm, reader: Reader) -> Reply:
    """Names who will read it; the button says to whom it goes."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    customer = reader.role in {Role.COLLEAGUE, Role.AUTHORIZED}
    field = TextField(
        "text",
        say.text(_text_label(result)),
        value=result.text,
        multiline=True,
        limit=TEXT_LIMIT,
    )
    if customer and not result.question:
        title = say.text("forms.answer.desk_title")
        label = say.text("forms.answer.desk_text")
        only = TextField("text", label, value=result.text, multiline=True, limit=TEXT_LIMIT)
        fields_only = (only, file_field(say))
        return asked_for(say, title, f"reply {ticket.number}", fields_only, say.text("buttons.send_desk"))
    fields: list[Field] = [Note("readers", readers_line(say, result)), field]
    if not result.call:
        fields.append(file_field(say))
    if result.question:
        fields.append(Note("effect", say.line("forms.pending.effect"), quiet=True))
        title, command = say.text("forms.pending.title"), f"pending {ticket.number}"
    else:
        title, command = say.text("forms.answer.title"), f"reply {ticket.number}"
        if result.call:
            fields.append(Note("effect", say.line("forms.call.effect"), quiet=True))
            title, command = say.text("forms.call.title"), f"reply {ticket.number} by phone:"
    return asked_for(say, title, command, fields, say.text("buttons.send_requester"), result.text)


def _text_label(result: AnswerForm) -> str:
    if result.question:
        return "forms.pending.text"
    return "forms.call.text" if result.call else "forms.answer.text"


def text(result: TextForm, reader: Reader) -> Reply:
    """A note, or a reason to reopen."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    command = f"{result.verb} {ticket.number}"
    if result.verb == "note":
        field = TextField("text", say.text("forms.note.text"), result.text, multiline=True, limit=TEXT_LIMIT)
        note = Note("readers", say.line("forms.note.readers"), quiet=True)
        title, submit = say.text("forms.note.title"), say.text("buttons.save")
        return asked_for(say, title, command, (note, field), submit, result.text)
    field = TextField("text", say.text("forms.reopen.text"), result.text, multiline=True, limit=TEXT_LIMIT)
    title, submit = say.text("forms.reopen.title"), say.text("buttons.reopen")
    return asked_for(say, title, command, (field,), submit, result.text)


def ask(result: AskForm, reader: Reader) -> Reply:
    """To which authorized contact a colleague's request goes; one who is away says so."""
    say = voice(reader, reader.zone or "UTC")
    options = tuple(
        Option(f"p{each.id}", each.name, None if each.available else say.text("forms.assign.away"))
        for each in result.contacts
    )
    if len(options) > 1:
        options = (Option("all", say.text("forms.ask.all")), *options)
    value = options[0].id if result.contact is None else f"p{result.contact.id}"
    fields: tuple[Field, ...] = (
        ChoiceField("contact", say.text("forms.ask.contact"), options, value),
        TextField("subject", say.text("forms.subject"), result.subject, limit=SUBJECT_LIMIT),
        TextField(
            "facts",
            say.text("forms.facts"),
            "",
            say.text("forms.facts.hint"),
            multiline=True,
            required=False,
            limit=TEXT_LIMIT,
        ),
        Note("next", say.line("forms.ask.next"), quiet=True),
    )
    return asked_for(say, say.text("forms.ask.title"), "ask", fields, say.text("buttons.send_contact"))


def assign(result: AssignForm, reader: Reader) -> Reply:
    """Whom to give it to; those who are away say so."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    options = tuple(
        Option(f"p{agent.id}", agent.name, None if agent.available else say.text("forms.assign.away"))
        for agent in result.agents
    )
    now = ticket.assignee
    value = f"p{now.id}" if now is not None and any(a.id == now.id for a in result.agents) else None
    field = ChoiceField("to", say.text("forms.assign.to"), options, value)
    title = say.text("forms.assign.title")
    return asked_for(say, title, f"assign {ticket.number}", (field,), say.text("buttons.assign"))


def severity(result: SeverityForm, reader: Reader) -> Reply:
    """Each severity with what would then be promised."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    options = severity_options(say, [each for each, _ in result.promises], result.meanings)
    field = ChoiceField("severity", say.text("forms.severity"), options, ticket.severity)
    told = [
        Note(f"promise_{i}", _would_promise(say, [each for each, _ in alike], promises), quiet=True)
        for i, (promises, alike) in enumerate(groupby(result.promises, key=lambda row: row[1]), 1)
        if promises
    ]
    effect = Note("effect", say.line("forms.severity.effect"), quiet=True)
    title = say.text("forms.severity.title")
    fields: tuple[Field, ...] = (field, *told, effect)
    return asked_for(say, title, f"severity {ticket.number}", fields, say.text("buttons.save"))


def _would_promise(say: Voice, severities: list[Severity], promises: Sequence[PromiseView]) -> Line:
    names = listed(say.language, [(say.name("severity", each),) for each in severities])
    told = sentences(*promise_lines(say, promises))
    return say.line("forms.severity.promise", severity=heading(plain(names)), promise=told)


def severity_options(
    say: Voice, severities: Sequence[Severity], meanings: Mapping[Severity, Translated]
) -> tuple[Option, ...]:
    """Each severity by name, with what it means under the policy, else in general."""
    return tuple(
        Option(
            each,
            say.heading("severity", each),
            meanings[each].get(say.language) if each in meanings else say.name("severity_means", each),
        )
        for each in severities
    )


def readers_line(say: Voice, result: AnswerForm) -> Line:
    """Who will read it, and where."""
    names = names_of(say.language, result.readers)
    if not result.readers:
        return say.line("forms.answer.everyone", place=result.place or "")
    if result.by_mail:
        return say.line("forms.answer.readers_mail", len(result.readers), readers=names)
    if result.place is None:
        return say.line("forms.answer.readers_private", len(result.readers), readers=names)
    return say.line("forms.answer.readers", len(result.readers), readers=names, place=result.place)


def concern_field(say: Voice, concerns: Sequence[Concern], chosen: str | None, *, live: bool) -> ChoiceField:
    """What the request is about, where the policy tells what it supports from what it does not."""
    options = tuple(Option(each.id, each.title.get(say.language)) for each in concerns)
    usual = next((c.id for c in concerns if c.standing is Standing.COVERED), None)
    value = chosen if chosen in {option.id for option in options} else usual
    label = say.text("forms.concerns")
    return ChoiceField("concerns", label, options, value, required=usual is not None, live=live)
