"""Refusals of what would be stored wrongly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twinbot.index.values import EncodedStatements
from twinbot.types import Document, Passage


def check_vectors(
    document: Document,
    passages: Sequence[Passage],
    vectors: NDArray[np.float32],
    dimension: int,
) -> None:
    """Refuse vectors that would be stored wrongly.

    Raises:
        ValueError: If their shape is not (passages, dimension) or one is not finite.
    """
    wanted = (len(passages), dimension)
    if passages and (vectors.shape != wanted or not np.isfinite(vectors).all()):
        message = (
            f"{document.document_id}: vectors have shape {vectors.shape} and are "
            f"{'' if np.isfinite(vectors).all() else 'not '}finite, wanted {wanted} and finite"
        )
        raise ValueError(message)


def check_statements(
    document: Document, passages: Sequence[Passage], statements: Sequence[EncodedStatements]
) -> None:
    """Refuse statements that would be stored wrongly.

    Raises:
        ValueError: If there are some, but not for each passage, or a passage's spans, vectors and
            pieces do not match, or a span leaves its passage.
    """
    if statements and len(statements) != len(passages):
        message = (
            f"{document.document_id}: statements of {len(statements)} passages, wanted are those "
            f"of all {len(passages)}"
        )
        raise ValueError(message)
    for passage, own in zip(passages, statements, strict=False):
        outside = [span for span in own.spans if span.end > len(passage.text)]
        if not len(own.spans) == len(own.vectors) == len(own.seen) or outside:
            message = (
                f"{document.document_id}, passage {passage.passage_id}: {len(own.spans)} statements"
                f" with {len(own.vectors)} vectors and the pieces of {len(own.seen)}, "
                f"{len(outside)} of them beyond its end"
            )
            raise ValueError(message)
