"""Answers about a document are kept by the very document and all else that was asked."""

from policy import keeping
from policy.keeping import kept


def counted():
    asked = []

    @kept
    def question(document, *words, **named):
        asked.append((document, words, named))
        return len(asked)

    return question, asked


def test_the_same_question_about_the_same_document_is_answered_once():
    question, asked = counted()
    document = ["a document"]
    assert [question(document, "a"), question(document, "a"), question(document, "b")] == [1, 1, 2]
    assert [question(document, "a", on=1), question(document, "a", on=2)] == [3, 4]
    assert len(asked) == 4


def test_an_equal_document_is_another_one():
    question, _ = counted()
    assert [question(["text"]), question(["text"])] == [1, 2]


def test_what_has_no_hash_is_asked_anew():
    question, _ = counted()
    document = ["a document"]
    assert [question(document, ["a"]), question(document, ["a"])] == [1, 2]


def test_it_keeps_so_many_and_then_begins_anew(monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 2)
    question, _ = counted()
    document = ["a document"]
    assert [question(document, n) for n in (1, 2, 1, 3, 1)] == [1, 2, 1, 3, 4]
