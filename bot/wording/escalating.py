"""Before an escalation: where it goes, who is told, what stays due, by which clause; and its reason."""

from __future__ import annotations

from bot.domain.events import EscalationKind
from bot.replies import CheckField, Field, Line, Note, Reply, TextField
from bot.results import EscalationPreview, PersonView
from bot.wording.forms import TEXT_LIMIT, asked_for, concern_field
from bot.wording.lines import listed, sentences
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.tickets import goes_to, standing
from bot.wording.voice import Voice, voice
from policy.decisions import Reason, ReasonCode


def escalate(result: EscalationPreview, reader: Reader) -> Reply:
    """S7: to whom, who is told at what local hour, what stays due, by which clause; a required reason."""
    ticket = result.ticket
    say = voice(reader, ticket.zone, ticket.read_at)
    preview = sentences(
        say.line(
            "forms.escalate.preview",
            number=ticket.number,
            kind=say.name("escalation", result.kind),
            to=goes_to(say, result.kind, result.to, result.told),
        ),
        _told(say, result),
        _still_due(say, result),
        *(reason_line(say, reason) for reason in result.reasons if _is_asked(result, reason)),
        _covered(say, result),
    )
    fields: list[Field] = [
        Note("preview", preview),
        TextField("reason", say.text("forms.escalate.reason"), result.text, multiline=True, limit=TEXT_LIMIT),
    ]
    errors: dict[str, str] = {}
    if result.concerns:
        fields.append(concern_field(say, result.concerns, result.concern, live=False))
    for name in dict.fromkeys((*result.asks, *result.agreed)):
        words = say.text(f"forms.agree.{name}")
        label, given = say.text("forms.agree"), name in result.agreed
        fields.append(CheckField(f"agree_{name}", label, words, given, required=True))
        if result.unanswered and name in result.asks:
            errors[f"agree_{name}"] = say.text("forms.agree.missing")
    if reader.role is not None and reader.role.is_staff:
        fields.append(Note("internal", say.line("forms.escalate.internal"), quiet=True))
    # The level or group that was shown is the one confirmed, whatever happened meanwhile.
    to = result.to.replace('"', "")
    command = f'escalate {ticket.number} to "{to}"'
    if result.fee is not None:
        command = f"{command} fee:{result.fee}"
    title = say.text("forms.escalate.title")
    return asked_for(say, title, command, fields, say.text("buttons.escalate"), result.text, errors)


def _told(say: Voice, result: EscalationPreview) -> Line:
    target = standing(result.to, result.told)
    vacant = result.kind is EscalationKind.HIERARCHICAL and not target
    nobody = say.line("forms.escalate.nobody") if vacant else ()
    if not result.told:
        return nobody
    told = [(_with_hour(say, result, person, always=person in target),) for person in result.told]
    return sentences(nobody, say.line("forms.escalate.told", told=listed(say.language, told)))


def _with_hour(say: Voice, result: EscalationPreview, person: PersonView, *, always: bool) -> str:
    now = result.ticket.read_at
    if person.zone is None or not (always or say.times.differs(person.zone, now)):
        return person.name
    there = voice(say.reader, person.zone, now).times.hour(now)
    return say.text("forms.escalate.there", name=person.name, hour=there)


def _still_due(say: Voice, result: EscalationPreview) -> Line:
    leading = result.ticket.leading
    if leading is None or leading.ended_at is not None:
        return ()
    return say.line("forms.escalate.due", due=say.times.bare(leading.due_at, strong=True))


def _covered(say: Voice, result: EscalationPreview) -> Line:
    covering = [reason for reason in result.reasons if not _is_asked(result, reason)]
    clauses = ", ".join(dict.fromkeys(reason.citation.clause for reason in covering))
    return say.line("forms.escalate.covered", clauses=clauses) if clauses else ()


def _is_asked(result: EscalationPreview, reason: Reason) -> bool:
    """Whether the reason is a fee that this very form asks for: once accepted, it covers."""
    return reason.code is ReasonCode.FEE_APPLIES and bool({*result.asks, *result.agreed})
