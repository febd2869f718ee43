"""Late interaction on static vectors: each piece of a question against windows of a text.

Source: MaxSim of Khattab and Zaharia, SIGIR 2020, doi:10.1145/3397271.3401075, here with windows of
one to three pieces, because a word is often cut into several.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twinbot.embedding import TokenVectors

Vectors = NDArray[np.float32]

WINDOW_PIECES = 3
"""Longest window of pieces that one vector of the question is held against."""

_TINY = 1e-12


def best_matches(wanted: Vectors, tokens: TokenVectors) -> Vectors:
    """Return the best cosine of each wanted vector with a window of each text.

    A window is the sum of one to three neighbouring pieces. Its product with a wanted vector is
    the sum of theirs, and its length follows from theirs and the products of neighbours, so that
    no window is ever built.

    Args:
        wanted: float32 of shape (wanted, dimension), rows of length 1 or 0.
        tokens: The pieces of the texts.

    Returns:
        float32 of shape (texts, wanted), 0 to 1.
    """
    found = np.zeros((len(tokens.lengths), len(wanted)), dtype=np.float32)
    filled = np.flatnonzero(tokens.lengths)
    if not len(filled) or not len(wanted):
        return found
    pieces = tokens.vectors
    ends = np.cumsum(tokens.lengths[filled])
    starts = ends - tokens.lengths[filled]
    products = wanted @ pieces.T
    squares = _row_products(pieces, pieces)
    window, length = products, squares
    best = window / np.sqrt(np.maximum(length, _TINY))
    for width in range(2, min(WINDOW_PIECES, len(pieces)) + 1):
        last = width - 1
        window = window[:, :-1] + products[:, last:]
        length = length[:-1] + squares[last:]
        for reach in range(1, width):  # each pair that the new last piece makes
            pairs = _row_products(pieces[:-reach], pieces[reach:])
            length = length + 2 * pairs[last - reach :]
        reaches_on = np.zeros(len(pieces) - last, dtype=bool)
        for end in ends[:-1]:  # a window must not reach into the next text
            reaches_on[max(0, end - last) : end] = True
        cosines = window / np.sqrt(np.maximum(length, _TINY))
        cosines[:, reaches_on] = -1.0
        np.maximum(best[:, : cosines.shape[1]], cosines, out=best[:, : cosines.shape[1]])
    found[filled] = np.maximum.reduceat(best, starts, axis=1).clip(0.0, 1.0).T
    return found


def sum_pieces(tokens: TokenVectors) -> Vectors:
    """Return the sum of each text's pieces, float32 of shape (texts, dimension)."""
    sums = np.zeros((len(tokens.lengths), tokens.vectors.shape[1]), dtype=np.float32)
    ends = np.cumsum(tokens.lengths)
    # One sum a text: `np.add.reduceat` along the first axis takes seventeen times as long.
    for row, (end, length) in enumerate(zip(ends.tolist(), tokens.lengths.tolist(), strict=True)):
        np.add.reduce(tokens.vectors[end - length : end], axis=0, out=sums[row])
    return sums


def normalise(vectors: Vectors) -> Vectors:
    """Scale rows to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def share(weights: Vectors) -> Vectors:
    """Return weights that sum to 1; all zeros stay zeros."""
    total = float(weights.sum())
    scaled: Vectors = weights / np.float32(total) if total > 0 else weights
    return scaled


def _row_products(one: Vectors, other: Vectors) -> Vectors:
    products: Vectors = np.einsum("td,td->t", one, other)
    return products
