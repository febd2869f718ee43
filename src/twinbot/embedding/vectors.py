"""What embedders take and give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.types import ModelIdentity

Vectors = NDArray[np.float32]
Pieces = NDArray[np.int32]


class Embedder(Protocol):
    """What turns queries and passages into vectors of one space.

    All methods return float32 of shape (number of texts, dimension); rows have length 1, or 0
    where a text holds nothing that the model knows.
    """

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is; an index remembers it."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed what people ask."""

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed one question, whose shape is (dimension,).

        Args:
            text: The question.
            names: What it names, in the other languages.
        """

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what documents say."""


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The pieces of several texts, as the static model sees them before the mean.

    Attributes:
        vectors: float32 of shape (pieces of all texts, dimension), not normalised: a longer
            vector is a rarer, more telling piece, and the sum of a text's pieces points where the
            text's own vector does.
        lengths: How many pieces each text has, in order.
    """

    vectors: Vectors
    lengths: NDArray[np.intp]

    def of(self, number: int) -> Vectors:
        """Return the pieces of one text."""
        start = int(self.lengths[:number].sum())
        return self.vectors[start : start + int(self.lengths[number])]


def mean_with_names(
    embed: Callable[[Sequence[str]], Vectors], text: str, names: Sequence[str]
) -> Vectors:
    """Return the mean of a question's vector and that of it with names behind, of length 1.

    Args:
        embed: Embeds queries, float32 of shape (texts, dimension).
        text: The question.
        names: What it names, in the other languages.
    """
    texts = [text, " ".join([text, *names])] if names else [text]
    mean: Vectors = embed(texts).mean(axis=0, keepdims=True, dtype=np.float32)
    vector: Vectors = normalise(mean)[0]
    return vector


def normalise(vectors: Vectors) -> Vectors:
    """Scale rows to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled
