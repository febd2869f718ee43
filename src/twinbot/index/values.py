"""Values that the parts of the index exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from twinbot.types import Language, ModelIdentity, Span

SCHEMA = 3
"""Layout of a generation; an index of another schema is refused."""


@dataclass(frozen=True, slots=True)
class ScoredId:
    """A passage found by one ranker; a higher score is better."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class SeenPieces:
    """The pieces of a statement and of what goes before it, as the contextual reader sees them.

    Attributes:
        values: int8 of shape (pieces, dimension).
        lines: Which line of the statement each is of, from 1; 0 for what goes before. uint8 of
            shape (pieces,).
    """

    values: NDArray[np.int8]
    lines: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class EncodedStatements:
    """What of a passage can be quoted alone, each with what the encoder makes of it.

    Attributes:
        spans: Where they stand in the passage's text.
        vectors: float16 of shape (statements, dimension of the encoder), rows of length 1.
        seen: The pieces of each.
    """

    spans: tuple[Span, ...]
    vectors: NDArray[np.float16]
    seen: tuple[SeenPieces, ...]


NO_STATEMENTS = EncodedStatements((), np.zeros((0, 0), dtype=np.float16), ())
"""Of a passage in which nothing was encoded."""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """What is known of a stored document without reading its pages."""

    document_id: str
    title: str
    language: Language
    translation_group: str
    sha256: str
    date: date | None
    pages: int
    passages: int


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """What is known of a file that travels with a generation.

    Attributes:
        size: In bytes.
        sha256: Of its content.
    """

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """What a generation is, as its manifest and ``CURRENT`` say.

    Attributes:
        generation: Name of its directory.
        model: Which embedding model made its vectors.
        schema: Layout of the directory.
        recipe: Which chunking made its passages, and which encoder the vectors of statements.
        created_at: When it was published, UTC.
        documents: Count by language.
        pages: Count by language.
        passages: Count by language.
        attached: The files that travel with it, by name; ``None`` where the manifest lists none,
            as those of earlier versions do.
    """

    generation: str
    model: ModelIdentity
    schema: int
    recipe: str
    created_at: datetime
    documents: Mapping[Language, int]
    pages: Mapping[Language, int]
    passages: Mapping[Language, int]
    attached: Mapping[str, AttachedFile] | None = None
