"""Files to documents: one reader per format, each file in a limited child process."""

from twinbot.reading.corpus import CorpusFile, list_corpus
from twinbot.reading.document import ReadingLimits, ReadResult, read_in_process
from twinbot.reading.guard import read_documents

__all__ = [
    "CorpusFile",
    "ReadResult",
    "ReadingLimits",
    "list_corpus",
    "read_documents",
    "read_in_process",
]
