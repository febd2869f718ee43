"""Intervals and tests, by hand, against scipy, and by what they promise."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.stats import bootstrap

from twinbot.evaluation import statistics


def column(*values):
    return np.array(values, dtype=float)[:, None]


def test_each_resample_draws_as_many_subjects_as_there_are_and_the_seed_decides_which():
    draws = statistics.draw_subjects(7, resamples=50)
    assert draws.shape == (50, 7)
    assert (draws.sum(axis=1) == 7).all()
    assert (draws == statistics.draw_subjects(7, resamples=50)).all()
    assert (draws != statistics.draw_subjects(7, resamples=50, seed=1)).any()


def test_the_interval_of_a_mean_is_that_of_scipy():
    values = np.random.default_rng(3).random(60)
    low, high = statistics.ratio_intervals(
        statistics.draw_subjects(60, resamples=20_000), values[:, None], np.ones((60, 1))
    )
    theirs = bootstrap(
        (values,), np.mean, n_resamples=20_000, method="percentile", rng=5
    ).confidence_interval
    assert low[0] == pytest.approx(theirs.low, abs=0.003)
    assert high[0] == pytest.approx(theirs.high, abs=0.003)


def test_an_interval_covers_the_true_share_about_95_times_in_100():
    generator = np.random.default_rng(11)
    covered = 0
    for round_ in range(400):
        reached = (generator.random((80, 1)) < 0.7).astype(float)
        draws = statistics.draw_subjects(80, resamples=400, seed=round_)
        low, high = statistics.ratio_intervals(draws, reached, np.ones((80, 1)))
        covered += low[0] <= 0.7 <= high[0]
    assert 0.91 <= covered / 400 <= 0.98


def test_a_figure_without_a_case_has_no_interval_and_hides_no_other():
    draws = statistics.draw_subjects(3)
    reached, possible = np.array([[1, 0], [1, 0], [0, 0.0]]), np.array([[1, 0], [1, 0], [1, 0.0]])
    low, high = statistics.ratio_intervals(draws, reached, possible)
    assert (low[0], high[0]) == (0, 1)
    assert math.isnan(low[1])
    assert math.isnan(high[1])


def test_quantiles_by_hand():
    assert statistics.quantile([3, 1, 2, 4], 0.5) == 2
    assert statistics.quantile(list(range(1, 101)), 0.95) == 95
    assert math.isnan(statistics.quantile([], 0.5))
    drawn = statistics.weighted_quantiles(
        np.array([10.0, 20.0, 30.0]), np.array([0, 1, 1]), np.array([[2.0, 0.0], [0.0, 2.0]]), 0.5
    )
    assert drawn.tolist() == [10, 20]


def test_the_exchange_test_gives_the_exact_p_value_of_all_exchanges():
    before, after = [0, 1, 0, 0, 1, 0, 0.5, 0], [1, 1, 0.5, 1, 1, 0.5, 0, 1]
    differences = np.array(after) - np.array(before)
    sums = [abs(np.dot(signs, differences)) for signs in itertools.product((1, -1), repeat=8)]
    exact = np.mean(np.array(sums) >= abs(differences.sum()) - 1e-12)
    ones = np.ones((8, 1))
    p = statistics.exchange_test((column(*before), ones), (column(*after), ones), 40_000)
    assert p[0] == pytest.approx(exact, abs=0.01)


def test_equal_runs_differ_with_p_one_and_opposite_runs_with_the_least_p():
    ones = np.ones((30, 1))
    same = (column(*[0, 1] * 15), ones)
    assert statistics.exchange_test(same, same)[0] == 1
    worst = statistics.exchange_test((np.zeros((30, 1)), ones), (ones, ones), exchanges=999)
    assert worst[0] == pytest.approx(1 / 1000)


def test_without_a_difference_a_finding_is_rare():
    generator = np.random.default_rng(2)
    found = 0
    ones = np.ones((40, 1))
    for round_ in range(300):
        runs = [(generator.random((40, 1)) < 0.6).astype(float) for _ in range(2)]
        p = statistics.exchange_test((runs[0], ones), (runs[1], ones), 500, seed=round_)
        found += p[0] < 0.05
    assert found / 300 <= 0.08


def test_holm_by_hand():
    assert statistics.holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert statistics.holm([0.5, 0.9, 0.8]) == pytest.approx([1, 1, 1])
    adjusted = statistics.holm([float("nan"), 0.02])
    assert math.isnan(adjusted[0])
    assert adjusted[1] == 0.02
