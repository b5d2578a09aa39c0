"""What the reader refuses: every fault of a document at once, each where it stands."""

import tomllib
from datetime import date

import pytest

from policy.documents import Assumption
from policy.reading import PolicyFaults, read
from policy.windows import Window

from .small import small

LAST = "rules[11]"
"""Where the first added rule stands: the small policy has ten."""


def faults(mapping):
    with pytest.raises(PolicyFaults) as caught:
        read(mapping)
    return [(fault.path, fault.says) for fault in caught.value.faults]


def test_a_sound_policy_is_read_whole():
    document = read(small())

    assert (document.id, document.version, document.plans) == ("small", "1", ("basic", "gold"))
    assert document.title.get("fr") == "Petit"
    assert document.unenforced() == ("3",)
    assert document.assumptions == ()
    assert document.calendars["office"].week == (
        *((Window.parse("09:00-12:00"), Window.parse("13:00-17:00")),) * 4,
        (Window.parse("09:00-12:00"),),
        (),
        (),
    )


def test_every_fault_is_reported_at_once_with_its_path():
    broken = tomllib.loads("""
id = "Broken one"
version = ""
provider = "Broken"
source = "A page"
effective_on = "2026"
zone = "America/Torronto"
languages = ["en", "de"]
plans = ["basic", "basic"]
titel = "typo"
clauses = [
  { id = "1", en = "One", fr = "Un", es = "Uno", reference = "p. 1" },
  { id = "1", en = "Again", fr = "Encore", reference = "p. 1", url = "x" },
]
rules = [
  { kind = "taget", clause = "1" },
  { clause = "1" },
  { kind = "target", milestone = "first_response", promise = "sworn", target = "1 day", calendar = "shop" },
  "not a table",
]
[calendars.office]
clause = "9"
title = { en = "Office", fr = "Bureau", es = "Oficina" }
week = { mon-fry = ["09:00-17:00"], tue = ["9-17"], wed = ["09:00-12:00", "11:00-13:00"] }
[[assumptions]]
about = "zoen"
clause = "1"
why = "no reason"
""")

    found = faults(broken)

    assert found[:4] == [
        ("zone", "no time zone 'America/Torronto'"),
        (
            "calendars.office.week.mon-fry",
            "must be a day or a span of days, of mon, tue, wed, thu, fri, sat, sun",
        ),
        ("calendars.office.week.tue", "'9-17' is not a window; write it as 08:00-20:00"),
        ("calendars.office.week.wed", "windows overlap"),
    ]
    assert found[4][0] == "rules[1].kind"
    assert found[4][1].startswith("'taget' is no kind of rule, must be one of plan, severity, rank,")
    assert found[5:] == [
        ("rules[2].kind", "missing, must be a text"),
        ("rules[3].clause", "missing, must be a text"),
        ("rules[3].promise", "must be one of guarantee, goal, best_effort"),
        (
            "rules[3].target",
            "'1 day' does not say which days: write '1 business day' or '1 calendar day'",
        ),
        ("rules[4]", "must be a table"),
        ("id", "'Broken one' is not lower-case letters, digits and single hyphens"),
        ("version", "must be a text"),
        ("title", "missing, must be a table"),
        ("effective_on", "must be a date such as 2026-03-01"),
        ("plans", "names something twice"),
        ("clauses[2].es", "missing, must be a text"),
        ("clauses[2].url", "unknown key"),
        ("assumptions[1].about", "'zoen' is not a key of this document"),
        ("languages", "'de' is not one of en, fr, es"),
        ("titel", "unknown key, did you mean 'title'?"),
        ("clauses", "'1' is listed 2 times"),
        ("calendars.office.clause", "cites the clause '9', which the document does not have"),
        ("rules[3].calendar", "no calendar 'shop', must be one of office"),
        ("rules", "0 rules of kind 'plan' for 'basic', must be exactly one"),
        ("rules", "0 rules of kind 'severity' for 'critical', must be exactly one"),
        ("rules", "0 rules of kind 'severity' for 'severe', must be exactly one"),
        ("rules", "0 rules of kind 'severity' for 'medium', must be exactly one"),
        ("rules", "0 rules of kind 'severity' for 'minor', must be exactly one"),
        *(
            ("rules", f"nothing says whether plan 'basic' has {channel}")
            for channel in ("chat", "email", "phone", "forum", "remote", "web")
        ),
        *(
            (
                "rules",
                f"nothing says whether a person of role {role} of an account of plan 'basic' may {action}",
            )
            for action in ("open", "escalate")
            for role in ("colleague", "authorized", "agent", "lead", "director", "admin")
        ),
        ("rules", "no level of the ladder is within reach of plan 'basic'"),
    ]


