"""Names as they are searched: small letters without accents, whatever the database makes of letters."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """`Élodie` as `elodie`."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
