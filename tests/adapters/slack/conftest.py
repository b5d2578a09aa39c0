from __future__ import annotations

import pytest

from .office import Office


@pytest.fixture
def office():
    with Office() as office:
        yield office
