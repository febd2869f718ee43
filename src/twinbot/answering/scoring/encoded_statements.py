"""Encodes, when documents are indexed, what of them can be quoted alone.

Of each statement its vector (`twinbot.answering.scoring.meaning`) and what the contextual reader
will read (`twinbot.answering.scoring.contextual_reader`) come from one run of the encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.statements import (
    reading_context,
    statement_context,
    statement_spans,
    statement_text,
)
from twinbot.answering.scoring.contextual_reader import SEEN_DIMENSION, load_contextual_reader
from twinbot.encoder import DIMENSION, EncodedText, load_encoder
from twinbot.index.values import EncodedStatements, SeenPieces
from twinbot.types import Language, ModelIdentity, Passage

STATEMENTS_RECIPE = 7
"""Version of `statement_spans`, `statement_context`, `statement_text` and of what is stored: an
index of another is rebuilt."""


AT_ONCE = 64
"""States of so many statements are held at once, about 10 MB."""


class Cache(Protocol):
    """Remembers what was made of texts."""

    def recall(
        self, texts: Sequence[str], make: Callable[[Sequence[str]], Sequence[bytes]]
    ) -> list[bytes]:
        """Return what was made of texts, calling ``make`` for those not seen before."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with what goes before it, and where itself begins."""

    text: str
    cut: int
    language: Language

    @property
    def key(self) -> str:
        """What decides how it is encoded."""
        return f"{self.language} {self.cut} {self.text}"


class StatementEncoder:
    """Encodes statements with the models that come with the package."""

    def __init__(self) -> None:
        """Open the models."""
        self._encoder = load_encoder()
        self._reader = load_contextual_reader()

    @cached_property
    def identity(self) -> ModelIdentity:
        """What made a statement's vector and pieces."""
        made_by = f"{self._encoder.fingerprint}-{self._reader.fingerprint}-{STATEMENTS_RECIPE}"
        return ModelIdentity("statements", DIMENSION, made_by)

    def encode(
        self, title: str, passages: Sequence[Passage], cache: Cache
    ) -> list[EncodedStatements]:
        """Return the statements of each passage of a document, from ``cache`` where it has them."""
        spans = [statement_spans(passage.text, passage.language) for passage in passages]
        told = [
            _tell(
                statement_context(reading_context(title, passage), passage.text, span),
                span.of(passage.text),
                passage.language,
            )
            for passage, own in zip(passages, spans, strict=True)
            for span in own
        ]
        by_key = {one.key: one for one in told}
        stored = cache.recall(
            [one.key for one in told], lambda keys: self._encode([by_key[key] for key in keys])
        )
        contents = iter(stored)
        encoded = []
        for own in spans:
            parts = [_unpack(content) for content in islice(contents, len(own))]
            vectors = np.array([vector for vector, _ in parts], dtype=np.float16)
            encoded.append(
                EncodedStatements(
                    tuple(own), vectors.reshape(len(own), DIMENSION), tuple(s for _, s in parts)
                )
            )
        return encoded

    def _encode(self, told: Sequence[_Told]) -> list[bytes]:
        packed: list[bytes] = []
        for start in range(0, len(told), AT_ONCE):
            batch = told[start : start + AT_ONCE]
            read = self._encoder.read_passages([one.text for one in batch], lambda _, read: read)
            # Not within the encoder's threads: those of numpy would take the processors from them.
            packed += map(self._pack, batch, read)
        return packed

    def _pack(self, told: _Told, read: EncodedText) -> bytes:
        seen = self._reader.look(read, told.text, told.cut, told.language)
        return (
            read.vector.astype(np.float16).tobytes() + seen.lines.tobytes() + seen.values.tobytes()
        )


def _tell(context: str, statement: str, language: Language) -> _Told:
    text = statement_text(context, statement)
    return _Told(text, len(text) - len(statement), language)


def _unpack(content: bytes) -> tuple[NDArray[np.float16], SeenPieces]:
    vector = np.frombuffer(content, np.float16, DIMENSION)
    count = (len(content) - vector.nbytes) // (1 + SEEN_DIMENSION)
    lines = np.frombuffer(content, np.uint8, count, vector.nbytes)
    values = np.frombuffer(content, np.int8, count * SEEN_DIMENSION, vector.nbytes + count)
    return vector, SeenPieces(values.reshape(count, SEEN_DIMENSION), lines)
