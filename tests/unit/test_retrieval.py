"""Fusion of dense and lexical scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.retrieval import RANK_OFFSET, _Candidate, fuse, fuse_ranks, standardise

scores = st.lists(st.floats(-1e3, 1e3, allow_nan=False), min_size=1, max_size=50)


@given(scores)
def test_standardised_scores_have_mean_zero_and_keep_their_order(values):
    standard = standardise(values)
    assert standard.mean() == pytest.approx(0, abs=1e-6)
    order = np.argsort(values, kind="stable")
    assert (np.diff(standard[order]) >= -1e-9).all()


def test_equal_scores_say_nothing():
    assert standardise([0.3, 0.3, 0.3]).tolist() == [0.0, 0.0, 0.0]
    assert standardise([]).tolist() == []


@given(st.permutations(range(6)))
def test_fusion_does_not_depend_on_the_order_of_the_pool(order):
    pool = [
        _Candidate("a", "de", 0.9, 3.0),
        _Candidate("b", "de", 0.7, 8.0),
        _Candidate("c", "de", 0.2, 0.0),
        _Candidate("d", "en", 0.8, 0.0),
        _Candidate("e", "ja", 0.1, 0.0),
        _Candidate("f", "ja", 0.5, 0.0),
    ]
    expected = {found.passage_id: found.score for found in fuse(pool, "de")}
    shuffled = {found.passage_id: found.score for found in fuse([pool[i] for i in order], "de")}
    assert shuffled == pytest.approx(expected)


def test_agreement_of_both_rankers_beats_the_best_of_one():
    pool = [
        _Candidate("both", "de", 0.8, 8.0),
        _Candidate("dense", "de", 0.9, 0.0),
        _Candidate("words", "de", 0.2, 9.0),
        _Candidate("neither", "de", 0.1, 0.0),
    ]
    best = max(fuse(pool, "de"), key=lambda found: found.score)
    assert best.passage_id == "both"


def test_a_passage_in_another_language_is_not_punished_for_having_no_words_in_common():
    pool = [
        _Candidate("foreign", "ja", 0.9, 0.0),
        _Candidate("own", "de", 0.4, 5.0),
        _Candidate("other", "de", 0.3, 4.0),
        _Candidate("last", "de", 0.2, 0.0),
    ]
    best = max(fuse(pool, "de"), key=lambda found: found.score)
    assert best.passage_id == "foreign"


def test_an_empty_pool_stays_empty():
    assert fuse([], "en") == []


def test_what_two_rankings_put_first_comes_before_what_one_does():
    merit = fuse_ranks(["a", "b", "c"], ["c", "d"])
    assert sorted(merit, key=lambda found: -merit[found]) == ["c", "a", "b", "d"]
    assert merit["c"] == 1 / (RANK_OFFSET + 3) + 1 / (RANK_OFFSET + 1)


@given(st.lists(st.text(min_size=1), unique=True))
def test_one_ranking_alone_keeps_its_order(ranking):
    merit = fuse_ranks(ranking, [])
    assert sorted(merit, key=lambda found: -merit[found]) == ranking
