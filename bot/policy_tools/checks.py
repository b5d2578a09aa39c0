"""Is a policy file in order, what does it not enforce, and what does it assume."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.policy_tools.answers import Checked, Found
from bot.policy_tools.files import assumptions_of, parse, text_of
from policy.documents import PolicyDocument
from policy.holidays import HolidaySource, parts_with_more
from policy.reading import PolicyFaults, read


def check(file_or_id: str) -> Checked:
    """Check a shipped policy or a file; BadInput where there is neither."""
    text = text_of(file_or_id)
    mapping: dict[str, Any] = {}
    try:
        mapping = parse(text)
        document = read(mapping)
    except PolicyFaults as faulty:
        faults = tuple(Found(fault.path, fault.says) for fault in faulty.faults)
        return Checked(_said(mapping, "id"), _said(mapping, "version"), faults, (), ())
    unenforced = document.unenforced()
    remarks = tuple(_remarks(document))
    return Checked(document.id, document.version, (), unenforced, assumptions_of(document), remarks)


def _remarks(document: PolicyDocument) -> Iterator[str]:
    """Holidays of a whole country, where its parts keep more: right for some, silently wrong for others."""
    for calendar in document.calendars.values():
        rule = calendar.holidays
        if rule is None:
            continue
        source = HolidaySource(rule.country, rule.subdivision, rule.categories)
        parts = parts_with_more(source, document.effective_on.year)
        if parts:
            yield (
                f"calendar {calendar.id}: {rule.country} names no subdivision, so holidays that parts of it "
                f"alone keep are open days; if yours is one, name it: {', '.join(parts)}"
            )


def _said(mapping: dict[str, Any], key: str) -> str | None:
    value = mapping.get(key)
    return value if isinstance(value, str) else None
