"""The index: generations of vectors, words and documents, published atomically.

Writers use `open_writer`, one-off readers `open_generation`, long-lived ones `LiveIndex`.
"""

from twinbot.index.current import read_current
from twinbot.index.generation import Generation, open_generation
from twinbot.index.live import LiveIndex
from twinbot.index.progress import BuildProgress, read_progress, telling_progress
from twinbot.index.values import (
    SCHEMA,
    DocumentSummary,
    EncodedStatements,
    GenerationInfo,
    ScoredId,
    SeenPieces,
)
from twinbot.index.vector_cache import VectorCache
from twinbot.index.writer import GenerationWriter, open_writer

__all__ = [
    "SCHEMA",
    "BuildProgress",
    "DocumentSummary",
    "EncodedStatements",
    "Generation",
    "GenerationInfo",
    "GenerationWriter",
    "LiveIndex",
    "ScoredId",
    "SeenPieces",
    "VectorCache",
    "open_generation",
    "open_writer",
    "read_current",
    "read_progress",
    "telling_progress",
]
