"""Files of one platform, told of on the other: by name, with their link, once, in the right thread."""

from collections.abc import Iterator

import pytest

from .both import IN_TEAMS, OTHER, Both, all_in_teams, customer_in_slack, customer_in_teams, links_of

HOSTILE = "<!channel> <@U0SARA> <at>Sara<at> [x](javascript:alert(1)) *a* \u202egpj.exe"
SHOWN = "<!channel> <@U0SARA> <at>Sara<at> [x](javascript:alert(1)) *a* gpj.exe"
"""It is one line, and does not turn the reading order."""


@pytest.fixture(scope="module")
def in_teams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Nadia attaches files in Teams, Ines in Slack. To be read only."""
    with customer_in_teams(tmp_path_factory.mktemp("teams")) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4")
        card = both.slack_card()["ts"]
        both.slash("ines", "pending 1 A picture, please")
        both.teams_says("nadia", "Here it is", chat=True, files=("meter_1 a.png",))
        both.slash("ines", "pending 1 And the log?")
        both.teams_says("nadia", "", chat=True, files=(HOSTILE,))
        both.noted = both.teams_says("nadia", "", both.teams_card(), files=("alone.txt",))
        both.slack_says("ines", "between us", card, files=("s3cret.txt",))
        both.slack_fills("ines", "reply 1", text="Follow this", files=[both.slack_file("ines", "how.pdf")])
        yield both


@pytest.fixture(scope="module")
def in_slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The other way round. To be read only."""
    with customer_in_slack(tmp_path_factory.mktemp("slack")) as both:
        photo = both.slack_file("nadia", "meter.png")
        both.slack_fills("nadia", "open", subject="Meter", facts="E4", remote="yes", files=[photo])
        card = both.slack_card()["ts"]
        both.slack_says("nadia", "", card, files=("log.txt",))
        both.slack_says("nadia", "", card, files=(HOSTILE,))
        both.teams_says("ines", "between us", both.teams_card(), files=("s3cret.txt",))
        both.teams_says("ines", "note 1 s3cret note", files=("more.txt",))
        yield both


def test_a_file_of_a_private_chat_is_told_in_slack_by_name_with_its_link_once(in_teams: Both):
    [message] = [m for m in in_teams.under_slack_card() if "meter_1 a.png" in str(m)]
    [link] = links_of(message["blocks"])
    assert link.startswith(f"{in_teams.space.url}/files/")
    assert link.endswith("/meter_1%20a.png"), "never the address that opens it for whoever holds it"
    host = in_teams.space.url.removeprefix("http://")
    assert _line(in_teams.slack_thread(), "meter_1 a.png").endswith(
        " / Here it is / Attached: meter_1 a.png / meter_1 a.png was not copied here."
        f" It opens at {host}, for those who may sign in there."
    )


def test_it_was_posted_as_it_reads_and_not_changed_afterwards(in_teams: Both):
    [message] = [m for m in in_teams.under_slack_card() if "meter_1 a.png" in str(m)]
    assert not message.get("edited")


def test_the_customers_own_channel_has_it_linked(in_teams: Both):
    [message] = [m for m in in_teams.under_teams_card() if "meter_1 a.png" in str(m.cards)]
    [link] = links_of(message.cards)
    assert link.endswith("/meter_1%20a.png")


def test_of_a_file_in_a_channel_teams_tells_no_name_and_the_link_leads_to_its_message(in_teams: Both):
    [link] = [each for each in links_of(in_teams.under_slack_card()) if "message=" in each]
    assert link == f"{in_teams.space.url}/?conversation=19%3Aplace%40thread.tacv2&message={in_teams.noted}"
    assert " / Attached: a file / A file was not copied here. " in _line(in_teams.slack_thread(), "a file")


