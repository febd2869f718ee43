"""How common each piece of the static model is in a corpus, so that questions can be weighed.

Where every passage names the same two cities, their names tell nothing, whatever they tell
elsewhere. Each piece of a question therefore counts a / (a + p), p being the share of passages
that hold it: the weights of Arora, Liang and Ma (ICLR 2017, "A simple but tough-to-beat baseline
for sentence embeddings"), with the corpus at hand in place of a large one. Measured in
``docs/architecture.md``.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.array_files import read_arrays
from twinbot.embedding import Pieces, StaticEmbedder, TokenVectors, Vectors, mean_with_names
from twinbot.errors import IndexStoreError
from twinbot.types import ModelIdentity

FREQUENCIES_FILE = "frequencies.npz"
"""What the index calls the frequencies that travel with it."""

COMMON_SHARE = 0.1
"""A piece that stands in this share of the passages counts half: the constant a."""

SAMPLED_PASSAGES = 2_000
"""So many passages are looked at, evenly spread: shares below a hundredth change nothing."""


class Cutter(Protocol):
    """The built-in model."""

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""

    @property
    def pieces(self) -> int:
        """How many pieces it knows."""

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the numbers of the pieces of texts."""


@dataclass(frozen=True, slots=True)
class PieceFrequencies:
    """In what share of a corpus' passages each piece stands.

    Attributes:
        shares: float32 of shape (pieces,), 0 to 1.
        model: Fingerprint of the model whose pieces these are.
    """

    shares: NDArray[np.float32]
    model: str

    def weights(self, pieces: Pieces) -> NDArray[np.float32]:
        """Return what each of some pieces counts, from near 0 to 1."""
        weights: NDArray[np.float32] = COMMON_SHARE / (COMMON_SHARE + self.shares[pieces])
        return weights

    def dump(self) -> bytes:
        """Return the frequencies as the content of a file."""
        file = io.BytesIO()
        np.savez_compressed(file, shares=self.shares.astype(np.float16), model=np.array(self.model))
        return file.getvalue()


def count_pieces(texts: Sequence[str], cutter: Cutter) -> PieceFrequencies:
    """Return the frequencies of a corpus from (a sample of) its passages."""
    counts = np.zeros(cutter.pieces, dtype=np.float32)
    for pieces in cutter.cut(texts):
        counts[np.unique(pieces)] += 1
    shares = (counts / max(1, len(texts))).astype(np.float32)
    return PieceFrequencies(shares, cutter.identity.fingerprint)


def load_frequencies(content: bytes | None, cutter: Cutter) -> PieceFrequencies | None:
    """Read frequencies; ``None`` where there are none, or of another model's pieces.

    Raises:
        IndexStoreError: If the content is no such file.
    """
    if content is None:
        return None
    try:
        shares, named = read_arrays(content, "shares", "model")
        model = str(named)
        if model != cutter.identity.fingerprint:
            return None
        shares = shares.astype(np.float32).reshape(cutter.pieces)
    except ValueError as error:
        message = f"{FREQUENCIES_FILE}: damaged ({error}); run twinbot ingest --rebuild"
        raise IndexStoreError(message) from error
    return PieceFrequencies(shares, model)


class QuestionEmbedder:
    """The built-in model for questions to one corpus, whose common pieces count less."""

    def __init__(self, embedder: StaticEmbedder, frequencies: PieceFrequencies) -> None:
        """Weigh the pieces of ``embedder`` by ``frequencies``."""
        self._embedder = embedder
        self._frequencies = frequencies

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return self._embedder.identity

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions, float32 of shape (texts, dimension), rows of length 1 or 0."""
        vectors = np.zeros((len(texts), self.identity.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            total = self.embed_tokens([text]).vectors.sum(axis=0)
            vectors[row] = total / max(float(np.linalg.norm(total)), 1e-12)
        return vectors

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed a question, see `mean_with_names`."""
        return mean_with_names(self.embed_queries, text, names)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages as the model does."""
        return self._embedder.embed_passages(texts)

    def embed_tokens(self, texts: Sequence[str]) -> TokenVectors:
        """Return the vectors of the pieces of questions, common ones shorter."""
        cuts = self._embedder.cut(texts)
        tokens = self._embedder.look_up(cuts)
        flat = np.concatenate(cuts) if cuts else np.zeros(0, dtype=np.int32)
        weights = self._frequencies.weights(flat)
        return TokenVectors(tokens.vectors * weights[:, None], tokens.lengths)
