"""Which of our languages a browser prefers."""

from __future__ import annotations

LANGUAGES = ("en", "fr", "es")
LONGEST = 500
"""Characters of a header that are looked at."""


def preferred(chosen: str | None, accepted: str | None) -> str:
    """The one chosen in the address, else the best of an Accept-Language header, else English."""
    if chosen in LANGUAGES:
        return chosen
    wanted: list[tuple[float, str]] = []
    for part in (accepted or "")[:LONGEST].split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.split("-")[0].lower()
        weight = _weight(parameters)
        if language in LANGUAGES and weight > 0:
            wanted.append((weight, language))
    return max(wanted, key=lambda each: each[0])[1] if wanted else "en"


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
