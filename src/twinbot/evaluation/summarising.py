"""From results to figures with intervals, for every language and kind at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twinbot.evaluation import statistics
from twinbot.evaluation.figures import FIGURES, NOTHING, FigureKind, wordings_by_subject
from twinbot.evaluation.results import QuestionResult
from twinbot.evaluation.statistics import Floats
from twinbot.evaluation.subjects import KINDS, Kind
from twinbot.types import LANGUAGES, Language

RATIO_FIGURES = tuple(kind for kind in FIGURES if kind.quantile is None)
"""Every figure but the quantiles, in the order of the columns of `contributions`."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Which questions a figure is of; ``None`` means all languages or kinds."""

    language: Language | None = None
    kind: Kind | None = None

    def of(self, results: Sequence[QuestionResult]) -> list[QuestionResult]:
        """Return the results that belong to the slice."""
        return [
            result
            for result in results
            if self.language in (None, result.language) and self.kind in (None, result.kind)
        ]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value.

    Attributes:
        name: Of its `FigureKind`.
        of: Which questions.
        value: The figure.
        low: Lower end of its 95 % bootstrap interval over subjects.
        high: Upper end.
        cases: What the figure is divided by: questions, subjects, sentences or citations.
        subjects: How many subjects the slice has.
    """

    name: str
    of: Slice
    value: float
    low: float
    high: float
    cases: int
    subjects: int


def summarise(results: Sequence[QuestionResult]) -> list[Figure]:
    """Return every figure that has a case, for all questions, each language, kind and both."""
    slices = [
        Slice(language, kind)
        for kind in (None, *KINDS)
        for language in (None, *LANGUAGES)
        if kind is None or any(result.kind == kind for result in results)
    ]
    return [figure for of in slices for figure in figures_of(of, of.of(results))]


def figures_of(of: Slice, results: Sequence[QuestionResult]) -> list[Figure]:
    """Return the figures of one slice's results."""
    subjects = wordings_by_subject(results)
    if not subjects:
        return []
    draws = statistics.draw_subjects(len(subjects))
    reached, possible = contributions(subjects)
    values = statistics.ratios(reached.sum(axis=0), possible.sum(axis=0))
    lows, highs = statistics.ratio_intervals(draws, reached, possible)
    found = [
        Figure(kind.name, of, float(value), float(low), float(high), round(cases), len(subjects))
        for kind, value, low, high, cases in zip(
            RATIO_FIGURES, values, lows, highs, possible.sum(axis=0), strict=True
        )
        if cases
    ]
    return found + _times(of, subjects, draws)


def contributions(subjects: Sequence[Sequence[QuestionResult]]) -> tuple[Floats, Floats]:
    """Return what each subject reached and could reach, each of shape (subjects, figures)."""
    shape = (len(subjects), len(RATIO_FIGURES))
    reached, possible = np.zeros(shape), np.zeros(shape)
    for row, wordings in enumerate(subjects):
        for column, kind in enumerate(RATIO_FIGURES):
            added = _added(kind, wordings)
            reached[row, column], possible[row, column] = added
    return reached, possible


def _added(kind: FigureKind, wordings: Sequence[QuestionResult]) -> tuple[float, float]:
    """Return what the wordings of a subject add to a figure."""
    if kind.of_question is not None:
        parts = [kind.of_question(result) for result in wordings]
    elif kind.of_subject is not None and len(wordings) == len(LANGUAGES):
        parts = [kind.of_subject(wordings)]
    else:
        parts = [NOTHING]
    return math.fsum(p.reached for p in parts), math.fsum(p.possible for p in parts)


def _times(of: Slice, subjects: Sequence[Sequence[QuestionResult]], draws: Floats) -> list[Figure]:
    asked = [
        (result.duration_ms, row)
        for row, wordings in enumerate(subjects)
        for result in wordings
        if result.outcome is not None
    ]
    if not asked:
        return []
    times = np.array([time for time, _ in asked])
    rows = np.array([row for _, row in asked], dtype=np.intp)
    found = []
    for kind in FIGURES:
        if kind.quantile is None:
            continue
        drawn = statistics.weighted_quantiles(times, rows, draws, kind.quantile)
        low, high = statistics.percentile_interval(drawn[:, None])
        value = statistics.quantile(times.tolist(), kind.quantile)
        found.append(
            Figure(kind.name, of, value, float(low[0]), float(high[0]), len(asked), len(subjects))
        )
    return found
