"""Reading in child processes that may fail, hang or grow without harm."""

from __future__ import annotations

import multiprocessing
import resource
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue

from twinbot.errors import DocumentError, DocumentLimitError, UnreadableDocumentError
from twinbot.reading.corpus import CorpusFile
from twinbot.reading.document import ReadingLimits, ReadResult, read_in_process

_WORKERS = 2
_READ_AHEAD = 4
_STARTUP_S = 30


@dataclass(slots=True)
class _Child:
    """A reading process and our end of its pipe."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Reader:
    """Reads files one after the other in a child, with a new child after each that died."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        # A fresh interpreter: a fork of a process with threads can hang, and would carry over
        # the parent's memory into the limit.
        self._context = multiprocessing.get_context("spawn")
        self._child: _Child | None = None

    def read(self, file: CorpusFile) -> ReadResult | DocumentError:
        """Return what the file holds, or why it cannot be read."""
        child = self._child or self._start()
        self._child = child
        child.pipe.send(file)
        try:
            if child.pipe.poll(self._limits.timeout_s):
                result: ReadResult | DocumentError = child.pipe.recv()
                return result
        except (EOFError, OSError):
            child.process.join()
            code = child.process.exitcode
            self._drop()
            return UnreadableDocumentError(
                f"{file.document_id}: the reader ended with code {code}: the file is broken or "
                f"needs more than {self._limits.memory_mb} MiB (read_memory_mb)"
            )
        self._drop()
        return DocumentLimitError(
            f"{file.document_id}: reading took more than {self._limits.timeout_s} s "
            "(read_timeout_s); split the file or export it again"
        )

    def close(self) -> None:
        """End the child."""
        self._drop()

    def _start(self) -> _Child:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._limits), daemon=True)
        process.start()
        theirs.close()
        if not ours.poll(_STARTUP_S):
            process.kill()
            message = "the reading process did not start; see the system's log"
            raise UnreadableDocumentError(message)
        ours.recv()
        return _Child(process, ours)

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


def _serve(pipe: Connection, limits: ReadingLimits) -> None:
    """Run in the child: read each file that comes through the pipe."""
    memory = limits.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pipe.send(None)
    while True:
        try:
            file: CorpusFile = pipe.recv()
        except EOFError:
            return
        try:
            result: ReadResult | DocumentError = read_in_process(file, limits)
        except DocumentError as error:
            result = error
        except MemoryError:
            result = DocumentLimitError(
                f"{file.document_id}: reading needs more than {limits.memory_mb} MiB "
                "(read_memory_mb); split the file"
            )
        pipe.send(result)
