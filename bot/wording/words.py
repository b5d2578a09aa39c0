"""The front of the wording: a result in, a reply out."""

from __future__ import annotations

from typing import assert_never

from bot.replies import Audience, Reply
from bot.results import (
    AccountsTold,
    AddForm,
    Amended,
    AmendPreview,
    AnswerForm,
    ArticleForm,
    ArticleList,
    ArticlesTold,
    Asked,
    AskedAnother,
    AskForm,
    AssignForm,
    AvailabilityTold,
    Bought,
    BuyForm,
    CancelPreview,
    CancelTold,
    Changed,
    CodeFailed,
    CodeTold,
    ConsentAsked,
    CreditTold,
    Delegated,
    DelegateForm,
    DeliveriesTold,
    DuplicateForm,
    EntryForm,
    EntryTold,
    Escalated,
    EscalationPreview,
    ExceptionAsked,
    Excluded,
    ExcludeForm,
    FactsForm,
    FairUseForm,
    FairUseTold,
    Found,
    HelpTold,
    HomeTold,
    IdentitiesTold,
    Joined,
    KickOffForm,
    KickOffKept,
    LanguageTold,
    LinkDone,
    LinkPreview,
    LinksTold,
    Listed,
    LogForm,
    Logged,
    MailUnclaimed,
    MarkedDuplicate,
    Offered,
    OfferForm,
    OfferRequested,
    Opened,
    OpenForm,
    OutageTold,
    OutcomeForm,
    OutcomeTold,
    Overridden,
    OverrideForm,
    PartyForm,
    PartyKept,
    PaymentForm,
    PaymentTaken,
    PeopleForm,
    PeopleTold,
    PlanTold,
    PolicyTold,
    PricesTold,
    ProductsTold,
    ProposalAnswered,
    PurchasesTold,
    RateForm,
    RatingTold,
    Refused,
    RegisterTold,
    RequestForm,
    RequestSettled,
    RequestShown,
    RequestsTold,
    Result,
    Sent,
    SetupForm,
    SetupTold,
    SeverityForm,
    Shown,
    SnoozeForm,
    SnoozeTold,
    SplitForm,
    SplitTold,
    StatsTold,
    TaskDone,
    TaskForm,
    TasksTold,
    TextForm,
    UnlinkPreview,
    UsageTold,
    WhenTold,
    WhichDesk,
    WhichTicket,
    WhyTold,
)
from bot.wording import (
    accounts,
    adding,
    articles,
    contacts,
    deliveries,
    escalating,
    explaining,
    fair_use,
    forms,
    guiding,
    incidents,
    intake,
    linking,
    mailing,
    plans,
    products,
    refusals,
    revising,
    satisfaction,
    scope,
    setup_forms,
    snoozing,
    tasks,
    tickets,
    unit_forms,
    units,
)
from bot.wording.commerce import word_commerce
from bot.wording.home import home
from bot.wording.lines import text
from bot.wording.opening import open_form
from bot.wording.reader import Reader
from bot.wording.seeking import found
from bot.wording.stats import stats


