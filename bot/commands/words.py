"""What commands are made of besides numbers and text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonWord:
    """A person as written: a platform user id (`@U123`), one of ours (`p12`), or a name."""

    text: str
