"""One human on both platforms, through both adapters: a code from one to the other, and addresses of both."""

import re

import pytest

from bot.requests import Actor
from tests.cross.both import IN_SLACK, SLACK_TEAM, TENANT, Both


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    with Both(tmp_path_factory.mktemp("linking")) as both:
        both.slash("sara", "setup desk Boréal policy:pitney-bowes language:en")
        both.slash("sara", "setup channel desk")
        both.slash("sara", "setup people agent <@U0INES>")
        both.slash("sara", "setup people lead <@U0MARC>")
        both.slash("sara", "link")
        code = re.search(r"\w{4}-\w{4}-\w{4}", str(both.driver("sara").private(IN_SLACK)[-1]))
        assert code is not None
        both.teams_says("sara", f"link {code[0]}", chat=True)
        chat = both.space.world.chat_of(both.people["sara"])
        shown = [m for m in both.space.world.messages.values() if m.conversation == chat][-1]
        both.teams_press("sara", shown.id, "Link")
        yield both


def whose(both, who):
    with both.house.database.reading() as uow:
        found = [
            uow.people.by_actor(actor)
            for actor in (
                Actor("slack", SLACK_TEAM, f"U0{who.upper()}"),
                Actor("teams", TENANT, f"aad-{who}"),
            )
        ]
    return [None if person is None else person.id for person in found]


def test_a_code_shown_in_slack_makes_its_reader_the_same_in_teams(both):
    one, other = whose(both, "sara")
    assert one is not None
    assert one == other
    told = "Sara in Teams is you from now on, "
    assert any(told in line.replace("*", "") for line in both.teams_chat("sara"))
    assert any(told in line.replace("*", "") for line in both.slack_chat("sara"))


def test_where_both_are_believed_the_second_first_word_is_enough(both):
    both.slash("sara", "setup link both.example")
    both.slash("ines", "queue")
    both.teams_says("ines", "queue", chat=True)
    assert whose(both, "ines")[1] is None
    both.teams_says("sara", "setup link both.example", chat=True)
    both.teams_says("ines", "queue", chat=True)
    one, other = whose(both, "ines")
    assert one == other
    assert any("is Ines from now on" in line for line in both.slack_chat("sara") + both.teams_chat("sara"))
