"""Secrets at rest: encrypted with keys from the environment, the newest first, each bound to its owner.

The one module of the desk that uses a library of cryptography; it is loaded only where keys are configured.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.settings import BadSettings


class BadKeys(BadSettings):
    """A key that is none; it is named by its place, never repeated."""


class WrongKey(Exception):
    """None of the keys opens it, or it was sealed for another owner."""


def new_key() -> str:
    """A fresh key, as GUICHET_KEYS takes it."""
    return Fernet.generate_key().decode("ascii")


class Sealing:
    """Seals with the first key, opens with any. Its representation holds none of them."""

    def __init__(self, keys: str) -> None:
        """`keys` are separated by commas, the newest first. Raises BadKeys."""
        found = [key.strip() for key in keys.split(",") if key.strip()]
        if not found:
            raise BadKeys("GUICHET_KEYS is empty: `guichet keys new` makes a key")
        fernets = [_fernet(place, key) for place, key in enumerate(found, 1)]
        self._fernet, self._newest = MultiFernet(fernets), fernets[0]

    def seal(self, owner: str, secret: str) -> str:
        """The secret, for whoever keeps it. It opens for the same `owner` only."""
        return self._fernet.encrypt(f"{owner}\n{secret}".encode()).decode("ascii")

    def open(self, owner: str, sealed: str) -> str:
        """The secret of that owner. Raises WrongKey."""
        try:
            whose, _, secret = self._fernet.decrypt(sealed.encode()).decode().partition("\n")
        except (InvalidToken, UnicodeError):
            raise WrongKey("no key of GUICHET_KEYS opens it") from None
        if whose != owner:
            raise WrongKey("it was sealed for another owner")
        return secret

    def is_newest(self, sealed: str) -> bool:
        """Whether the newest key opens it."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True

    def anew(self, sealed: str) -> str:
        """The same, sealed with the newest key. Raises WrongKey."""
        try:
            return self._fernet.rotate(sealed.encode()).decode("ascii")
        except InvalidToken:
            raise WrongKey("no key of GUICHET_KEYS opens it") from None


def _fernet(place: int, key: str) -> Fernet:
    try:
        return Fernet(key)
    except (ValueError, TypeError):
        raise BadKeys(
            f"GUICHET_KEYS: key {place} is none (32 bytes in base64): `guichet keys new` makes one"
        ) from None
