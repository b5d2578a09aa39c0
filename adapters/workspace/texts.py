"""The words inside blocks, wherever they stand."""

from collections.abc import Iterator
from typing import Any


def texts_of(value: Any) -> Iterator[str]:
    """Every text that blocks show, nested ones included."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)
