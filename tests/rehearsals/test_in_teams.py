"""The months, and a rehearsal a policy beside them, are heard in Teams as at the console."""

import pytest

from .both import HERE
from .in_teams import heard_alike_in_teams

MONTHS = sorted(HERE.glob("*/a-month.txt"))
BESIDE = [
    HERE / name
    for name in (
        "devolutions/plans.txt",
        "pitney-bowes/PB-b.iii.first-line.txt",
        "sign-in-app/severities.txt",
        "support-utilisateur/one-subscription.txt",
        "techtra/TT-5.senior.txt",
    )
]


@pytest.mark.parametrize("path", [*MONTHS, *BESIDE], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_rehearsal_is_heard_in_teams_as_at_the_console(path):
    heard_alike_in_teams(path)


def test_a_refusal_to_a_command_that_all_could_see_is_told_to_the_channel_without_its_words():
    served = HERE / "pitney-bowes" / "PB-b.iii.served.txt"
    heard_alike_in_teams(served, but=("not desk: …",))
