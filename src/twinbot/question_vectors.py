"""Vectors of known questions that come with a corpus: its first index need not make them.

To encode 17,000 questions takes two processors one to three minutes, and the same questions get the
same vectors everywhere. So ``corpus/questions.npz`` holds them beside ``corpus/questions.csv``, at
one byte a number. The file may be missing or old: a question that it lacks is encoded.
``scripts/encode_questions.py`` writes it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinbot.array_files import read_arrays
from twinbot.errors import CorpusError

QUESTION_VECTORS_FILE: Final = "questions.npz"
"""Name of the file in the corpus folder."""

LARGEST_BYTE: Final = 127


@dataclass(frozen=True, eq=False)
class QuestionVectors:
    """What an encoder made of questions.

    Attributes:
        encoder: The encoder's fingerprint; vectors of another cannot be compared with its own.
        keys: Of the questions, see `_key`, uint64 of shape (questions,).
        directions: Of their vectors, the largest number of each ±`LARGEST_BYTE`, int8 of shape
            (questions, dimension).
    """

    encoder: str
    keys: NDArray[np.uint64]
    directions: NDArray[np.int8]

    @classmethod
    def pack(
        cls, encoder: str, questions: Sequence[str], vectors: NDArray[np.float32]
    ) -> QuestionVectors:
        """Round vectors to bytes; each keeps a cosine of .9999 to what it was.

        Args:
            encoder: The fingerprint of what made them.
            questions: Their questions.
            vectors: float32 of shape (questions, dimension), of length 1.
        """
        largest = np.abs(vectors).max(axis=1, keepdims=True, initial=np.finfo(np.float32).tiny)
        return cls(
            encoder,
            np.array([_key(question) for question in questions], dtype=np.uint64),
            np.round(vectors / largest * LARGEST_BYTE).astype(np.int8),
        )

    def look_up(self, question: str) -> NDArray[np.float32] | None:
        """Return a question's vector, float32 of shape (dimension,) and length 1, if there."""
        row = self._rows.get(_key(question))
        if row is None:
            return None
        vector: NDArray[np.float32] = self.directions[row].astype(np.float32)
        vector /= max(float(np.linalg.norm(vector)), 1.0)
        return vector

    @cached_property
    def _rows(self) -> dict[int, int]:
        return {key: row for row, key in enumerate(self.keys.tolist())}


NO_VECTORS: Final = QuestionVectors("", np.zeros(0, np.uint64), np.zeros((0, 0), np.int8))


def dump_question_vectors(vectors: QuestionVectors) -> bytes:
    """Return the content of a file that holds them."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        encoder=np.array(vectors.encoder),
        keys=vectors.keys,
        directions=vectors.directions,
    )
    return file.getvalue()


def parse_question_vectors(content: bytes, place: str) -> QuestionVectors:
    """Read what `dump_question_vectors` wrote.

    Args:
        content: The file's bytes; empty for none.
        place: Where they come from, for error messages.

    Raises:
        CorpusError: If the bytes are no such file.
    """
    if not content:
        return NO_VECTORS
    try:
        encoder, keys, directions = read_arrays(content, "encoder", "keys", "directions")
    except ValueError as error:
        raise CorpusError(_damaged(place, str(error))) from error
    if (
        keys.dtype != np.uint64
        or directions.dtype != np.int8
        or directions.ndim != 2  # noqa: PLR2004 - a matrix
        or keys.shape != directions.shape[:1]
    ):
        kind = f"{keys.dtype} {keys.shape} and {directions.dtype} {directions.shape}"
        raise CorpusError(_damaged(place, f"{kind}; wanted are a key and a row of bytes each"))
    return QuestionVectors(str(encoder), keys, directions)


def _damaged(place: str, reason: str) -> str:
    return (
        f"{place} is damaged ({reason}); delete it, questions are then encoded by the next ingest, "
        "or make it anew with scripts/encode_questions.py"
    )


def _key(question: str) -> int:
    """Return what stands for a question: eight bytes of its SHA-256.

    Two of a million questions get the same with a probability of 3e-8.
    """
    return int.from_bytes(hashlib.sha256(question.encode()).digest()[:8], "big")