def test_the_faults_read_as_one_text():
    with pytest.raises(PolicyFaults, match="version: missing, must be a text"):
        read({key: value for key, value in small().items() if key != "version"})


RULES = [
    (
        "a key that nobody knows",
        'kind = "rank"\nclause = "1"\nrank = 1\nplan = ["gold"]',
        [(f"{LAST}.plan", "unknown key")],
    ),
    (
        "a condition that cannot decide such a rule",
        'kind = "rank"\nclause = "1"\nrank = 1\nwhen = { channel = ["chat"] }',
        [(f"{LAST}.when.channel", "cannot decide this kind of rule, only plan, severity can")],
    ),
    (
        "a plan that is none",
        'kind = "licences"\nclause = "1"\nat_least = 10\nwhen = { plan = ["golden"] }',
        [(f"{LAST}.when.plan", "no plan 'golden', must be one of basic, gold")],
    ),
    (
        "a third plan that the document does not list",
        'kind = "plan"\nclause = "1"\nplan = "iron"\ntitle = { en = "I", fr = "I", es = "I" }',
        [(f"{LAST}.plan", "no plan 'iron', must be one of basic, gold")],
    ),
    (
        "a clause that is missing from the document",
        'kind = "licences"\nclause = "9"\nat_least = 10',
        [(f"{LAST}.clause", "cites the clause '9', which the document does not have")],
    ),
    (
        "a number that is none",
        'kind = "licences"\nclause = "1"\nat_least = "ten"',
        [(f"{LAST}.at_least", "must be a whole number of at least 1")],
    ),
    (
        "a second target for the same case",
        (
            'kind = "target"\nclause = "1"\nmilestone = "first_response"\npromise = "guarantee"\n'
            'target = "2 business hours"\ncalendar = "office"'
        ),
        [(LAST, "a second guarantee of first_response for the same case")],
    ),
    (
        "a target whose clauses are not all there",
        (
            'kind = "target"\nclause = "1"\nalso = ["8"]\nmilestone = "resolution"\npromise = "goal"\n'
            'target = "2 business hours"\ncalendar = "office"'
        ),
        [(f"{LAST}.also", "cites the clause '8', which the document does not have")],
    ),
    (
        "a target that runs to the end of a month",
        (
            'kind = "target"\nclause = "1"\nmilestone = "resolution"\npromise = "goal"\n'
            'target = "end of month"\ncalendar = "office"'
        ),
        [(f"{LAST}.target", "runs to the end of a day, which is no time to answer in")],
    ),
    (
        "a target without its time",
        'kind = "target"\nclause = "1"\nmilestone = "resolution"\npromise = "goal"\ncalendar = "office"',
        [(f"{LAST}.target", "missing, must be a text")],
    ),
    (
        "steps that fall, and shares that are none",
        (
            'kind = "target"\nclause = "1"\nmilestone = "resolution"\npromise = "goal"\ncalendar = "office"\n'
            'target = "1 business day"\nsteps = [{ share = "0.9", tell = ["card"] }, '
            '{ share = "half", tell = ["card"] }, { share = "3", tell = ["boss"] }, { tell = ["card"] }]'
        ),
        [
            (f"{LAST}.steps[2].share", 'must be a text such as "0.75", above 0 and at most 2'),
            (f"{LAST}.steps[3].share", 'must be a text such as "0.75", above 0 and at most 2'),
            (f"{LAST}.steps[3].tell", "must be one of card, assignee, lead, channel, next_level"),
            (f"{LAST}.steps[4].share", "missing, must be a text"),
            (f"{LAST}.steps", "shares must rise, each once"),
        ],
    ),
    (
        "a channel served twice",
        'kind = "serve"\nclause = "1"\nchannels = ["phone"]\nwhen = { plan = ["gold"] }',
        [(LAST, "serves phone a second time for the same case")],
    ),
    (
        "a channel that closes without hours",
        'kind = "serve"\nclause = "1"\nchannels = []\nwhile_closed = "refuse"',
        [
            (f"{LAST}.calendar", "missing, since while_closed needs opening hours"),
            (f"{LAST}.channels", "must be a list of texts"),
        ],
    ),
    (
        "the others, beside a list",
        'kind = "refuse"\nclause = "1"\nothers = true\nchannels = ["phone"]',
        [(f"{LAST}.others", "cannot stand beside channels"), (f"{LAST}.channels", "unknown key")],
    ),
    (
        "no bound, beside a bound",
        'kind = "roster"\nclause = "1"\nunbounded = true\nlimit = 5\nrequired = "yes"',
        [
            (f"{LAST}.unbounded", "cannot stand beside a limit"),
            (f"{LAST}.required", "must be true or false"),
            (f"{LAST}.limit", "unknown key"),
        ],
    ),
    (
        "a level twice on the ladder",
        'kind = "level"\nclause = "1"\nlevel = "lead"\nrole = "director"',
        [
            ("rules[6].level", "'lead' is on the ladder twice"),
            (f"{LAST}.level", "'lead' is on the ladder twice"),
        ],
    ),
    (
        "a breach that goes nowhere, of what nobody promised",
        'kind = "breach"\nclause = "1"\nmilestone = "resolution"\nlevel = "moon"',
        [
            (f"{LAST}.level", "no level 'moon' on the ladder"),
            (f"{LAST}.milestone", "nothing is promised for resolution"),
        ],
    ),
    (
        "a rank for some plans only",
        'kind = "rank"\nclause = "1"\nrank = 1\nwhen = { plan = ["gold"] }',
        [("rules", "plan 'basic' has no rank, and others have")],
    ),
]


