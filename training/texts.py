"""Texts of the training data: reading, comparing, and keeping the test sentences out."""

from __future__ import annotations

import gzip
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

JAPANESE = "ぁ-ゖァ-ヺー一-鿿々〆"
_JAPANESE_LETTER = re.compile(f"[{JAPANESE}]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_SPACE = re.compile(r"\s+")

LATIN_SHINGLE = 40
JAPANESE_SHINGLE = 20


def one_line(text: str) -> str:
    """Collapse white space, so that a text fits a field of a TSV file."""
    return _SPACE.sub(" ", text).strip()


def is_japanese(text: str) -> bool:
    """Tell whether a text holds a kana or a kanji."""
    return _JAPANESE_LETTER.search(text) is not None


def letters(text: str) -> str:
    """Return the form in which texts are compared: NFKC, casefolded, letters and digits only."""
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def fraction(text: str, seed: int) -> float:
    """Map a text to [0, 1) by a hash, so that a split does not depend on the order of a file."""
    digest = hashlib.blake2b(f"{seed}:{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def read_tsv(path: Path) -> Iterator[list[str]]:
    """Yield the fields of each line of a TSV file, gzipped or not."""
    zipped = path.suffix == ".gz"
    with (
        gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8") as lines
    ):
        for line in lines:
            yield [one_line(field) for field in line.rstrip("\n").split("\t")]


def shingle_length(text: str) -> int:
    """Return how many letters in a row make a near-duplicate."""
    return JAPANESE_SHINGLE if is_japanese(text) else LATIN_SHINGLE


def runs(compared: str, length: int, step: int = 1) -> Iterator[str]:
    """Yield the runs of a number of letters, one at each step."""
    return (
        compared[start : start + length] for start in range(0, len(compared) - length + 1, step)
    )


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Sentences that must not be trained on, whole or in long parts.

    Attributes:
        whole: Compared forms.
        parts: Their shingles.
        halves: All runs of half a shingle. Two texts that share a shingle share one of these at
            a multiple of its length, which is quick to look for.
    """

    whole: frozenset[str]
    parts: frozenset[str]
    halves: frozenset[str]

    @classmethod
    def of(cls, sentences: Iterable[str]) -> Exclusion:
        """Build from the sentences of test sets."""
        compared = [(letters(text), shingle_length(text)) for text in sentences]
        return cls(
            whole=frozenset(text for text, _ in compared),
            parts=frozenset(part for text, length in compared for part in runs(text, length)),
            halves=frozenset(part for text, length in compared for part in runs(text, length // 2)),
        )

    def holds(self, text: str) -> bool:
        """Tell whether a text equals a test sentence or shares a shingle with one."""
        compared, length = letters(text), shingle_length(text)
        half = length // 2
        if compared in self.whole:
            return True
        if not any(part in self.halves for part in runs(compared, half, half)):
            return False
        return any(part in self.parts for part in runs(compared, length))


def test_sentences(folder: Path) -> list[str]:
    """Return every sentence of the TSV files of a folder of tests."""
    return [
        field for path in sorted(folder.glob("*.tsv")) for row in read_tsv(path) for field in row
    ]
