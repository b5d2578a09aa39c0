"""A form's fields are read as the standard library reads them, whatever the bytes say."""

from urllib.parse import parse_qsl, quote_plus, urlencode

from hypothesis import example, given
from hypothesis import strategies as st

from adapters.slack.edge import fields

RAW = st.text("ab=&+%;é2C0\x00 ", max_size=40)


@given(RAW)
@example("a=1&a=2&&=x&b&c=%zz%C3%A9+%2B")
@example("")
def test_anything_at_all(said):
    assert fields(said) == dict(parse_qsl(said, keep_blank_values=True))


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=20), max_size=5))
def test_what_was_encoded_comes_back(held):
    assert fields(urlencode(held, quote_via=quote_plus)) == held
