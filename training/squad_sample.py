"""Step R0: SQuAD train from samples of it, where the whole file is not at hand.

Two samples are understood: questions with the sentence that answers each and its number in SQuAD
train (``questions``, ``answers``, ``question_ids``), and paragraphs with some of their questions
(``context``, ``qas``). Sentences with neighbouring numbers are of one article or the next; all
have the same title. The result is in the format of SQuAD.

Usage: python training/squad_sample.py [--sentences FILE] [--without FILE] [--paragraphs FILE]
    --out FILE
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from texts import letters

QUESTIONS_AN_ARTICLE = 200
"""About so many SQuAD train asks about an article: 87,599 about 442."""
SENTENCES_A_PARAGRAPH = 5
PARAGRAPHS_AN_ARTICLE = 25
TITLE = "Text"
"""Of every article: the samples name none, and a wrong one would mislead."""


def sentences_by_article(path: Path, without: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield articles made of answering sentences, in the order of SQuAD train.

    Args:
        path: The sample.
        without: Letters of sentences to leave out, because a test set holds them.
    """
    sample = json.loads(path.read_text("utf-8"))
    rows = sorted(zip(sample["question_ids"], sample["questions"], sample["answers"], strict=True))
    articles: dict[int, dict[str, list[str]]] = {}
    for number, question, sentence in rows:
        if letters(sentence) not in without:
            article = articles.setdefault(number // QUESTIONS_AN_ARTICLE, {})
            article.setdefault(sentence, []).append(question)
    for asked in articles.values():
        sentences = list(asked)
        yield {
            "title": TITLE,
            "paragraphs": [
                {
                    "context": " ".join(block),
                    "qas": [
                        {"question": question, "answers": [{"text": sentence}]}
                        for sentence in block
                        for question in asked[sentence]
                    ],
                }
                for block in blocks(sentences, SENTENCES_A_PARAGRAPH)
            ],
        }


def paragraphs_by_article(path: Path) -> Iterator[dict[str, Any]]:
    """Yield articles made of sampled paragraphs."""
    for block in blocks(json.loads(path.read_text("utf-8")), PARAGRAPHS_AN_ARTICLE):
        yield {
            "title": TITLE,
            "paragraphs": [
                {
                    "context": one["context"],
                    "qas": [
                        {"question": asked["question"], "answers": [{"text": asked["answer"]}]}
                        for asked in one["qas"]
                    ],
                }
                for one in block
            ],
        }


def blocks(rows: list[Any], size: int) -> Iterator[list[Any]]:
    """Yield so many rows at a time."""
    for first, last in pairwise([*range(0, len(rows), size), len(rows)]):
        yield rows[first:last]


def main() -> None:
    """Read the samples and write one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, help="sample of questions with sentences")
    parser.add_argument("--without", type=Path, help='file whose "candidates" are left out')
    parser.add_argument("--paragraphs", type=Path, help="sample of paragraphs with questions")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    kept_out = json.loads(given.without.read_text("utf-8"))["candidates"] if given.without else []
    articles: list[dict[str, Any]] = []
    if given.sentences:
        articles += sentences_by_article(given.sentences, frozenset(map(letters, kept_out)))
    if given.paragraphs:
        articles += paragraphs_by_article(given.paragraphs)
    given.out.write_text(json.dumps({"data": articles}, ensure_ascii=False), "utf-8")
    asked = sum(len(p["qas"]) for article in articles for p in article["paragraphs"])
    print(f"{asked:,} questions about {len(articles):,} articles")


if __name__ == "__main__":
    main()
