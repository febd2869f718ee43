"""How like a question is to those whose answer staff know.

People ask the same in many words, and a sentence is often unlike the questions that it answers;
questions are more like each other. So a question is held against those in
``corpus/questions.csv``: the likeness of two questions beside the relevance of a question and an
answer is that of Sakata et al. 2019 (doi:10.1145/3331184.3331326). The encoder compares them across
languages, and what is known of a sentence is known of its translation.
"""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.statements import Statement
from twinbot.language import matching_form
from twinbot.types import LANGUAGES, Hit, Language, Span

LIKENESS_FILE: Final = "known_questions.npz"
"""What the index calls the vectors of known questions that travel with it."""

HALF_AS_LIKE: Final = 0.07
"""A sentence whose known questions are by so much of cosine less like the question than those of
the best sentence counts half as much."""

LANGUAGE_GAP: Final = 0.1
"""So much of cosine a known question in another language is taken to be more like. The nearest
question to one of the same statement has .83 in its language and .68 in another."""

SUGGESTED_FROM: Final = 0.65
"""Cosine from which on a known question is near enough to be suggested: of 420 questions that the
corpus does not answer nine in ten have one where it tells of their matter, else half."""

SUGGESTED_BELOW: Final = 0.95
"""From here on a known question asks for what was asked, and suggests nothing new."""

LEAST_SHARED: Final = 0.5
"""A statement holds a quote if they share so much of the shorter of the two."""

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")

StatementKey: TypeAlias = tuple[str, Span]
"""Id of a passage and span in it."""


