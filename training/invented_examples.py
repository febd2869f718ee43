"""Step R3b: questions about invented documents, beside sentences that do not answer them.

Where step R3 asks about the corpus at hand, these teach the reader to know an answer in a document
of any subject, in other words than its own and across languages, and to know that there is none
though the document tells of the very person or place (``invented.py``).

Usage: python training/invented_examples.py --out invented.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from invented import InventedDocument, holds_quote, read_invented

from twinbot.answering.extraction.statements import (
    reading_context,
    statement_context,
    statement_spans,
    statement_text,
)
from twinbot.encoder import Encoder, load_encoder
from twinbot.index import open_generation
from twinbot.indexing import ingest
from twinbot.settings import STATIC_MODEL, Settings

CANDIDATES = 16
NEAREST = 10
"""So many wrong candidates are those nearest to the question; the others are drawn."""


def main() -> None:
    """Cut each document into statements, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    rng, encoder = random.Random(given.seed), load_encoder()
    rows = [row for one in read_invented("reader") for row in examples(one, encoder, rng)]
    rng.shuffle(rows)  # the last ones are held out
    with given.out.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{given.out}: {len(rows)} questions")


def examples(
    document: InventedDocument, encoder: Encoder, rng: random.Random
) -> Iterator[dict[str, Any]]:
    """Yield each question with what answers it first, if anything does, and wrong ones behind."""
    told = list(dict.fromkeys(read_statements(document)))
    vectors = encoder.encode_passages([statement_text(context, text) for context, text in told])
    for subject in document.subjects:
        right = [n for n, (_, text) in enumerate(told) if holds_quote(text, subject.quotes)]
        if subject.quotes and not right:
            continue  # quoted is what the reader never sees alone, such as a question
        shortest = sorted(right, key=lambda place: len(told[place][1]))[:1]
        asked = encoder.encode_queries(list(subject.questions.values()))
        for (language, question), vector in zip(subject.questions.items(), asked, strict=True):
            order = [n for n in np.argsort(-(vectors @ vector)).tolist() if n not in right]
            others = rng.sample(order[NEAREST:], len(order[NEAREST:]))
            places = [*shortest, *order[:NEAREST], *others][:CANDIDATES]
            yield {
                "language": language,
                "question": question,
                "answered": bool(right),
                "candidates": [
                    {
                        "context": told[place][0],
                        "text": told[place][1],
                        "language": document.language,
                        "right": place in right,
                    }
                    for place in places
                ],
            }


def read_statements(document: InventedDocument) -> Iterator[tuple[str, str]]:
    """Yield each statement of a document, with the title and headings above it before it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            corpus=Path(folder, "corpus"), index=Path(folder, "index"), embedding_model=STATIC_MODEL
        )
        document.write(settings.corpus)
        ingest(settings)
        with open_generation(settings.index) as generation:
            [summary] = generation.documents()
            group, language = summary.translation_group, document.language
            for passage in generation.passages(generation.group_passages([group], language)[group]):
                above = reading_context(summary.title, passage)
                for span in statement_spans(passage.text, language):
                    context = statement_context(above, passage.text, span)
                    yield context, span.of(passage.text)


if __name__ == "__main__":
    main()
