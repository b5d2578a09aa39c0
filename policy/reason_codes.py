"""Why a policy says yes or no, as codes; the bot words each from the facts listed with it."""

from enum import StrEnum


class ReasonCode(StrEnum):
    """Why, as a code; the sentence for each is worded by the bot from the facts listed here.

    On a yes
    - `CHANNEL_IN_PLAN`: channel, plan.
    - `CHANNEL_CLOSED_NOW`: channel, opens_at (datetime). The request is taken now and served from
      then.
    - `ROLE_MAY_ASK`: action ("open" or "escalate"), role, plan.
    - `ON_ROSTER`: action, role, plan, employees. Asked by an authorized contact where only those
      may ask.
    - `STAFF_MAY_ACT`: action, role. Someone of the desk acts.
    - `LEVEL_IN_PLAN`: level, plan.
    - `PLAN_OPEN_TO_ACCOUNT`: plan.
    - `ENOUGH_LICENCES`: plan, licences, needed.
    - `ROSTER_HAS_ROOM`: named (how many now), limit.
    - `ROSTER_UNBOUNDED`: named.
    - `DELEGATED`: action, until (datetime). A contact lets this person ask for a time.
    - `MAY_DELEGATE`: longest (days), each (how many at once).
    - `SERVED`: none. The requester is one of those whom technical work is for.
    - `CONCERN_COVERED`: none. It concerns what is provided.
    - `FACTS_GIVEN`, `FACTS_WELCOME`: fields (tuple of ids), titles_en, titles_fr, titles_es (tuples). The
      facts of a clause that were asked for: all given; or still welcome, and the ticket needs none of them.
    - `CONSENT_GIVEN`, `WAITS_FOR_CONSENT`: remote access. The ticket is filed in both cases.

    On what needs a yes
    - `FEE_APPLIES`: contacts (tuple of names, maybe empty), amount (minor units), currency; named_by (the
      clause that asks for contacts, where none is named), back_at (datetime, where one will be back).
      Nobody is available: one may ask by accepting the fee ("fee").
    - `DOCUMENTATION_CONSULTED` (asks "documentation"): documentation and examples do not answer.
    - `ONE_SUBJECT` (asks "one_subject"): subjects (how many the subject reads as).
    - `IN_SCOPE`: concern, title_en, title_fr, title_es. What the request concerns is supported.
    - `PRODUCT_HELD`: product. It was bought here and is managed by the provider.
    - `SPOKEN_IN`: channel, languages (tuple), asked (the asker's language, not among them). The channel
      is open all the same.
    - `BILLED_WORK`: nothing. Billed work may be offered.
    - `EXCLUDED`, `CAUSE_EXCLUDED`: exclusion, title_en, title_fr, title_es. The ticket is not taken on.
    - `AT_DISCRETION`: over (tuple of the clauses that refused). Let through all the same.

    On a no
    - `CHANNEL_NOT_IN_PLAN`: channel, plan, offered (tuple of channels that are open to the plan),
      plans (tuple of plans that have the channel, maybe empty).
    - `CHANNEL_NOT_HELD`: channel, offered (tuple of the channels that the account has). Its plan has more.
    - `CHANNEL_CLOSED`: channel, opens_at (datetime).
    - `NOT_AUTHORIZED`: action, role, contacts (tuple of names), available (tuple of names).
    - `ONLY_CONTACTS_ASK`: action, employees_from (int, absent where the rule has no such bound). Beside
      NOT_AUTHORIZED, with the clause that asks for authorized contacts.
    - `NOBODY_NAMED`: action. The account must name authorized contacts and has none.
    - `FEE_IF_NOBODY_AVAILABLE`: contacts (tuple of names). A hint: somebody is available now; were
      nobody, one could escalate by accepting a fee.
    - `FEE_NOT_SET`: contacts (tuple of names, maybe empty). Nobody is available and a fee would do, but the
      desk has not set its price.
    - `NOT_SERVED`: contacts, available (tuples of names). The requester is none of those whom technical work
      is for.
    - `CONCERN_NOT_COVERED`: none. It concerns the account's own environment.
    - `CONCERN_ON_OTHER_TERMS`: none. Beside it, the clause by which it may still be had.
    - `DELEGATION_TOO_LONG`: longest (days), latest (datetime).
    - `DELEGATES_ENOUGH`: each, delegates (tuple of names).
    - `NO_DELEGATION`: none. The policy has no such thing, and says who may ask.
    - `EVERYBODY_MAY_ASK`: action. Nothing needs to be delegated.
    - `NOT_ACTIVE`: action, plan. The account has no active subscription.
    - `ROLE_MAY_NOT_ASK`: action, role, plan.
    - `LEVEL_NOT_IN_PLAN`: level, plan, plans (tuple of plans that reach the level).
    - `UNKNOWN_LEVEL`: level, levels (tuple of the ladder's names).
    - `TOP_OF_LADDER`: level (the last one reached).
    - `TOO_FEW_LICENCES`: plan, licences (0 when none is recorded), needed.
    - `ROSTER_FULL`: named, limit.
    - `PLAN_NOT_IN_POLICY`: plan, plans (tuple of those that there are). The desk took another policy.

    Revisions and languages
    - `AMENDMENT_IN_FAVOUR`: version. Nothing promised comes later under it.
    - `AMENDMENT_WORSE`: milestone, due_at (datetime), would_be_at (datetime; absent where it would no
      longer be promised as firmly).
    - `AMENDMENT_NO_PLAN`: plan. The new version has no such plan.
    - `LANGUAGE_NOT_SPOKEN`: language (as written), languages (tuple of ids).
    - `FACTS_MISSING`: as FACTS_WELCOME. The ticket needs them.
    - `REMOTE_NEEDS_CONSENT`: a remote session was asked for, and access to the device refused.
    - `OUT_OF_SCOPE`: concern, title_en, title_fr, title_es.
    - `EXCLUDED_BY_DESK`: the same, by the desk's own list.
    - `PRODUCT_NOT_HELD`: product, lacks (tuple of "bought", "managed").
    - `MORE_IS_BILLED`: a hint beside a no. More help is billed by the hour, with a yes first.
    - `MAY_BE_LET_THROUGH`: a hint beside a no. The desk may let it through at its discretion.
    - `NO_YES_YET`: agreed (minutes said yes to), worked (those worked already), asked. Billed work goes no
      further than the customer's yes.
    - `NOT_AT_DISCRETION`: over (tuple of the clauses that refused), may (tuple of those that discretion
      reaches).

    On what needs a yes
    - `BILLED_CONCERN` (asks "billed"): concern, title_en, title_fr, title_es, and, where the desk has set
      a price, amount (of an hour, minor units) and currency.

    About how a ticket ends, and where it goes
    - `OUTCOME_GIVEN` (yes): outcome.
    - `OUTCOME_ROLE` (no): outcome, who (tuple of roles that may).
    - `NOT_DISCUSSED` (no): outcome. It must be discussed with the client first.
    - `REOPEN_FREE` (yes): until (datetime). `REOPEN_TOO_LATE` (no): until (datetime, past).
    - `LEVEL_IN_TURN` (no): level, below (the level to go to first).
    - `MAY_CROSS` (yes), `MAY_NOT_CROSS` (no): role.
    On a version of a product; each has product and version, and dates in ISO form
    - `VERSION_SUPPORTED`. `VERSION_SUPPORTED_UNTIL`: until (its last supported day).
    - `MAINTENANCE_COVERS`: a new version that maintenance gives.
    - `VERSION_UNSUPPORTED`: until, current (the newest version, maybe empty), after (the clause that holds
      now). Asked about with a yes to it.
    - `VERSION_AT_PRICE`: amount (minor units) and currency. Asked about with a yes to it; where the desk has
      set no price both are absent, and it is said on a yes.
    - `VERSION_WITHDRAWN`, `VERSION_UNAVAILABLE` (on a no): successor, withdrawn, until (the last day on which
      it could be had).
    Of tickets and minutes, on a yes
    - `UNLIMITED`: plan. Nothing is counted.
    - `TICKET_RESERVED`: left (tickets that the asker could use before this one).
    - `MINUTES_LEFT`: left (of blocks).
    - `TRIAL_LEFT`: left, minutes (of the whole trial).
    - `OTHER_SUBJECT`: ticket (number). Asked from that ticket's thread: another subject, another ticket.
    - `COVERED`: worked (with what is logged now), minutes (that the ticket's tickets cover).

    Of tickets and minutes, on a no
    - `NO_TICKET_LEFT`: sizes (tuple of numbers as text: the packs that can be bought), buyers (names).
    - `NO_MINUTES_LEFT`: sizes (tuple of minutes as text), left, buyers (names).
    - `TRIAL_OVER`: minutes, left, plans (tuple of the plans that can be chosen).
    - `NOT_SHARED`: holders (names), at_least. There are tickets, and they belong to these people.
    - `LAPSED`: units. Expired, and back with the next package.
    - `BEYOND_COVER`: worked (so far), minutes (that are covered), left (of them).
    On purchases and subscriptions (instants are datetimes)
    - `CANCELLED_FREE`: plan, closes_at. `RETURN_LATER`: plan, returns_at. What a cancellation brings.
    - `SUBSCRIPTION_CANCELLED`: plan, at, returns_at. No new tickets.
    - `ACCESSIBLE_UNTIL`, `CLOSED_AFTER_CANCELLING`: plan, at, closes_at.
    - `RETURN_TOO_SOON`, `RETURN_POSSIBLE`: plan, at, returns_at.
    - `ON_OFFER`: code (of the price list).
    - `ACTIVE_AT_ONCE`, `ACTIVE_LATER`: means. `INVOICE_FOLLOWS`. `KICKOFF_FOLLOWS`: role.
    - `FAIR_USE_WARNING_FIRST`, `FAIR_USE_NEEDS_TRAINING`, `FAIR_USE_DECIDED`: standing, to.
    """

    CHANNEL_IN_PLAN = "channel_in_plan"
    CHANNEL_CLOSED_NOW = "channel_closed_now"
    ROLE_MAY_ASK = "role_may_ask"
    ON_ROSTER = "on_roster"
    STAFF_MAY_ACT = "staff_may_act"
    LEVEL_IN_PLAN = "level_in_plan"
    PLAN_OPEN_TO_ACCOUNT = "plan_open_to_account"
    ENOUGH_LICENCES = "enough_licences"
    ROSTER_HAS_ROOM = "roster_has_room"
    ROSTER_UNBOUNDED = "roster_unbounded"
    CHANNEL_NOT_IN_PLAN = "channel_not_in_plan"
    CHANNEL_NOT_HELD = "channel_not_held"
    CHANNEL_CLOSED = "channel_closed"
    NOT_AUTHORIZED = "not_authorized"
    ONLY_CONTACTS_ASK = "only_contacts_ask"
    NOBODY_NAMED = "nobody_named"
    FEE_IF_NOBODY_AVAILABLE = "fee_if_nobody_available"
    FEE_APPLIES = "fee_applies"
    NOT_ACTIVE = "not_active"
    ROLE_MAY_NOT_ASK = "role_may_not_ask"
    LEVEL_NOT_IN_PLAN = "level_not_in_plan"
    UNKNOWN_LEVEL = "unknown_level"
    TOP_OF_LADDER = "top_of_ladder"
    TOO_FEW_LICENCES = "too_few_licences"
    ROSTER_FULL = "roster_full"
    PLAN_NOT_IN_POLICY = "plan_not_in_policy"
    # ledger
    UNLIMITED = "unlimited"
    TICKET_RESERVED = "ticket_reserved"
    MINUTES_LEFT = "minutes_left"
    TRIAL_LEFT = "trial_left"
    OTHER_SUBJECT = "other_subject"
    NO_TICKET_LEFT = "no_ticket_left"
    NO_MINUTES_LEFT = "no_minutes_left"
    TRIAL_OVER = "trial_over"
    NOT_SHARED = "not_shared"
    LAPSED = "lapsed"
    COVERED = "covered"
    BEYOND_COVER = "beyond_cover"
    # commerce
    CANCELLED_FREE = "cancelled_free"
    RETURN_LATER = "return_later"
    SUBSCRIPTION_CANCELLED = "subscription_cancelled"
    ACCESSIBLE_UNTIL = "accessible_until"
    CLOSED_AFTER_CANCELLING = "closed_after_cancelling"
    RETURN_TOO_SOON = "return_too_soon"
    RETURN_POSSIBLE = "return_possible"
    ON_OFFER = "on_offer"
    ACTIVE_AT_ONCE = "active_at_once"
    ACTIVE_LATER = "active_later"
    INVOICE_FOLLOWS = "invoice_follows"
    KICKOFF_FOLLOWS = "kickoff_follows"
    # intake
    FACTS_GIVEN = "facts_given"
    FACTS_WELCOME = "facts_welcome"
    FACTS_MISSING = "facts_missing"
    CONSENT_GIVEN = "consent_given"
    WAITS_FOR_CONSENT = "waits_for_consent"
    REMOTE_NEEDS_CONSENT = "remote_needs_consent"
    DOCUMENTATION_CONSULTED = "documentation_consulted"
    ONE_SUBJECT = "one_subject"
    # contacts
    FEE_NOT_SET = "fee_not_set"
    DELEGATED = "delegated"
    MAY_DELEGATE = "may_delegate"
    DELEGATION_TOO_LONG = "delegation_too_long"
    DELEGATES_ENOUGH = "delegates_enough"
    NO_DELEGATION = "no_delegation"
    EVERYBODY_MAY_ASK = "everybody_may_ask"
    SERVED = "served"
    NOT_SERVED = "not_served"
    CONCERN_COVERED = "concern_covered"
    CONCERN_NOT_COVERED = "concern_not_covered"
    CONCERN_ON_OTHER_TERMS = "concern_on_other_terms"
    # scope
    IN_SCOPE = "in_scope"
    PRODUCT_HELD = "product_held"
    SPOKEN_IN = "spoken_in"
    BILLED_WORK = "billed_work"
    EXCLUDED = "excluded"
    CAUSE_EXCLUDED = "cause_excluded"
    AT_DISCRETION = "at_discretion"
    OUT_OF_SCOPE = "out_of_scope"
    EXCLUDED_BY_DESK = "excluded_by_desk"
    PRODUCT_NOT_HELD = "product_not_held"
    MORE_IS_BILLED = "more_is_billed"
    MAY_BE_LET_THROUGH = "may_be_let_through"
    NO_YES_YET = "no_yes_yet"
    NOT_AT_DISCRETION = "not_at_discretion"
    BILLED_CONCERN = "billed_concern"
    # incidents
    OUTCOME_GIVEN = "outcome_given"
    OUTCOME_ROLE = "outcome_role"
    NOT_DISCUSSED = "not_discussed"
    REOPEN_FREE = "reopen_free"
    REOPEN_TOO_LATE = "reopen_too_late"
    LEVEL_IN_TURN = "level_in_turn"
    MAY_CROSS = "may_cross"
    MAY_NOT_CROSS = "may_not_cross"
    # products
    VERSION_SUPPORTED = "version_supported"
    VERSION_SUPPORTED_UNTIL = "version_supported_until"
    MAINTENANCE_COVERS = "maintenance_covers"
    VERSION_UNSUPPORTED = "version_unsupported"
    VERSION_AT_PRICE = "version_at_price"
    VERSION_WITHDRAWN = "version_withdrawn"
    VERSION_UNAVAILABLE = "version_unavailable"
    # fairness
    AMENDMENT_IN_FAVOUR = "amendment_in_favour"
    AMENDMENT_WORSE = "amendment_worse"
    AMENDMENT_NO_PLAN = "amendment_no_plan"
    LANGUAGE_NOT_SPOKEN = "language_not_spoken"
    FAIR_USE_WARNING_FIRST = "fair_use_warning_first"
    FAIR_USE_NEEDS_TRAINING = "fair_use_needs_training"
    FAIR_USE_DECIDED = "fair_use_decided"
