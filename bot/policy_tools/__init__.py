"""Questions about a policy that need no desk: is it sound, what does it say, when would a ticket be due."""

from bot.policy_tools.answers import (
    Assumed,
    BadInput,
    Checked,
    Deadline,
    Diffed,
    Explained,
    Promised,
    Refused,
)
from bot.policy_tools.checks import check
from bot.policy_tools.deadlines import deadline
from bot.policy_tools.diffs import diff
from bot.policy_tools.enforcing import rules_by_clause
from bot.policy_tools.explains import explain
from bot.policy_tools.files import shipped_ids, shipped_text

__all__ = [
    "Assumed",
    "BadInput",
    "Checked",
    "Deadline",
    "Diffed",
    "Explained",
    "Promised",
    "Refused",
    "check",
    "deadline",
    "diff",
    "explain",
    "rules_by_clause",
    "shipped_ids",
    "shipped_text",
]
