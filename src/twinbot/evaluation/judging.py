"""Grades by a judge, kept apart from what is measured.

A judge is a language model, or anything else with an opinion. Its grades never enter a measured
figure, the baseline or a comparison: they are shown beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np

from twinbot.evaluation import statistics
from twinbot.evaluation.results import QuestionResult
from twinbot.types import LANGUAGES, Language

Aspect: TypeAlias = Literal["groundedness", "helpfulness"]
ASPECTS: tuple[Aspect, ...] = ("groundedness", "helpfulness")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge thinks of an answer.

    Attributes:
        groundedness: How far the quotes carry what the answer says, 0 to 1.
        helpfulness: How far the answer helps the asker, 0 to 1.
    """

    groundedness: float
    helpfulness: float

    def __post_init__(self) -> None:
        """Refuse what is no grade."""
        if not (0 <= self.groundedness <= 1 and 0 <= self.helpfulness <= 1):
            message = (
                f"grades go from 0 to 1, found groundedness {self.groundedness}, "
                f"helpfulness {self.helpfulness}"
            )
            raise ValueError(message)


class Judge(Protocol):
    """What grades answers."""

    @property
    def name(self) -> str:
        """What to call it in a report, such as the model's name."""

    def grade(
        self, question: str, language: Language, answer: str, quotes: Sequence[str]
    ) -> Opinion | None:
        """Return an opinion, or ``None`` if there is none to be had for this answer."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The opinion of one answer.

    Attributes:
        judge: Who gave it.
        query_id: The question, as in the TREC files.
        opinion: What was thought.
    """

    judge: str
    query_id: str
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """The mean of a judge's grades with its 95 % bootstrap interval over subjects."""

    judge: str
    aspect: Aspect
    language: Language | None
    value: float
    low: float
    high: float
    answers: int


def judge_answers(
    results: Sequence[QuestionResult],
    judge: Judge,
    progress: Callable[[int, int], None] | None = None,
) -> list[Grade]:
    """Have every answer that was given graded; abstentions have nothing to grade.

    Args:
        results: Of a run.
        judge: Who grades.
        progress: Called with the number graded and the number in all.
    """
    given = [result for result in results if result.answered]
    grades = []
    for done, result in enumerate(given, start=1):
        opinion = judge.grade(
            result.question,
            result.language,
            " ".join(sentence.text for sentence in result.sentences),
            [citation.quote for citation in result.citations],
        )
        if opinion is not None:
            grades.append(Grade(judge.name, result.query_id, opinion))
        if progress:
            progress(done, len(given))
    return grades


def judged_figures(
    results: Sequence[QuestionResult], grades: Sequence[Grade]
) -> list[JudgedFigure]:
    """Return the mean grades for all answers and for each language."""
    graded = {(grade.judge, grade.query_id): grade.opinion for grade in grades}
    return [
        figure
        for judge in sorted({grade.judge for grade in grades})
        for aspect in ASPECTS
        for language in (None, *LANGUAGES)
        if (
            figure := _figure(
                judge,
                aspect,
                language,
                [
                    (result.subject_id, getattr(graded[judge, result.query_id], aspect))
                    for result in results
                    if language in (None, result.language) and (judge, result.query_id) in graded
                ],
            )
        )
    ]


def _figure(
    judge: str,
    aspect: Aspect,
    language: Language | None,
    given: Sequence[tuple[str, float]],
) -> JudgedFigure | None:
    """Return the mean of grades by subject; ``None`` without any."""
    subjects = sorted({subject for subject, _ in given})
    if not subjects:
        return None
    reached, possible = np.zeros((len(subjects), 1)), np.zeros((len(subjects), 1))
    for subject, grade in given:
        row = subjects.index(subject)
        reached[row] += grade
        possible[row] += 1
    low, high = statistics.ratio_intervals(
        statistics.draw_subjects(len(subjects)), reached, possible
    )
    mean = float(reached.sum() / possible.sum())
    return JudgedFigure(judge, aspect, language, mean, float(low[0]), float(high[0]), len(given))
