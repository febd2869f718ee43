"""Which sentences of the sources carry a sentence, by its words and its claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.concepts import word_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.grounding.binding import Anchor, unit_holds
from twinbot.answering.grounding.claims import Claims, Word, stands_in
from twinbot.answering.grounding.sources import Grounds, Vectors, normalised

MAX_UNITS: Final = 3
"""Sentences of the sources that together may carry one sentence."""
WELL_MATCHED: Final = 0.6
"""A word that matches this well counts as covered."""
_SURELY_MATCHED: Final = 0.75
"""A compound that matches this well as a whole need not be carried part by part."""
_EVERYDAY: Final = 0.8
"""What sharing an everyday word's meaning counts as a match."""


def match_words(
    words: Sequence[Word], vectors: Vectors, grounds: Grounds, places: Sequence[int]
) -> Vectors:
    """Return how well each unit matches each word, 0 to 1, shape (words, units).

    Args:
        words: The words.
        vectors: Sums of their pieces, then those of their parts, shape (words + parts, dimension).
        grounds: The sources.
        places: The units that are cited; others are matched by vector alone.
    """
    if not words:
        return np.zeros((0, len(grounds.units)), np.float32)
    cosines = normalised(vectors) @ grounds.windows.T
    every: Vectors = np.maximum.reduceat(cosines, grounds.starts, axis=1).clip(min=0.0)
    found = every[: len(words)]
    part = len(words)
    for row, word in enumerate(words):
        if word.parts:
            halves = every[part : part + len(word.parts)]
            part += len(word.parts)
            for half, text in zip(halves, word.parts, strict=True):
                _match_literally(half, Word(text, text, (), *_NOTHING), grounds, places)
            whole = np.where(found[row] >= _SURELY_MATCHED, found[row], 0.0)
            found[row] = np.maximum(whole, halves.min(axis=0))
        _match_literally(found[row], word, grounds, places)
    return found


_NOTHING: Final = (frozenset[int](), frozenset[int](), True)


def _match_literally(row: Vectors, word: Word, grounds: Grounds, places: Sequence[int]) -> None:
    """Raise a word's matches where a unit holds it, a form of it or an everyday word for it."""
    for place in places:
        unit = grounds.units[place]
        literal = 1.0 if word.entries & unit.own_names else stands_in(word.form, unit.form)
        if not literal and (word.concepts or word_concepts(word.form)) & unit.concepts:
            literal = _EVERYDAY
        row[place] = max(row[place], literal)


def choose_support(
    claims: Claims,
    matches: Vectors,
    weights: Vectors,
    grounds: Grounds,
    places: Sequence[int],
    finder: NameFinder,
) -> list[int]:
    """Choose the fewest units that together hold the claims and match the words best."""
    chosen: list[int] = []
    covered = np.zeros(len(weights), np.float32)
    missing: set[Anchor] = {
        *claims.names,
        *claims.figures.moments,
        *claims.figures.quantities,
    }
    while len(chosen) < MAX_UNITS:
        best, best_gain = -1, 0.05
        for place in places:
            if place in chosen:
                continue
            unit = grounds.units[place]
            held = sum(unit_holds(unit, claim, finder) for claim in missing)
            gain = float(weights @ np.maximum(covered, matches[:, place]) - weights @ covered)
            gain += 0.3 * held - (0.1 if not unit.marker else 0.0)
            if chosen:
                near = any(abs(place - other) == 1 for other in chosen)
                gain -= 0.12 if near else 0.2
            if gain > best_gain:
                best, best_gain = place, gain
        if best < 0:
            break
        chosen.append(best)
        covered = np.maximum(covered, matches[:, best])
        missing = {claim for claim in missing if not unit_holds(grounds.units[best], claim, finder)}
    return chosen


def closeness(
    vector: Vectors, grounds: Grounds, places: Sequence[int], support: Sequence[int]
) -> float:
    """Return the cosine of a sentence and its support, or the one unit that is closer."""
    own = vector / max(float(np.linalg.norm(vector)), 1e-9)
    together = grounds.sums[list(support)].sum(axis=0)
    length = max(float(np.linalg.norm(together)), 1e-9)
    nearest = (grounds.sums[list(places)] @ own).max(initial=0.0)
    return max(float(own @ together) / length, float(nearest))


def sum_pieces(vectors: Vectors, lengths: NDArray[np.intp]) -> Vectors:
    """Return the sum of each text's pieces, shape (texts, dimension)."""
    sums = np.zeros((len(lengths), vectors.shape[1]), np.float32)
    place = 0
    for row, length in enumerate(lengths.tolist()):
        sums[row] = vectors[place : place + length].sum(axis=0)
        place += length
    return sums


def weigh_words(words: Sequence[Word], sums: Vectors) -> Vectors:
    """Return the share of each word in the sentence, by how telling its vector is."""
    if not words:
        return np.zeros(0, np.float32)
    single = np.array([0.4 if len(word.form) == 1 else 1.0 for word in words], np.float32)
    weighed = np.sqrt(np.linalg.norm(sums, axis=1)) * single + 1e-6
    shares: Vectors = (weighed / weighed.sum()).astype(np.float32)
    return shares
