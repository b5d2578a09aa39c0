"""What `policy check` remarks on though it is no fault."""

from pathlib import Path

import pytest

from bot.policy_tools.checks import check

SHIPPED = Path(__file__).parents[2] / "policy" / "catalog" / "pitney-bowes.toml"


@pytest.mark.parametrize(
    ("holidays", "remarked"),
    [
        ('country = "CA"\ncategories = ["government"]', False),
        ('country = "CA"\ncategories = ["public"]', True),
        ('country = "CA"\nsubdivision = "QC"\ncategories = ["public"]', False),
        ('country = "DE"\ncategories = ["public"]', True),
        ('country = "GB"\nsubdivision = "ENG"\ncategories = ["public"]', False),
    ],
)
def test_a_country_whose_parts_keep_more_holidays_is_remarked_on(
    tmp_path: Path, holidays: str, remarked: bool
):
    text = SHIPPED.read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(text.replace('country = "CA"\ncategories = ["government"]', holidays), encoding="utf-8")
    answer = check(str(own))
    assert answer.faults == ()
    assert bool(answer.remarks) is remarked
    if remarked:
        assert "names no subdivision" in answer.remarks[0]
