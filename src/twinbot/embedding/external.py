"""Models that are not built in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from twinbot.embedding.vectors import Vectors, mean_with_names, normalise
from twinbot.errors import EmbeddingError
from twinbot.settings import BUILT_IN_MODEL, STATIC_MODEL
from twinbot.types import ModelIdentity


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name or folder, with its own prompts."""

    def __init__(
        self, name: str, query_prompt: str | None = None, passage_prompt: str | None = None
    ) -> None:
        """Load the model; this imports torch and may take seconds.

        Args:
            name: A model's name on the hub, or its folder.
            query_prompt: Put before each query; ``None`` takes the model's own, see
                `known_prompts`.
            passage_prompt: Put before each passage likewise.

        Raises:
            EmbeddingError: If there is no such model here.
        """
        from sentence_transformers import SentenceTransformer

        try:
            self._model: Any = SentenceTransformer(name)
        except (OSError, ValueError) as error:
            message = (
                f"embedding model {name!r} cannot be loaded ({error}). "
                f"Set TWINBOT_EMBEDDING_MODEL to {BUILT_IN_MODEL!r} or {STATIC_MODEL!r}, to a "
                "folder that holds a sentence-transformers model, or to a model's name on a "
                "machine that may fetch it."
            )
            raise EmbeddingError(message) from error
        prompts: dict[str, str] = dict(getattr(self._model, "prompts", None) or {})
        known_query, known_passage = known_prompts(name, prompts)
        self._query_prompt = known_query if query_prompt is None else query_prompt
        self._passage_prompt = known_passage if passage_prompt is None else passage_prompt
        dimension = int(self._model.get_embedding_dimension() or 0)
        self._identity = ModelIdentity(
            name=name, dimension=dimension, fingerprint=self._fingerprint(name)
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return self._identity

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed queries with the query prompt."""
        return self._embed(texts, self._query_prompt)

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed a question, see `mean_with_names`."""
        return mean_with_names(self.embed_queries, text, names)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages with the passage prompt."""
        return self._embed(texts, self._passage_prompt)

    def _embed(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self._identity.dimension), dtype=np.float32)
        vectors = self._model.encode(
            [prompt + text for text in texts],
            prompt="",  # ours is already in front; a default prompt of the model must not double it
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return normalise(np.asarray(vectors, dtype=np.float32))

    def _fingerprint(self, name: str) -> str:
        """Return a hash of prompts and files (by name and size: weights can be gigabytes)."""
        folder = Path(name)
        files = (
            sorted(
                (str(path.relative_to(folder)), path.stat().st_size)
                for path in folder.rglob("*")
                if path.is_file()
            )
            if folder.is_dir()
            else []
        )
        described = json.dumps(
            [name if not files else "", files, self._query_prompt, self._passage_prompt]
        )
        return hashlib.sha256(described.encode()).hexdigest()[:16]


def known_prompts(name: str, prompts: dict[str, str]) -> tuple[str, str]:
    """Return the query and passage prompts that a model was trained with.

    Args:
        name: The model's name or folder.
        prompts: What the model's own configuration says, by task.

    Source: model cards of the E5 family (https://huggingface.co/intfloat/multilingual-e5-small),
    which name "query: " and "passage: " but do not put them into the configuration.
    """
    e5 = "e5" in Path(name).name.lower() and "instruct" not in name.lower()
    query = prompts.get("query") or ("query: " if e5 else "")
    passage = prompts.get("passage") or prompts.get("document") or ("passage: " if e5 else "")
    return query, passage
