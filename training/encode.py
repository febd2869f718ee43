"""Step 3: turn every text into piece ids once.

Usage: python training/encode.py --work WORK
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from texts import read_tsv
from tokenizers import Tokenizer

BATCH = 20_000
LONGEST = 256


@dataclass(slots=True)
class Interned:
    """Texts by number, each once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """Return the number of a text, a new one if it is new."""
        return self.numbers.setdefault(text, len(self.numbers))


def read_groups(folder: Path, interned: Interned) -> dict[str, NDArray[np.int32]]:
    """Return each group as an array of (left, right) numbers."""
    groups = {}
    for path in sorted(folder.glob("*.tsv")):
        rows = [(interned.number(left), interned.number(right)) for left, right in read_tsv(path)]
        groups[path.stem] = np.asarray(rows, dtype=np.int32)
    return groups


def read_paragraphs(path: Path, interned: Interned) -> list[dict[str, object]]:
    """Return paragraphs with sentences as numbers."""
    paragraphs: list[dict[str, object]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            sides = [[interned.number(text) for text in side] for side in row["sides"]]
            paragraphs.append({**row, "sides": sides})
    return paragraphs


def tokenize(tokenizer: Tokenizer, texts: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the ids of all texts in a row, and where each starts (and the end)."""
    parts: list[NDArray[np.int32]] = []
    lengths: list[int] = []
    for start in range(0, len(texts), BATCH):
        for encoding in tokenizer.encode_batch_fast(
            texts[start : start + BATCH], add_special_tokens=False
        ):
            ids = np.asarray(encoding.ids[:LONGEST], dtype=np.int32)
            parts.append(ids)
            lengths.append(len(ids))
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return np.concatenate(parts), offsets


def main() -> None:
    """Read the command line and encode train and dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    work = parser.parse_args().work
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    interned = Interned()
    groups = read_groups(work / "train", interned)
    paragraphs = read_paragraphs(work / "paragraphs.jsonl", interned)
    ids, offsets = tokenize(tokenizer, list(interned.numbers))
    arrays: dict[str, Any] = {"ids": ids, "offsets": offsets, **groups}
    np.savez(work / "encoded.npz", **arrays)
    (work / "paragraphs.encoded.json").write_text(json.dumps(paragraphs), "utf-8")
    texts = json.dumps(list(interned.numbers), ensure_ascii=False)
    (work / "texts.json").write_text(texts, "utf-8")
    print(f"{len(offsets) - 1} texts, {len(ids)} pieces, {len(ids) / len(offsets):.1f} a text")


if __name__ == "__main__":
    main()
