"""Vector search: a persistent Chroma with one collection per language."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from twinbot.index.failures import ForeignStoreError
from twinbot.index.values import ScoredId
from twinbot.types import LANGUAGES, Language

if TYPE_CHECKING:
    from chromadb.api.client import Client

SQLITE_FILE = "chroma.sqlite3"

_BATCH = 2_000
_HNSW: Any = {
    "space": "cosine",  # the default is l2
    "ef_search": 400,
    # What Chroma has not written to its HNSW files is replayed at each opening: up to 1,000
    # vectors a language with its default, 60 ms each.
    "sync_threshold": 64,
}
_ADDED = "added"

SLOTS_PER_VECTOR = 2
"""A deleted vector keeps its place in the HNSW files; with more places than this a vector they
are built afresh."""

SLOTS_ALWAYS_FINE = 1_000
"""Below this many places, building afresh would save nothing."""

# Chroma keeps one system per path in a table without a lock: to open and to close at the same
# time from two threads would race.
_systems = threading.Lock()


class DenseStore:
    """The vectors of one generation; searching is thread-safe, writing is not.

    Additions are gathered and passed on in batches: a call for each document is ten times slower.
    """

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        """Open the store in ``folder``, making an empty one if it is ``writable`` and missing.

        Raises:
            ForeignStoreError: If Chroma fails.
            FileNotFoundError: If there is no store to be read; Chroma would make one.
        """
        if not writable and not (folder / SQLITE_FILE).is_file():
            raise FileNotFoundError(2, "no such file", str(folder / SQLITE_FILE))
        self._pending: dict[Language, dict[str, NDArray[np.float32]]] = {
            language: {} for language in LANGUAGES
        }
        with _translated(), _systems:
            self._client = _client(folder)
        try:
            with _translated():
                self._collections = {
                    language: _collection(self._client, language, writable=writable)
                    for language in LANGUAGES
                }
        except ForeignStoreError:
            self.close()
            raise

    def add(
        self,
        language: Language,
        passage_ids: Sequence[str],
        vectors: NDArray[np.float32],
    ) -> None:
        """Add vectors, shape (passages, dimension)."""
        self._pending[language] |= dict(zip(passage_ids, vectors, strict=True))
        if len(self._pending[language]) >= _BATCH:
            self._flush(language)

    def remove(self, language: Language, passage_ids: Sequence[str]) -> None:
        """Remove vectors by id: a filter would look at every vector there is."""
        pending = self._pending[language]
        stored = [found for found in passage_ids if pending.pop(found, None) is None]
        with _translated():
            for start in range(0, len(stored), _BATCH):
                self._collections[language].delete(ids=stored[start : start + _BATCH])

    def flush(self) -> None:
        """Pass on to Chroma what was gathered."""
        for language in LANGUAGES:
            self._flush(language)

    def wasteful(self) -> bool:
        """Tell whether so many vectors were deleted that a fresh store would be much smaller."""
        with _translated():
            collections = self._collections.values()
            places = sum(int((c.metadata or {}).get(_ADDED, 0)) for c in collections)
            vectors = sum(int(c.count()) for c in collections)
        return places > max(SLOTS_PER_VECTOR * vectors, SLOTS_ALWAYS_FINE)

    def copy_to(self, other: DenseStore) -> None:
        """Add all vectors to an empty store."""
        for language, collection in self._collections.items():
            with _translated():
                count = int(collection.count())
            for start in range(0, count, _BATCH):
                with _translated():
                    found: Any = collection.get(limit=_BATCH, offset=start, include=["embeddings"])
                other.add(language, found["ids"], np.asarray(found["embeddings"], np.float32))

    def search(self, vector: NDArray[np.float32], language: Language, k: int) -> list[ScoredId]:
        """Return the ``k`` nearest passages by cosine, nearest first; ties go by id."""
        if k < 1:
            return []
        with _translated():  # Chroma gives what there is where k is more
            found: Any = self._collections[language].query(
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
            with _translated():
                found: Any = self._collections[language].get(ids=ids, include=["embeddings"])
            vectors |= dict(zip(found["ids"], found["embeddings"], strict=True))
        return vectors

    def count(self, language: Language) -> int:
        """Return how many vectors a language has."""
        with _translated():
            return int(self._collections[language].count())

    def close(self) -> None:
        """Close the client; without this each generation leaks descriptors and threads."""
        with _systems:
            self._client.close()

    def _flush(self, language: Language) -> None:
        pending, self._pending[language] = self._pending[language], {}
        if not pending:
            return
        collection = self._collections[language]
        with _translated():
            ids, vectors = list(pending), np.stack(list(pending.values()))
            for start in range(0, len(ids), _BATCH):
                stop = start + _BATCH
                collection.add(ids=ids[start:stop], embeddings=vectors[start:stop])
            places = int((collection.metadata or {}).get(_ADDED, 0)) + len(pending)
            collection.modify(metadata={_ADDED: places})


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings as ChromaSettings

    try:
        client = chromadb.PersistentClient(
            str(folder), settings=ChromaSettings(anonymized_telemetry=False)
        )
    except BaseException:
        # Chroma 1.5 remembers a system by its path before starting it: without this, opening a
        # folder again that could not be opened once fails with an AttributeError.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)  # noqa: SLF001
        raise
    return cast("Client", client)


def _collection(client: Client, language: Language, *, writable: bool) -> Any:  # noqa: ANN401 - Chroma's own generic type
    name = f"passages-{language}"
    if not writable:
        return client.get_collection(name, embedding_function=None)
    return client.get_or_create_collection(
        name,
        embedding_function=None,  # ours are passed in; Chroma's would be downloaded
        configuration={"hnsw": _HNSW},
    )


@contextmanager
def _translated() -> Iterator[None]:
    """Raise Chroma's errors as one that the callers know without importing Chroma."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, RuntimeError) as error:
        message = f"Chroma: {error}"
        raise ForeignStoreError(message) from error
