"""A cache of vectors by model and text: re-ingesting embeds only what changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twinbot.types import ModelIdentity

Vectors = NDArray[np.float32]
CACHE_FILE = "vectors.sqlite"
_MAX_VARIABLES = 500


class VectorCache:
    """Vectors of texts that were embedded before, in one SQLite file of the index folder."""

    def __init__(self, folder: Path, model: ModelIdentity) -> None:
        """Open the cache; a damaged file is thrown away, because it can be made again."""
        self._model = f"{model.fingerprint}/{model.dimension}"
        path = folder / CACHE_FILE
        try:
            self._connection = self._open(path)
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._connection = self._open(path)
        self._used: set[bytes] = set()

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (model TEXT, text BLOB, vector BLOB NOT NULL, "
            "PRIMARY KEY (model, text)) WITHOUT ROWID"
        )
        return connection

    def embed(self, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
        """Return vectors of ``texts``, calling ``embed`` only for those not seen before.

        Returns:
            float32 of shape (number of texts, dimension).
        """
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        self._used.update(keys)
        known = self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = embed(list(missing.values()))
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?,?,?)",
                [
                    (self._model, key, vector.astype(np.float32).tobytes())
                    for key, vector in zip(missing, fresh, strict=True)
                ],
            )
            known |= dict(zip(missing, fresh, strict=True))
        return np.array([known[key] for key in keys], dtype=np.float32)

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _MAX_VARIABLES):
            part = keys[start : start + _MAX_VARIABLES]
            places = ",".join("?" * len(part))
            rows = self._connection.execute(
                f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({places})",  # noqa: S608
                (self._model, *part),
            )
            found |= {key: np.frombuffer(vector, np.float32) for key, vector in rows}
        return found

    def close(self) -> None:
        """Keep what was added and close the file."""
        self._connection.commit()
        self._connection.close()
