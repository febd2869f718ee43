"""How near sentences are to a question in meaning, by the vectors that the encoder makes of both.

The sentences were encoded when they were indexed; only the question is encoded when it is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.statements import Statement
from twinbot.answering.scoring.likeness import KnownQuestions, Likeness
from twinbot.encoder import EagerQueryEncoder
from twinbot.index.values import EncodedStatements
from twinbot.types import Hit, Query, Span

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
"""A near miss that names a year says nothing of a question that names none: what is not told of
2019 may be told of 2018."""


class StoredStatements(Protocol):
    """The part of an index generation that comparing needs."""

    def statements(self, passage_ids: Sequence[str]) -> Sequence[EncodedStatements]:
        """Return what of each passage can be quoted alone, with its vectors."""


class MeaningComparer:
    """Compares a question with the sentences of an index."""

    def __init__(
        self,
        encoder: EagerQueryEncoder,
        stored: StoredStatements,
        known: KnownQuestions | None = None,
    ) -> None:
        """Compare with the vectors in ``stored``, which ``encoder`` made, as those in ``known``."""
        self._encoder = encoder
        self._stored = stored
        self._known = known

    @property
    def knows_both_kinds(self) -> bool:
        """Whether staff know questions that the documents answer, and such that they do not."""
        return bool(self._known and self._known.answered and self._known.missed)

    def begin(self, query: Query) -> None:
        """Begin to encode what a question will be compared by, while its words are looked at."""
        with_subject = query.with_subject if self._known and query.topic else ()
        self._encoder.begin_queries([query.search_text, *with_subject])

    def liken(self, query: Query, found: Sequence[tuple[Hit, Statement]]) -> Likeness:
        """Return how like a question is to the known ones.

        See `KnownQuestions.compare`; zeros where none are known. What a follow-up carries on from
        the question before makes it like whatever was asked of that. Near misses say only
        something against it if what it is about is put before it and nothing else.
        """
        if self._known is None:
            return Likeness.unknown(len(found))
        vector = self._encoder.encode_queries([query.search_text])[0]
        timeless = not _names_year(query.search_text)
        likeness = self._known.compare(
            vector, query.language, found, _names_year if timeless else None
        )
        if not query.topic:
            return likeness
        leanings = [
            self._known.lean_to_misses(vector, query.language)
            for vector in self._encoder.encode_queries(query.with_subject)
        ]
        missed = np.full(len(found), np.mean(leanings) if leanings else 0.0)
        return replace(Likeness.unknown(len(found)), known=likeness.known, missed_anywhere=missed)

    def recall(self, query: Query, question: str) -> Query:
        """Return a query with what is known to answer, and not to answer, this very question."""
        if self._known is None:
            return query
        answers = self._known.find_answers(question)
        misses = self._known.find_misses(question)
        return replace(query, known=answers, missed=misses - answers)

    def likeness_alone(self, query: Query) -> float | None:
        """Return how like a question is, as it is worded, to the nearest known one.

        See `KnownQuestions.most_like`; ``None`` where none are known.
        """
        if self._known is None:
            return None
        vector = self._encoder.encode_queries([query.text])[0]
        return self._known.most_like(vector, query.language)

    def rank_passages(self, query: Query, questions: int) -> list[frozenset[str]]:
        """Return the passages that answer known questions like a question, nearest first.

        See `KnownQuestions.rank_passages`; empty where none are known.
        """
        if self._known is None:
            return []
        vector = self._encoder.encode_queries([query.search_text])[0]
        return self._known.rank_passages(vector, query.language, questions)

    def suggest(self, query: Query, told: Iterable[tuple[str, Span]], most: int) -> tuple[str, ...]:
        """Return known questions to ask next, see `KnownQuestions.suggest`."""
        if self._known is None:
            return ()
        vector = self._encoder.encode_queries([query.search_text])[0]
        return self._known.suggest(vector, query.language, told, most)

    def compare(self, question: str, found: Sequence[tuple[Hit, Statement]]) -> NDArray[np.float64]:
        """Return how far each statement's cosine with the question lies above their mean.

        Every sentence of a good passage is near the question; what counts is which is nearer.

        Args:
            question: What is asked.
            found: Statements with their passages.

        Returns:
            float64 of shape (statements,), about -0.3 to 0.5.
        """
        vector = self._encoder.encode_queries([question])[0]
        ids = list(dict.fromkeys(hit.passage.passage_id for hit, _ in found))
        cosines = {
            (passage_id, span): cosine
            for passage_id, own in zip(ids, self._stored.statements(ids), strict=True)
            if own.spans
            for span, cosine in zip(
                own.spans, (own.vectors.astype(np.float32) @ vector).tolist(), strict=True
            )
        }
        # One that was not encoded is neither near nor far.
        known = np.array(
            [cosines.get((hit.passage.passage_id, one.span), np.nan) for hit, one in found]
        )
        above: NDArray[np.float64] = (
            known - np.nanmean(known) if np.isfinite(known).any() else np.zeros(len(found))
        )
        return np.nan_to_num(above)


def _names_year(text: str) -> bool:
    return bool(_YEAR.search(unicodedata.normalize("NFKC", text)))
