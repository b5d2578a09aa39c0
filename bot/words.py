"""Words that an adapter may need outside an answer: the verbs of the command, with an example each."""

from __future__ import annotations

from bot.wording import completions as _completions
from bot.wording import language_for
from bot.wording.installing import InstallPage, Outcome, install_page, not_served

__all__ = ["InstallPage", "Outcome", "completions", "install_page", "not_served"]


def completions(locale: str | None) -> tuple[tuple[str, str, str, str], ...]:
    """Every verb in the language of a locale: (verb, usage, example, summary)."""
    return tuple(_completions(language_for(locale), None))
