"""What a new version of a policy changes, in plain words made from the two documents."""

from __future__ import annotations

from bot.policy_tools.answers import BadInput, Diffed
from bot.policy_tools.files import document_of
from bot.replies import plain
from bot.wording.reader import LANGUAGES, Reader
from bot.wording.revising import difference_lines
from bot.wording.voice import voice


def diff(before: str, after: str, *, language: str = "en") -> Diffed:
    """The changes from one file (or shipped policy) to another, as their channels will be told.

    Raises:
        BadInput: no such policy or file, one with faults, two ids, a language that is none.
    """
    if language not in LANGUAGES:
        raise BadInput(f"no language {language!r}; valid: {', '.join(LANGUAGES)}")
    old, new = document_of(before), document_of(after)
    if old.id != new.id:
        raise BadInput(f"{old.id} and {new.id} are two policies, not two versions of one")
    say = voice(Reader(language), new.zone)
    lines = tuple(plain(line).replace("\u00a0", " ") for line in difference_lines(say, old, new))
    return Diffed(new.id, old.version, new.version, new.effective_on, lines)
