"""Is a policy file in order, what does it not enforce, and what does it assume."""

from __future__ import annotations

from typing import Any

from bot.policy_tools.answers import Checked, Found
from bot.policy_tools.files import assumptions_of, parse, text_of
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
    return Checked(document.id, document.version, (), unenforced, assumptions_of(document))


def _said(mapping: dict[str, Any], key: str) -> str | None:
    value = mapping.get(key)
    return value if isinstance(value, str) else None
