"""A desk that takes another policy: accounts whose plan it lacks are told so, and nothing falls over."""

import pytest


@pytest.mark.parametrize(
    "words", ["plan", "when", "usage", "open Printer on fire", "", "policy", "list", "buy", "people"]
)
def test_an_account_whose_plan_the_policy_lacks_is_told_so(talk, words):
    talk.says("sara", "setup policy techtra")
    talk.says("nadia", words, where="laurier")
    assert "I made a mistake" not in talk.reply.summary
