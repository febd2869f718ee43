"""Vector search: a persistent Chroma with one collection per language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from twinbot.index.values import ScoredId
from twinbot.types import LANGUAGES, Language

if TYPE_CHECKING:
    from chromadb.api.client import Client

_BATCH = 2_000
_EF_SEARCH = 400


class DenseStore:
    """The vectors of one generation."""

    def __init__(self, folder: Path) -> None:
        """Open or create the store below ``folder``."""
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        self._client = cast(
            "Client",
            chromadb.PersistentClient(
                str(folder), settings=ChromaSettings(anonymized_telemetry=False)
            ),
        )
        self._collections: dict[Language, Any] = {
            language: self._client.get_or_create_collection(
                f"passages-{language}",
                embedding_function=None,  # ours are passed in; Chroma's would be downloaded
                configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
            )
            for language in LANGUAGES
        }

    def add(
        self,
        document_id: str,
        language: Language,
        passage_ids: Sequence[str],
        vectors: NDArray[np.float32],
    ) -> None:
        """Add the vectors, shape (passages, dimension), of one document."""
        for start in range(0, len(passage_ids), _BATCH):
            ids = list(passage_ids[start : start + _BATCH])
            self._collections[language].add(
                ids=ids,
                embeddings=vectors[start : start + _BATCH],
                metadatas=[{"document_id": document_id}] * len(ids),
            )

    def remove(self, document_id: str) -> None:
        """Remove the vectors of a document in every language."""
        for collection in self._collections.values():
            collection.delete(where={"document_id": document_id})

    def search(self, vector: NDArray[np.float32], language: Language, k: int) -> list[ScoredId]:
        """Return the ``k`` nearest passages by cosine, nearest first; ties go by id."""
        found = self._collections[language].query(
            query_embeddings=[vector], n_results=k, include=["distances"]
        )
        hits = [
            ScoredId(passage_id, 1.0 - float(distance))
            for passage_id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage_id))

    def vectors(self, ids_by_language: dict[Language, list[str]]) -> dict[str, Any]:
        """Return vectors by passage id."""
        vectors: dict[str, Any] = {}
        for language, ids in ids_by_language.items():
            found = self._collections[language].get(ids=ids, include=["embeddings"])
            vectors |= dict(zip(found["ids"], found["embeddings"], strict=True))
        return vectors

    def count(self, language: Language) -> int:
        """Return how many vectors a language has."""
        return int(self._collections[language].count())

    def close(self) -> None:
        """Close the client; without this each generation leaks descriptors and threads."""
        self._client.close()
