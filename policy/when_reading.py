"""From the `when` of a rule to its condition."""

from policy.facts import Channel, Role, Severity
from policy.rule_parts import ALWAYS, Condition
from policy.tables import Table


def when(table: Table, *keys: str) -> Condition:
    """The condition of a rule; only on what a rule of its kind can be decided by."""
    inner = table.optional_table("when")
    if inner is None:
        return ALWAYS
    for key in inner:
        if key not in keys:
            inner.fault(key, f"cannot decide this kind of rule, only {', '.join(keys)} can")
    has = {key for key in keys if inner.has(key)}
    return Condition(
        plan=inner.texts("plan") if "plan" in has else (),
        severity=inner.choices("severity", Severity) if "severity" in has else (),
        channel=inner.choices("channel", Channel) if "channel" in has else (),
        role=inner.choices("role", Role) if "role" in has else (),
        product=inner.texts("product") if "product" in has else (),
        open_at_receipt=(inner.flag("open_at_receipt", default=True) if "open_at_receipt" in has else None),
        employees_min=inner.number("employees_min", 1) if "employees_min" in has else None,
        employees_below=inner.number("employees_below", 1) if "employees_below" in has else None,
    )
