"""Step R1: questions with sentences that answer them and sentences that nearly do.

Each file in the format of SQuAD becomes a corpus of its own, searched as twinbot searches. A
question's candidates are the sentences of its evidence: right where they hold the answer in the
paragraph that was asked about, left out where they hold it elsewhere, wrong otherwise.

Usage: python training/reader_examples.py --squad ja=FILE … --out examples.jsonl
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from questions_asked import Asked, bare, read_squad, write_articles

from twinbot.answering.scoring.confidence import load_calibration
from twinbot.answering.scoring.sentences import ScoredSentence, SentenceScorer
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.evidence import PASSAGES_CONSIDERED
from twinbot.glossary import parse_glossary
from twinbot.index import open_generation
from twinbot.indexing import ingest
from twinbot.retrieval import HybridRetriever
from twinbot.settings import STATIC_MODEL, Settings
from twinbot.types import Language

CANDIDATES = 16
"""Of each question: what the reader chooses among is the best by the other signals."""
FILES_A_CORPUS = 4


def main() -> None:
    """Read the files, search, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", action="append", default=[], metavar="LANGUAGE=FILE")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    files: dict[Language, list[Path]] = {}
    for one in given.squad:
        language, _, path = one.partition("=")
        files.setdefault(language, []).append(Path(path))
    written = 0
    with given.out.open("w", encoding="utf-8") as out:
        for language, paths in files.items():
            for start in range(0, len(paths), FILES_A_CORPUS):
                articles = [a for p in paths[start : start + FILES_A_CORPUS] for a in read_squad(p)]
                for row in examples(language, articles):
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    written += 1
                print(language, start, written, flush=True)


def examples(language: Language, articles: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the questions about some articles with their candidates."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        asked = list(write_articles(folder / "corpus" / language, language, articles))
        settings = Settings(
            corpus=folder / "corpus", index=folder / "index", embedding_model=STATIC_MODEL
        )
        ingest(settings)
        embedder = StaticEmbedder(BUILT_IN_FOLDER)
        with open_generation(settings.index) as generation:
            glossary = parse_glossary(b"", "")
            titles = {d.document_id: d.title for d in generation.documents()}
            first = load_calibration(encoded=False).first
            retriever = HybridRetriever(generation, embedder, glossary)
            scorer = SentenceScorer(embedder, embedder, glossary, first, first, reader=None)
            for question in asked:
                evidence = retriever.retrieve(question.query, PASSAGES_CONSIDERED)
                scored = scorer.score(question.query, evidence, titles)
                yield {
                    "language": language,
                    "question": question.query.text,
                    "candidates": list(candidates(question, scored, titles)),
                }


def candidates(
    asked: Asked, scored: Sequence[ScoredSentence], titles: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield the best sentences, and right ones wherever they stand."""
    paragraph = bare(asked.paragraph)
    for place, sentence in enumerate(scored):
        holds = bool(asked.holds_answer and asked.holds_answer(sentence.hit, sentence.text))
        right = holds and bare(sentence.text) in paragraph
        if (right or place < CANDIDATES) and right == holds:
            passage = sentence.hit.passage
            yield {
                "context": f"{titles[passage.document_id]} {passage.heading}".strip(),
                "text": sentence.text,
                "right": right,
            }


if __name__ == "__main__":
    main()
