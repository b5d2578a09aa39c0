"""What a version of a product is on a day, and what asking about it means (TT-7, TT-o.retired)."""

import tomllib
from datetime import date

import pytest

from bot.policies import shipped
from policy.decisions import Allowed, Denied, NeedsConsent
from policy.facts import ProductHeld, Terms
from policy.reading import read
from policy.releases import Release, Support, may_ask_about, may_fix_in, standing

OLD, MIDDLE, NEW = (
    Release("4.1", date(2024, 1, 15)),
    Release("4.2", date(2025, 2, 3)),
    Release("5.0", date(2026, 3, 1)),
)
ALL = (OLD, MIDDLE, NEW)


@pytest.fixture(scope="module")
def techtra(documents):
    return documents["techtra"]


@pytest.fixture(scope="module")
def documents():
    return {document.id: document for document in (read(tomllib.loads(text)) for text in shipped())}


def terms(version: str | None = "4.2", plan: str = "contract", until: date | None = None) -> Terms:
    return Terms(plan, products=(ProductHeld("stock", version=version),), maintenance_until=until)


@pytest.mark.parametrize(
    ("version", "on", "support", "withdrawn", "available"),
    [
        ("4.2", date(2025, 2, 2), Support.COMING, False, True),
        ("4.2", date(2025, 2, 3), Support.CURRENT, False, True),
        ("4.2", date(2026, 2, 28), Support.CURRENT, False, True),
        ("4.2", date(2026, 3, 1), Support.PREVIOUS, True, True),
        ("4.2", date(2026, 9, 1), Support.PREVIOUS, True, True),
        ("4.2", date(2026, 9, 2), Support.ENDED, True, False),
        ("4.1", date(2025, 8, 3), Support.PREVIOUS, True, True),
        ("4.1", date(2025, 8, 4), Support.ENDED, True, False),
        ("5.0", date(2030, 1, 1), Support.CURRENT, False, True),
    ],
)
def test_a_version_is_supported_for_six_months_after_its_successor(
    techtra, version, on, support, withdrawn, available
):
    found = standing(techtra, terms(), ALL, version, on)

    assert (found.support, found.is_withdrawn(on), found.is_available(on)) == (support, withdrawn, available)


def test_six_months_after_the_end_of_august_end_with_february(techtra):
    releases = (Release("1", date(2025, 1, 1)), Release("2", date(2025, 8, 31)))

    assert standing(techtra, terms(), releases, "1", date(2025, 9, 1)).supported_until == date(2026, 2, 28)


def test_a_version_after_the_next_shortens_nothing(techtra):
    releases = (MIDDLE, NEW, Release("5.1", date(2026, 4, 1)))

    assert standing(techtra, terms(), releases, "4.2", date(2026, 5, 1)).supported_until == date(2026, 9, 1)


def test_a_policy_without_such_a_rule_ends_no_support(documents):
    found = standing(documents["sign-in-app"], Terms("standard"), ALL, "4.1", date(2030, 1, 1))

    assert (found.support, found.supported_until, found.available_until) == (Support.PREVIOUS, None, None)
    assert may_ask_about(documents["sign-in-app"], Terms("standard"), "stock", ALL, "4.1", NEW.on) is None


def told(decision) -> list[tuple[str, str]]:
    return [(str(reason.code), reason.citation.clause) for reason in decision.reasons]


@pytest.mark.parametrize(
    ("held", "plan", "until", "version", "on", "verdict", "reasons", "asks"),
    [
        ("4.2", "contract", None, "4.2", date(2026, 9, 1), Allowed,
         [("version_supported_until", "TT-7.versions")], ()),
        ("4.2", "contract", None, "4.2", date(2026, 9, 2), NeedsConsent,
         [("version_unsupported", "TT-7.versions")], ("unsupported",)),
        ("4.2", "maintenance", None, "5.0", date(2026, 3, 1), Allowed,
         [("maintenance_covers", "TT-7.maintenance"), ("version_supported", "TT-7.versions")], ()),
        ("4.2", "contract", date(2026, 3, 1), "5.0", date(2027, 3, 1), Allowed,
         [("maintenance_covers", "TT-7.maintenance"), ("version_supported", "TT-7.versions")], ()),
        ("4.2", "contract", date(2026, 2, 28), "5.0", date(2026, 3, 1), NeedsConsent,
         [("version_at_price", "TT-7.maintenance")], ("version_price",)),
        ("4.1", "contract", None, "4.2", date(2026, 2, 28), NeedsConsent,
         [("version_at_price", "TT-7.maintenance")], ("version_price",)),
        ("4.1", "contract", None, "4.2", date(2026, 3, 1), Denied,
         [("version_withdrawn", "TT-o.retired")], ()),
        ("4.1", "contract", None, "4.2", date(2026, 9, 1), Denied,
         [("version_withdrawn", "TT-o.retired")], ()),
        ("4.1", "contract", None, "4.2", date(2026, 9, 2), Denied,
         [("version_unavailable", "TT-o.retired")], ()),
        ("4.1", "maintenance", None, "4.2", date(2026, 9, 2), NeedsConsent,
         [("version_unsupported", "TT-7.versions")], ("unsupported",)),
        ("5.0", "contract", None, "4.1", date(2025, 9, 1), NeedsConsent,
         [("version_unsupported", "TT-7.versions")], ("unsupported",)),
        (None, "contract", None, "5.0", date(2026, 3, 1), Allowed,
         [("version_supported", "TT-7.versions")], ()),
    ],
)  # fmt: skip
def test_what_asking_about_a_version_means(techtra, held, plan, until, version, on, verdict, reasons, asks):
    found = may_ask_about(techtra, terms(held, plan, until), "stock", ALL, version, on, (45000, "CAD"))

    assert (type(found), told(found), getattr(found, "asks", ())) == (verdict, reasons, asks)


def test_a_price_that_is_not_set_is_said_and_nobody_is_asked_to_accept_it(techtra):
    found = may_ask_about(techtra, terms("4.2"), "stock", ALL, "5.0", date(2026, 3, 1))

    assert isinstance(found, Allowed)
    assert told(found) == [("version_at_price", "TT-7.maintenance"), ("version_supported", "TT-7.versions")]
    assert "amount" not in found.reasons[0].facts


def test_a_version_that_is_not_on_the_list_is_not_judged(techtra):
    assert may_ask_about(techtra, terms(), "stock", ALL, "9.9", date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    ("version", "on", "clauses"),
    [
        ("5.0", date(2026, 9, 2), None),
        ("5.1", date(2026, 9, 2), None),
        ("4.2", date(2026, 9, 1), None),
        ("4.2", date(2026, 9, 2), ["TT-7.versions"]),
        ("4.1", date(2026, 3, 1), ["TT-7.versions"]),
    ],
)
def test_a_defect_is_corrected_in_versions_that_are_supported(techtra, version, on, clauses):
    denied = may_fix_in(techtra, terms(), "Stock", ALL, version, on)

    assert (denied and [reason.citation.clause for reason in denied.reasons]) == clauses
