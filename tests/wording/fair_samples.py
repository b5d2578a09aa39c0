"""What is said of fair use, for the tests of wording."""

from collections.abc import Iterator
from decimal import Decimal

from bot.outgoing import FairUseProposal, Notice, StandingNotice
from bot.results import FairUseForm, FairUseTold, Result
from policy.facts import Standing
from policy.fair_use import Measures
from policy.fair_use_rule import FairUseRule
from tests.wording.samples import TORONTO, on

HOSTILE = "<!channel> @here *x* {subject} {0} severity:critical <https://x|y>"


def results() -> Iterator[Result]:
    fair = FairUseRule("XX-1", 90, 6, Decimal("0.3"), Decimal("0.5"), Decimal("0.3"))
    measures = Measures(7, 12, 4, 1)
    for standing in Standing:
        yield FairUseTold("Studio Lumen", TORONTO, standing, measures, fair, standing)
        yield FairUseTold(
            "Lumen", TORONTO, standing, measures, fair, None, on(2, 9), "Marc", HOSTILE, changed=True
        )
    for to in (*Standing, None):
        yield FairUseForm('Studio "Lumen"', TORONTO, to)


def notices() -> Iterator[Notice]:
    for standing in Standing:
        for internal in (True, False):
            yield StandingNotice(1, standing, "XX-1", 4, "Many questions", internal)
        yield FairUseProposal(1, standing, "XX-1", 90, 7, None, 4, 1)
    yield StandingNotice(1, Standing.NORMAL, "XX-1", 4, "Two days", internal=False, trained=True)
