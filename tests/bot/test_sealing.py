"""Tokens at rest: sealed with the newest key, opened with any, each for its owner only."""

from __future__ import annotations

import pytest

from bot.sealing import BadKeys, Sealing, WrongKey, new_key

OLD, NEW = new_key(), new_key()


def test_a_secret_opens_for_its_owner_only():
    sealing = Sealing(OLD)
    sealed = sealing.seal("slack:T1", "xoxb-1")
    assert "xoxb" not in sealed
    assert sealing.open("slack:T1", sealed) == "xoxb-1"
    with pytest.raises(WrongKey, match="another owner"):
        sealing.open("slack:T2", sealed)


def test_a_new_key_in_front_opens_what_the_old_one_sealed_until_it_is_gone():
    sealed = Sealing(OLD).seal("a", "secret")
    both = Sealing(f"{NEW}, {OLD}")
    assert both.open("a", sealed) == "secret"
    assert not both.is_newest(sealed)
    anew = both.anew(sealed)
    assert both.is_newest(anew)
    assert Sealing(NEW).open("a", anew) == "secret"
    with pytest.raises(WrongKey, match="no key"):
        Sealing(NEW).open("a", sealed)


@pytest.mark.parametrize(
    "keys", ["", " , ", "short", f"{OLD},banana"], ids=["none", "empty", "short", "second"]
)
def test_a_key_that_is_none_is_named_by_its_place_and_never_repeated(keys):
    with pytest.raises(BadKeys, match="guichet keys new") as caught:
        Sealing(keys)
    assert "banana" not in str(caught.value)
    assert OLD not in str(caught.value)


def test_the_representation_holds_no_key():
    assert OLD not in repr(Sealing(OLD))
    assert OLD not in repr(vars(Sealing(OLD)))
