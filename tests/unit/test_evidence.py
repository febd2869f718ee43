"""Which passages are considered because they answer known questions like the one asked."""

from __future__ import annotations

import pytest

from twinbot.evidence import KNOWN_PASSAGES, KNOWN_QUESTIONS, find_known
from twinbot.types import Passage, Query, Span


def passage(passage_id):
    """Return a passage whose id begins with its language."""
    return Passage(passage_id, passage_id, "x", passage_id[:2], 1, Span(0, 1), "x", "")


class Stored:
    """Every passage that is asked for."""

    def passages(self, passage_ids):
        return [passage(passage_id) for passage_id in passage_ids]


class Asked:
    """Known questions of which these passages answer the nearest ones."""

    def __init__(self, *ranked):
        self._ranked = [frozenset(ids) for ids in ranked]

    def rank_passages(self, _query, questions):
        return self._ranked[:questions]


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("de", ["de1", "en2", "ja2"]),
        ("en", ["en1", "en2"]),
        ("ja", ["ja1", "ja2"]),
    ],
)
def test_a_translation_in_the_questions_language_stands_for_the_others(language, found):
    asked = Asked({"de1", "en1", "ja1"}, {"en2", "ja2"})
    assert find_known(Query("?", language), asked, Stored()) == found


def test_no_more_are_taken_where_there_are_enough():
    asked = Asked(*({f"de{number}"} for number in range(99)))
    assert len(find_known(Query("?", "de"), asked, Stored())) == KNOWN_PASSAGES


def test_only_the_nearest_known_questions_are_looked_at():
    asked = Asked(*({"de1"} for _ in range(KNOWN_QUESTIONS)), {"de2"})
    assert find_known(Query("?", "de"), asked, Stored()) == ["de1"]
