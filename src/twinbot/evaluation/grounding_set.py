"""How well the checker tells true sentences from subtly false ones.

The set has a line of JSON for each subject: passages that say the same in three languages, and
sentences that they carry or, by one changed word, do not. A sentence is held against each of the
passages named with it, and a true one also against the passage of another subject (``elsewhere``):
the right fact with the wrong marker.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from twinbot.answering.grounding.checker import GroundingChecker
from twinbot.answering.grounding.sources import Source
from twinbot.answering.grounding.weighing import Signals
from twinbot.errors import EvaluationError
from twinbot.types import LANGUAGES, Language

Split: TypeAlias = Literal["dev", "test"]
Line = TypeVar("Line", bound=BaseModel)


class StoredPassage(BaseModel):
    """A passage of the corpus as it was when the set was written."""

    model_config = ConfigDict(frozen=True)

    document_id: str
    language: Language
    title: str
    heading: str
    text: str

    def source(self) -> Source:
        """Return it as the checker takes it."""
        return Source(self.text, self.language, f"{self.title} › {self.heading}")


class JudgedSentence(BaseModel):
    """A sentence and whether the passages in ``passages`` carry it."""

    model_config = ConfigDict(frozen=True)

    language: Language
    text: str
    carried: bool
    fault: str | None
    passages: tuple[Language, ...]


class GroundingSubject(BaseModel):
    """A line of the set."""

    model_config = ConfigDict(frozen=True)

    subject: str
    split: Split
    elsewhere: str
    passages: tuple[StoredPassage, ...]
    sentences: tuple[JudgedSentence, ...]


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """One sentence against one passage.

    Attributes:
        split: ``dev`` was used to choose weights; ``test`` only to measure.
        subject: The line.
        language: Of the sentence.
        passage_language: Of the passage.
        text: The sentence.
        carried: Whether the passage carries it.
        fault: What is wrong with it, if anything.
        passed: What the checker said.
        signals: What it weighed; ``None`` where a rule had decided.
        duration_ms: How long it took.
    """

    split: Split
    subject: str
    language: Language
    passage_language: Language
    text: str
    carried: bool
    fault: str | None
    passed: bool
    signals: Signals | None
    duration_ms: float


@dataclass(frozen=True, slots=True)
class CheckedShare:
    """Figures of one language and split.

    Attributes:
        true: Sentences that their passage carries.
        refused: Those of them that did not pass.
        false: Sentences that their passage does not carry.
        caught: Those of them that did not pass.
    """

    true: int
    refused: int
    false: int
    caught: int

    @property
    def refused_share(self) -> float:
        """Share of true sentences refused, 0 to 1."""
        return self.refused / self.true if self.true else 0.0

    @property
    def caught_share(self) -> float:
        """Share of false sentences caught, 0 to 1."""
        return self.caught / self.false if self.false else 0.0


def load_grounding_set(path: Path) -> list[GroundingSubject]:
    """Return the subjects of a set.

    Raises:
        EvaluationError: If the file or a line cannot be read; the message names the line.
    """
    return read_lines(path, GroundingSubject)


def read_lines(path: Path, line_of: type[Line]) -> list[Line]:
    """Return the lines of a set, each read as a ``line_of``.

    Raises:
        EvaluationError: If the file or a line cannot be read; the message names the line.
    """
    read: list[Line] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: not readable as UTF-8 ({error}); give the set of sentences"
        raise EvaluationError(message) from error
    for number, line in enumerate(lines, start=1):
        try:
            read.append(line_of.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            message = f"{path}, line {number}: {where}: {first['msg']}"
            raise EvaluationError(message) from error
    return read


def check_grounding_set(
    subjects: Sequence[GroundingSubject], checker: GroundingChecker
) -> Iterator[CheckedCase]:
    """Yield every sentence against every passage that it is to be held against."""
    passages = {subject.subject: subject.passages for subject in subjects}
    for subject in subjects:
        here = {p.language: checker.prepare([p.source()]) for p in subject.passages}
        there = {p.language: checker.prepare([p.source()]) for p in passages[subject.elsewhere]}
        for sentence in subject.sentences:
            against = [(here, language, False) for language in sentence.passages]
            against += [(there, sentence.language, True)] if sentence.carried else []
            for grounds, language, elsewhere in against:
                started = time.perf_counter()
                verdict = checker.check(sentence.text, [1], sentence.language, grounds[language])
                yield CheckedCase(
                    split=subject.split,
                    subject=subject.subject,
                    language=sentence.language,
                    passage_language=language,
                    text=sentence.text,
                    carried=sentence.carried and not elsewhere,
                    fault="wrong marker" if elsewhere else sentence.fault,
                    passed=verdict.passed,
                    signals=verdict.signals,
                    duration_ms=(time.perf_counter() - started) * 1000,
                )


def share(cases: Sequence[CheckedCase]) -> CheckedShare:
    """Count what was refused and caught among cases."""
    true = [case for case in cases if case.carried]
    false = [case for case in cases if not case.carried]
    return CheckedShare(
        true=len(true),
        refused=sum(not case.passed for case in true),
        false=len(false),
        caught=sum(not case.passed for case in false),
    )


def tabulate(cases: Sequence[CheckedCase]) -> list[tuple[str, CheckedShare]]:
    """Return the figures by split, language and whether the passage is in the same language."""
    rows = []
    for split in ("dev", "test"):
        for language in LANGUAGES:
            for own in (True, False):
                chosen = [
                    case
                    for case in cases
                    if (case.split, case.language) == (split, language)
                    and (case.passage_language == language) == own
                ]
                name = f"{split} {language}, passage in {'the same' if own else 'another'} language"
                rows.append((name, share(chosen)))
    return rows
