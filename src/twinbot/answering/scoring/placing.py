"""Where in the documents the answers stand that staff know: made once an index.

A line of ``corpus/questions.csv`` quotes a document; its questions are kept with the statements
that hold the quote, and with their translations (`twinbot.answering.scoring.likeness`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.scoring.aligning import SURELY_SAME, find_translations
from twinbot.answering.scoring.likeness import KnownQuestions, StatementKey, holds_quote
from twinbot.encoder import QueryEncoder
from twinbot.index.values import EncodedStatements
from twinbot.known_questions import KnownAnswer
from twinbot.language import detect_language
from twinbot.types import LANGUAGES, Document, Language, Passage, Span

PLACING: Final = "questions-2"
"""What is made of the table; an index made otherwise is made anew."""


class StoredDocuments(Protocol):
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
    known: Sequence[KnownAnswer], stored: StoredDocuments, encoder: QueryEncoder
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
    placed: list[tuple[KnownAnswer, Language, list[StatementKey]]] = []
    for group, answers in groups.items():
        told = list(_statements_of(group, stored))
        same = find_translations(
            np.array([one.vector for one in told], dtype=np.float32),
            [one.passage.language for one in told],
            SURELY_SAME,
        )
        for answer, document in answers:
            holding = list(_holding(answer, document, told))
            if not holding:
                unplaced.append(_not_held(answer))
            translations = [other for place in holding for other in same.get(place, ())]
            keys = [
                (told[place].passage.passage_id, told[place].span)
                for place in [*holding, *translations]
            ]
            if keys:
                placed.append((answer, document.language, keys))
    numbers: dict[str, int] = {}
    languages: list[Language] = []
    answered = _number([(a.questions, own, keys) for a, own, keys in placed], numbers, languages)
    missed = _number([(a.near_misses, own, keys) for a, own, keys in placed], numbers, languages)
    texts = list(numbers)
    vectors = encoder.encode_queries(texts)
    return KnownQuestions(texts, languages, vectors, answered, missed), tuple(unplaced)


def _number(
    placed: Sequence[tuple[Sequence[str], Language, Sequence[StatementKey]]],
    numbers: dict[str, int],
    languages: list[Language],
) -> Mapping[StatementKey, NDArray[np.intp]]:
    """Number questions that have no number yet, and return those of each statement.

    Args:
        placed: Questions, the language of their document, and their statements.
        numbers: By question; added to.
        languages: Of the questions; added to.
    """
    of_statement: defaultdict[StatementKey, dict[int, None]] = defaultdict(dict)
    for questions, language, keys in placed:
        for question in questions:
            if question not in numbers:
                numbers[question] = len(numbers)
                languages.append(detect_language(question, language))
            for key in keys:
                of_statement[key][numbers[question]] = None
    return {key: np.array(list(own), dtype=np.intp) for key, own in of_statement.items()}


def _by_group(
    known: Sequence[KnownAnswer], stored: StoredDocuments
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


def _statements_of(group: str, stored: StoredDocuments) -> Iterator[_Told]:
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
            holds_quote(one.on_page, span) for span in standing[one.passage.page]
        ):
            yield place


def _occurrences(quote: str, text: str) -> Iterable[Span]:
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + len(quote))


def _not_held(answer: KnownAnswer) -> str:
    return (
        f"{answer.place}: {answer.document_id} has no sentence with the words {answer.quote!r}; "
        f"copy them from 'twinbot show {answer.document_id}'"
    )