def test_a_name_is_only_ever_words(in_teams: Both, in_slack: Both):
    [message] = [m for m in in_teams.under_slack_card() if "gpj.exe" in str(m["blocks"])]
    assert SHOWN in _line(in_teams.slack_thread(), "gpj.exe")
    assert {each["type"] for each in _elements(message["blocks"])} <= {"text", "link"}
    assert "<" not in message["text"], "what notifies is escaped"
    [shown] = [m for m in in_slack.under_teams_card() if "gpj.exe" in str(m.cards)]
    assert SHOWN in _line(in_slack.teams_thread(), "gpj.exe")
    kinds = {each["type"] for each in shown.cards[0]["body"]}
    assert kinds == {"RichTextBlock"}, "no Markdown is read in it"
    assert "entities" not in shown.cards[0]["msteams"], "and nobody is mentioned by it"
    assert all("/files/" in link for link in links_of([message["blocks"], shown.cards]))


def test_a_file_in_slack_is_told_in_teams_by_name_size_and_link(in_slack: Both):
    line = _line(in_slack.teams_thread(), "log.txt")
    host = in_slack.workspace.url.removeprefix("http://")
    assert " / Attached: log.txt / log.txt (0.1 kB) was not copied here." in line
    assert line.endswith(f"It opens at {host}, for those who may sign in there.")
    [message] = [m for m in in_slack.under_teams_card() if "log.txt" in str(m.cards)]
    [link] = links_of(message.cards)
    assert link.startswith(f"{in_slack.workspace.url}/files/U0NADIA/")


def test_a_file_of_the_open_form_is_copied_in_slack_and_named_in_teams(in_slack: Both):
    copied = [f["name"] for m in in_slack.under_slack_card() if m["bot"] for f in m["files"]]
    assert copied == ["meter.png"]
    assert (
        "Attached: meter.png / meter.png could not be brought here: whoever sent it can add it to a thread"
        in _line(in_slack.teams_thread(), "meter.png")
    )


def test_an_agent_is_told_what_the_customer_in_teams_has_of_a_file(in_teams: Both):
    line = _line(in_teams.teams_thread(), "how.pdf")
    assert line.endswith("how.pdf could not be brought here: ask for it to be sent another way.")
    line = _line(in_teams.slack_thread(), "Follow this")
    assert line.endswith("how.pdf: the other side has its name alone. Send it another way.")


def test_a_notes_file_stays_on_the_desks_side(in_teams: Both, in_slack: Both):
    bot = in_teams.space.world.bot
    told = [m for m in in_teams.space.world.messages.values() if m.author == bot]
    assert not [m for m in told if "s3cret" in str(m)]
    assert not [m for m in in_slack.under_slack_card() if "s3cret" in str(m) or "more.txt" in str(m)]
    links = links_of([in_slack.under_slack_card(), in_slack.driver("nadia").messages("@app")])
    assert not [link for link in links if in_slack.space.url in link]
    line = _line(in_slack.teams_thread(), "s3cret note")
    assert "s3cret note / Attached: a file / A file was not copied here: it stays in the other " in line


def test_both_sides_in_teams_the_desk_has_the_link(tmp_path):
    with all_in_teams(tmp_path) as both:
        both.teams_says("nadia", "open Meter blocked facts: E4", files=("photo.png",))
        both.teams_says("nadia", "See", both.teams_card(), files=("log.txt",))
        told = [m for m in both.under_teams_card(1, OTHER) if "Attached: a file" in m.summary]
        assert [len(links_of(m.cards)) for m in told] == [1, 1]
        assert all(f"{both.space.url}/?conversation=" in links_of(m.cards)[0] for m in told)
        own = [m for m in both.under_teams_card(1, IN_TEAMS) if "Attached: a file" in m.summary]
        assert len(own) == 1, "what came with the command; the other was written there for all to see"


def _line(lines: list[str], words: str) -> str:
    [line] = [line for line in lines if words in line]
    return line


def _elements(held: object) -> Iterator[dict[str, object]]:
    """What rich text is made of."""
    match held:
        case {"type": "rich_text_section", "elements": list(elements)}:
            yield from elements
        case dict():
            for value in held.values():
                yield from _elements(value)
        case list():
            for value in held:
                yield from _elements(value)
        case _:
            pass
