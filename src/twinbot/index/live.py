"""The index as a running page holds it: always the generation that is published now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twinbot.errors import IndexStoreError
from twinbot.index.current import CURRENT_FILE
from twinbot.index.generation import Generation, open_current
from twinbot.types import ModelIdentity

RETRY_S = 30.0
"""A new generation that could not be opened is tried again after this many seconds."""

_log = logging.getLogger(__name__)


class _Lease:
    """An opened generation and how many requests use it."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.users = 0
        self.retired = False


class LiveIndex:
    """Follows ``CURRENT``; may be used from many threads.

    A request keeps the generation it began with. A new one is opened and warmed beside the old by
    the first request that notices it, while others go on with the old one, which is closed when
    its last request ends. If the new one cannot be opened, the old one stays in service and the
    log says so once.
    """

    def __init__(self, folder: Path, model: ModelIdentity) -> None:
        """Follow the index in ``folder``, searched with vectors of ``model``; opens nothing yet."""
        self._folder = folder
        self._model = model
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._lease: _Lease | None = None
        self._signature: tuple[int, int] | None = None
        self._retry_at = float("inf")
        self._closed = False

    @contextmanager
    def generation(self) -> Iterator[Generation]:
        """Yield the published generation.

        Raises:
            IndexMissingError: If nothing was published yet.
            IndexMismatchError: If the first generation to be opened is of another model or schema.
            IndexStoreError: If the first one is damaged, or after `close`.
        """
        lease = self._acquire()
        try:
            yield lease.generation
        finally:
            self._release(lease)

    def close(self) -> None:
        """Close the generation; requests that still run keep theirs until they end."""
        with self._lock:
            self._closed = True
        self._swap(None, None)

    def _acquire(self) -> _Lease:
        lease = self._take(self._read_signature())
        if lease is not None:
            return lease
        with self._lock:
            serving = self._lease is not None
        # With a generation in service nobody waits for the next one but who opens it.
        if self._opening.acquire(blocking=not serving):
            try:
                self._follow()
            finally:
                self._opening.release()
        lease = self._take(None)
        if lease is None:
            message = f"{self._folder}: the index was closed"
            raise IndexStoreError(message)
        return lease

    def _take(self, signature: tuple[int, int] | None) -> _Lease | None:
        """Count a user of the open generation; ``None`` if there is none or, asked so, it is old.

        Args:
            signature: What ``CURRENT`` looks like now; ``None`` takes any generation.
        """
        with self._lock:
            if self._lease is None or self._closed or self._is_old(signature):
                return None
            self._lease.users += 1
            return self._lease

    def _is_old(self, signature: tuple[int, int] | None) -> bool:
        """Tell whether there is something to open; the lock is held."""
        changed = signature not in (None, self._signature)
        return changed or (signature is not None and time.monotonic() >= self._retry_at)

    def _follow(self) -> None:
        """Open what ``CURRENT`` names, unless another request just did."""
        signature = self._read_signature()
        with self._lock:
            lease, seen = self._lease, self._signature
            if self._closed or (lease is not None and not self._is_old(signature)):
                return
        try:
            generation = open_current(self._folder, self._model, warm=True)
        except IndexStoreError as error:
            if lease is None:
                raise
            if signature != seen:
                _log.warning("still serving %s: %s", lease.generation.info.generation, error)
            with self._lock:
                self._signature = signature
                self._retry_at = time.monotonic() + RETRY_S
            return
        self._swap(_Lease(generation), signature)

    def _swap(self, fresh: _Lease | None, signature: tuple[int, int] | None) -> None:
        """Put ``fresh`` into service; close the old generation now or when its last user leaves."""
        with self._lock:
            if self._closed and fresh is not None:  # closed while it was being opened
                old: _Lease | None = fresh
            else:
                old = self._lease
                self._lease, self._signature = fresh, signature
                self._retry_at = float("inf")
            if old is None:
                return
            old.retired = True
            unused = old.users == 0
        if unused:
            old.generation.close()

    def _release(self, lease: _Lease) -> None:
        with self._lock:
            lease.users -= 1
            unused = lease.retired and lease.users == 0
        if unused:
            lease.generation.close()

    def _read_signature(self) -> tuple[int, int] | None:
        """Return what changes whenever ``CURRENT`` is replaced; cheap enough for each request."""
        try:
            status = (self._folder / CURRENT_FILE).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns
