"""What people wrote stands in no error of the database: an error ends up in a log."""

import pytest
from sqlalchemy.exc import DBAPIError


def test_an_error_of_the_database_holds_no_words_of_a_person(world):
    with world.database.writing() as uow, pytest.raises(DBAPIError) as caught:
        uow.texts.add(999_999, None, "the safe opens with 1234", None)
    chain = [caught.value, caught.value.__cause__, caught.value.__context__]
    assert not any("1234" in str(error) for error in chain)
