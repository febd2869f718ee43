"""R@k, MRR@10 and nDCG@10 of ranked lists, with bootstrap intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

NAMES = ("R@1", "R@5", "R@10", "MRR@10", "nDCG@10")
DEPTH = 10
_SAMPLES = 1_000
_SEED = 7


def recall(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Return the share of the relevant documents among the first k, of at most k."""
    wanted = sum(grade > 0 for grade in relevant.values())
    found = sum(relevant.get(document, 0) > 0 for document in ranked[:k])
    return found / min(wanted, k)


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Return 1 / rank of the first relevant document among the first ten, else 0."""
    for rank, document in enumerate(ranked[:DEPTH], 1):
        if relevant.get(document, 0) > 0:
            return 1 / rank
    return 0.0


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Return the normalised discounted cumulative gain at ten.

    Source: Järvelin and Kekäläinen, TOIS 2002, doi:10.1145/582415.582418.
    """
    gain = sum(
        relevant.get(document, 0) / math.log2(rank + 1)
        for rank, document in enumerate(ranked[:DEPTH], 1)
    )
    best = sorted(relevant.values(), reverse=True)[:DEPTH]
    return gain / sum(grade / math.log2(rank + 1) for rank, grade in enumerate(best, 1))


def measure(ranked: Sequence[str], relevant: Mapping[str, int]) -> tuple[float, ...]:
    """Return all measures of one query, in the order of ``NAMES``.

    Args:
        ranked: Document ids, best first.
        relevant: Grade by document id; at least one is positive.
    """
    return (
        recall(ranked, relevant, 1),
        recall(ranked, relevant, 5),
        recall(ranked, relevant, 10),
        reciprocal_rank(ranked, relevant),
        ndcg(ranked, relevant),
    )


def interval(values: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return mean and 95 % bootstrap interval of one measure over queries."""
    rng = np.random.default_rng(_SEED)
    drawn = rng.integers(len(values), size=(_SAMPLES, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), [0.025, 0.975])
    return float(values.mean()), float(low), float(high)
