"""Reading in child processes that may fail, hang or grow without harm."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import IO

from twinbot.errors import DocumentError, DocumentLimitError, UnreadableDocumentError
from twinbot.reading.corpus import CorpusFile
from twinbot.reading.document import ReadingLimits, ReadResult

_WORKERS = 2
_READ_AHEAD = 4


@dataclass(slots=True)
class _Child:
    """A reading process and our end of its pipe."""

    process: subprocess.Popen[bytes]
    pipe: Connection
    log: IO[bytes]

    @classmethod
    def start(cls, limits: ReadingLimits) -> _Child:
        ours, theirs = socket.socketpair()
        log = tempfile.TemporaryFile()  # noqa: SIM115 - no pipe: a full one would stop the child
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module
                # -P: nothing is imported from the folder that the command was called in
                [sys.executable, "-P", "-m", "twinbot.reading.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stderr=log,
            )
        pipe = Connection(ours.detach())
        pipe.send(limits)
        return cls(process, pipe, log)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.pipe.close()
        self.log.close()

    def last_words(self) -> str:
        """Return the last line that the process wrote before it ended."""
        self.log.seek(0)
        lines = self.log.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "no word why"


class _Reader:
    """Reads files one after the other in a child, with a new child after each that died."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._child: _Child | None = None

    def read(self, file: CorpusFile) -> ReadResult | DocumentError:
        """Return what the file holds, or why it cannot be read."""
        child = self._child or _Child.start(self._limits)
        self._child = child
        try:
            child.pipe.send(file)
            if child.pipe.poll(self._limits.timeout_s):
                result: ReadResult | DocumentError = child.pipe.recv()
                return result
        except (EOFError, OSError):
            code = child.process.wait()
            words = child.last_words()
            self._drop()
            return UnreadableDocumentError(
                f"{file.document_id}: the reader ended with code {code} ({words}): the file is "
                f"broken, or needs more than {self._limits.memory_mb} MiB (read_memory_mb)"
            )
        self._drop()
        return DocumentLimitError(
            f"{file.document_id}: reading took more than {self._limits.timeout_s} s "
            "(read_timeout_s); split the file or export it again"
        )

    def close(self) -> None:
        """End the child."""
        self._drop()

    def _drop(self) -> None:
        if self._child is not None:
            self._child.stop()
            self._child = None


def read_documents(
    files: Sequence[CorpusFile], limits: ReadingLimits
) -> Iterator[tuple[CorpusFile, ReadResult | DocumentError]]:
    """Read files, two at a time, and yield them in the order given.

    Args:
        files: As `list_corpus` gives them.
        limits: Bounds on each file.
    """
    if not files:
        return
    readers = [_Reader(limits) for _ in range(min(_WORKERS, len(files)))]
    free: SimpleQueue[_Reader] = SimpleQueue()
    for reader in readers:
        free.put(reader)

    def read(file: CorpusFile) -> ReadResult | DocumentError:
        reader = free.get()
        try:
            return reader.read(file)
        finally:
            free.put(reader)

    pending: deque[tuple[CorpusFile, Future[ReadResult | DocumentError]]] = deque()
    with ThreadPoolExecutor(len(readers)) as pool:
        try:
            for file in files:
                pending.append((file, pool.submit(read, file)))
                if len(pending) > _READ_AHEAD:
                    first, result = pending.popleft()
                    yield first, result.result()
            for first, result in pending:
                yield first, result.result()
        finally:
            for _, result in pending:
                result.cancel()
            for reader in readers:
                reader.close()
