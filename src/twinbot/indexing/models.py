"""The models of an ingest run, and what they made in earlier runs or brought along."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from twinbot.answering.scoring.encoded_statements import StatementEncoder
from twinbot.embedding import Embedder, static_of
from twinbot.encoder import Vectors, load_encoder
from twinbot.errors import CorpusError
from twinbot.frequencies import count_pieces
from twinbot.index import EncodedStatements, VectorCache
from twinbot.question_vectors import (
    NO_VECTORS,
    QUESTION_VECTORS_FILE,
    QuestionVectors,
    parse_question_vectors,
)
from twinbot.settings import Settings
from twinbot.types import Passage

_log = logging.getLogger(__name__)

CACHED_VERSIONS = 2
"""So many vectors are kept in the cache for each stored one, so that a revert costs nothing."""

QUESTIONS_AT_ONCE = 64
"""So many questions are encoded before their vectors are kept: the states of each take 100 kB."""

STATEMENTS_A_PASSAGE = 4
"""About so many are encoded."""


class IngestModels:
    """The models of a run, each with the cache of what it made before."""

    def __init__(
        self, settings: Settings, embedder: Embedder, statements: StatementEncoder | None
    ) -> None:
        """Open the caches of the models; without the second no sentence is encoded."""
        self._index = settings.index
        self._embedder = embedder
        self._statements = statements
        self._corpus = settings.corpus
        self._questions = 0
        self._cache = VectorCache(settings.index, embedder.identity)
        self._statement_cache = (
            VectorCache(settings.index, statements.identity) if statements else None
        )

    def close(self) -> None:
        """Close the caches."""
        self._cache.close()
        if self._statement_cache:
            self._statement_cache.close()

    def forget_all_but(self, passages: int) -> None:
        """Remove from the cache what an index of so many passages does not need, oldest first.

        The index is published by then: a cache that stays too large is no reason to fail.
        """
        made = 1 + STATEMENTS_A_PASSAGE if self._statements else 1
        try:
            self._cache.prune(CACHED_VERSIONS * (made * passages + self._questions))
        except sqlite3.Error as error:
            _log.warning("%s: the cache of vectors keeps all it has (%s)", self._index, error)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, float32 of shape (texts, dimension)."""
        return self._cache.embed(texts, self._embedder.embed_passages)

    def encode_statements(self, title: str, passages: Sequence[Passage]) -> list[EncodedStatements]:
        """Return what of each passage of a document can be quoted alone, encoded."""
        if self._statements is None or self._statement_cache is None:
            return []
        return self._statements.encode(title, passages, self._statement_cache)

    @property
    def encodes(self) -> bool:
        """Whether the encoder is used."""
        return self._statements is not None

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the encoder's vectors of questions, float32 of shape (texts, dimension).

        Those that come with the corpus are taken as they are.

        Raises:
            CorpusError: If the file that they come in cannot be read.
        """
        encoder = load_encoder()
        vectors = np.zeros((len(texts), encoder.identity.dimension), dtype=np.float32)
        shipped = _read_question_vectors(self._corpus)
        if shipped.encoder != encoder.fingerprint:
            shipped = NO_VECTORS
        missing = []
        for place, text in enumerate(texts):
            vector = shipped.look_up(text)
            if vector is None:
                missing.append(place)
            else:
                vectors[place] = vector
        self._questions = len(missing)
        with closing(VectorCache(self._index, encoder.identity)) as cache:
            for start in range(0, len(missing), QUESTIONS_AT_ONCE):
                some = missing[start : start + QUESTIONS_AT_ONCE]
                asked = [texts[place] for place in some]
                vectors[some] = cache.embed(asked, encoder.encode_queries)
        return vectors

    def count_pieces(self, texts: Sequence[str]) -> bytes:
        """Count the pieces of passages, with the static model whatever model made the vectors."""
        return count_pieces(texts, static_of(self._embedder)).dump()


def _read_question_vectors(corpus: Path) -> QuestionVectors:
    """Read the vectors that come with the corpus' questions; there may be none."""
    path = corpus / QUESTION_VECTORS_FILE
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); mend its permissions or delete it"
        raise CorpusError(message) from error
    return parse_question_vectors(content, str(path))
