"""The evaluation run: every wording of every subject, asked of the real assistant."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from twinbot.errors import QuestionError
from twinbot.evaluation.gold import Relevance, StoredCorpus, relevance_of
from twinbot.evaluation.marking import Marker
from twinbot.evaluation.results import QuestionResult
from twinbot.evaluation.subjects import Subject
from twinbot.types import LANGUAGES, Answer, Language, Turn

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of questions asked and the number in all."""


class Answerer(Protocol):
    """What is evaluated: the assistant, or anything that answers as it does."""

    def answer(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        *,
        hint: Language | None = None,
    ) -> Answer:
        """Return the complete answer."""


@dataclass(frozen=True, slots=True)
class _Asked:
    subject: Subject
    language: Language
    relevance: Relevance


def ask_all(
    subjects: Sequence[Subject],
    answerer: Answerer,
    stored: StoredCorpus,
    progress: Progress | None = None,
) -> list[QuestionResult]:
    """Ask every wording as the page of its language would, one after the other.

    Args:
        subjects: What to ask; their gold must be in ``stored``.
        answerer: Whom to ask. The first wording of each language is asked once before, unmeasured,
            so that nothing is loaded while time is taken.
        stored: The index that it answers from.
        progress: Called after each question.

    Returns:
        One result a wording: subjects in order, languages in order.
    """
    marker = Marker(stored, stored.documents())
    questions = [
        _Asked(subject, language, relevance)
        for subject in subjects
        for relevance in (relevance_of(subject, stored),)
        for language in LANGUAGES
    ]
    for asked in questions[: len(LANGUAGES)]:
        _ask(asked, answerer, marker)
    results = []
    for asked in questions:
        results.append(_ask(asked, answerer, marker))
        if progress:
            progress(len(results), len(questions))
    return results


def _ask(asked: _Asked, answerer: Answerer, marker: Marker) -> QuestionResult:
    subject, language = asked.subject, asked.language
    started = time.perf_counter()
    try:
        answer = answerer.answer(
            subject.questions[language], None, subject.history.get(language, ()), hint=language
        )
    except QuestionError as error:
        return _failed(asked, str(error))
    duration_ms = (time.perf_counter() - started) * 1000
    return marker.mark(subject, language, answer, asked.relevance, duration_ms)


def _failed(asked: _Asked, error: str) -> QuestionResult:
    """Return the result of a question that could not be asked: nothing found, nothing said."""
    subject = asked.subject
    return QuestionResult(
        subject_id=subject.subject_id,
        split=subject.split,
        kind=subject.kind,
        language=asked.language,
        question=subject.questions[asked.language],
        attack=subject.attack,
        expected=tuple(fact.patterns[asked.language].pattern for fact in subject.facts),
        answered_in=asked.language,
        outcome=None,
        confidence=0.0,
        intent=None,
        sentences=(),
        citations=(),
        facts=(False,) * len(subject.facts),
        forbidden=(False,) * len(subject.forbidden),
        gold_languages=tuple(sorted(asked.relevance.languages)),
        relevant=asked.relevance.units,
        ranking=(),
        duration_ms=0.0,
        error=error,
    )