@pytest.mark.parametrize(
    ("rule", "expected"), [pytest.param(rule, found, id=name) for name, rule, found in RULES]
)
def test_a_rule_is_refused(rule, expected):
    assert faults(small(rule)) == expected


def test_a_fact_is_asked_for_once_a_case():
    asked = 'kind = "intake"\nclause = "1"\nfield = "serial"\ntitle = { en = "a", fr = "b", es = "c" }\n'
    gold, basic = (f'{asked}when = {{ plan = ["{plan}"] }}' for plan in ("gold", "basic"))
    says = "'serial' is asked for twice in the same case"
    assert faults(small(asked, gold)) == [("rules[12].field", says)]
    assert [rule.field for rule in read(small(gold, basic)).rules[-2:]] == ["serial", "serial"]


def test_rules_that_answer_twice_are_refused():
    rank = 'kind = "rank"\nclause = "1"\nrank = 1'
    roster = 'kind = "roster"\nclause = "1"\nlimit = 2\nwhen = { employees_min = 10 }'
    other = 'kind = "roster"\nclause = "1"\nlimit = 3\nwhen = { employees_below = 11 }'

    assert faults(small(rank, rank)) == [("rules[12]", "a second rank for the same case")]
    assert faults(small(roster, other)) == [("rules[12]", "a second roster rule for the same account")]


def test_rules_that_stand_apart_are_not():
    below = 'kind = "roster"\nclause = "3"\nlimit = 3\nwhen = { employees_below = 10 }'
    from_ten = 'kind = "roster"\nclause = "3"\nlimit = 2\nwhen = { employees_min = 10 }'

    assert read(small(below, from_ten)).unenforced() == ()


