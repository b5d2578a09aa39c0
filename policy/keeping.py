"""Answers about a document are kept: neither it nor what is asked of it ever changes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

D = TypeVar("D")
T = TypeVar("T")
P = ParamSpec("P")

MOST = 1024
"""Answers kept of one question; then it begins anew."""


def kept(ask: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
    """The same question about the very same document is answered once.

    For pure questions whose answers are values. One that is asked with something that has no hash, such as a
    list, is answered anew each time.
    """
    held: dict[Any, tuple[D, T]] = {}

    @wraps(ask)
    def answer(document: D, /, *args: P.args, **named: P.kwargs) -> T:
        key = (id(document), args, tuple(named.items()))
        try:
            found = held.get(key)
        except TypeError:
            return ask(document, *args, **named)
        if found is not None and found[0] is document:
            return found[1]
        if len(held) >= MOST:
            held.clear()
        told = ask(document, *args, **named)
        held[key] = document, told
        return told

    return answer
