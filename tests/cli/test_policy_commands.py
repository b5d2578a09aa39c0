"""`guichet policy check|explain|deadline`: what programs read, what people see, and how mistakes are said."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from bot.policy_tools import shipped_ids, shipped_text

ALL = "devolutions, pitney-bowes, sign-in-app, support-utilisateur, techtra"


@pytest.fixture
def guichet():
    runner = CliRunner(env={"COLUMNS": "160", "NO_COLOR": "1"})
    return lambda *words: runner.invoke(app, ["policy", *words])


@pytest.fixture
def printed(guichet):
    """The JSON object that a command prints; it must end well."""

    def run(*words):
        result = guichet(*words, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        return json.loads(result.stdout)

    return run


def test_a_deadline_is_one_object_of_this_shape(printed):
    answer = printed("deadline", "pitney-bowes", "--at", "2026-06-30T21:10")

    assumptions = answer.pop("assumptions")
    assert answer == {
        "policy": "pitney-bowes",
        "version": "2020-02-11",
        "at": "2026-06-30T21:10:00-04:00",
        "promises": [
            {
                "milestone": "first_response",
                "kind": "guarantee",
                "target": "next opening day",
                "due_at": "2026-07-02T20:00:00-04:00",
                "clauses": ["PB-b.ii", "PB-b.i"],
                "thresholds": [
                    {"share": 0.5, "at": "2026-07-02T14:00:00-04:00"},
                    {"share": 0.75, "at": "2026-07-02T17:00:00-04:00"},
                    {"share": 0.9, "at": "2026-07-02T18:48:00-04:00"},
                    {"share": 1.0, "at": "2026-07-02T20:00:00-04:00"},
                    {"share": 1.1, "at": "2026-07-03T09:12:00-04:00"},
                ],
            }
        ],
    }
    assert {tuple(each) for each in assumptions} == {("clause", "why")}
    assert assumptions[0]["clause"] == "PB-b.i"


def test_a_goal_stands_beside_its_guarantee_and_never_after_it(printed):
    answer = printed("deadline", "techtra", "--plan", "contract", "--at", "2026-06-22T16:00")

    assert [(p["milestone"], p["kind"], p["target"], p["due_at"]) for p in answer["promises"]] == [
        ("first_response", "guarantee", "same business day", "2026-06-22T17:00:00-04:00"),
        ("first_response", "goal", "2 business hours", "2026-06-22T17:00:00-04:00"),
        ("resolution", "goal", "10 business days", "2026-07-08T17:00:00-04:00"),
    ]


def test_a_case_that_the_policy_refuses_ends_well_and_says_why(printed):
    words = ("--plan", "standard", "--channel", "phone", "--at", "2026-06-22T10:00")

    answer = printed("deadline", "devolutions", *words)

    assert answer["promises"] == []
    assert answer["denied"] == {
        "reason": "phone is not a channel of plan standard, which has chat, forum",
        "clauses": ["DV-plan.standard"],
    }


def test_a_channel_that_is_closed_says_when_it_opens(printed):
    answer = printed("deadline", "pitney-bowes", "--channel", "phone", "--at", "2026-06-30T21:10")

    assert answer["denied"] == {
        "reason": "phone is closed, and opens next at 2026-07-02T08:00:00-04:00",
        "clauses": ["PB-b.i"],
        "possible_at": "2026-07-02T08:00:00-04:00",
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-06-30T21:10", "2026-06-30T21:10:00-04:00"),
        ("2026-06-30 21:10", "2026-06-30T21:10:00-04:00"),
        ("2026-07-01T01:10Z", "2026-06-30T21:10:00-04:00"),
        ("2026-07-01T03:10:00+02:00", "2026-06-30T21:10:00-04:00"),
        ("20260630T2110", "2026-06-30T21:10:00-04:00"),
        ("2026-03-08T02:30", "2026-03-08T03:00:00-04:00"),
        ("2026-11-01T01:30", "2026-11-01T01:30:00-04:00"),
        ("2026-11-01T01:30-05:00", "2026-11-01T01:30:00-05:00"),
        ("2026-06-30t21:10", "2026-06-30T21:10:00-04:00"),
        ("2026-07-01t01:10z", "2026-06-30T21:10:00-04:00"),
        (" 2026-06-30  21:10 -0400 ", "2026-06-30T21:10:00-04:00"),
        ("2026-06-30T21:10\u221204:00", "2026-06-30T21:10:00-04:00"),
        ("2026-06-30T21", "2026-06-30T21:00:00-04:00"),
        ("2026-W27-2T21:10", "2026-06-30T21:10:00-04:00"),
        ("2026-06-30T21:10:05,25", "2026-06-30T21:10:05.250000-04:00"),
        ("2026-06-30T21:24", "2026-06-30T21:24:00-04:00"),
        ("2026-06-30T21:10:24", "2026-06-30T21:10:24-04:00"),
        ("2026-06-30T24:00", "2026-07-01T00:00:00-04:00"),
        ("20260630T240000Z", "2026-06-30T20:00:00-04:00"),
        ("1970-01-01T00:00Z", "1969-12-31T19:00:00-05:00"),
    ],
)
def test_an_instant_is_read_in_the_zone_of_the_policy_unless_it_says_otherwise(printed, written, read):
    assert printed("deadline", "pitney-bowes", "--at", written)["at"] == read


def test_a_severity_moves_the_deadline(printed):
    at = ("--at", "2026-06-27T12:00")

    critical = printed("deadline", "sign-in-app", "--severity", "critical", *at)
    usual = printed("deadline", "sign-in-app", *at)

    assert critical["promises"][0]["due_at"] == "2026-06-27T13:00:00+01:00"
    assert usual["promises"][0]["due_at"] == "2026-06-29T08:00:00+01:00"


def test_holidays_too_far_off_are_promised_with_a_reserve(printed):
    near = printed("deadline", "pitney-bowes", "--at", "2026-06-30T12:00")
    far = printed("deadline", "pitney-bowes", "--at", "2090-06-30T12:00")
    day_and_night = ("--severity", "critical", "--at", "2090-06-30T12:00")

    assert "notes" not in near
    assert far["notes"][0].endswith("are those known today, and may still change.")
    assert "notes" not in printed("deadline", "sign-in-app", *day_and_night)


def test_the_last_years_whose_holidays_are_known_are_served_to_the_end(printed):
    answer = printed("deadline", "pitney-bowes", "--at", "2100-12-23T21:00")

    assert answer["promises"][0]["due_at"] == "2100-12-24T20:00:00-05:00"


def test_a_promise_of_many_years_counts_the_holidays_of_all_of_them(printed, tmp_path):
    """5 January 2026 to 31 December 2029: 1041 weekdays, less Québec's 7, 8, 6 and 8 of these years."""
    mine = tmp_path / "mine.toml"
    mine.write_text(shipped_text("techtra").replace("10 business days", "1012 business days"))

    answer = printed("deadline", str(mine), "--plan", "other", "--at", "2026-01-02T10:00")

    assert answer["promises"][0]["due_at"] == "2029-12-31T17:00:00-05:00"


