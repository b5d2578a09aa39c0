"""Whether the rules on tickets and minutes of a document fit together."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policy.documents import PolicyDocument
from policy.ledger_rules import BlockRule, CoverRule, PackRule, TrialRule, UnlimitedRule, ValidityRule
from policy.rules import Rule
from policy.tables import Fault
from policy.units import Duration, Months, Years

_MONTHS = 12
Placed = Sequence[tuple[Rule, str]]


def check_ledger(document: PolicyDocument, placed: Placed) -> Iterator[Fault]:
    """Every fault between the rules of what is counted."""
    counted = [(rule, path) for rule, path in placed if isinstance(rule, PackRule | BlockRule)]
    codes = Counter(rule.code for rule, _ in counted)
    for rule, path in counted:
        if codes[rule.code] > 1:
            yield Fault(f"{path}.code", f"{rule.code!r} is sold twice")
    for plan in document.plans:
        yield from _of_plan(plan, [each for each in placed if plan in (each[0].when.plan or (plan,))])


def _of_plan(plan: str, placed: Placed) -> Iterator[Fault]:
    """A plan counts in one way; what it sells is valid long enough, and says for how long."""
    ways = {type(rule) for rule, _ in placed if isinstance(rule, _WAYS)}
    if len(ways) > 1:
        yield Fault("rules", f"plan {plan!r} is counted in {len(ways)} ways, must be one of {_NAMES}")
    least = next((rule.validity for rule, _ in placed if isinstance(rule, ValidityRule)), None)
    for rule, path in placed:
        if isinstance(rule, CoverRule) and PackRule not in ways:
            yield Fault(path, f"covers tickets that plan {plan!r} does not sell")
        own = rule.validity if isinstance(rule, PackRule | BlockRule) else None
        if own is not None and least is not None and _months(own) < _months(least):
            yield Fault(f"{path}.validity", f"is shorter than {least}, the least under plan {plan!r}")


_WAYS = (UnlimitedRule, TrialRule, PackRule, BlockRule)
_NAMES = "unlimited, trial, pack, block"


def _months(duration: Duration) -> int:
    match duration:
        case Years(n=n):
            return _MONTHS * n
        case Months(n=n):
            return n
        case _:
            return 0
