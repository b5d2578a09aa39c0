"""A person's mistakes: what was not right, and what to do instead."""

import re

import pytest

from bot import errors
from bot.errors import Bug, Busy, DeskError, NoDesk, NoSuchThing, NotNow, NotUnderstood, NotYours
from bot.replies import Action
from bot.wording import busy, word_bug, word_error, working
from bot.wording.check import catalog
from tests.wording.samples import reader

LANGUAGES = ("en", "fr", "es")

MISTAKES: list[tuple[DeskError, str]] = [
    (NotUnderstood(word="opne", suggestion="open"), "I do not know the word “opne”. The nearest is open."),
    (
        NotUnderstood(word="zzz", suggestion=""),
        "I do not know the word “zzz”. Type help to see what you can ask.",
    ),
    (
        NotUnderstood("error.bad_value", option="severity", value="huge", valid="critical, minor"),
        "“huge” is not a value of severity. Valid: critical or minor.",
    ),
    (
        NotUnderstood("error.bad_value", option="requester", value="Tom", valid=""),
        "“Tom” is not a value of requester.",
    ),
    (
        NotUnderstood("error.bad_value", option="setup", value="x", valid="desk, policy"),
        "“x” is not understood. Valid: desk or policy.",
    ),
    (
        NotUnderstood("error.missing", verb="ask", what="subject"),
        'The command ask needs a subject. For example: ask "Nadia Roy" The lobby printer is blocked',
    ),
    (
        NotUnderstood("error.which_ticket", verb="close"),
        "Which ticket: give its number, or write in its thread. For example: close 42",
    ),
    (
        NoSuchThing("error.not_your_ticket", ticket=42),
        "Only its requester and the account’s authorized contacts may do that with #42.",
    ),
    (NotUnderstood("error.which_account", valid="Acme, Zeta"), "Please say which account: Acme, Zeta."),
    (
        NotUnderstood("error.which_person", person="Tom", valid="Tom A, Tom B"),
        "Several people are called “Tom”: Tom A, Tom B. Please mention the one you mean.",
    ),
    (
        NoSuchThing("error.not_customer", person="Inès"),
        "Inès is of no account. Please choose whoever the ticket is for.",
    ),
    (
        NoSuchThing("error.no_such_channel", channel="ops"),
        (
            "I do not see the channel ops. Type /invite there so that I can join, and choose it from the list "
            "that # opens."
        ),
    ),
    (
        NotUnderstood("error.bad_moment", value="soon"),
        (
            "“soon” is not a date or a time that I can read. Write for example tomorrow 9:00, Monday 14:00, "
            "15 July or 2026-07-15."
        ),
    ),
    (
        NotUnderstood("error.past_moment", value="13:00"),
        "“13:00” is over already. Please write a moment to come.",
    ),
    (
        NotUnderstood("error.no_such_moment", value="30 Feb"),
        "No calendar has “30 Feb”. Please check the day and the date.",
    ),
    (
        NotUnderstood("error.skipped_hour", value="8 March 2:30"),
        "Clocks skip “8 March 2:30”: they go forward then. Please write an hour before or after.",
    ),
    (
        NotUnderstood("error.which_day", value="2/7", valid="2026-07-02, 2026-02-07"),
        "“2/7” can be two days: 2026-07-02, 2026-02-07. Please write the one you mean.",
    ),
    (
        NotUnderstood("error.too_long", what="subject", limit=150),
        "That is too long: a subject may have at most 150 characters.",
    ),
    (NoSuchThing("error.no_such_ticket", ticket=42), "There is no ticket #42 that you may see."),
    (
        NoSuchThing("error.no_such_person", person="Zoé"),
        "I know nobody here called “Zoé”. Please mention the person.",
    ),
    (
        NoSuchThing("error.no_such_account", account="Acne", valid="Acme"),
        "There is no account “Acne”. Accounts: Acme.",
    ),
    (NoSuchThing("error.no_such_account", account="Acne", valid=""), "There is no account “Acne”."),
    (
        NoSuchThing("error.no_such_clause", clause="PB-z", valid="PB-a"),
        "There is no clause “PB-z”. The nearest is PB-a.",
    ),
    (NoSuchThing("error.no_such_clause", clause="PB-z", valid=""), "There is no clause “PB-z”."),
    (
        NoSuchThing("error.no_such_policy", policy="x", valid="techtra"),
        "There is no policy “x”. Policies: techtra.",
    ),
    (
        NotNow("error.not_now", ticket=42, status="pending"),
        "Ticket #42 does not allow this in its present status: pending on requester.",
    ),
    (NotNow("error.already_claimed", ticket=42, who="Inès Caron"), "Inès Caron already has #42."),
    (
        NotNow("error.sent_already", ticket=42),
        "This request is with the desk already: it is ticket #42.",
    ),
    (
        NotYours("error.own_availability", who="Noor"),
        "Only Noor or the desk can say whether Noor is available.",
    ),
    (
        NotNow("error.request_settled", number=3, request_state="answered", who="Noor"),
        "Noor has answered request 3 already.",
    ),
    (
        NotNow("error.nobody_named", account="Acme"),
        "Acme has not named an authorized contact yet. The desk’s administrators can name one.",
    ),
    (
        NotNow("error.is_contact", who="Noor"),
        "Noor is an authorized contact already and may ask without a delegation.",
    ),
    (NotNow("error.no_delegate", who="Tom"), "Nothing is delegated to Tom now."),
    (
        NotNow("error.no_colleague", account="Acme"),
        "Acme has no colleague here yet to whom one could delegate.",
    ),
    (NoSuchThing("error.no_such_request", number=3), "There is no request 3 that you could see."),
    (NoSuchThing("error.no_request_waits"), "No request of a colleague waits here."),
    (NoSuchThing("error.not_your_request", number=3, who="Tom"), "Only Tom can withdraw request 3."),
    (
        NotUnderstood("error.which_request", verb="approve", valid="3, 4"),
        "Please say which request: 3, 4.",
    ),
    (
        NotNow("error.same_severity", ticket=42, severity="minor"),
        "The severity of #42 already is minor.",
    ),
    (
        NotNow("error.answer_first", ticket=42),
        "Nobody has answered #42 yet. Answer the requester first: closing does not stop the first-response clock.",
    ),
    # ledger
    (
        NotNow("error.no_unit_left", ticket=42),
        "No ticket of a pack is left for #42. The account can buy some, then ask again.",
    ),
    (
        NotNow("error.no_limit", ticket=42),
        "Nothing limits the work on #42: no other ticket is needed.",
    ),
    (
        NotNow("error.asked_already", ticket=42),
        "The requester of #42 is asked already and has not answered yet.",
    ),
    (
        NotNow("error.divisible", ticket=42),
        "The policy of #42 does not keep a ticket to one subject.",
    ),
    (
        NotNow("error.nobody_else"),
        "A correction takes two people, and nobody else of this desk is a lead, a director or an admin.",
    ),
    (NotNow("error.credit_decided", number=5), "Correction 5 is decided already."),
    (NotNow("error.too_few_left", left=2, amount=3), "Only 2 are left, and 3 would be taken off."),
    (NoSuchThing("error.no_such_credit", number=5), "There is no correction 5."),
    (
        NotYours("error.two_people", who="Anne Petit"),
        "You proposed this correction: somebody else confirms it. These people can: Anne Petit.",
    ),
    (
        NotNow("error.level_reached", ticket=42, level="director"),
        "#42 has reached the level director already, and levels never repeat.",
    ),
    (
        NoSuchThing("error.not_staff", person="Nadia Roy", desk="Boréal"),
        "Nadia Roy does not work for Boréal: a ticket is assigned to its own people.",
    ),
    (
        NotUnderstood("error.which_policy", valid="devolutions, techtra"),
        (
            "Please say which policy: devolutions or techtra. For example: "
            "setup desk Boréal policy:pitney-bowes"
        ),
    ),
    (
        NotUnderstood("error.bad_number", value="many", example="50"),
        "“many” is not a number. Please use digits, for example 50.",
    ),
    (
        NotUnderstood("error.missing", verb="setup", what="person"),
        "The command setup needs a person. For example: setup people agent @name",
    ),
    (
        NotUnderstood("error.missing", verb="setup", what="account"),
        (
            "The command setup needs an account. For example: "
            'setup account "Hôtel Laurier" plan:standard employees:60'
        ),
    ),
    # incidents
    (NoSuchThing("error.no_such_task", task=3), "There is no task 3 at this desk."),
    (NoSuchThing("error.no_such_entry", entry="D7"), "There is no D7 in the register."),
    (
        NotUnderstood("error.bad_entry", value="x"),
        "“x” is no name of the register. Please give one such as D7 or W3.",
    ),
    (NotYours("error.not_your_task", task=3, who="director, admin"), "Task 3 is for directors and admins."),
    (
        NoSuchThing("error.only_requester", ticket=42, who="Nadia Roy"),
        "Only Nadia Roy, its requester, can rate #42.",
    ),
    (NotNow("error.task_done", task=3, who="Anne Petit"), "Task 3 is done already: Anne Petit did it."),
    (
        NotNow("error.no_outcomes", ticket=42),
        "The policy of #42 knows no outcomes. Answer its requester, then close it.",
    ),
    (
        NotNow("error.outcome_given", ticket=42, outcome="feature"),
        "#42 has its outcome already: feature request. Once it is reopened or resumed, another can be given.",
    ),
    (NotNow("error.entry_done", entry="D7", version="2.4"), "D7 is done already, in version 2.4."),
    (
        NotNow("error.rate_when_over", ticket=42, status="open"),
        "#42 can be rated once it is solved or closed. Its status now: open.",
    ),
    (
        NotNow("error.rated", ticket=42, stars=4),
        "You rated #42 4 of 5. A rating can be changed for a day, and that day is over.",
    ),
    (
        NotNow("error.not_published", desk="Boréal"),
        "No clause of the policy has Boréal publish its figures. Its own people see them with stats.",
    ),
    (
        NotYours("error.oneself"),
        "Nobody revokes themselves: another contact or the desk can do it.",
    ),
    (
        NotNow("error.name_taken", what="desk", name="Boréal"),
        "“Boréal” is already the name of a desk.",
    ),
    (
        NotNow("error.last_admin", who="Sara Lind", desk="Boréal"),
        "Sara Lind is the only admin of Boréal: name another one first.",
    ),
    (
        NotNow("error.link_sides", who="Ines", other="Ines T", desk="Boréal"),
        (
            "Ines and Ines T cannot be one person: at Boréal one works for the desk and one is a customer’s. "
            "Take one role away first."
        ),
    ),
    (
        NotNow("error.link_accounts", who="Tom", other="Tom T", desk="Boréal"),
        "Tom and Tom T cannot be one person: at Boréal they belong to different accounts.",
    ),
    (NotNow("error.link_same", who="Ines"), "Ines is one person already."),
    (
        NotNow("error.link_nobody", who="Ines", other="Tom", desk="Boréal"),
        "Neither Ines nor Tom is known to Boréal.",
    ),
    (
        NotNow("error.link_elsewhere", who="Ines"),
        (
            "Only Ines can do this: more than this desk depends on who they are. They ask for a code with link, "
            "and use it on the other platform."
        ),
    ),
    (
        NotNow("error.link_of_others", who="Ines"),
        (
            "An admin of another desk linked Ines with an identity on another platform, which would get this role too. "
            "Ines first types unlink there. A code of link can join the two again."
        ),
    ),
    (
        NotNow("error.link_last", who="Ines"),
        "Ines has no other identity: nothing can be split off.",
    ),
    (
        NotNow("error.link_public", domain="gmail.com"),
        "Anybody can have an address at gmail.com: it proves nothing. Name a domain of your own organisation.",
    ),
    (
        NotNow("error.link_not_at_home"),
        "Only a member of the organisation in which this is said can say that its addresses are believed.",
    ),
    (
        NotNow("error.mail_taken", value="help@boreal.example"),
        "Mail to help@boreal.example already goes to another product. Give this one an address of its own.",
    ),
    (
        NotNow("error.no_organisation", person="Tom"),
        (
            "Tom is of this workspace, so there is no other organisation to name. Name somebody who is here "
            "from outside."
        ),
    ),
    (NotNow("error.name_taken", what="place", name="support"), "This place is already set up: support."),
    (
        NotNow("error.not_a_place", name=""),
        "Only a channel can belong to the desk or to a customer. Please ask again there.",
    ),
    (
        NotYours("error.not_yours", verb="claim", who="agent, lead"),
        "The command claim is for agents and leads.",
    ),
    (
        NoDesk("error.no_desk", who="Sara"),
        "You do not belong to a desk here. These people can add you: Sara.",
    ),
    (
        NoDesk("error.no_desk", who=""),
        (
            "There is no desk here yet. Whoever administers me here can create one with "
            "setup desk Boréal policy:pitney-bowes."
        ),
    ),
    (
        Busy(),
        "I have too much to do right now. Nothing was started. Please try again in a minute.",
    ),
    (
        Bug(reference="7f3a"),
        "I made a mistake and undid what I had started. Please give this reference to the desk’s admin: 7f3a",
    ),
    (DeskError("error.of_tomorrow"), "I could not do that, and nothing has changed."),
]


