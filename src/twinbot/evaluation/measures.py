"""Measures of one ranking, as trec_eval and ir_measures define them; pure.

A ranking is a sequence of ids, best first, each once. Relevance is binary. A question without
anything relevant has no value, and callers leave it out; a question missing from a run is an
empty ranking, which has the value 0.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def recall_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of the relevant ids among the first ``k``, 0 to 1.

    Raises:
        ValueError: If nothing is relevant, or ``k`` is below 1.
    """
    _check(relevant, k)
    return len(set(ranking[:k]) & set(relevant)) / len(set(relevant))


def reciprocal_rank_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 over the rank of the first relevant id, 0 where the first ``k`` have none.

    Raises:
        ValueError: If nothing is relevant, or ``k`` is below 1.

    Source: Voorhees, The TREC-8 Question Answering Track Report, 1999.
    """
    _check(relevant, k)
    for rank, found in enumerate(ranking[:k], start=1):
        if found in relevant:
            return 1.0 / rank
    return 0.0


def ndcg_at(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the discounted cumulative gain of the first ``k`` over that of the best ranking.

    Each relevant id gains 1, divided by log2(rank + 1).

    Raises:
        ValueError: If nothing is relevant, or ``k`` is below 1.

    Source: Järvelin and Kekäläinen, TOIS 20(4), 2002, doi:10.1145/582415.582418, with the
    discount of trec_eval.
    """
    _check(relevant, k)
    gain = sum(
        1.0 / math.log2(rank + 1)
        for rank, found in enumerate(ranking[:k], start=1)
        if found in relevant
    )
    best = sum(1.0 / math.log2(rank + 1) for rank in range(1, min(k, len(set(relevant))) + 1))
    return gain / best


def _check(relevant: Collection[str], k: int) -> None:
    if not relevant:
        message = "a measure of a ranking needs at least one relevant id, found none"
        raise ValueError(message)
    if k < 1:
        message = f"the cut-off is {k}, wanted is 1 or more"
        raise ValueError(message)
