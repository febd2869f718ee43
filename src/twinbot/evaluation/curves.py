"""How accuracy grows when the assistant answers only what it is surer of; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twinbot.evaluation.results import QuestionResult
from twinbot.types import Language


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What would be, if only answers of at least this confidence were given.

    Attributes:
        threshold: The confidence.
        coverage: Share of all questions that would be answered.
        accuracy: Share of those answers that are right.
        answered: Share of the answerable questions that would be answered.
        declined: Share of the unanswerable questions that would be declined.
    """

    threshold: float
    coverage: float
    accuracy: float
    answered: float
    declined: float


def answer_curve(
    results: Sequence[QuestionResult], language: Language | None = None
) -> list[CurvePoint]:
    """Return the coverage/accuracy curve of the answers that were given.

    It ends at the threshold that the assistant itself has, because what it does not say cannot be
    judged. Answers of equal confidence come and go together.

    Args:
        results: Of a run.
        language: Only wordings of this language; ``None`` for all.

    Returns:
        One point a confidence, by falling threshold and rising coverage.

    Source: the risk-coverage curve of El-Yaniv and Wiener, JMLR 11, 2010, with accuracy for risk.
    """
    asked = [r for r in results if language in (None, r.language)]
    given = [r for r in asked if r.answered]
    answerable = sum(r.answerable for r in asked)
    without = len(asked) - answerable
    points = []
    for threshold in sorted({r.confidence for r in given}, reverse=True):
        kept = [r for r in given if r.confidence >= threshold]
        good = sum(r.answerable for r in kept)
        points.append(
            CurvePoint(
                threshold=threshold,
                coverage=len(kept) / len(asked),
                accuracy=sum(r.verdict == "right" for r in kept) / len(kept),
                answered=good / answerable if answerable else 0.0,
                declined=1.0 - (len(kept) - good) / without if without else 0.0,
            )
        )
    return points