@pytest.mark.parametrize(("error", "expected"), MISTAKES)
def test_a_mistake_says_what_was_not_right_and_what_to_do(error: DeskError, expected: str) -> None:
    said = word_error(error, reader("en"))
    assert said.summary == expected
    assert said.refused


def test_every_code_that_is_documented_is_in_this_table() -> None:
    documented = {
        code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, DeskError)
        for code in re.findall(r"`(error\.\w+)`", kind.__doc__ or "")
    }
    assert documented <= {error.says for error, _ in MISTAKES}


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("error", [error for error, _ in MISTAKES])
def test_every_mistake_is_worded_in_the_readers_own_language(language: str, error: DeskError) -> None:
    said = word_error(error, reader(language))
    english = word_error(error, reader("en"))
    assert said.summary != english.summary
    assert "{" not in said.summary
    assert [block.tag for block in said.blocks] == [block.tag for block in english.blocks]


def test_roles_and_verbs_are_told_in_the_readers_words() -> None:
    error = NotYours("error.not_yours", verb="claim", who="agent, lead")
    assert word_error(error, reader("fr")).summary.replace("\u00a0", " ") == (
        "La commande prendre est réservée à ces rôles : les agents et les chefs d’équipe."
    )
    assert word_error(error, reader("es")).summary == (
        "La orden tomar está reservada a estos roles: los agentes y los responsables de equipo."
    )


