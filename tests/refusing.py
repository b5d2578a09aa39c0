"""What every refusal by a policy tells: what was refused, by which clause, and who could, or when or how one can.

Read from what is said, in whichever language, by the templates of the catalogs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.replies import Actions, Reply
from bot.wording.messages import PLURALS, pieces

CLAUSE = re.compile(r"\(?\b[A-Z]{2}-[\w.-]*\w\b")

LEADS = (
    "refusals.open",
    "refusals.open_not_authorized",
    "refusals.escalate",
    "refusals.escalate_not_authorized",
    "refusals.authorize",
    "refusals.delegate",
    "refusals.delegate_anybody",
    "refusals.plan",
    "refusals.amend",
    "refusals.language",
    "refusals.accept",
    "refusals.log",
    "refusals.override",
    "refusals.outcome",
    "refusals.fix",
    "refusals.reopen",
    "refusals.another",
    "refusals.buy",
    "refusals.see",
    "refusals.fair_use",
    "error.not_critical",
)
"""The sentences that say what was refused."""

WAYS = (
    # who could
    "refusals.available",
    "refusals.unavailable",
    "refusals.unavailable_back",
    "reasons.nobody_named",
    "reasons.not_active",
    "reasons.channel_not_held.who",
    "reasons.fee_not_set",
    "reasons.not_served",
    "reasons.may_be_let_through",
    "reasons.outcome_role",
    "reasons.buyers",
    "reasons.not_shared",
    "reasons.roster_full",
    "reasons.no_delegation",
    # when
    "refusals.list_kept",
    "refusals.possible",
    "reasons.channel_closed",
    "reasons.channel_closed.unknown",
    "reasons.return_too_soon",
    "reasons.return_later",
    "reasons.version_withdrawn",
    "reasons.delegation_too_long",
    # how
    "refusals.other_choice",
    "refusals.amend",
    "error.not_critical",
    "refusals.its_thread",
    "reasons.channel_not_in_plan.offered",
    "reasons.channel_not_in_plan.plans",
    "reasons.level_not_in_plan.plans",
    "reasons.unknown_level",
    "reasons.too_few_licences",
    "reasons.fee_if_nobody_available",
    "reasons.concern_on_other_terms",
    "reasons.fee_if_nobody_available.follows",
    "reasons.language_not_spoken",
    "reasons.remote_needs_consent",
    "reasons.more_is_billed",
    "reasons.not_discussed",
    "reasons.no_yes_yet",
    "reasons.fair_use_warning_first",
    "reasons.fair_use_needs_training",
    "reasons.reopen_too_late",
    "reasons.level_in_turn",
    "reasons.no_ticket_left.both",
    "reasons.no_ticket_left.packs",
    "reasons.no_ticket_left.single",
    "reasons.no_minutes_left.sizes",
    "reasons.trial_over.offers",
    "reasons.delegates_enough",
    "reasons.everybody_may_ask",
    "reasons.version_unavailable",
    "reasons.version_unsupported",
)
"""The sentences that say who could do it, when it becomes possible, or how."""


def is_by_policy(lines: Iterable[str]) -> bool:
    """Whether it begins as refusals by a policy do; the others are mistakes, or what a role may not do."""
    return _says(" ".join(lines), LEADS)


def lacks(lines: Iterable[str], clauses: Iterable[str] = (), buttons: Iterable[str] = ()) -> list[str]:
    """What a refusal fails to tell; nothing where it tells all. `clauses` are those that decided, where known."""
    text = " ".join(lines)
    missing = [] if _says(text, LEADS) else ["what was refused"]
    named = set(CLAUSE.findall(text))
    wanted = set(clauses)
    if not named or not all(
        re.search(rf"(?<![\w.-]){re.escape(each)}(?![\w-]|\.\w)", text) for each in wanted
    ):
        missing.append(f"the clause {', '.join(sorted(wanted)) or 'that decided'}")
    if not any(buttons) and not _says(text, WAYS):
        missing.append("who could do it, or when or how it becomes possible")
    return missing


def buttons_of(reply: Reply) -> list[str]:
    """The labels of its buttons."""
    return [a.label for block in reply.blocks if isinstance(block, Actions) for a in block.actions]


def _says(text: str, msgids: tuple[str, ...]) -> bool:
    plain = _even(text)
    return any(pattern.search(plain) for msgid in msgids for pattern in _patterns(msgid))


@cache
def _patterns(msgid: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(language, msgid, n) for language in PLURALS for n in (None, 1, 5))


def _pattern(language: str, msgid: str, n: int | None) -> re.Pattern[str]:
    parts = pieces(language, msgid, n)
    return re.compile("".join(".+?" if is_name else re.escape(_even(part)) for part, is_name in parts))


def _even(text: str) -> str:
    """Spaces alike; the ends of a part keep theirs."""
    return re.sub(r"[\s\u00a0\u202f]", " ", text)
