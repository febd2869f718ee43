"""The static model: a table of token vectors, read and run by numpy."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from twinbot.embedding.vectors import Pieces, TokenVectors, Vectors, mean_with_names, normalise
from twinbot.errors import EmbeddingError
from twinbot.settings import STATIC_MODEL
from twinbot.types import ModelIdentity

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_STATIC_FOLDER = "0_StaticEmbedding"
_BATCH = 1_024
_WORTH_THREADS = 256
"""Fewer texts are cut one by one: waking the tokenizer's threads takes longer than the work, and
many times longer while others use the processor."""


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The vectors of all pieces, as stored.

    Attributes:
        stored: Shape (pieces, dimension): int8, or float16 or float32.
        scales: float32 of shape (pieces,), by which the stored rows are multiplied.
    """

    stored: NDArray[Any]
    scales: NDArray[np.float32]

    def rows(self, pieces: Sequence[int] | Pieces) -> Vectors:
        """Return the float32 vectors of some pieces; only these are ever expanded."""
        numbers = np.asarray(pieces, dtype=np.intp)
        vectors: Vectors = self.stored[numbers].astype(np.float32)
        vectors *= self.scales[numbers, None]
        return vectors


class StaticEmbedder:
    """A token table with mean pooling, in numpy."""

    def __init__(self, folder: Path, name: str = STATIC_MODEL) -> None:
        """Open a sentence-transformers folder whose only module is a ``StaticEmbedding``.

        Args:
            folder: Holds ``0_StaticEmbedding/tokenizer.json`` and ``model.safetensors``.
            name: What the operator called it.

        Raises:
            EmbeddingError: If the files are missing or do not fit together.
        """
        files = folder / _STATIC_FOLDER
        self._tokenizer = _read_tokenizer(files / "tokenizer.json")
        self._table = _read_table(files / "model.safetensors")
        rows, self._dimension = self._table.stored.shape
        if self._tokenizer.get_vocab_size() != rows:
            message = (
                f"{files}: the tokenizer has {self._tokenizer.get_vocab_size()} pieces, the table "
                f"{rows} rows; they must be equal. Take both from the same training."
            )
            raise EmbeddingError(message)
        self._identity = ModelIdentity(
            name=name,
            dimension=self._dimension,
            fingerprint=_hash_files(sorted(files.iterdir())),
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return self._identity

    @property
    def pieces(self) -> int:
        """How many pieces the model knows."""
        return len(self._table.scales)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed queries; a static model treats them like passages."""
        return self.embed_passages(texts)

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed a question, see `mean_with_names`."""
        return mean_with_names(self.embed_queries, text, names)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages as normalised means of their tokens' vectors.

        Returns:
            float32 of shape (number of texts, dimension).
        """
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            # Blanks alone would become a piece of their own and look like a text.
            stripped = [text.strip() for text in texts[start : start + _BATCH]]
            for row, pieces in enumerate(self.cut(stripped), start):
                if len(pieces):
                    vectors[row] = self._table.rows(pieces).mean(axis=0)
        return normalise(vectors)

    def embed_tokens(self, texts: Sequence[str]) -> TokenVectors:
        """Return the stored vectors of the pieces of texts, for late interaction."""
        return self.look_up(self.cut(texts))

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the numbers of the pieces of texts, int32 of shape (pieces,) each."""
        stripped = [text.strip() for text in texts]
        if len(stripped) < _WORTH_THREADS:
            encodings = [self._tokenizer.encode(one, add_special_tokens=False) for one in stripped]
        else:
            encodings = self._tokenizer.encode_batch_fast(stripped, add_special_tokens=False)
        return [np.array(encoding.ids, dtype=np.int32) for encoding in encodings]

    def look_up(self, pieces: Sequence[Pieces]) -> TokenVectors:
        """Return the stored vectors of texts that were cut before."""
        flat = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int32)
        lengths = np.array([len(piece) for piece in pieces], dtype=np.intp)
        return TokenVectors(vectors=self._table.rows(flat), lengths=lengths)


def _read_tokenizer(path: Path) -> Tokenizer:
    """Open a tokenizer without truncation or padding."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(path.read_text("utf-8"))
    except OSError as error:
        message = f"{path}: not readable ({error.strerror}); reinstall twinbot"
        raise EmbeddingError(message) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _read_table(path: Path) -> TokenTable:
    """Return the token table.

    Either the tensor ``embedding.weight``, or the int8 tensor ``embeddings`` with the scale of
    each row in ``weights``: the two layouts that sentence-transformers' ``StaticEmbedding`` reads.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        message = f"{path}: not a readable safetensors file ({error}); reinstall twinbot"
        raise EmbeddingError(message) from error
    if "embeddings" in tensors:
        return TokenTable(tensors["embeddings"], tensors["weights"].astype(np.float32))
    weights = tensors["embedding.weight"]
    return TokenTable(weights, np.ones(len(weights), dtype=np.float32))


def _hash_files(paths: Sequence[Path]) -> str:
    """Return 16 hex digits over the bytes of files."""
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
