"""Words about what a ticket needs before it is worked on: its facts, and consent to remote access."""

from __future__ import annotations

from dataclasses import replace

from bot.replies import (
    Actions,
    Because,
    ChoiceField,
    Field,
    Note,
    Option,
    Prose,
    Reply,
    TextField,
    plain,
)
from bot.results import AnswerForm, ConsentAsked, FactsForm, OpenForm
from bot.wording.attached import file_field
from bot.wording.forms import TEXT_LIMIT, asked_for, readers_line
from bot.wording.intake_cards import allow, withdraw
from bot.wording.intake_reasons import intake_reason
from bot.wording.lines import joined, text
from bot.wording.reader import Reader
from bot.wording.voice import Voice, voice
from policy.intake_rules import THE_FACTS, IntakeRule


def facts_fields(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """The facts that the policy asks for, under its own titles; else one field for them, as one likes."""
    if not any(rule.field == THE_FACTS for rule in result.intake):
        plain_one = TextField(
            "facts",
            say.text("forms.facts"),
            result.facts,
            say.text("forms.facts.hint"),
            multiline=True,
            required=False,
            limit=TEXT_LIMIT,
        )
        return (plain_one, *(_asked(say, rule, dict(result.details)) for rule in result.intake))
    values = {**dict(result.details), THE_FACTS: result.facts}
    return tuple(_asked(say, rule, values) for rule in result.intake)


def facts_errors(say: Voice, result: OpenForm) -> dict[str, str]:
    """Which facts the form was sent without, at their fields, with the clause that asks for them."""
    values = {**dict(result.details), THE_FACTS: result.facts}
    return {
        _field_id(rule): say.text("intake.missing", clause=rule.clause)
        for rule in result.intake
        if rule.required and not values.get(rule.field)
    }


def still_missing(say: Voice, result: OpenForm) -> tuple[Note, ...]:
    """Once there is a subject, which facts the ticket still needs: where no form can be shown, too."""
    if not result.subject or result.lacking is None:
        return ()
    lines = [intake_reason(say, reason) for reason in result.lacking.reasons]
    return tuple(Note(f"lacking_{i}", line) for i, line in enumerate(lines, 1))


def remote_fields(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """Remote access, yes or no, and what a no means."""
    if result.consent is None:
        return ()
    value = None if result.remote is None else ("yes" if result.remote else "no")
    options = (Option("yes", say.text("intake.yes")), Option("no", say.text("intake.no")))
    return (
        ChoiceField("remote", say.text("intake.remote"), options, value),
        Note("remote_without", say.line("intake.without", clause=result.consent.clause), quiet=True),
    )


def remote_errors(say: Voice, result: OpenForm) -> dict[str, str]:
    """That the question on remote access was left open."""
    if result.consent is None or result.remote is not None:
        return {}
    return {"remote": say.text("intake.unanswered", clause=result.consent.clause)}


def facts_form(result: FactsForm, reader: Reader) -> Reply:
    """An agent asks for what is missing, and sees who will read it; the requester's side fills it in."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    command = f"facts {ticket.number}"
    if not result.question:
        given = {**dict(result.details), THE_FACTS: result.text}
        rules = [replace(rule, required=False) for rule in result.asked]
        fields: list[Field] = [_asked(say, rule, given) for rule in rules if rule.field != THE_FACTS]
        first = next((rule for rule in result.asked if rule.field == THE_FACTS), None)
        label = say.text("intake.add.text") if first is None else first.title.get(say.language)
        words = TextField("text", label, result.text, multiline=True, required=not fields, limit=TEXT_LIMIT)
        submit = say.text("buttons.send_desk")
        shown = (*fields, words, file_field(say))
        return asked_for(say, say.text("intake.add.title"), command, shown, submit, result.text)
    seen = AnswerForm(ticket, result.text, question=True, readers=result.readers, place=result.place)
    question = TextField(
        "text", say.text("forms.pending.text"), _question(result), multiline=True, limit=TEXT_LIMIT
    )
    asked = (
        Note("readers", readers_line(say, seen)),
        question,
        file_field(say),
        Note("effect", say.line("forms.pending.effect"), quiet=True),
    )
    submit = say.text("buttons.send_requester")
    return asked_for(say, say.text("intake.ask.title"), command, asked, submit, result.text)


def consent_asked(result: ConsentAsked, reader: Reader) -> Reply:
    """The question on remote access, with a button for each answer."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    now = ticket.remote is not None and ticket.remote.allowed
    line = say.line("intake.ask_consent.allowed" if now else "intake.ask_consent", number=ticket.number)
    clause = "" if ticket.remote is None else ticket.remote.clause
    button = withdraw(say.language, ticket.number) if now else allow(say.language, ticket.number)
    without = Because((say.line("intake.without", clause=clause),))
    return Reply(plain(line), (Prose(line), without, Actions((button,))))


def _asked(say: Voice, rule: IntakeRule, values: dict[str, str]) -> TextField:
    hint = None if rule.hint is None else rule.hint.get(say.language)
    needed = say.text("intake.needed" if rule.required else "intake.welcome", clause=rule.clause)
    return TextField(
        _field_id(rule),
        rule.title.get(say.language),
        values.get(rule.field, ""),
        f"{hint}. {needed}" if hint else needed,
        multiline=rule.field == THE_FACTS,
        required=rule.required,
        limit=TEXT_LIMIT,
    )


def _field_id(rule: IntakeRule) -> str:
    return rule.field if rule.field == THE_FACTS else f"fact_{rule.field}"


def _question(result: FactsForm) -> str:
    """What the agent wrote, and the facts of the policy that are missing, in the requester's language."""
    language = result.language
    rows = [
        text(
            language,
            "intake.question",
            titles=joined(
                [(rule.title.get(language),) for rule in result.asked if rule.clause == clause], ", "
            ),
            clause=clause,
        )
        for clause in dict.fromkeys(rule.clause for rule in result.asked)
    ]
    return "\n".join(part for part in (result.text, *rows) if part)
