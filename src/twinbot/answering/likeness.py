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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.statements import Statement
from twinbot.index.values import EncodedStatements
from twinbot.known_questions import KnownAnswer
from twinbot.language import detect_language, matching_form
from twinbot.types import LANGUAGES, Document, Hit, Language, Passage, Span

LIKENESS_FILE: Final = "known_questions.npz"
"""What the index calls the vectors of known questions that travel with it."""

HALF_AS_LIKE: Final = 0.07
"""A sentence whose known questions are by so much of cosine less like the question than those of
the best sentence counts half as much."""

FOREIGN: Final = 0.1
"""So much of cosine a known question in another language is taken to be more like. The nearest
question to one of the same statement has .83 in its language and .68 in another."""

TRANSLATED: Final = 0.66
"""Cosine from which on the nearest statement of a translation is taken for its translation."""

NEAR: Final = 0.65
"""Cosine from which on a known question is near enough to be suggested: of 420 questions that the
corpus does not answer nine in ten have one where it tells of their matter, else half."""

SAME: Final = 0.95
"""From here on it asks for what was asked."""

OVERLAP: Final = 0.5
"""A statement holds a quote if they share so much of the shorter of the two."""


class StoredStatements(Protocol):
    """The part of an index generation that placing questions needs."""

    def document(self, document_id: str) -> Document:
        """Return a stored document; raises `LookupError` if there is none of that id."""

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> Mapping[str, Sequence[str]]:
        """Return the ids of translation groups' passages in one language, by group."""

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """Return passages, in the order asked."""

    def statements(self, passage_ids: Sequence[str]) -> Sequence[EncodedStatements]:
        """Return what of each passage can be quoted alone, with its vectors."""


class QuestionEncoder(Protocol):
    """What encodes questions."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 of shape (texts, dimension), rows of length 1."""


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
        cosines = self.vectors[numbers] @ question + FOREIGN * ~self._spoken[language][numbers]
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
            if _overlap(quoted, span)
            for number in questions.tolist()
        }
        asked_for: set[StatementKey] = set()
        texts: list[str] = []
        near = np.flatnonzero(self._spoken[language] & (cosines >= NEAR) & (cosines < SAME))
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


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement of a translation group."""

    passage: Passage
    span: Span
    vector: NDArray[np.float16]

    @property
    def on_page(self) -> Span:
        start = self.passage.span.start
        return Span(start + self.span.start, start + self.span.end)


def place_questions(
    known: Sequence[KnownAnswer], stored: StoredStatements, encoder: QuestionEncoder
) -> tuple[KnownQuestions, tuple[str, ...]]:
    """Find the statements that hold what staff quoted, and their translations.

    Args:
        known: What staff wrote.
        stored: The documents.
        encoder: Makes the vectors of the questions.

    Returns:
        The questions, and why others are left out, a message for each line.
    """
    groups, unplaced = _by_group(known, stored)
    questions: dict[str, int] = {}
    languages: list[Language] = []
    numbers: defaultdict[StatementKey, dict[int, None]] = defaultdict(dict)
    for group, answers in groups.items():
        told = list(_statements_of(group, stored))
        same = find_translations(
            np.array([one.vector for one in told], dtype=np.float32),
            [one.passage.language for one in told],
        )
        for answer, document in answers:
            holding = list(_holding(answer, document, told))
            if not holding:
                unplaced.append(_not_held(answer))
            translations = [other for place in holding for other in same.get(place, ())]
            for place in [*holding, *translations]:
                key = told[place].passage.passage_id, told[place].span
                for question in answer.questions:
                    if question not in questions:
                        questions[question] = len(questions)
                        languages.append(detect_language(question, document.language))
                    numbers[key][questions[question]] = None
    of_statement = {key: np.array(list(own), dtype=np.intp) for key, own in numbers.items()}
    texts = list(questions)
    vectors = encoder.encode_queries(texts)
    return KnownQuestions(texts, languages, vectors, of_statement), tuple(unplaced)


def find_translations(
    vectors: NDArray[np.float32], languages: Sequence[Language]
) -> Mapping[int, list[int]]:
    """Return, of a translation group's statements, those that say the same in other languages.

    Each is the other's nearest among the statements of its language.

    Args:
        vectors: Of the statements, of shape (statements, dimension), rows of length 1.
        languages: Theirs.
    """
    places = {
        language: np.array([n for n, own in enumerate(languages) if own == language], dtype=np.intp)
        for language in LANGUAGES
    }
    found: dict[int, list[int]] = {}
    for language, here in places.items():
        for other, there in places.items():
            if language == other or not len(here) or not len(there):
                continue
            cosines = vectors[here] @ vectors[there].T
            nearest, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
            for row, column in enumerate(nearest.tolist()):
                if back[column] == row and cosines[row, column] > TRANSLATED:
                    found.setdefault(int(here[row]), []).append(int(there[column]))
    return found


def _by_group(
    known: Sequence[KnownAnswer], stored: StoredStatements
) -> tuple[Mapping[str, list[tuple[KnownAnswer, Document]]], list[str]]:
    """Return the entries with their documents by translation group, and what has no document."""
    documents: dict[str, Document | None] = {}
    groups: dict[str, list[tuple[KnownAnswer, Document]]] = {}
    lacking = []
    for answer in known:
        if answer.document_id not in documents:
            try:
                documents[answer.document_id] = stored.document(answer.document_id)
            except LookupError:
                documents[answer.document_id] = None
        document = documents[answer.document_id]
        if document is None:
            lacking.append(
                f"{answer.place}: no document {answer.document_id!r} is indexed; name one by its "
                "path below the corpus folder, such as de/agreement.md"
            )
        else:
            groups.setdefault(document.translation_group, []).append((answer, document))
    return groups, lacking


def _statements_of(group: str, stored: StoredStatements) -> Iterator[_Told]:
    for language in LANGUAGES:
        ids = stored.group_passages([group], language).get(group, ())
        for passage, own in zip(stored.passages(ids), stored.statements(ids), strict=True):
            for span, vector in zip(own.spans, own.vectors, strict=True):
                yield _Told(passage, span, vector)


def _holding(answer: KnownAnswer, document: Document, told: Sequence[_Told]) -> Iterator[int]:
    """Yield the places of the statements that hold what is quoted, wherever it stands."""
    standing = {page.number: list(_occurrences(answer.quote, page.text)) for page in document.pages}
    for place, one in enumerate(told):
        if one.passage.document_id == answer.document_id and any(
            _overlap(span, one.on_page) for span in standing[one.passage.page]
        ):
            yield place


def _comparable(question: str) -> str:
    return _BETWEEN_WORDS.sub("", matching_form(question))


def _occurrences(quote: str, text: str) -> Iterable[Span]:
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + len(quote))


def _overlap(quote: Span, statement: Span) -> bool:
    shared = min(quote.end, statement.end) - max(quote.start, statement.start)
    shorter = min(quote.end - quote.start, statement.end - statement.start)
    return shared >= OVERLAP * shorter > 0


def _not_held(answer: KnownAnswer) -> str:
    return (
        f"{answer.place}: {answer.document_id} has no sentence with the words {answer.quote!r}; "
        f"copy them from 'twinbot show {answer.document_id}'"
    )
