"""Files to documents: one reader per format, each file in a limited child process."""

from twinbot.reading.corpus import CorpusFile, find_file, list_corpus
from twinbot.reading.document import ReadingLimits, ReadResult, read_in_process
from twinbot.reading.guard import read_documents

READING = 4
"""Changes with what the readers make of a file: an index of another is made anew."""

__all__ = [
    "READING",
    "CorpusFile",
    "ReadResult",
    "ReadingLimits",
    "find_file",
    "list_corpus",
    "read_documents",
    "read_in_process",
]
