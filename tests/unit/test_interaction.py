"""Late interaction without building windows gives what building them gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinbot.answering.scoring.interaction import WINDOW_PIECES, best_matches, normalise, sum_pieces
from twinbot.embedding import TokenVectors


def by_building_windows(question, text):
    """The definition: the best cosine with the sum of one to three neighbours."""
    windows = [
        text[start : start + width].sum(axis=0)
        for width in range(1, WINDOW_PIECES + 1)
        for start in range(len(text) - width + 1)
    ]
    return [
        max(0.0, *(float(q @ w) / np.linalg.norm(q) / np.linalg.norm(w) for w in windows))
        for q in question
    ]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=6), st.integers(0, 1_000))
def test_best_matches_equal_those_of_built_windows(lengths, seed):
    chance = np.random.default_rng(seed)
    asked = chance.normal(size=(4, 12))
    texts = [chance.normal(size=(length, 12)) for length in lengths]
    tokens = TokenVectors(np.concatenate(texts).astype(np.float32), np.array(lengths))
    found = best_matches(normalise(asked.astype(np.float32)), tokens)
    for row, text in zip(found, texts, strict=True):
        expected = by_building_windows(asked, text) if len(text) else [0.0] * 4
        assert row == pytest.approx(expected, abs=1e-4)


def test_sums_of_texts_without_pieces_are_zero():
    tokens = TokenVectors(np.ones((3, 2), np.float32), np.array([0, 2, 0, 1]))
    assert sum_pieces(tokens).tolist() == [[0, 0], [2, 2], [0, 0], [1, 1]]
