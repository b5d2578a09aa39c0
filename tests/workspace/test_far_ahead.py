"""The clock moves as far as a desk's calendars can be trusted, and no number breaks it."""

import pytest


@pytest.mark.parametrize(
    "far",
    [{"minutes": 10**30}, {"minutes": -(10**30)}, {"minutes": 60 * 24 * 400}, {"to": "9999-12-31T23:59:59Z"}],
)
async def test_a_move_too_far_ahead_is_refused_in_words(stage, far):
    before = (await stage.get("/page/clock"))["time"]
    status, said = await stage.post("clock", **far)
    assert (status, said["error"]) == (400, "Time moves ahead by a year at most.")
    assert (await stage.get("/page/clock"))["time"] == before
