"""Prove that no test sentence, and no long part of one, stands in the training data.

Every run of 40 letters (20 where the text is Japanese) of every training text is looked up, without
the shortcut that prepare.py takes. Ends with exit code 1 and the texts if one is found.

Usage: python training/check_leakage.py --work WORK --tests FOLDER
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from texts import letters, read_tsv, runs, shingle_length, test_sentences

SHOWN = 20


def training_texts(work: Path) -> Iterator[tuple[str, str]]:
    """Yield the file and the text of all that encode.py reads for training."""
    for path in sorted((work / "train").glob("*.tsv")):
        for row in read_tsv(path):
            for text in row:
                yield path.name, text
    path = work / "paragraphs.jsonl"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for side in json.loads(line)["sides"]:
                for text in side:
                    yield path.name, text
                yield path.name, " ".join(side)


def leaks(texts: Iterator[tuple[str, str]], tests: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield file, training text and test sentence of each text that repeats a test sentence."""
    whole = {letters(text): text for text in tests}
    parts: dict[int, dict[str, str]] = {20: {}, 40: {}}
    for text in tests:
        length = shingle_length(text)
        parts[length].update(dict.fromkeys(runs(letters(text), length), text))
    for file, text in texts:
        compared, length = letters(text), shingle_length(text)
        found = whole.get(compared)
        for part in () if found else runs(compared, length):
            if part in parts[length]:
                found = parts[length][part]
                break
        if found:
            yield file, text, found


def main() -> None:
    """Read the command line and check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--tests", type=Path, required=True, help="folder of TSV files")
    given = parser.parse_args()
    tests = test_sentences(given.tests)
    found = list(leaks(training_texts(given.work), tests))
    for file, text, sentence in found[:SHOWN]:
        print(f"{file}: {text!r} repeats {sentence!r}")
    total = sum(1 for _ in training_texts(given.work))
    print(f"{total:,} training texts, {len(tests):,} test sentences, {len(found)} repeats")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