def test_a_narrower_target_may_stand_within_a_wider_one_but_not_across_it():
    narrower = (
        'kind = "target"\nclause = "3"\nmilestone = "first_response"\npromise = "guarantee"\n'
        'target = "1 business hour"\ncalendar = "office"\nwhen = { plan = ["gold"] }'
    )
    across = narrower.replace('plan = ["gold"]', 'channel = ["phone"]')

    assert read(small(narrower)).unenforced() == ()
    assert faults(small(narrower, across)) == [
        ("rules[12]", "a second guarantee of first_response for the same case")
    ]


def test_open_and_closed_at_receipt_are_two_cases():
    template = (
        'kind = "target"\nclause = "3"\nmilestone = "resolution"\npromise = "goal"\n'
        'target = "1 business day"\ncalendar = "office"\nwhen = {{ open_at_receipt = {} }}'
    )

    assert read(small(template.format("true"), template.format("false"))).unenforced() == ()


def test_whoever_nobody_speaks_of_is_a_fault():
    mapping = small()
    mapping["rules"][2]["when"] = {"employees_below": 20}

    assert (
        "rules",
        "nothing says whether a person of role colleague of an account of plan 'basic' and 20 employees may open",
    ) in faults(mapping)


CALENDARS = [
    (
        "never open",
        'clause = "1"\nweek = {}',
        [("calendars.shop.week", "this calendar is never open")],
    ),
    (
        "a day twice",
        'clause = "1"\nweek = { mon-fri = ["09:00-17:00"], wed = ["10:00-12:00"] }',
        [("calendars.shop.week.wed", "wed is written twice")],
    ),
    (
        "a zone of its own that is none",
        'clause = "1"\nzone = "Mars/Olympus"\nweek = { mon = ["09:00-17:00"] }',
        [("calendars.shop.zone", "no time zone 'Mars/Olympus'")],
    ),
    (
        "holidays of a country that is none",
        (
            'clause = "1"\nweek = { mon = ["09:00-17:00"] }\n'
            'holidays = { country = "XX", categories = ["public"], clause = "7", days = 3 }'
        ),
        [
            ("calendars.shop.holidays.days", "unknown key"),
            ("calendars.shop.holidays.clause", "cites the clause '7', which the document does not have"),
            ("calendars.shop.holidays", "'XX' is no country"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("toml", "expected"), [pytest.param(toml, found, id=name) for name, toml, found in CALENDARS]
)
def test_a_calendar_is_refused(toml, expected):
    shop = tomllib.loads(toml) | {"title": {"en": "Shop", "fr": "Magasin", "es": "Tienda"}}
    mapping = small()
    mapping["calendars"]["shop"] = shop

    found = faults(mapping)

    assert [(path, says.split(";")[0]) for path, says in found] == expected


def test_dated_exceptions_are_read():
    mapping = small()
    mapping["calendars"]["office"] |= {
        "closed": [{"on": date(2026, 12, 24), "name": "Inventory"}],
        "extra": [{"on": date(2026, 12, 26), "windows": ["10:00-12:00"]}],
        "zone": "Europe/Paris",
        "assumed": "a guess",
        "holidays": {"country": "FR", "categories": ["public"], "assumed": "another"},
    }

    document = read(mapping)
    office = document.calendars["office"]

    assert (office.zone, office.closed) == ("Europe/Paris", {date(2026, 12, 24): "Inventory"})
    assert office.extra == {date(2026, 12, 26): (Window.parse("10:00-12:00"),)}
    assert document.assumptions == (
        Assumption("1", "a guess", "calendars.office"),
        Assumption("1", "another", "calendars.office.holidays"),
    )


def test_a_document_without_rules_or_calendars_says_so():
    bare = {key: value for key, value in small().items() if key not in ("rules", "calendars")}

    found = faults(bare)

    assert ("calendars", "missing, must be a table") in found
    assert ("rules", "missing, must be a list of tables") in found
