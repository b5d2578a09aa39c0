"""What a use case answers, before it is put into words: values that the wording turns into replies."""

from bot.results.commerce import (
    Bought,
    BuyForm,
    CancelPreview,
    CancelTold,
    CommerceResult,
    KickOffForm,
    KickOffKept,
    OfferView,
    PartyForm,
    PartyKept,
    PaymentForm,
    PaymentTaken,
    PricesTold,
    PurchasesTold,
    PurchaseView,
)
from bot.results.contacts import (
    AvailabilityTold,
    Delegated,
    DelegateForm,
    DelegateView,
    RequestForm,
    RequestSettled,
    RequestShown,
    RequestsTold,
    RequestView,
)
from bot.results.desk import (
    AgreementView,
    HelpTold,
    PeopleTold,
    PlanTold,
    PolicyTold,
    SetupTold,
    WhenTold,
    WhichDesk,
    WhyTold,
)
from bot.results.fairness import Amended, AmendPreview, FairUseForm, FairUseTold, LanguageTold
from bot.results.home import (
    DeliveriesTold,
    DeliveryView,
    HealthView,
    HomeTold,
    LoadView,
    MemberView,
    PlaceView,
    PolicyView,
)
from bot.results.incidents import (
    EntryForm,
    EntryTold,
    EntryView,
    OutcomeForm,
    OutcomeTold,
    RateForm,
    RatingTold,
    RegisterTold,
    StatsTold,
    TaskDone,
    TaskForm,
    TasksTold,
    TaskView,
)
from bot.results.intake import ArticleForm, ArticleList, ArticlesTold, ConsentAsked, FactsForm
from bot.results.ledger import (
    AskedAnother,
    ChargedView,
    CreditTold,
    CreditView,
    LineView,
    LogForm,
    Logged,
    LotView,
    SplitForm,
    SplitTold,
    UsageTold,
    WorkView,
)
from bot.results.linking import (
    CodeFailed,
    CodeTold,
    Failure,
    IdentitiesTold,
    IdentityView,
    LinkDone,
    LinkPreview,
    LinksTold,
    PastLink,
    Proposal,
    Standing,
    UnlinkPreview,
)
from bot.results.mail import MailUnclaimed
from bot.results.products import AccountsTold, AccountTold, OutageTold, ProductsTold, ProductTold, Published
from bot.results.reminding import SnoozeForm, SnoozeTold
from bot.results.scope import (
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
from bot.results.setting_up import PeopleForm, SetupForm
from bot.results.ticket_forms import (
    AddForm,
    AddTo,
    AnswerForm,
    AssignForm,
    SeverityForm,
    TextForm,
    WhichTicket,
)
from bot.results.tickets import (
    Asked,
    AskForm,
    Changed,
    Escalated,
    EscalationPreview,
    Found,
    FoundTicket,
    Joined,
    Listed,
    Message,
    Opened,
    OpenForm,
    Refused,
    Sent,
    Shown,
)
from bot.results.views import (
    ChargeView,
    ClockView,
    EndingView,
    MeterView,
    PersonView,
    ProductView,
    PromiseView,
    RemoteView,
    ScopeView,
    SnoozeView,
    TicketView,
)

Result = (
    OpenForm
    | Opened
    | Refused
    | AskForm
    | Asked
    | Shown
    | Listed
    | Found
    | Changed
    | AnswerForm
    | AddForm
    | TextForm
    | AssignForm
    | SeverityForm
    | Sent
    | EscalationPreview
    | Escalated
    | WhyTold
    | WhenTold
    | PlanTold
    | PolicyTold
    | PeopleTold
    | HelpTold
    | SetupTold
    | SetupForm
    | PeopleForm
    | HomeTold
    | Joined
    | WhichDesk
    | WhichTicket
    # ledger
    | LogForm
    | Logged
    | AskedAnother
    | SplitForm
    | SplitTold
    | UsageTold
    | CreditTold
    # commerce
    | CommerceResult
    # intake
    | FactsForm
    | ConsentAsked
    | ArticlesTold
    | ArticleList
    | ArticleForm
    # contacts
    | RequestsTold
    | RequestShown
    | RequestForm
    | RequestSettled
    | AvailabilityTold
    | DelegateForm
    | Delegated
    # scope
    | ExceptionAsked
    | Excluded
    | ExcludeForm
    | DuplicateForm
    | MarkedDuplicate
    | Offered
    | OfferForm
    | OfferRequested
    | Overridden
    | OverrideForm
    | ProposalAnswered
    # incidents
    | EntryForm
    | EntryTold
    | OutcomeForm
    | OutcomeTold
    | RateForm
    | RatingTold
    | RegisterTold
    | StatsTold
    | TaskDone
    | TaskForm
    | TasksTold
    # products
    | ProductsTold
    | AccountsTold
    | OutageTold
    # mail
    | MailUnclaimed
    # fairness
    | AmendPreview
    | Amended
    | LanguageTold
    | FairUseTold
    | FairUseForm
    # home
    | DeliveriesTold
    # delivery
    | SnoozeForm
    | SnoozeTold
    # linking
    | CodeFailed
    | CodeTold
    | IdentitiesTold
    | LinkDone
    | LinkPreview
    | LinksTold
    | UnlinkPreview
)

__all__ = [
    "AccountTold",
    "AccountsTold",
    "AddForm",
    "AddTo",
    "AgreementView",
    "AmendPreview",
    "Amended",
    "AnswerForm",
    "ArticleForm",
    "ArticleList",
    "ArticlesTold",
    "AskForm",
    "Asked",
    "AskedAnother",
    "AssignForm",
    "AvailabilityTold",
    "Bought",
    "BuyForm",
    "CancelPreview",
    "CancelTold",
    "Changed",
    "ChargeView",
    "ChargedView",
    "ClockView",
    "CodeFailed",
    "CodeTold",
    "CommerceResult",
    "ConsentAsked",
    "CreditTold",
    "CreditView",
    "DelegateForm",
    "DelegateView",
    "Delegated",
    "DeliveriesTold",
    "DeliveryView",
    "DuplicateForm",
    "EndingView",
    "EntryForm",
    "EntryTold",
    "EntryView",
    "Escalated",
    "EscalationPreview",
    "ExceptionAsked",
    "ExcludeForm",
    "Excluded",
    "FactsForm",
    "Failure",
    "FairUseForm",
    "FairUseTold",
    "Found",
    "FoundTicket",
    "HealthView",
    "HelpTold",
    "HomeTold",
    "IdentitiesTold",
    "IdentityView",
    "Joined",
    "KickOffForm",
    "KickOffKept",
    "LanguageTold",
    "LineView",
    "LinkDone",
    "LinkPreview",
    "LinksTold",
    "Listed",
    "LoadView",
    "LogForm",
    "Logged",
    "LotView",
    "MailUnclaimed",
    "MarkedDuplicate",
    "MemberView",
    "Message",
    "MeterView",
    "OfferForm",
    "OfferRequested",
    "OfferView",
    "Offered",
    "OpenForm",
    "Opened",
    "OutageTold",
    "OutcomeForm",
    "OutcomeTold",
    "Overridden",
    "OverrideForm",
    "PartyForm",
    "PartyKept",
    "PastLink",
    "PaymentForm",
    "PaymentTaken",
    "PeopleForm",
    "PeopleTold",
    "PersonView",
    "PlaceView",
    "PlanTold",
    "PolicyTold",
    "PolicyView",
    "PricesTold",
    "ProductTold",
    "ProductView",
    "ProductsTold",
    "PromiseView",
    "Proposal",
    "ProposalAnswered",
    "Published",
    "PurchaseView",
    "PurchasesTold",
    "RateForm",
    "RatingTold",
    "Refused",
    "RegisterTold",
    "RemoteView",
    "RequestForm",
    "RequestSettled",
    "RequestShown",
    "RequestView",
    "RequestsTold",
    "Result",
    "ScopeView",
    "Sent",
    "SetupForm",
    "SetupTold",
    "SeverityForm",
    "Shown",
    "SnoozeForm",
    "SnoozeTold",
    "SnoozeView",
    "SplitForm",
    "SplitTold",
    "Standing",
    "StatsTold",
    "TaskDone",
    "TaskForm",
    "TaskView",
    "TasksTold",
    "TextForm",
    "TicketView",
    "UnlinkPreview",
    "UsageTold",
    "WhenTold",
    "WhichDesk",
    "WhichTicket",
    "WhyTold",
    "WorkView",
]