DEADLINE = "guichet policy deadline: "
AT = ("--at", "2026-06-30T12:00")
INSTANT = "must be a date with a time in ISO 8601: 2026-06-30T21:10 or 2026-06-30T21:10:00-04:00"

MISTAKES = [
    (
        ("deadline", "nobody", *AT),
        f"{DEADLINE}no file and no policy 'nobody', must be a file or one of {ALL}",
    ),
    (
        ("deadline", "devolutions", *AT),
        f"{DEADLINE}devolutions has several plans, name one with --plan: standard, priority, premium",
    ),
    (
        ("deadline", "devolutions", "--plan", "gold", *AT),
        f"{DEADLINE}no plan 'gold' in devolutions, must be one of standard, priority, premium",
    ),
    (
        ("deadline", "techtra", "--plan", "other", "--severity", "urgent", *AT),
        f"{DEADLINE}no severity 'urgent', must be one of critical, severe, medium, minor",
    ),
    (
        ("deadline", "techtra", "--plan", "other", "--channel", "fax", *AT),
        f"{DEADLINE}no channel 'fax', must be one of chat, email, phone, forum, remote, web",
    ),
    (("deadline", "pitney-bowes", "--at", "tomorrow"), f"{DEADLINE}no instant 'tomorrow', {INSTANT}"),
    (("deadline", "pitney-bowes", "--at", "2026-06-30"), f"{DEADLINE}no instant '2026-06-30', {INSTANT}"),
    (
        ("deadline", "pitney-bowes", "--at", "2026-02-30T10:00"),
        f"{DEADLINE}no instant '2026-02-30T10:00', {INSTANT}",
    ),
    *(
        (("deadline", "pitney-bowes", "--at", at), f"{DEADLINE}no instant {at!r}, {INSTANT}")
        for at in (
            "",
            "12:00",
            "1782820800",
            "2026-06-30x12:00",
            "2026-06-30-12:00",
            "2026-06-30T24:01",
            "2026-06-30T12:00+25:00",
            "２０２６-06-30T12:00",
        )
    ),
    (
        ("deadline", "pitney-bowes", "--at", "9999-12-31T23:59"),
        (
            f"{DEADLINE}the instant '9999-12-31T23:59' is out of range, "
            "must be like 2026-06-30T21:10 or 2026-06-30T21:10:00-04:00"
        ),
    ),
    (
        ("deadline", "pitney-bowes", "--at", "2150-01-01T10:00"),
        (
            f"{DEADLINE}nothing can be promised at 2150-01-01T10:00:00-05:00: "
            "holidays of CA are known from 1867 to 2100, not for 2149 to 2150"
        ),
    ),
    (
        ("deadline", "pitney-bowes", "--at", "2100-12-31T21:00"),
        (
            f"{DEADLINE}nothing can be promised at 2100-12-31T21:00:00-05:00: "
            "holidays of CA are known from 1867 to 2100, not for 2099 to 2101"
        ),
    ),
    (
        ("check", "nobody"),
        f"guichet policy check: no file and no policy 'nobody', must be a file or one of {ALL}",
    ),
    (
        ("explain", "techtra", "--language", "de"),
        "guichet policy explain: no language 'de', must be one of en, fr, es",
    ),
    (
        ("explain", "techtra", "--year", "3000"),
        (
            "guichet policy explain: no holidays for the year 3000: "
            "holidays of CA are known from 1867 to 2100, not for 3000 to 3000"
        ),
    ),
    (("dealine",), "guichet policy: No such command 'dealine'"),
    (("deadline", "pitney-bowes"), f"{DEADLINE}Missing option '--at'. Valid: deadline ID [--plan NAME]"),
    (("deadline", *AT), f"{DEADLINE}Missing argument 'ID'. Valid: deadline ID [--plan NAME]"),
    (
        ("deadline", "pitney-bowes", "--at"),
        f"{DEADLINE}Option '--at' requires an argument. Valid: deadline ID",
    ),
    (("deadline", "pitney-bowes", "--when", "now"), f"{DEADLINE}No such option: --when"),
    (("explain", "techtra", "--year", "now"), "guichet policy explain: Invalid value for '--year'"),
]


