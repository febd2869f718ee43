"""How the files of a run are read and cut into passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from twinbot.chunking import chunk
from twinbot.errors import DocumentError
from twinbot.reading import CorpusFile, ReadingLimits, ReadResult, read_documents
from twinbot.settings import Settings
from twinbot.types import Passage

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the number of documents done, the number in all, and the one just done."""


def read_files(
    files: Sequence[CorpusFile], settings: Settings, progress: Progress | None
) -> Iterator[tuple[CorpusFile, ReadResult | DocumentError]]:
    """Read files in limited child processes, telling ``progress`` after each."""
    limits = ReadingLimits(
        timeout_s=settings.read_timeout_s,
        memory_mb=settings.read_memory_mb,
        max_file_mb=settings.max_file_mb,
        max_pages=settings.max_pages,
    )
    for done, (file, result) in enumerate(read_documents(files, limits), start=1):
        if progress:
            progress(done, len(files), file.document_id)
        yield file, result


def passages_of(result: ReadResult | DocumentError, settings: Settings) -> Sequence[Passage]:
    """Return the passages of a document, none of a file that could not be read."""
    if isinstance(result, DocumentError):
        return ()
    return chunk(result.document, settings.passage_chars)
