"""Write the vectors of a corpus' known questions beside them, for first indexes to take.

To be run when ``corpus/questions.csv`` or the encoder has changed; without it all stays right, and
the first index on another machine takes longer. Vectors that the file holds already are kept.

Usage: python scripts/encode_questions.py [--corpus corpus]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from twinbot.encoder import load_encoder
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions
from twinbot.question_vectors import (
    NO_VECTORS,
    QUESTION_VECTORS_FILE,
    QuestionVectors,
    dump_question_vectors,
    parse_question_vectors,
)

REPOSITORY = Path(__file__).parents[1]
AT_ONCE = 64
"""So many questions are encoded at a time: the states of each take 100 kB."""


def main() -> None:
    """Read the questions, encode what the file lacks, write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus")
    corpus: Path = parser.parse_args().corpus
    path = corpus / QUESTION_VECTORS_FILE
    questions = read_questions(corpus / KNOWN_QUESTIONS_FILE)
    there = read_vectors(path)
    if there.encoder != load_encoder().fingerprint:
        there = NO_VECTORS
    known = {question: there.look_up(question) for question in questions}
    missing = [question for question, vector in known.items() if vector is None]
    for start in range(0, len(missing), AT_ONCE):
        some = missing[start : start + AT_ONCE]
        known |= dict(zip(some, load_encoder().encode_queries(some), strict=True))
    vectors = np.array([known[question] for question in questions], dtype=np.float32)
    packed = QuestionVectors.pack(load_encoder().fingerprint, questions, vectors)
    path.write_bytes(dump_question_vectors(packed))
    print(f"{path}: {len(questions)} questions, of which {len(missing)} were encoded")


def read_questions(path: Path) -> list[str]:
    """Return every question of the table once, near misses too, in a lasting order."""
    known = parse_known_questions(path.read_bytes(), str(path))
    return sorted({text for entry in known for text in (*entry.questions, *entry.near_misses)})


def read_vectors(path: Path) -> QuestionVectors:
    """Return what the file holds, nothing where there is none."""
    return parse_question_vectors(path.read_bytes() if path.is_file() else b"", str(path))


if __name__ == "__main__":
    main()
