"""Known questions as the file that travels with an index."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.scoring.likeness import KnownQuestions, StatementKey
from twinbot.array_files import read_arrays
from twinbot.errors import IndexStoreError
from twinbot.types import Span

LIKENESS_FILE: Final = "known_questions.npz"
"""What the index calls it."""


def dump_known_questions(known: KnownQuestions) -> bytes:
    """Return them, but for the metric, as the content of a file."""
    passage_ids = sorted({passage_id for passage_id, _ in [*known.answered, *known.missed]})
    places = {passage_id: place for place, passage_id in enumerate(passage_ids)}
    words = json.dumps([list(known.texts), list(known.languages)], ensure_ascii=False)
    file = io.BytesIO()
    np.savez(
        file,
        words=np.frombuffer(words.encode(), dtype=np.uint8),
        vectors=known.vectors.astype(np.float16),
        passages=np.array(passage_ids, dtype=np.str_),
        answered=_rows(known.answered, places),
        missed=_rows(known.missed, places),
    )
    return file.getvalue()


def load_known_questions(
    content: bytes, metric: NDArray[np.float32] | None = None
) -> KnownQuestions:
    """Read what `dump_known_questions` wrote, to be compared by a metric.

    Raises:
        IndexStoreError: If the content is no such file.
    """
    try:
        words, vectors, passages, *rows = read_arrays(
            content, "words", "vectors", "passages", "answered", "missed"
        )
        texts, languages = json.loads(words.tobytes())
        vectors = vectors.astype(np.float32)
        answered, missed = (_keyed(own, passages.tolist()) for own in rows)
    except (ValueError, TypeError, IndexError) as error:
        message = f"{LIKENESS_FILE}: damaged ({error}); run twinbot ingest --rebuild"
        raise IndexStoreError(message) from error
    return KnownQuestions(texts, languages, vectors, answered, missed, metric)


def _rows(
    of_statement: Mapping[StatementKey, NDArray[np.intp]], places: Mapping[str, int]
) -> NDArray[np.int32]:
    """Return number of the question, place of the passage, start and end of the span, each."""
    rows = [
        (question, places[passage_id], span.start, span.end)
        for (passage_id, span), questions in of_statement.items()
        for question in questions.tolist()
    ]
    return np.array(rows, dtype=np.int32).reshape(-1, 4)


def _keyed(
    rows: NDArray[np.int32], passage_ids: Sequence[str]
) -> Mapping[StatementKey, NDArray[np.intp]]:
    """Return what `_rows` was made of."""
    numbers: defaultdict[StatementKey, list[int]] = defaultdict(list)
    for question, place, start, end in rows.tolist():
        numbers[passage_ids[place], Span(start, end)].append(question)
    return {key: np.array(own, dtype=np.intp) for key, own in numbers.items()}
