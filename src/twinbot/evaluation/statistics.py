"""Intervals and tests over subjects; pure numpy, every figure of a set at once.

Every figure is a ratio: the sum over questions of what was reached, over the sum of what could
be reached. The wordings of a subject depend on each other, so subjects are drawn and exchanged
whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 2_000
EXCHANGES = 10_000
SEED = 20_191_125
CONFIDENCE = 0.95
_ALIKE = 1e-12


def draw_subjects(subjects: int, resamples: int = RESAMPLES, seed: int = SEED) -> Floats:
    """Draw subjects with replacement.

    Args:
        subjects: How many there are, from 1.
        resamples: How many times to draw as many.
        seed: Of the generator; the same seed gives the same intervals.

    Returns:
        How often each subject was drawn, of shape (resamples, subjects).

    Source: Efron, Bootstrap methods, Annals of Statistics 7(1), 1979, doi:10.1214/aos/1176344552.
    """
    generator = np.random.default_rng(seed)
    shares = np.full(subjects, 1.0 / subjects)
    return generator.multinomial(subjects, shares, size=resamples).astype(np.float64)


def ratios(reached: Floats, possible: Floats) -> Floats:
    """Divide sums, NaN where nothing was possible."""
    quotients: Floats = np.divide(
        reached, possible, out=np.full(np.shape(reached), np.nan), where=possible > 0
    )
    return quotients


def ratio_intervals(draws: Floats, reached: Floats, possible: Floats) -> tuple[Floats, Floats]:
    """Return the 95 % percentile intervals of ratios.

    Args:
        draws: Of `draw_subjects`, shape (resamples, subjects).
        reached: Shape (subjects, figures).
        possible: Shape (subjects, figures).

    Returns:
        Lower and upper ends, each of shape (figures,); NaN for a figure without any case.
        Resamples in which a figure has no case are left out.
    """
    return percentile_interval(ratios(draws @ reached, draws @ possible))


def percentile_interval(values: Floats) -> tuple[Floats, Floats]:
    """Return the central 95 % of resampled values of shape (resamples, figures)."""
    tail = 100 * (1 - CONFIDENCE) / 2
    low = np.full(values.shape[1], np.nan)
    high = low.copy()
    known = ~np.isnan(values).all(axis=0)
    if known.any():
        low[known], high[known] = np.nanpercentile(values[:, known], [tail, 100 - tail], axis=0)
    return low, high


def weighted_quantiles(
    values: Floats, subjects: NDArray[np.intp], draws: Floats, share: float
) -> Floats:
    """Return a quantile of question values in each resample of subjects.

    Args:
        values: One a question.
        subjects: The subject of each question, as a column of ``draws``.
        draws: Shape (resamples, subjects).
        share: Of the questions at or below the quantile, 0 to 1.

    Returns:
        Shape (resamples,); the smallest value with at least ``share`` of the weight at or below
        it; NaN where nothing was drawn.
    """
    if not len(values):
        return np.full(len(draws), np.nan)
    order = np.argsort(values, kind="stable")
    weights = np.cumsum(draws[:, subjects[order]], axis=1)
    total = weights[:, -1:]
    places = (weights < share * total - _ALIKE).sum(axis=1)
    found: Floats = np.where(
        total[:, 0] > 0, values[order][np.minimum(places, len(values) - 1)], np.nan
    )
    return found


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value with at least ``share`` of the values at or below it."""
    if not values:
        return float("nan")
    one = np.ones((1, len(values)))
    return float(
        weighted_quantiles(
            np.asarray(values, dtype=np.float64), np.arange(len(values)), one, share
        )[0]
    )


def exchange_test(
    one: tuple[Floats, Floats],
    other: tuple[Floats, Floats],
    exchanges: int = EXCHANGES,
    seed: int = SEED,
) -> Floats:
    """Test, for each figure, whether two runs over the same subjects differ.

    Under the hypothesis that they do not, which run a subject's results came from is a toss of a
    coin: the results are exchanged at random, subject by subject, and the difference of the
    figures computed anew. For means this is the sign-flip test.

    Args:
        one: Reached and possible of the first run, each of shape (subjects, figures).
        other: The same of the second, subjects in the same order.
        exchanges: How many random exchanges.
        seed: Of the generator.

    Returns:
        Two-sided p-values of shape (figures,), at least 1 / (exchanges + 1); NaN where a run has
        no case.

    Source: Smucker, Allan, Carterette, CIKM 2007, doi:10.1145/1321440.1321528; the added one is
    that of Phipson and Smyth, 2010, doi:10.2202/1544-6115.1585.
    """
    subjects = one[0].shape[0]
    toss = np.random.default_rng(seed).integers(0, 2, size=(exchanges, subjects)).astype(np.float64)
    sums = [[part.sum(axis=0) for part in run] for run in (one, other)]
    moved = [toss @ (b - a) for a, b in zip(one, other, strict=True)]
    first = ratios(sums[0][0] + moved[0], sums[0][1] + moved[1])
    second = ratios(sums[1][0] - moved[0], sums[1][1] - moved[1])
    seen = np.abs(ratios(sums[1][0], sums[1][1]) - ratios(sums[0][0], sums[0][1]))
    apart = np.abs(second - first)
    extreme = (np.nan_to_num(apart, nan=np.inf) >= seen - _ALIKE).sum(axis=0)
    found: Floats = np.where(np.isnan(seen), np.nan, (extreme + 1) / (exchanges + 1))
    return found


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values of several tests so that the chance of any false finding stays bounded.

    NaN stays NaN and does not count as a test.

    Source: Holm, Scandinavian Journal of Statistics 6(2), 1979, https://www.jstor.org/stable/4615733.
    """
    known = sorted((p, place) for place, p in enumerate(p_values) if not np.isnan(p))
    adjusted = [float("nan")] * len(p_values)
    highest = 0.0
    for rank, (p, place) in enumerate(known):
        highest = max(highest, min(1.0, (len(known) - rank) * p))
        adjusted[place] = highest
    return adjusted
