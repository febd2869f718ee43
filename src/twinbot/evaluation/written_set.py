"""Answers that language models wrote under twinbot's prompt, and forgeries of their sentences.

A line of JSON is an answer: the sources that it cites, as the model was given them, its sentences,
all carried by what they cite, and sentences made from these that are not. Where those of
`grounding_set` were written to be checked, these are what models write when asked questions of the
dev split.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from twinbot.answering.grounding.checker import GroundingChecker
from twinbot.evaluation.grounding_set import CheckedCase, Split, StoredPassage, read_lines
from twinbot.types import Language


class WrittenSentence(BaseModel):
    """A sentence and whether the sources that it cites carry it."""

    model_config = ConfigDict(frozen=True)

    text: str
    markers: tuple[int, ...] = Field(min_length=1)
    carried: bool
    fault: str | None


class WrittenAnswer(BaseModel):
    """A line of the set.

    Attributes:
        subject: Of `eval/questions.jsonl`; all answers to it are in one split.
        split: ``test`` is only measured on.
        language: Of question and answer.
        sources: What the markers 1, 2, … stand for.
        sentences: Those of the answer, and forgeries.
    """

    model_config = ConfigDict(frozen=True)

    subject: str
    split: Split
    language: Language
    sources: tuple[StoredPassage, ...]
    sentences: tuple[WrittenSentence, ...]

    @model_validator(mode="after")
    def _hold_together(self) -> Self:
        for sentence in self.sentences:
            if not all(1 <= marker <= len(self.sources) for marker in sentence.markers):
                known = len(self.sources)
                message = f"{sentence.text!r} cites {sentence.markers}, of {known} sources"
                raise ValueError(message)
            if sentence.carried != (sentence.fault is None):
                message = f"{sentence.text!r} needs a fault if it is not carried, and none if it is"
                raise ValueError(message)
        return self


def load_written_set(path: Path) -> list[WrittenAnswer]:
    """Return the answers of a set.

    Raises:
        EvaluationError: If the file or a line cannot be read; the message names the line.
    """
    return read_lines(path, WrittenAnswer)


def check_written_set(
    answers: Sequence[WrittenAnswer], checker: GroundingChecker
) -> Iterator[CheckedCase]:
    """Yield every sentence with what the checker says of it."""
    for answer in answers:
        grounds = checker.prepare([source.source() for source in answer.sources])
        for sentence in answer.sentences:
            cited = {answer.sources[marker - 1].language for marker in sentence.markers}
            started = time.perf_counter()
            verdict = checker.check(sentence.text, sentence.markers, answer.language, grounds)
            yield CheckedCase(
                split=answer.split,
                subject=answer.subject,
                language=answer.language,
                passage_language=answer.language if answer.language in cited else min(cited),
                text=sentence.text,
                carried=sentence.carried,
                fault=sentence.fault,
                passed=verdict.passed,
                signals=verdict.signals,
                duration_ms=(time.perf_counter() - started) * 1000,
            )
