"""The index as a running page holds it: always the generation that is published now."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twinbot.errors import IndexStoreError
from twinbot.index.generation import CURRENT_FILE, Generation, read_current
from twinbot.types import ModelIdentity

_log = logging.getLogger(__name__)


class _Lease:
    """An opened generation and how many requests use it."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.users = 0
        self.retired = False


class LiveIndex:
    """Follows ``CURRENT``; may be used from many threads.

    A request keeps the generation it began with. A new one is opened beside the old; the old one
    is closed when its last request ends.
    """

    def __init__(self, folder: Path, model: ModelIdentity) -> None:
        """Follow the index in ``folder``, searched with vectors of ``model``; opens nothing yet."""
        self._folder = folder
        self._model = model
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._lease: _Lease | None = None
        self._signature: tuple[int, int] | None = None

    @contextmanager
    def generation(self) -> Iterator[Generation]:
        """Yield the published generation.

        Raises:
            IndexMissingError: If nothing was published yet.
            IndexMismatchError: If the first generation to be opened is of another model or schema.
        """
        lease = self._acquire()
        try:
            yield lease.generation
        finally:
            self._release(lease)

    def close(self) -> None:
        """Close the generation; requests that still run keep theirs until they end."""
        with self._lock:
            lease, self._lease, self._signature = self._lease, None, None
            if lease is not None:
                self._retire(lease)

    def _acquire(self) -> _Lease:
        signature = self._read_signature()
        with self._lock:
            if self._lease is not None and signature in (None, self._signature):
                self._lease.users += 1
                return self._lease
        self._follow()
        with self._lock:
            if self._lease is None:
                read_current(self._folder, self._model)  # says what is wrong
                message = f"{self._folder}: the index was closed"
                raise IndexStoreError(message)
            self._lease.users += 1
            return self._lease

    def _follow(self) -> None:
        """Open what ``CURRENT`` names, once, however many requests see that it changed."""
        with self._opening:
            signature = self._read_signature()
            with self._lock:
                if self._lease is not None and signature in (None, self._signature):
                    return
            try:
                info = read_current(self._folder, self._model)
                fresh = _Lease(Generation(self._folder / info.generation, info))
            except IndexStoreError as error:
                if self._lease is None:
                    raise
                # The page goes on serving what it has; said once for each broken pointer.
                _log.warning("keeping the open index: %s", error)
                self._signature = signature
                return
            with self._lock:
                old, self._lease, self._signature = self._lease, fresh, signature
                if old is not None:
                    self._retire(old)

    def _release(self, lease: _Lease) -> None:
        with self._lock:
            lease.users -= 1
            if lease.retired and not lease.users:
                lease.generation.close()

    def _retire(self, lease: _Lease) -> None:
        """Close a generation now or when its last user leaves; the lock is held."""
        lease.retired = True
        if not lease.users:
            lease.generation.close()

    def _read_signature(self) -> tuple[int, int] | None:
        """Return what changes whenever ``CURRENT`` is replaced; cheap enough for each request."""
        try:
            status = (self._folder / CURRENT_FILE).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns
