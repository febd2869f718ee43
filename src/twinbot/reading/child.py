"""The process that reads files, so that a file can do no harm to the one that asked.

Run as ``python -m twinbot.reading.child DESCRIPTOR``: a program of its own, not a fork (which
would carry the parent's memory into the limit) and not a spawned copy (which would run the
parent's main module again).
"""

from __future__ import annotations

import resource
import sys
from multiprocessing.connection import Connection

from twinbot.errors import DocumentError, DocumentLimitError
from twinbot.reading.corpus import CorpusFile
from twinbot.reading.document import ReadingLimits, ReadResult, read_in_process


def serve(pipe: Connection) -> None:
    """Read the limits, then each file that comes through the pipe, until it is closed."""
    limits: ReadingLimits = pipe.recv()
    memory = limits.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            file: CorpusFile = pipe.recv()
        except EOFError:
            return
        pipe.send(_read(file, limits))


def _read(file: CorpusFile, limits: ReadingLimits) -> ReadResult | DocumentError:
    try:
        return read_in_process(file, limits)
    except DocumentError as error:
        return error
    except MemoryError:
        return DocumentLimitError(
            f"{file.document_id}: reading needs more than {limits.memory_mb} MiB "
            "(read_memory_mb); split the file"
        )


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
