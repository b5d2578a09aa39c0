"""A process that serves does not stand still to look through all that it was loaded with."""

import gc

import pytest

from adapters.serving.memory import collect_rarely


@pytest.fixture
def as_before():
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


class Cycle:
    def __init__(self):
        self.me = self


@pytest.mark.usefixtures("as_before")
def test_what_was_loaded_is_left_out_and_what_comes_later_is_still_collected():
    collect_rarely()
    assert gc.get_freeze_count() > 10_000
    assert len(gc.get_objects()) < gc.get_freeze_count()
    Cycle()
    assert gc.collect() >= 1
