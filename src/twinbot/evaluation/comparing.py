"""Two runs over the same subjects: better, worse, or cannot tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from twinbot.errors import EvaluationError
from twinbot.evaluation import statistics
from twinbot.evaluation.figures import FigureKind, wordings_by_subject
from twinbot.evaluation.results import QuestionResult
from twinbot.evaluation.runs import EvaluationRun
from twinbot.evaluation.summarising import RATIO_FIGURES, Slice, contributions
from twinbot.types import LANGUAGES, Language

Finding: TypeAlias = Literal["better", "worse", "changed", "cannot tell"]

SIGNIFICANCE = 0.05
"""Adjusted p-values below this are a finding."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure in two runs.

    Attributes:
        name: Of its `FigureKind`.
        language: Of the wordings; ``None`` for all together.
        before: In the earlier run.
        after: In this run.
        low: Lower end of the 95 % bootstrap interval of the difference.
        high: Its upper end.
        p_value: Of the paired randomisation test; of a single language, adjusted for there being
            three (Holm).
        finding: What may be said; "changed" for a figure that knows no better and worse.
    """

    name: str
    language: Language | None
    before: float
    after: float
    low: float
    high: float
    p_value: float
    finding: Finding


@dataclass(frozen=True, slots=True)
class RunComparison:
    """An earlier run beside this one.

    Attributes:
        before: The earlier run.
        comparisons: Every figure that both have, for all languages and each.
        subjects: How many subjects were compared.
        left_out: Subjects that only one run asked, or that changed in between.
    """

    before: EvaluationRun
    comparisons: tuple[Comparison, ...]
    subjects: int
    left_out: tuple[str, ...]


def compare(before: EvaluationRun, after: EvaluationRun) -> RunComparison:
    """Compare two runs over the subjects that both asked, paired by subject.

    Times are not compared: they depend on what else the machine did.

    Raises:
        EvaluationError: If the runs share no subject.
    """
    old, new = before.info.digests, after.info.digests
    shared = {subject for subject in new if old.get(subject) == new[subject]}
    if not shared:
        message = (
            "the two runs share no subject: the questions, their split or their gold differ; "
            "evaluate both with the same question file and split"
        )
        raise EvaluationError(message)
    found = [
        comparison
        for language in (None, *LANGUAGES)
        for comparison in _compare_slice(language, *_paired(before, after, shared, language))
    ]
    return RunComparison(
        before=before,
        comparisons=tuple(_adjusted(found)),
        subjects=len(shared),
        left_out=tuple(sorted((set(old) | set(new)) - shared)),
    )


def _paired(
    before: EvaluationRun, after: EvaluationRun, shared: set[str], language: Language | None
) -> tuple[list[list[QuestionResult]], list[list[QuestionResult]]]:
    """Return the wordings of each shared subject in both runs, subjects in one order."""
    one, other = (
        {
            wordings[0].subject_id: wordings
            for wordings in wordings_by_subject(Slice(language).of(run.results))
        }
        for run in (before, after)
    )
    both = sorted(shared & one.keys() & other.keys())
    return [one[subject] for subject in both], [other[subject] for subject in both]


def _compare_slice(
    language: Language | None,
    before: Sequence[Sequence[QuestionResult]],
    after: Sequence[Sequence[QuestionResult]],
) -> list[Comparison]:
    """Return the comparisons of one language with raw p-values and no finding yet."""
    if not before:
        return []
    one, other = contributions(before), contributions(after)
    p_values = statistics.exchange_test(one, other)
    draws = statistics.draw_subjects(len(before))
    values = [statistics.ratios(run[0].sum(axis=0), run[1].sum(axis=0)) for run in (one, other)]
    drawn = [statistics.ratios(draws @ run[0], draws @ run[1]) for run in (one, other)]
    lows, highs = statistics.percentile_interval(drawn[1] - drawn[0])
    columns = np.stack([*values, lows, highs, p_values], axis=1)
    return [
        Comparison(
            name=kind.name,
            language=language,
            before=float(row[0]),
            after=float(row[1]),
            low=float(row[2]),
            high=float(row[3]),
            p_value=float(row[4]),
            finding="cannot tell",
        )
        for kind, row in zip(RATIO_FIGURES, columns, strict=True)
        if not np.isnan(row).any()
    ]


def _adjusted(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Adjust p-values across the languages of a figure, and say what was found."""
    kinds: Mapping[str, FigureKind] = {kind.name: kind for kind in RATIO_FIGURES}
    families: dict[tuple[str, bool], list[Comparison]] = {}
    for comparison in comparisons:
        key = comparison.name, comparison.language is None
        families.setdefault(key, []).append(comparison)
    adjusted = {
        (comparison.name, comparison.language): p_value
        for family in families.values()
        for comparison, p_value in zip(
            family, statistics.holm([c.p_value for c in family]), strict=True
        )
    }
    return [_judged(c, adjusted[c.name, c.language], kinds[c.name]) for c in comparisons]


def _judged(comparison: Comparison, p_value: float, kind: FigureKind) -> Comparison:
    rise = comparison.after - comparison.before
    finding: Finding = "cannot tell"
    if p_value < SIGNIFICANCE and rise:
        good = (rise > 0) == (kind.better == "higher")
        finding = "changed" if kind.better == "neither" else "better" if good else "worse"
    return Comparison(
        name=comparison.name,
        language=comparison.language,
        before=comparison.before,
        after=comparison.after,
        low=comparison.low,
        high=comparison.high,
        p_value=p_value,
        finding=finding,
    )