def word(result: Result, reader: Reader) -> Reply:  # noqa: C901, PLR0912, PLR0915  one flat case a result
    """What a use case answered, in the reader's language."""
    match result:
        case OpenForm():
            return open_form(result, reader)
        case Opened():
            return tickets.opened(result, reader)
        case Refused():
            return refusals.refused(result, reader)
        case AskForm():
            return forms.ask(result, reader)
        case Asked():
            return refusals.asked(result, reader)
        case Shown():
            return tickets.shown(result, reader)
        case Listed():
            return tickets.listing(result, reader)
        case Changed():
            return tickets.changed(result, reader)
        case Found():
            return found(result, reader)
        case AnswerForm():
            return forms.answer(result, reader)
        case AddForm():
            return adding.form(result, reader)
        case TextForm():
            return forms.text(result, reader)
        case AssignForm():
            return forms.assign(result, reader)
        case SeverityForm():
            return forms.severity(result, reader)
        case Sent():
            return tickets.sent(result, reader)
        case EscalationPreview():
            return escalating.escalate(result, reader)
        case Escalated():
            return tickets.escalated(result, reader)
        case WhyTold():
            return explaining.why(result, reader)
        case WhenTold():
            return explaining.when(result, reader)
        case PlanTold():
            return plans.plan(result, reader)
        case PolicyTold():
            return plans.policy(result, reader)
        case PeopleTold():
            return plans.people(result, reader)
        case HelpTold():
            return guiding.help_told(result, reader)
        case SetupTold():
            return guiding.setup(result, reader)
        case SetupForm():
            return setup_forms.step(result, reader)
        case PeopleForm():
            return setup_forms.people(result, reader)
        case HomeTold():
            return home(result, reader)
        case DeliveriesTold():
            return deliveries.told(result, reader)
        case WhichDesk():
            return guiding.which_desk(result, reader)
        case WhichTicket():
            return adding.which_ticket(result, reader)
        case Joined(ticket=number):
            return Reply(text(reader.language, "desk.joined", number=number), audience=Audience.NOBODY)
        # ledger
        case LogForm():
            return unit_forms.log(result, reader)
        case Logged():
            return units.logged(result, reader)
        case AskedAnother():
            return units.asked_another(result, reader)
        case SplitForm():
            return unit_forms.split(result, reader)
        case SplitTold():
            return units.split(result, reader)
        case UsageTold():
            return units.usage(result, reader)
        case CreditTold():
            return units.credit(result, reader)
        # commerce
        case (
            BuyForm()
            | Bought()
            | PurchasesTold()
            | PaymentForm()
            | PaymentTaken()
            | CancelPreview()
            | CancelTold()
            | KickOffForm()
            | KickOffKept()
            | PricesTold()
            | PartyForm()
            | PartyKept()
        ):
            return word_commerce(result, reader)
        # intake
        case FactsForm():
            return intake.facts_form(result, reader)
        case ArticlesTold():
            return articles.told(result, reader)
        case ArticleList():
            return articles.listing(result, reader)
        case ArticleForm():
            return articles.form(result, reader)
        case ConsentAsked():
            return intake.consent_asked(result, reader)
        # contacts
        case (
            RequestsTold()
            | RequestShown()
            | RequestForm()
            | RequestSettled()
            | AvailabilityTold()
            | DelegateForm()
            | Delegated()
        ):
            return contacts.word(result, reader)
        # scope
        case OfferForm():
            return scope.offer_form(result, reader)
        case Offered():
            return scope.offered(result, reader)
        case OfferRequested():
            return scope.offer_requested(result, reader)
        case ProposalAnswered():
            return scope.proposal_answered(result, reader)
        case ExcludeForm():
            return scope.exclude_form(result, reader)
        case Excluded():
            return scope.excluded(result, reader)
        case DuplicateForm():
            return scope.duplicate_form(result, reader)
        case MarkedDuplicate():
            return scope.marked_duplicate(result, reader)
        case ExceptionAsked():
            return scope.exception_asked(result, reader)
        case OverrideForm():
            return scope.override_form(result, reader)
        case Overridden():
            return scope.overridden(result, reader)
        # incidents
        case TasksTold():
            return tasks.told(result, reader)
        case TaskForm():
            return tasks.form(result, reader)
        case TaskDone():
            return tasks.done(result, reader)
        case OutcomeForm():
            return incidents.form(result, reader)
        case OutcomeTold():
            return incidents.told(result, reader)
        case RegisterTold():
            return incidents.register(result, reader)
        case EntryTold():
            return incidents.entry(result, reader)
        case EntryForm():
            return incidents.version(result, reader)
        case RateForm():
            return satisfaction.form(result, reader)
        case RatingTold():
            return satisfaction.told(result, reader)
        case StatsTold():
            return stats(result, reader)
        # products
        case ProductsTold():
            return products.products(result, reader)
        case OutageTold():
            return products.outage(result, reader)
        case AccountsTold():
            return accounts.accounts(result, reader)
        # mail
        case MailUnclaimed():
            return mailing.told(result, reader)
        # fairness
        case AmendPreview():
            return revising.preview(result, reader)
        case Amended():
            return revising.done(result, reader)
        case FairUseTold() | FairUseForm():
            return fair_use.result(result, reader)
        case LanguageTold():
            return revising.language(result, reader)
        # delivery
        case SnoozeForm():
            return snoozing.form(result, reader)
        case SnoozeTold():
            return snoozing.told(result, reader)
        # linking
        case (
            CodeTold()
            | CodeFailed()
            | LinkPreview()
            | UnlinkPreview()
            | LinkDone()
            | IdentitiesTold()
            | LinksTold()
        ):
            return linking.word(result, reader)
    assert_never(result)
