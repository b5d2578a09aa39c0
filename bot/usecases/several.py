"""A name that several people have: who all is called so, and how to tell them apart."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.people import Member
from bot.errors import NotUnderstood
from bot.storage.folding import folded


def several(written: str, found: Collection[Member]) -> NotUnderstood:
    """Who all is called so; those of one name are told apart by what they belong to."""
    found = sorted(found, key=lambda member: (folded(member.person.name), member.person.id))
    names = [member.person.name for member in found]
    called = [
        f"{name} ({member.account.name if member.account else member.membership.role})"
        if names.count(name) > 1
        else name
        for name, member in zip(names, found, strict=True)
    ]
    people = ", ".join(f"p{member.person.id}" for member in found)
    return NotUnderstood("error.which_person", person=written, valid=", ".join(called), people=people)