@pytest.mark.parametrize(
    ("error", "command"),
    [
        (NotUnderstood(word="opne", suggestion="open"), "help"),
        (NoSuchThing("error.no_such_ticket", ticket=42), "list"),
        (NotUnderstood("error.which_account", valid="Acme", verb="plan"), 'plan account:"Acme"'),
        (NotNow("error.already_claimed", ticket=42, who="Inès"), "show 42"),
        (
            NotUnderstood("error.which_person", person="Tom", valid="Tom A", commands="assign 42 p7"),
            "assign 42 p7",
        ),
    ],
)
def test_a_mistake_has_one_button_onward(error: DeskError, command: str) -> None:
    said = word_error(error, reader("en"))
    actions = [action for block in said.blocks if block.tag == "actions" for action in block.actions]
    assert [action.command for action in actions] == [command]
    assert all(isinstance(action, Action) for action in actions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_apology_holds_the_reference_and_nothing_else_of_the_fault(language: str) -> None:
    said = word_bug("7f3a", reader(language))
    assert said.summary.endswith("7f3a")
    assert said.refused


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_takes_long_says_so_and_what_was_not_started_says_so(language: str) -> None:
    messages = catalog(language)
    assert (working(language).summary, working(language).refused) == (messages["desk.working"][0], False)
    assert (busy(language).summary, busy(language).refused) == (messages["error.busy"][0], True)
