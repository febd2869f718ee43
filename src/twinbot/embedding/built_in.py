"""Both built-in models together, and the choice that the settings make."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from twinbot.embedding.external import SentenceTransformerEmbedder
from twinbot.embedding.static import StaticEmbedder
from twinbot.embedding.vectors import Embedder, Vectors, normalise
from twinbot.encoder import DIMENSION, Encoder, load_encoder
from twinbot.settings import BUILT_IN_MODEL, STATIC_MODEL, Settings
from twinbot.types import ModelIdentity

BUILT_IN_FOLDER = Path(__file__).parents[1] / "model"
JOINT_FOLDER = Path(__file__).parents[1] / "joint_model"
"""What sentence-transformers loads as both models together, see `twinbot.sentence_module`."""


class JointEmbedder:
    """The static model and the encoder side by side, each counting half of a cosine."""

    def __init__(self, static: Embedder, encoder: Encoder) -> None:
        """Join the vectors of both.

        Args:
            static: The static model, or the same with a corpus' common pieces counting less.
            encoder: The encoder.
        """
        self.static = static
        self._encoder = encoder
        self._identity = ModelIdentity(
            name=BUILT_IN_MODEL,
            dimension=static.identity.dimension + DIMENSION,
            fingerprint=f"{static.identity.fingerprint}-{encoder.fingerprint}",
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which models these are."""
        return self._identity

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed queries, float32 of shape (number of texts, dimension)."""
        return _joined(self.static.embed_queries(texts), self._encoder.encode_queries(texts))

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed a question; only the static model needs the names, the encoder knows most."""
        static = self.static.embed_question(text, names)[None]
        vector: Vectors = _joined(static, self._encoder.encode_queries([text]))[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages likewise."""
        return _joined(self.static.embed_passages(texts), self._encoder.encode_passages(texts))


def load_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name.

    Raises:
        EmbeddingError: If the model is missing or unusable.
    """
    if settings.embedding_model == STATIC_MODEL:
        return StaticEmbedder(BUILT_IN_FOLDER)
    if settings.embedding_model == BUILT_IN_MODEL:
        return JointEmbedder(StaticEmbedder(BUILT_IN_FOLDER), load_encoder())
    return SentenceTransformerEmbedder(
        settings.embedding_model, settings.query_prompt, settings.passage_prompt
    )


def static_of(embedder: Embedder) -> StaticEmbedder:
    """Return the static model that an embedder holds, or else open it."""
    held = embedder.static if isinstance(embedder, JointEmbedder) else embedder
    return held if isinstance(held, StaticEmbedder) else StaticEmbedder(BUILT_IN_FOLDER)


def _joined(static: Vectors, encoded: Vectors) -> Vectors:
    """Put vectors side by side; a text without any known piece has zeros for the first half."""
    return normalise(np.concatenate([static, encoded], axis=1))
