"""Everything that a policy may say before a ticket is opened, beside who asks through which channel."""

from __future__ import annotations

from dataclasses import dataclass

from bot.usecases import fee, intake
from bot.usecases.about import About, Check
from bot.usecases.about_product import version_check
from bot.usecases.cancelling import cancelled_check
from bot.usecases.contact_checks import is_served
from bot.usecases.enough import enough
from bot.usecases.scope_checks import concern_checked, language_checked, product_checked
from policy.deciding import together
from policy.decisions import Decision, NeedsConsent

CHECKS: tuple[Check, ...] = (
    # ledger
    enough,
    # commerce
    cancelled_check,
    # intake
    intake.facts,
    intake.one_subject,
    intake.documentation,
    intake.consent,
    # contacts
    is_served,
    # scope
    concern_checked,
    product_checked,
    language_checked,
    # incidents
    # products
    version_check,
    # fairness
)
"""In the order in which their reasons are said."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What all checks come to. `price` is what all that is asked costs, in minor units, None for nothing.

    `agreed` are the yeses that count: something asks for each, at the price that was shown.
    """

    decision: Decision
    agreed: tuple[str, ...]
    price: int | None


def checked(first: Decision, about: About) -> Checked:
    """The first decision with those of every check; what the asker agreed to already counts as a yes."""
    more = (check(about) for check in CHECKS)
    found = (first, *(d for d in more if d is not None))
    asked = {name for d in found if isinstance(d, NeedsConsent) for name in d.asks}
    said = fee.agreed(about.command.agreed, about.command.fee, *found)
    agreed = tuple(name for name in said if name in asked)
    return Checked(together(found, agreed), agreed, fee.shown_amount(*found))