@dataclass(frozen=True, eq=False)
class KnownQuestions:
    """Known questions and the statements that answer them.

    Attributes:
        texts: The questions.
        languages: Theirs.
        vectors: Theirs, float32 of shape (questions, dimension), rows of length 1.
        of_statement: The numbers of the questions that a statement answers.
    """

    texts: Sequence[str]
    languages: Sequence[Language]
    vectors: NDArray[np.float32]
    of_statement: Mapping[StatementKey, NDArray[np.intp]]

    @cached_property
    def _spoken(self) -> Mapping[Language, NDArray[np.bool_]]:
        """Which of the questions are in each language."""
        languages = np.array(self.languages, dtype=np.str_)
        return {language: languages == language for language in LANGUAGES}

    @cached_property
    def _by_form(self) -> Mapping[str, frozenset[int]]:
        """The numbers of the questions by what tells them apart."""
        numbers: defaultdict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(self.texts):
            numbers[_comparable(text)].add(number)
        return {form: frozenset(own) for form, own in numbers.items()}

    @cached_property
    def _of_passage(self) -> Mapping[str, Sequence[tuple[Span, NDArray[np.intp]]]]:
        """The statements of each passage, with their questions."""
        found: defaultdict[str, list[tuple[Span, NDArray[np.intp]]]] = defaultdict(list)
        for (passage_id, span), questions in self.of_statement.items():
            found[passage_id].append((span, questions))
        return found

    @cached_property
    def _answers(self) -> Mapping[int, frozenset[StatementKey]]:
        """The statements that answer each question."""
        keys: defaultdict[int, set[StatementKey]] = defaultdict(set)
        for key, questions in self.of_statement.items():
            for question in questions.tolist():
                keys[question].add(key)
        return {question: frozenset(own) for question, own in keys.items()}

    def compare(
        self,
        question: NDArray[np.float32],
        language: Language,
        found: Sequence[tuple[Hit, Statement]],
    ) -> NDArray[np.float64]:
        """Return how like a question is to those that each statement is known to answer.

        It is held against the most like of the statements at hand, which gets 1: among questions to
        one corpus, what a cosine of .8 tells depends on how many ask for nearly the same.

        Args:
            question: The question's vector, float32 of shape (dimension,).
            language: The question's.
            found: Statements with their passages.

        Returns:
            float64 of shape (statements,), 0 to 1; 0 where no question is known.
        """
        known = {
            place: numbers
            for place, (hit, statement) in enumerate(found)
            if (numbers := self.of_statement.get((hit.passage.passage_id, statement.span)))
            is not None
        }
        likeness = np.zeros(len(found))
        if not known:
            return likeness
        numbers = np.concatenate(list(known.values()))
        begins = np.cumsum([0, *map(len, known.values())])[:-1]
        cosines = self.vectors[numbers] @ question + LANGUAGE_GAP * ~self._spoken[language][numbers]
        nearest = np.maximum.reduceat(cosines, begins)
        likeness[list(known)] = 0.5 ** ((nearest.max() - nearest) / HALF_AS_LIKE)
        return likeness

    def find_answers(self, question: str) -> frozenset[StatementKey]:
        """Return the statements that are known to answer this very question.

        Width, case, umlauts, blanks and punctuation do not matter.
        """
        same = self._by_form.get(_comparable(question), frozenset())
        return frozenset[StatementKey]().union(*(self._answers[number] for number in same))

    def suggest(
        self,
        question: NDArray[np.float32],
        language: Language,
        told: Iterable[tuple[str, Span]],
        most: int,
    ) -> tuple[str, ...]:
        """Return known questions near a question that other statements answer, nearest first.

        Args:
            question: The question's vector, float32 of shape (dimension,).
            language: Of the questions wanted.
            told: What the reader was told already: ids of passages and spans in them.
            most: How many at the most; of a statement's questions one is taken.
        """
        cosines = self.vectors @ question
        known = {
            number
            for passage_id, quoted in told
            for span, questions in self._of_passage.get(passage_id, ())
            if holds_quote(span, quoted)
            for number in questions.tolist()
        }
        asked_for: set[StatementKey] = set()
        texts: list[str] = []
        near = np.flatnonzero(
            self._spoken[language] & (cosines >= SUGGESTED_FROM) & (cosines < SUGGESTED_BELOW)
        )
        for number in near[np.argsort(-cosines[near])].tolist():
            answers = self._answers[number]
            if number not in known and not answers & asked_for:
                texts.append(self.texts[number])
                asked_for |= answers
            if len(texts) == most:
                break
        return tuple(texts)

    def dump(self) -> bytes:
        """Return them as the content of a file."""
        passage_ids = sorted({passage_id for passage_id, _ in self.of_statement})
        places = {passage_id: place for place, passage_id in enumerate(passage_ids)}
        answers = [
            (question, places[passage_id], span.start, span.end)
            for (passage_id, span), questions in self.of_statement.items()
            for question in questions.tolist()
        ]
        words = json.dumps([list(self.texts), list(self.languages)], ensure_ascii=False)
        file = io.BytesIO()
        np.savez(
            file,
            words=np.frombuffer(words.encode(), dtype=np.uint8),
            vectors=self.vectors.astype(np.float16),
            passages=np.array(passage_ids, dtype=np.str_),
            answers=np.array(answers, dtype=np.int32).reshape(-1, 4),
        )
        return file.getvalue()


def load_known_questions(content: bytes | None) -> KnownQuestions | None:
    """Read what `KnownQuestions.dump` wrote; ``None`` where there is none."""
    if content is None:
        return None
    with np.load(io.BytesIO(content)) as file:
        texts, languages = json.loads(file["words"].tobytes())
        vectors = file["vectors"].astype(np.float32)
        passage_ids: list[str] = file["passages"].tolist()
        answers: list[list[int]] = file["answers"].tolist()
    numbers: defaultdict[StatementKey, list[int]] = defaultdict(list)
    for question, place, start, end in answers:
        numbers[passage_ids[place], Span(start, end)].append(question)
    of_statement = {key: np.array(own, dtype=np.intp) for key, own in numbers.items()}
    return KnownQuestions(texts, languages, vectors, of_statement)


def _comparable(question: str) -> str:
    return _BETWEEN_WORDS.sub("", matching_form(question))


def holds_quote(statement: Span, quote: Span) -> bool:
    """Tell whether a statement is what was quoted, or most of it, or lies in it for the most."""
    shared = min(quote.end, statement.end) - max(quote.start, statement.start)
    shorter = min(quote.end - quote.start, statement.end - statement.start)
    return shared >= LEAST_SHARED * shorter > 0
