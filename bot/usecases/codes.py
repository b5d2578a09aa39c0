"""Codes that prove two identities one human's: made on one platform, given on the other, good once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from bot.requests import Actor
from bot.storage import UnitOfWork

LASTS = timedelta(minutes=10)
TRIES = 5
"""So many codes that are none, and then nobody is heard until `PAUSE` is over."""
PAUSE = timedelta(minutes=15)
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None that is read as another."""
_FOUND_BY, _PROVES = 4, 8
"""Letters by which the code is found, and letters that prove it: only of these a digest is kept."""


def make(uow: UnitOfWork, actor: Actor, now: datetime) -> tuple[str, datetime]:
    """A new code for who asks, in place of an earlier one; and until when it holds."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_FOUND_BY + _PROVES))
    salt, until = secrets.token_hex(16), now + LASTS
    uow.links.put_code(code[:_FOUND_BY], salt, _digest(code[_FOUND_BY:], salt), actor, until)
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4)), until


def is_barred(uow: UnitOfWork, actor: Actor, now: datetime) -> bool:
    """Whether they typed too many that were none."""
    return uow.links.tries(actor, now - PAUSE) >= TRIES


def whose(uow: UnitOfWork, written: str, now: datetime) -> Actor | None:
    """Who asked for that code; None where it is none. A wrong guess uses up the code that it comes near."""
    code = "".join(letter for letter in written.upper() if letter.isalnum())
    held = uow.links.code(code[:_FOUND_BY])
    if held is None:
        return None
    salt, digest, actor, until = held
    if not hmac.compare_digest(_digest(code[_FOUND_BY:], salt), digest) or now >= until:
        uow.links.spend(code[:_FOUND_BY])
        return None
    return actor


def spend(uow: UnitOfWork, written: str) -> bool:
    """Use the code up; False where somebody did."""
    code = "".join(letter for letter in written.upper() if letter.isalnum())
    return uow.links.spend(code[:_FOUND_BY])


def _digest(proof: str, salt: str) -> str:
    """Slow on purpose, and different for each code: what is kept leads to none within its ten minutes."""
    return hashlib.scrypt(proof[:64].encode(), salt=bytes.fromhex(salt), n=2**12, r=8, p=1).hex()
