"""Measures of a ranking, by hand and against ir_measures."""

from __future__ import annotations

import math

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, ScoredDoc, nDCG
from ir_measures import R as Recall

from twinbot.evaluation.measures import ndcg_at, recall_at, reciprocal_rank_at

IDS = [f"d{number}" for number in range(15)]
rankings = st.permutations(IDS).flatmap(
    lambda ids: st.integers(0, len(ids)).map(lambda size: ids[:size])
)
relevant_sets = st.sets(st.sampled_from([*IDS, "never found"]), min_size=1)


def test_a_ranking_worked_out_by_hand():
    ranking = ["x", "a", "y", "b"]
    assert recall_at(ranking, {"a", "b", "c"}, 1) == 0
    assert recall_at(ranking, {"a", "b", "c"}, 2) == pytest.approx(1 / 3)
    assert recall_at(ranking, {"a", "b", "c"}, 10) == pytest.approx(2 / 3)
    assert reciprocal_rank_at(ranking, {"a", "b", "c"}, 10) == 0.5
    assert reciprocal_rank_at(ranking, {"b"}, 3) == 0
    gain = 1 / math.log2(3) + 1 / math.log2(5)
    best = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg_at(ranking, {"a", "b", "c"}, 10) == pytest.approx(gain / best)


@given(relevant=relevant_sets, k=st.integers(1, 12))
def test_the_best_ranking_has_ndcg_one_and_an_empty_one_has_nothing(relevant, k):
    assert ndcg_at([*sorted(relevant), "z"], relevant, k) == pytest.approx(1)
    assert recall_at([], relevant, k) == reciprocal_rank_at([], relevant, k) == 0
    assert ndcg_at([], relevant, k) == 0


@given(ranking=rankings, relevant=relevant_sets)
def test_every_measure_agrees_with_ir_measures(ranking, relevant):
    qrels = [ir_measures.Qrel("q", name, 1) for name in relevant]
    run = [ScoredDoc("q", name, len(ranking) - place) for place, name in enumerate(ranking)]
    theirs = ir_measures.calc_aggregate(
        [Recall @ 1, Recall @ 5, Recall @ 10, RR @ 10, nDCG @ 10], qrels, run
    )
    for k in (1, 5, 10):
        assert recall_at(ranking, relevant, k) == pytest.approx(theirs[Recall @ k], abs=1e-9)
    assert reciprocal_rank_at(ranking, relevant, 10) == pytest.approx(theirs[RR @ 10], abs=1e-9)
    assert ndcg_at(ranking, relevant, 10) == pytest.approx(theirs[nDCG @ 10], abs=1e-9)


@pytest.mark.parametrize("measure", [recall_at, reciprocal_rank_at, ndcg_at])
def test_nothing_relevant_and_a_cut_off_of_zero_are_refused(measure):
    with pytest.raises(ValueError, match="at least one relevant"):
        measure(["a"], set(), 1)
    with pytest.raises(ValueError, match="0"):
        measure(["a"], {"a"}, 0)
