"""Compares what was heard with what a rehearsal wants to hear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from adapters.console.script import Cast
from adapters.console.stage import CHAT, DESK, Heard


def slug(name: str) -> str:
    """A name as a handle, or as a place."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def where(heard: Heard, everything: Sequence[Heard], cast: Cast) -> str:
    """Where it was said, in a rehearsal's words."""
    if heard.to is not None:
        return first_name(heard.to, cast)
    if heard.conversation.startswith(CHAT) and heard.thread is None:
        return first_name(heard.conversation.removeprefix(CHAT), cast)
    if heard.thread is not None:
        face = "desk" if heard.conversation == DESK else "customer"
        return f"{face} #{_ticket_of(heard, everything)}"
    names = [account.name for account in cast.accounts]
    return next((name for name in names if slug(name) == heard.conversation), heard.conversation)


def first_name(handle: str, cast: Cast) -> str:
    """How the rehearsal calls the person of that handle."""
    return next((p.name.split()[0] for p in cast.people if slug(p.name) == handle), handle)


def card(everything: Iterable[Heard], face: str, ticket: int) -> Heard | None:
    """The ticket's card on that side: the first message at the top that names it; a chat's last."""
    there = [
        heard
        for heard in everything
        if heard.to is None and heard.thread is None and (heard.conversation == DESK) == (face == "desk")
        if re.search(rf"#{ticket}(?!\d)", " ".join(heard.lines))
    ]
    return next(iter(sorted(there, key=lambda heard: heard.conversation.startswith(CHAT))), None)


def matches(wanted: str, lines: Iterable[str]) -> bool:
    """Some line is the wanted one; `…` stands for anything, and the bullet of a list may be left out."""
    pattern = ".*".join(re.escape(tidy(part)) for part in unlisted(wanted).split("…"))
    return any(re.fullmatch(pattern, unlisted(line)) for line in lines)


def cites(clauses: Iterable[str], lines: Iterable[str]) -> bool:
    """Every clause is named, whole: PB-b.i is not named by PB-b.iii."""
    text = " ".join(lines)
    return all(re.search(rf"(?<![\w.-]){re.escape(clause)}(?![\w-]|\.\w)", text) for clause in clauses)


def unlisted(line: str) -> str:
    """A line without the bullet that a list may set before it."""
    return tidy(line).removeprefix("- ")


def tidy(text: str) -> str:
    """Spaces alike, whatever their width."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", text).strip()


def _ticket_of(heard: Heard, everything: Sequence[Heard]) -> str:
    root = next(
        (h for h in everything if (h.conversation, h.ref) == (heard.conversation, heard.thread)), None
    )
    found = re.search(r"#(\d+)", " ".join(root.lines)) if root else None
    return found[1] if found else "?"
