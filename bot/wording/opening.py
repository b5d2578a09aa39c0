"""The open form: what is asked, which channels are open, and the live promise (S1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.replies import (
    CheckField,
    ChoiceField,
    Field,
    Form,
    Line,
    Note,
    Option,
    PersonField,
    Reply,
    TextField,
    plain,
)
from bot.results import OpenForm
from bot.wording.articles import beside
from bot.wording.attached import file_field
from bot.wording.forms import SUBJECT_LIMIT, concern_field, severity_options
from bot.wording.intake import facts_errors, facts_fields, remote_errors, remote_fields, still_missing
from bot.wording.lines import capitalized, sentences
from bot.wording.products import addresses
from bot.wording.promises import promise_line, promise_lines
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line, version_lines
from bot.wording.refusals import denied_lines
from bot.wording.scope_reasons import SAID_ON_YES
from bot.wording.unit_reasons import TOLD
from bot.wording.voice import Voice, voice
from policy.decisions import Allowed, Denied, NeedsConsent, ReasonCode


def open_form(result: OpenForm, reader: Reader) -> Reply:
    """Subject, facts, severity, channel, the promise that follows them, and the requester if another."""
    say = voice(reader, result.zone, _now(result))
    notes = tuple(Note(f"promise_{i}", line) for i, line in enumerate(_promised(say, result), 1))
    answers = beside(say, result.articles, result.self_help)
    found = (Note("articles", answers),) if answers else ()
    worse = (Note("worse", say.line("forms.promise_worse")),) if result.worse else ()
    fields: tuple[Field, ...] = (
        *worse,
        *_quoted(say, result),
        TextField(
            "subject",
            say.text("forms.subject"),
            result.subject,
            say.text("forms.subject.hint"),
            limit=SUBJECT_LIMIT,
            live=True,
        ),
        *found,
        *facts_fields(say, result),
        *still_missing(say, result),
        *_product(say, result),
        *_severity(say, result),
        *_channel(say, result),
        *_concerns(say, result),
        *notes,
        *_consents(say, result),
        *remote_fields(say, result),
        file_field(say),
        *_requester(say, result),
    )
    errors = {"subject": say.text("forms.subject.missing")} if result.missing_subject else {}
    if result.unanswered:
        errors |= {f"agree_{name}": say.text("forms.agree.missing") for name in _asked(result)}
        errors |= {**facts_errors(say, result), **remote_errors(say, result)}
    if result.unserved is not None:
        errors["requester"] = plain(sentences(*denied_lines(say, result.unserved)))
    title = say.text("forms.open.title")
    submit = say.text("buttons.open_anyway" if result.worse else "buttons.open_submit")
    form = Form(
        title,
        _command(result),
        fields,
        submit,
        say.text("buttons.cancel"),
        errors,
        refresh=say.text("buttons.show_promise"),
    )
    told = " ".join(plain(note.line) for note in (*worse, *found, *still_missing(say, result), *notes))
    return Reply(f"{title}. {told}", (form,))


def _command(result: OpenForm) -> str:
    """What the form carries: the first due instant it shows, as a worse one is asked about; its request."""
    first = min((promise.due_at for promise in result.promises), default=None)
    accepted = () if first is None else (f"accepted:{first.isoformat()}",)
    draft = () if result.draft is None else (f"draft:{result.draft}",)
    fee = () if result.fee is None else (f"fee:{result.fee}",)
    quoted = ("quoted:yes",) if result.quoted else ()
    return " ".join(("open", *accepted, *draft, *fee, *quoted))


def _quoted(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """Where the message stands that it began with, if others read there than will read the ticket."""
    if not result.elsewhere:
        return ()
    said = "forms.quoted.elsewhere" if result.place else "forms.quoted.private"
    line = say.line(said, place=result.place or "", account=result.account, desk=result.desk)
    return (Note("quoted", line),)


def _now(result: OpenForm) -> datetime | None:
    return next((promise.due_at - promise.elapsed for promise in result.promises), None)


def _promised(say: Voice, result: OpenForm) -> tuple[Line, ...]:
    match result.decision:
        case Denied() as denied:
            return denied_lines(say, denied)
        case Allowed(reasons=reasons):
            lines = list(promise_lines(say, result.promises, reasons))
            lines += [reason_line(say, reason) for reason in reasons if reason.code in TOLD | SAID_ON_YES]
        case decision:
            lines = [reason_line(say, reason) for reason in decision.reasons]
            lines += [promise_line(say, promise) for promise in result.promises]
    # Other channels that open later, said beside the promise: "Phone opens Thursday 08:00".
    closed = [
        reason_line(say, replace(reason, code=ReasonCode.CHANNEL_CLOSED_NOW))
        for offer in result.offers
        for reason in offer.decision.reasons
        if reason.code in {ReasonCode.CHANNEL_CLOSED_NOW, ReasonCode.CHANNEL_CLOSED}
    ]
    return (sentences(lines[0], *closed), *lines[1:]) if lines else tuple(closed)


def _product(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """Which of several, and of which version; with where support for it is asked for."""
    fields: list[Field] = []
    if len(result.products) > 1:
        products = tuple(Option(each.id, each.name) for each in result.products)
        fields.append(ChoiceField("product", say.text("forms.product"), products, result.product, live=True))
    if len(result.versions) > 1:
        versions = tuple(Option(each, each) for each in result.versions)
        label = say.text("forms.version")
        fields.append(ChoiceField("version", label, versions, result.product_version, live=True))
    about = version_lines(say, result.about_version)
    if about:
        fields.append(Note("about_version", sentences(*about), quiet=True))
    meant = tuple(each for each in result.products if result.product in {None, each.id})
    told = addresses(say, meant)
    if told:
        fields.append(Note("addresses", sentences(*told), quiet=True))
    return tuple(fields)


def _severity(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    if len(result.severities) < 2:  # noqa: PLR2004 - one is no choice
        return ()
    options = severity_options(say, result.severities, result.meanings)
    return (ChoiceField("severity", say.text("forms.severity"), options, result.severity, live=True),)


def _channel(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """The allowed ones to choose from; then quietly the others, each with its clause."""
    allowed = [offer.channel for offer in result.offers if not isinstance(offer.decision, Denied)]
    fields: list[Field] = []
    if allowed:
        options = tuple(Option(channel, say.heading("channel", channel)) for channel in allowed)
        value = result.channel if result.channel in allowed else None
        fields.append(ChoiceField("channel", say.text("forms.channel"), options, value, live=True))
    others = [
        capitalized(reason_line(say, reason, brief=True))
        for offer in result.offers
        if isinstance(offer.decision, Denied)
        for reason in offer.decision.reasons
        if reason.code is not ReasonCode.CHANNEL_CLOSED  # said beside the promise
    ]
    if others:
        fields.append(Note("other_channels", sentences(*others), quiet=True))
    return tuple(fields)


def _concerns(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """What the request is about, where the policy tells what it supports from what it does not."""
    if not result.concerns:
        return ()
    return (concern_field(say, result.concerns, result.concern, live=True),)


def _asked(result: OpenForm) -> tuple[str, ...]:
    return result.decision.asks if isinstance(result.decision, NeedsConsent) else ()


def _consents(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """A box for each yes that is needed, or was given in this form."""
    may_ask_desk = ("discretion",) if result.discretion is not None else ()
    names = dict.fromkeys((*_asked(result), *may_ask_desk, *result.agreed))
    return tuple(
        CheckField(
            f"agree_{name}",
            say.text("forms.agree"),
            say.text(f"forms.agree.{name}"),
            name in result.agreed,
            required=name not in may_ask_desk,
            live=True,
        )
        for name in names
    )


def _requester(say: Voice, result: OpenForm) -> tuple[Field, ...]:
    """For whom: by the platform's own picker, unless it does not know all of them (some only write mail)."""
    if not result.requesters:
        return ()
    if all(person.actor is not None for person in result.requesters):
        actor = None if result.requester is None else result.requester.actor
        hint = say.text("forms.requester.hint", account=result.account)
        return (PersonField("requester", say.text("forms.requester"), actor, hint, live=True),)
    options = tuple(Option(f"p{person.id}", person.name) for person in result.requesters)
    chosen = None if result.requester is None else f"p{result.requester.id}"
    value = chosen if chosen in {option.id for option in options} else None
    return (ChoiceField("requester", say.text("forms.requester"), options, value, live=True),)
