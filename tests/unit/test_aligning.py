"""Statements of translations that say the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.scoring.aligning import (
    MOST_STATEMENTS,
    StatementAligner,
    find_translations,
)
from twinbot.index.values import EncodedStatements, SeenPieces
from twinbot.types import LANGUAGES, Passage, Span

UNREAD = SeenPieces(np.zeros((0, 64), np.int8), np.zeros(0, np.uint8))


def rows(*vectors):
    vectors = np.array(vectors, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_statements_that_are_each_others_nearest_say_the_same():
    vectors = rows([1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0.2], [0, 0.2, 1], [1, 0.1, 0])
    found = find_translations(vectors, ["de", "de", "de", "en", "en", "en"])
    assert {place: list(same) for place, same in found.items()} == {
        0: [5], 1: [3], 2: [4], 3: [1], 4: [2], 5: [0],
    }  # fmt: skip
    assert all(0.9 < cosine <= 1 for same in found.values() for cosine in same.values())


def test_one_that_is_told_in_one_language_alone_has_no_translation():
    vectors = rows([1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0.1], [0, 1, 0.1])
    found = find_translations(vectors, ["de", "de", "de", "en", "en"])
    assert 2 not in found
    assert {0, 1} <= set(found)


def test_what_all_statements_of_a_language_share_says_nothing():
    """Two documents about one subject, in languages whose vectors lie apart."""
    common_de, common_en = np.array([5, 0, 0, 0, 0]), np.array([0, 5, 0, 0, 0])
    told = [np.array(one) for one in ([0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1])]
    vectors = rows(*(common_de + one for one in told), *(common_en + one for one in told))
    found = find_translations(vectors, ["de"] * 3 + ["en"] * 3)
    assert {place: list(same) for place, same in found.items()} == {
        0: [3], 1: [4], 2: [5], 3: [0], 4: [1], 5: [2],
    }  # fmt: skip


@given(
    st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=20),
    st.integers(min_value=0, max_value=2**32 - 1),
)
def test_saying_the_same_is_mutual_and_one_to_one_in_each_language(languages, seed):
    vectors = rows(*np.random.default_rng(seed).normal(size=(len(languages), 8)))
    found = find_translations(vectors, languages)
    for place, same in found.items():
        others = [languages[one] for one in same]
        assert languages[place] not in others
        assert len(set(others)) == len(others)
        assert all(found[one][place] == pytest.approx(cosine) for one, cosine in same.items())


def test_single_statements_of_two_languages_are_compared_as_they_are():
    assert find_translations(rows([1, 0], [1, 0.1]), ["de", "ja"])
    assert find_translations(rows([1, 0], [1, 1.3]), ["de", "ja"]) == {}
    assert find_translations(rows([1, 0], [0, 1], [0.1, 1], [1, 1]), ["de", *["ja"] * 3]) == {
        0: {3: pytest.approx(0.71, abs=0.01)},
        3: {0: pytest.approx(0.71, abs=0.01)},
    }


def test_a_document_of_very_many_statements_is_not_aligned():
    vectors = np.ones((MOST_STATEMENTS + 2, 2), dtype=np.float32)
    assert find_translations(vectors, ["de"] * (MOST_STATEMENTS + 1) + ["en"]) == {}


class Stored:
    """Two documents with a passage each, and a third that nobody translated."""

    def __init__(self):
        self.asked = 0
        self.by_id = {
            "de": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            "en": [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
            "alone": [[1, 0, 0]],
        }

    def group_passages(self, translation_groups, language):
        self.asked += 1
        of = {"told": {"de": ["de"], "en": ["en"]}, "lone": {"ja": ["alone"]}}
        return {group: of[group].get(language, []) for group in translation_groups}

    def statements(self, passage_ids):
        return [
            EncodedStatements(
                tuple(Span(place, place + 1) for place in range(len(self.by_id[one]))),
                np.array(self.by_id[one], dtype=np.float16),
                (UNREAD,) * len(self.by_id[one]),
            )
            for one in passage_ids
        ]


def passage(passage_id, language, group):
    return Passage(
        passage_id, f"{language}/{group}.md", group, language, 1, Span(0, 9), "abcdefghi", ""
    )


def test_translations_of_an_index_are_found_once_a_group():
    stored = Stored()
    aligner = StatementAligner(stored)
    german, lone = passage("de", "de", "told"), passage("alone", "ja", "lone")
    asked = [(german, Span(0, 1)), (german, Span(2, 3)), (lone, Span(0, 1)), (german, Span(7, 9))]
    found = [[one.key for one in same] for same in aligner.find(asked)]
    assert found == [[("en", Span(2, 3))], [("en", Span(1, 2))], [], []]
    before = stored.asked
    assert [[one.key for one in same] for same in aligner.find(asked)] == found
    assert stored.asked == before
