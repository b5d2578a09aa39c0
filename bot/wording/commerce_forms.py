"""Forms of the purchase verbs: what to buy and how to pay, whether money has come, ending a subscription."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from bot.replies import ChoiceField, Field, Form, Line, Note, Option, Prose, Reply, TextField, plain
from bot.results import BuyForm, CancelPreview, KickOffForm, OfferView, PartyForm, PaymentForm
from bot.wording.forms import TEXT_LIMIT, asked_for
from bot.wording.lines import listed
from bot.wording.money import money
from bot.wording.reader import Reader
from bot.wording.reasons import reason_line
from bot.wording.sold import sold
from bot.wording.voice import Voice, voice
from policy.commerce_rules import Activation
from policy.decisions import Denied, ReasonCode

NAME_LIMIT = 150
ADDRESS_LIMIT = 1000


def buy(result: BuyForm, reader: Reader) -> Reply:
    """What can be bought now with its price, what cannot and why, and the means of payment."""
    say = voice(reader, result.zone)
    open_ = [each for each in result.offers if not isinstance(each.decision, Denied)]
    priced = [each for each in open_ if each.sum is not None]
    notes: list[Note] = []
    for index, each in enumerate(result.offers, 1):
        if isinstance(each.decision, Denied):
            told = reason_line(say, each.decision.reasons[0])
            notes.append(Note(f"denied_{index}", told, quiet=True))
    lacking = [each for each in open_ if each.sum is None]
    if lacking:
        names = listed(say.language, [(sold(say, each.code),) for each in lacking])
        notes.append(Note("unpriced", say.line("forms.buy.unpriced", what=names), quiet=True))
    if not priced:
        none = say.line("forms.buy.nothing", desk=result.desk)
        lines: list[Line] = [none, *(note.line for note in notes)]
        return Reply(" ".join(plain(each) for each in lines), tuple(Prose(each) for each in lines))
    options = tuple(_option(say, each) for each in priced)
    means = tuple(Option(each, say.heading("means", each)) for each, _, _ in result.means)
    what = result.what if any(option.id == result.what for option in options) else options[0].id
    fields: tuple[Field, ...] = (
        ChoiceField("what", say.text("forms.buy.what"), options, what),
        ChoiceField("means", say.text("forms.buy.means"), means, result.chosen or means[0].id),
        TextField(
            "quantity",
            say.text("forms.buy.quantity"),
            "" if result.quantity == 1 else str(result.quantity),
            "1",
            required=False,
            limit=3,
        ),
        *_activations(say, result),
        *notes,
    )
    return asked_for(say, say.text("forms.buy.title"), "buy", fields, say.text("buttons.order"))


def payment(result: PaymentForm, reader: Reader) -> Reply:
    """What is confirmed, before it is."""
    say = voice(reader, result.zone)
    bought = result.purchase
    told = say.line(
        "forms.payment.told",
        reference=bought.reference,
        what=sold(say, bought.code, bought.title, bought.quantity),
        total=money(say.language, bought.sum.total, bought.currency),
        by=say.name("means_by", bought.means),
        buyer=bought.buyer,
        account=bought.account,
    )
    fields: tuple[Field, ...] = (
        Note("told", told),
        TextField("reference", say.text("forms.payment.reference"), required=False, limit=100),
    )
    command = f"payment {bought.number}"
    title = say.text("forms.payment.title")
    return asked_for(say, title, command, fields, say.text("buttons.payment"))


def cancel(result: CancelPreview, reader: Reader) -> Reply:
    """What follows from cancelling, by which clauses, before it is done."""
    say = voice(reader, result.zone)
    fields: list[Field] = [
        Note(f"reason_{i}", reason_line(say, reason)) for i, reason in enumerate(result.reasons, 1)
    ]
    fields.append(Note("no_new", say.line("forms.cancel.no_new")))
    if result.running:
        fields.append(Note("running", say.line("forms.cancel.running", result.running), quiet=True))
    title = say.text("forms.cancel.title")
    return asked_for(say, title, "cancel", fields, say.text("buttons.cancel_plan"))


def kickoff(result: KickOffForm, reader: Reader) -> Reply:
    """Contact details and working environment, with what is known already."""
    say = voice(reader, reader.zone or "UTC")
    known = result.known
    fields: tuple[Field, ...] = (
        Note("why", say.line("forms.kickoff.why", account=result.account, clause=result.clause), quiet=True),
        TextField(
            "contact",
            say.text("forms.kickoff.contact"),
            known.contact if known else "",
            say.text("forms.kickoff.contact.hint"),
            multiline=True,
            required=False,
            limit=TEXT_LIMIT,
        ),
        TextField(
            "environment",
            say.text("forms.kickoff.environment"),
            known.environment if known else "",
            say.text("forms.kickoff.environment.hint"),
            multiline=True,
            required=False,
            limit=TEXT_LIMIT,
        ),
    )
    name = result.account.replace('"', "")
    command = f'kickoff account:"{name}"'
    title = say.text("forms.kickoff.title")
    return asked_for(say, title, command, fields, say.text("buttons.save"))


def party(result: PartyForm, reader: Reader) -> Reply:
    """The seller with the ways in which it is paid, or an account as a buyer."""
    say = voice(reader, reader.zone or "UTC")
    it, seller = result.party, result.seller
    rows = [
        ("name", it.name, False, True),
        ("address", it.address, True, False),
        ("tax_id", it.tax_id, False, False),
        ("registration", it.registration, False, False),
        ("email", it.email, False, False),
    ]
    if seller is not None:
        rows += [
            ("bank", seller.bank, True, False),
            ("cheque", seller.cheque, True, False),
            ("paypal", seller.paypal, False, False),
            ("footer", seller.footer, True, False),
        ]
    fields = tuple(
        TextField(
            id_,
            say.text(f"forms.party.{id_}"),
            value,
            say.text("forms.party.paypal.hint") if id_ == "paypal" else None,
            multiline=multiline,
            required=required,
            limit=ADDRESS_LIMIT if multiline else NAME_LIMIT,
        )
        for id_, value, multiline, required in rows
    )
    if result.account is None:
        title, command = say.text("forms.seller.title"), "setup seller"
    else:
        name = result.account.replace('"', "")
        title, command = say.text("forms.buyer.title"), f'setup buyer account:"{name}"'
    reply = asked_for(say, title, command, fields, say.text("buttons.save"))
    if result.wrong is None or reply.form is None:
        return reply
    errors = {result.wrong: say.text("forms.party.bad_address")}
    form: Form = replace(reply.form, errors=errors)
    return Reply(reply.summary, (form,))


def _option(say: Voice, each: OfferView) -> Option:
    assert each.sum is not None
    total = money(say.language, each.sum.total, each.currency)
    return Option(each.code, say.text("forms.buy.option", what=sold(say, each.code, each.title), total=total))


def _activations(say: Voice, result: BuyForm) -> tuple[Note, ...]:
    """What makes a payment active, a line for the means that are alike, each with its clause."""
    notes = []
    for (how, clause), alike in groupby(result.means, key=lambda row: row[1:]):
        by = listed(say.language, [(say.name("means_by", each),) for each, _, _ in alike], "lists.or")
        line = say.line(f"reasons.{_REASONS[how]}", by=by, clause=clause)
        notes.append(Note(f"activation_{how}", line, quiet=True))
    return tuple(notes)


_REASONS = {
    Activation.AT_ONCE: ReasonCode.ACTIVE_AT_ONCE,
    Activation.BY_A_PERSON: ReasonCode.ACTIVE_LATER,
}
