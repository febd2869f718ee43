"""A cache of what models made of texts: re-ingesting embeds only what changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twinbot.index.failures import writing
from twinbot.types import ModelIdentity

Vectors = NDArray[np.float32]
CACHE_FILE = "vectors.sqlite"

_LAYOUT = 1
_TABLE = f"""
CREATE TABLE vectors (
  model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, used INTEGER NOT NULL,
  PRIMARY KEY (model, text));
CREATE INDEX vectors_by_use ON vectors (used);
PRAGMA user_version = {_LAYOUT};
"""
_MAX_VARIABLES = 500
_PRIMARY_CODE = 0xFF
"""The part of SQLite's error codes that tells the kind (https://sqlite.org/rescode.html)."""


class VectorCache:
    """Vectors of texts that were embedded before, in one SQLite file of the index folder.

    Losing it costs time only: a damaged file is thrown away, one of another layout emptied.
    Opening and looking up raise `IndexWriteError` where the folder cannot be written.
    """

    def __init__(self, folder: Path, model: ModelIdentity) -> None:
        """Open the cache for the vectors of one model."""
        self._folder = folder
        self._model = f"{model.fingerprint}/{model.dimension}"
        self._dimension = model.dimension
        with writing(folder):
            try:
                self._connection, self._opening = _opened(folder / CACHE_FILE)
            except sqlite3.DatabaseError as error:
                _throw_away(folder / CACHE_FILE, error)
                self._connection, self._opening = _opened(folder / CACHE_FILE)
            self._inode = (folder / CACHE_FILE).stat().st_ino

    def embed(self, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
        """Return vectors of ``texts``, calling ``embed`` only for those not seen before.

        Returns:
            float32 of shape (number of texts, dimension).
        """
        rows = self.recall(
            texts,
            lambda missing: [row.astype(np.float32).tobytes() for row in embed(missing)],
        )
        vectors = [np.frombuffer(row, np.float32) for row in rows]
        return np.array(vectors, dtype=np.float32).reshape(len(rows), self._dimension)

    def recall(
        self, texts: Sequence[str], make: Callable[[Sequence[str]], Sequence[bytes]]
    ) -> list[bytes]:
        """Return what the model made of ``texts``, calling ``make`` only for those not seen."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        known: dict[bytes, bytes] = {}
        with writing(self._folder):
            try:
                known = self._known(list(dict.fromkeys(keys)))
            except sqlite3.DatabaseError as error:
                self._start_anew(error)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = make(list(missing.values()))
            with writing(self._folder):
                try:
                    self._store(list(missing), fresh)
                except sqlite3.DatabaseError as error:
                    self._start_anew(error)
                    self._store(list(missing), fresh)
            known |= dict(zip(missing, fresh, strict=True))
        return [known[key] for key in keys]

    def prune(self, keep: int) -> int:
        """Remove the vectors of all models but the ``keep`` last used; return how many went.

        What was used since this opening stays in any case.

        Raises:
            sqlite3.Error: If the file cannot be written, or is damaged.
        """
        with self._connection:
            row = self._connection.execute(
                "SELECT used FROM vectors ORDER BY used DESC LIMIT 1 OFFSET ?", (max(keep - 1, 0),)
            ).fetchone()
            if row is None:
                return 0
            oldest = min(int(row[0]), self._opening)
            return self._connection.execute(
                "DELETE FROM vectors WHERE used < ?", (oldest,)
            ).rowcount

    def close(self) -> None:
        """Close the file; safe to call twice."""
        self._connection.close()

    def _start_anew(self, error: sqlite3.DatabaseError) -> None:
        """Go on with an empty file in the place of a damaged one, be it another's of this run."""
        path = self._folder / CACHE_FILE
        self._connection.close()
        if not path.exists() or path.stat().st_ino == self._inode:
            _throw_away(path, error)
        self._connection, self._opening = _opened(path)
        self._inode = path.stat().st_ino

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return what is there, noting that it is used."""
        found: dict[bytes, bytes] = {}
        with self._connection:
            for start in range(0, len(keys), _MAX_VARIABLES):
                part = keys[start : start + _MAX_VARIABLES]
                where = f"WHERE model = ? AND text IN ({','.join('?' * len(part))})"
                rows = self._connection.execute(
                    f"SELECT text, vector FROM vectors {where}",  # noqa: S608 - only places
                    (self._model, *part),
                ).fetchall()
                self._connection.execute(
                    f"UPDATE vectors SET used = ? {where} AND used != ?",  # noqa: S608 - as above
                    (self._opening, self._model, *part, self._opening),
                )
                found |= dict(rows)
        return found

    def _store(self, keys: Sequence[bytes], made: Sequence[bytes]) -> None:
        # Kept at once: a run that is killed has not embedded in vain.
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?,?,?,?)",
                [
                    (self._model, key, content, self._opening)
                    for key, content in zip(keys, made, strict=True)
                ],
            )


def _throw_away(path: Path, error: sqlite3.DatabaseError) -> None:
    """Remove a damaged file; raise the error where the file is sound."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        raise error  # locked, full, not writable or used wrongly
    for suffix in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _opened(path: Path) -> tuple[sqlite3.Connection, int]:
    """Open the file and number this opening; clocks may be set back."""
    connection = _connected(path)
    try:
        [[last]] = connection.execute("SELECT coalesce(max(used), 0) FROM vectors")
    except sqlite3.Error:
        connection.close()
        raise
    return connection, int(last) + 1


def _connected(path: Path) -> sqlite3.Connection:
    """Open the file, with an empty table unless it has one of this layout."""
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        [[layout]] = connection.execute("PRAGMA user_version")
        if layout != _LAYOUT:
            connection.executescript(f"DROP TABLE IF EXISTS vectors; {_TABLE}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