@pytest.mark.parametrize(("words", "says"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_a_mistake_is_one_line_that_lists_what_is_valid(guichet, words, says):
    result = guichet(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(says)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", shipped_ids())
def test_every_shipped_policy_checks_without_fault(printed, name):
    answer = printed("check", name)

    assert set(answer) == {"policy", "version", "faults", "unenforced", "assumptions"}
    assert (answer["policy"], answer["faults"]) == (name, [])
    assert answer["unenforced"] == []
    assert {tuple(each) for each in answer["assumptions"]} == {("clause", "why")}


def test_a_faulty_file_lists_its_faults_and_ends_with_one(guichet, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text(shipped_text("techtra").replace("10 business days", "10 days"))

    as_json = guichet("check", str(broken), "--json")
    for_people = guichet("check", str(broken))

    assert (as_json.exit_code, for_people.exit_code) == (1, 1)
    assert json.loads(as_json.stdout) == {
        "policy": "techtra",
        "version": "1",
        "faults": [
            {
                "path": "rules[21].target",
                "says": "'10 days' does not say which days: write '10 business days' or '10 calendar days'",
            }
        ],
        "unenforced": [],
        "assumptions": [],
    }
    assert "rules[21].target" in for_people.stdout


def test_a_file_that_is_no_toml_is_a_fault_of_the_file(guichet, tmp_path):
    noise = tmp_path / "noise.toml"
    noise.write_text("= what")

    result = guichet("check", str(noise), "--json")

    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["policy"], answer["version"]) == (1, None, None)
    assert answer["faults"][0]["path"] == "file"
    assert answer["faults"][0]["says"].startswith("not TOML: ")
    assert "unnamed policy, version unknown" in guichet("check", str(noise)).stdout


def test_a_file_of_ones_own_answers_like_a_shipped_one(printed, guichet, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(shipped_text("techtra").replace('id = "techtra"', 'id = "mine"'))
    broken = tmp_path / "broken.toml"
    broken.write_text("zone = 3")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")

    assert printed("deadline", str(mine), "--plan", "other", "--at", "2026-06-22T10:00")["policy"] == "mine"
    refused = guichet("deadline", str(broken), "--at", "2026-06-22T10:00")
    assert refused.exit_code == 2
    assert "faults, the first zone: must be a text; see guichet policy check" in refused.stderr
    assert "cannot be read as text" in guichet("check", str(binary)).stderr


def test_a_file_from_windows_is_read_like_any_other(printed, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_bytes(b"\xef\xbb\xbf" + shipped_text("techtra").replace("\n", "\r\n").encode())

    assert printed("check", str(mine))["policy"] == "techtra"


def test_what_is_no_file_is_said_in_one_line(guichet, tmp_path):
    folder = guichet("check", str(tmp_path))
    endless = guichet("check", "/dev/zero")
    too_long = guichet("deadline", "x" * 5000, "--at", "2026-06-22T10:00")

    for result in (folder, endless, too_long):
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert result.stderr.endswith(f"must be a file or one of {ALL}\n")
    assert f"'{tmp_path}' is no file" in folder.stderr
    assert "cannot be read (File name too long)" in too_long.stderr


def test_a_file_of_bottomless_lists_is_a_fault_of_the_file(guichet, tmp_path):
    deep = tmp_path / "deep.toml"
    deep.write_text("a=" + "[" * 5000 + "]" * 5000)

    result = guichet("check", str(deep), "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["faults"] == [
        {"path": "file", "says": "lists or tables within one another, too many deep"}
    ]


def test_one_fault_is_said_as_one(guichet, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text(shipped_text("techtra").replace("10 business days", "10 days"))

    refused = guichet("deadline", str(broken), "--plan", "other", "--at", "2026-06-22T10:00")

    assert f"'{broken}' has a fault, rules[21].target: '10 days' does not say which days" in refused.stderr


@pytest.mark.parametrize("words", [("check", "devolutions", "--json"), ("explain", "devolutions", "--json")])
def test_an_output_without_accents_still_gets_whole_json(words):
    result = CliRunner(charset="ascii").invoke(app, ["policy", *words])

    assert result.exit_code == 0
    assert "Québec" in str(json.loads(result.stdout))


def test_an_output_without_accents_still_shows_people_the_page():
    result = CliRunner(charset="ascii", env={"COLUMNS": "160"}).invoke(
        app, ["policy", "check", "devolutions"]
    )

    assert result.exit_code == 0
    assert "Qu?bec" in result.stdout


@pytest.mark.parametrize("words", [(), ("check",), ("explain",), ("deadline",)])
def test_help_shows_an_example(guichet, words):
    shown = " ".join(guichet(*words, "--help").stdout.split())

    assert f"guichet policy {words[0] if words else 'check'} " in shown.lower().split("example", 1)[1]


def test_people_see_what_is_owed_and_what_is_assumed(guichet):
    result = guichet("deadline", "devolutions", "--plan", "premium", "--at", "2026-06-23T16:00")

    assert result.exit_code == 0
    assert (
        "First response by Thu 2026-06-25 09:30 (EDT, UTC-0400), guarantee: 4 business hours" in result.stdout
    )
    assert "4 h business, 41 h 30 calendar" in result.stdout
    assert "110%  Thu 2026-06-25 09:54" in result.stdout
    assert "business hours, since support exists only in its hours" in result.stdout
    assert "The source limits nobody" in result.stdout


def test_people_see_why_nothing_is_owed(guichet):
    denied = guichet("deadline", "pitney-bowes", "--channel", "forum", "--at", "2026-06-30T10:00")
    silent = guichet("deadline", "pitney-bowes", "--channel", "phone", "--at", "2026-06-30T10:00:30")
    far = guichet("deadline", "pitney-bowes", "--at", "2090-06-30T12:00")

    assert "Denied: forum is not a channel of plan standard" in denied.stdout
    assert "(PB-b.channels)" in denied.stdout
    assert "The policy promises nothing for this case." in silent.stdout
    assert "Received Tue 2026-06-30 10:00:30" in silent.stdout
    assert "Note: Public holidays after" in far.stdout


def test_a_check_for_people_lists_what_is_not_enforced(guichet):
    shown = guichet("check", "techtra").stdout

    assert "No faults." in shown
    assert "TT-7.versions" in shown
    assert "Québec's public holidays" in shown


def test_explain_lays_the_policy_out(printed):
    answer = printed("explain", "devolutions", "--year", "2026")

    assert answer["hours"] == [
        {
            "id": "office",
            "title": "Support hours",
            "zone": "America/Toronto",
            "week": [{"days": "mon-fri", "open": "07:30-18:00"}],
            "clause": "DV-hours",
        }
    ]
    assert [(each["on"], each["name"]) for each in answer["holidays"]][:3] == [
        ("2026-01-01", "New Year's Day"),
        ("2026-04-03", "Good Friday"),
        ("2026-05-18", "National Patriots' Day"),
    ]
    assert [(plan["id"], plan["rank"], plan["licences"]) for plan in answer["plans"]] == [
        ("standard", 2, None),
        ("priority", 1, 10),
        ("premium", 1, 10),
    ]
    assert [way["channel"] for way in answer["plans"][2]["channels"] if way["served"]] == [
        "chat",
        "email",
        "phone",
        "forum",
    ]
    assert answer["targets"][2] == {
        "milestone": "first_response",
        "kind": "guarantee",
        "target": "4 business hours",
        "calendar": "office",
        "case": "plan premium",
        "clauses": ["DV-plan.premium", "DV-hours"],
        "pauses": False,
    }
    assert [level["name"] for level in answer["ladder"]] == ["lead", "director"]
    assert date.fromisoformat(answer["effective_on"]) == date(2017, 11, 23)


def test_explain_says_whether_the_queue_goes_by_plan_or_by_severity(printed, guichet):
    ranks = {
        name: [[row["rank"] for row in printed("explain", name)[rows]] for rows in ("plans", "severities")]
        for name in shipped_ids()
    }

    assert ranks == {
        "devolutions": [[2, 1, 1], [None] * 4],
        "pitney-bowes": [[1], [1] * 4],
        "sign-in-app": [[1], [1] * 4],
        "support-utilisateur": [[None] * 4, [1, 2, 3, 4]],
        "techtra": [[1, 2, 3, 4], [None] * 4],
    }
    assert "by severity" in guichet("explain", "support-utilisateur").stdout


def test_explain_says_the_case_of_each_target(printed):
    cases = [target["case"] for target in printed("explain", "pitney-bowes", "--year", "2026")["targets"]]

    assert cases == [
        "chat or email or remote or web, received while closed",
        "chat or email or remote or web, received while open",
    ]
    assert printed("explain", "support-utilisateur", "--year", "2026")["targets"][0]["case"] == "every case"


@pytest.mark.parametrize(
    ("language", "title", "holiday"),
    [
        ("en", "Support policy", "Canada Day"),
        ("fr", "Politique de support", "Fête du Canada"),
        ("es", "Política de soporte", "Día de Canadá"),
    ],
)
def test_explain_speaks_three_languages(printed, language, title, holiday):
    answer = printed("explain", "techtra", "--year", "2026", "--language", language)

    assert answer["title"] == title
    assert {each["on"]: each["name"] for each in answer["holidays"]}[
        "2026-07-01"
    ].casefold() == holiday.casefold()


@pytest.mark.parametrize("name", shipped_ids())
def test_explain_shows_every_section_to_people(guichet, name):
    result = guichet("explain", name)

    assert result.exit_code == 0
    for section in (
        "Hours",
        "Holidays of",
        "Plans",
        "Severities",
        "Targets",
        "Escalation",
        "Clauses",
        "Assumptions",
    ):
        assert section in result.stdout
