"""One ticket of a French desk from its opening to its end, across both platforms, each way round."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from adapters.cli.teams_reading import buttons_of, lines_of
from adapters.teamspace import acts

from .both import Both, known_twice

REPLACED = "Nous remplaçons la borne"


@pytest.fixture(scope="module")
def in_teams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Nadia in Teams, the desk in Slack. To be read only."""
    with Both(tmp_path_factory.mktemp("fr-teams")) as both:
        both.slash("sara", "setup desk Boréal policy:pitney-bowes language:fr")
        both.slash("sara", "setup channel desk")
        both.slash("sara", "setup account Hôtel Laurier plan:standard employees:80")
        both.slash("sara", "setup people agent <@U0INES>")
        both.slash("sara", "setup people lead <@U0MARC>")
        known_twice(both, "sara")
        both.teams_says("sara", "setup channel customer Hôtel Laurier")
        both.teams_says("sara", 'setup people authorized @Nadia account:"Hôtel Laurier"')
        both.teams_says("nadia", "langue fr")
        both.teams_says("nadia", "ouvrir Borne bloquée gravité:severe facts: E4")
        both.house.runner.advance(both.clock, datetime(2026, 7, 2, 23, 30, tzinfo=UTC))
        both.settle()
        both.slash("ines", "claim 1")
        both.slash("ines", "pending 1 Quel est le numéro de série ?")
        both.teams_says("nadia", "4711", chat=True)
        both.teams_says("nadia", "escalader 1", both.teams_card())
        both.noted = _escalates(both, "La réception est fermée")
        both.slash("ines", f"reply 1 {REPLACED}")
        both.slash("ines", "close 1")
        both.teams_says("nadia", "fermer 1")
        both.teams_says("nadia", "évaluer 1 4 Rapide et aimable")
        both.teams_says("nadia", "rouvrir 1 Encore bloquée")
        yield both


@pytest.fixture(scope="module")
def in_slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Nadia in Slack, the desk in Teams. To be read only."""
    with Both(tmp_path_factory.mktemp("fr-slack")) as both:
        both.teams_says("sara", "setup desk Boréal policy:pitney-bowes language:fr")
        both.teams_says("sara", "setup channel desk")
        both.teams_says("sara", "setup account Hôtel Laurier plan:standard employees:80")
        both.teams_says("sara", "setup people agent @Ines")
        both.teams_says("sara", "setup people lead @Marc")
        known_twice(both, "sara", first="teams")
        both.slash("sara", "setup channel customer Hôtel Laurier")
        both.slash("sara", 'setup people authorized <@U0NADIA> account:"Hôtel Laurier"')
        both.slash("nadia", "langue fr")
        both.slash("nadia", "ouvrir Borne bloquée gravité:severe facts: E4")
        both.house.runner.advance(both.clock, datetime(2026, 7, 2, 23, 30, tzinfo=UTC))
        both.settle()
        both.teams_says("ines", "claim 1")
        both.slack_fills("nadia", "escalader 1", reason="La réception est fermée")
        both.teams_fills("ines", "reply 1", text=REPLACED)
        both.teams_says("ines", "close 1")
        both.slash("nadia", "fermer 1")
        both.slash("nadia", "évaluer 1 4 Rapide et aimable")
        both.slash("nadia", "rouvrir 1 Encore bloquée")
        yield both


def _escalates(both: Both, reason: str) -> str:
    """The button in Nadia's chat, the form with what would happen, the reason; what the form said."""
    nadia = both.people["nadia"]
    chat = both.space.world.chat_of(nadia)
    offered = [m for m in both.space.world.messages.values() if m.conversation == chat and m.cards][-1]
    [label] = buttons_of(offered.cards)
    page = both.teams_press("nadia", offered.id, label)
    assert page is not None
    data = next(iter(buttons_of(page["card"]).values())) | {"reason": reason}
    sent = acts.submit(both.space.world, both.space.link, nadia, chat, data, extension=False)
    assert both.run(sent) is None
    both.settle()
    return " / ".join(lines_of("", page["card"], {})).replace("\xa0", " ").replace("\u202f", " ")


STATES = (
    "Nadia a escaladé le #1 (hiérarchique) vers Marc, chef d’équipe.",
    REPLACED,
    "Ines a marqué ce ticket comme résolu.",
    "Nadia a fermé ce ticket.",
    "Nadia a rouvert ce ticket. / Raison : Encore bloquée",
)


def _told(lines: list[str], *words: str) -> list[str]:
    return [next(word for word in words if word in line) for line in lines if any(w in line for w in words)]


def test_what_becomes_of_the_ticket_is_said_on_both_sides_once_and_in_order(in_teams: Both, in_slack: Both):
    for both in (in_teams, in_slack):
        assert _told(both.slack_thread(), *STATES) == list(STATES)
        assert _told(both.teams_thread(), *STATES) == list(STATES)


def test_the_customer_sees_what_an_escalation_would_do_before_it_is_done_and_gives_a_reason(in_teams: Both):
    assert in_teams.noted.startswith(
        "Vous allez escalader le #1 (hiérarchique) vers Marc, chef d’équipe. Avertis maintenant : Marc"
    )


def test_the_reason_is_read_on_both_sides(in_teams: Both, in_slack: Both):
    for both in (in_teams, in_slack):
        for thread in (both.slack_thread(), both.teams_thread()):
            assert sum("Raison : La réception est fermée" in line for line in thread) == 1


def test_the_lead_is_told_where_the_desk_is(in_teams: Both, in_slack: Both):
    assert any("#1" in line for line in in_teams.slack_chat("marc"))
    assert in_teams.teams_chat("marc") == []
    assert any("#1" in line for line in in_slack.teams_chat("marc"))
    assert in_slack.slack_chat("marc") == []


def test_a_number_in_the_private_chat_answers_the_question(in_teams: Both):
    for thread in (in_teams.slack_thread(), in_teams.teams_thread()):
        assert [line for line in thread if "4711" in line] == [
            "Nadia, Hôtel Laurier, a écrit : 4711 / Nadia, Hôtel Laurier, a écrit : / 4711"
        ]


def test_reminders_and_the_rating_are_the_desks_alone(in_teams: Both, in_slack: Both):
    inside = ("première réponse avant 20 h", "est visée à 20 h", "la note de 4 sur 5. / Rapide et aimable")
    for desk, customer in (
        (in_teams.slack_thread(), in_teams.teams_thread()),
        (in_slack.teams_thread(), in_slack.slack_thread()),
    ):
        assert _told(desk, *inside) == list(inside)
        assert _told(customer, *inside) == []


def test_everything_in_the_threads_is_french(in_teams: Both, in_slack: Both):
    english = (" wrote", " answers", "Reason:", "solved", "Internal", "Answer requester")
    for both in (in_teams, in_slack):
        assert not [
            line for line in [*both.slack_thread(), *both.teams_thread()] if any(w in line for w in english)
        ]
