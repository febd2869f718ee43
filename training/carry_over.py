"""Optional step 5: start from the vectors of an earlier model, even of another tokenizer.

A piece that the earlier tokenizer cuts up gets the sum of its parts' vectors, which is what they
did in a text together.

Usage: python training/carry_over.py --work WORK --model src/twinbot/model --out start
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from evaluate import Vectors, packed_table
from tokenizers import Tokenizer
from train_tokenizer import SPELLED

_SPELLED_OUT = {other: one for one, other in SPELLED.items() if len(other) > 1}
_CUT = re.compile("(" + "|".join(_SPELLED_OUT) + ")")
MOST_VARIANTS = 8


def spellings(piece: str) -> Iterator[str]:
    """Yield a piece as it is, and with umlauts where it may have had them."""
    parts = _CUT.split(piece)
    choices = [(part, _SPELLED_OUT[part]) if part in _SPELLED_OUT else (part,) for part in parts]
    yield from (
        "".join(chosen) for chosen in itertools.islice(itertools.product(*choices), MOST_VARIANTS)
    )


def carry_over(old: Path, tokenizer_file: Path) -> Vectors:
    """Return a table for a tokenizer from the vectors of a packed model.

    Args:
        old: Folder of the packed model.
        tokenizer_file: The new tokenizer.

    Returns:
        float32 of shape (new pieces, dimension); zeros where no part of a piece is known.
    """
    file, table = packed_table(old)
    earlier = Tokenizer.from_file(str(file))
    content = json.loads(file.read_text("utf-8"))
    scores = dict(map(tuple, content["model"]["vocab"]))
    pieces = [piece for piece, _ in json.loads(tokenizer_file.read_text("utf-8"))["model"]["vocab"]]
    started = np.zeros((len(pieces), table.shape[1]), dtype=np.float32)
    for row, piece in enumerate(pieces[1:], 1):
        cuts = [earlier.model.tokenize(form) for form in spellings(piece)]
        likeliest = max(cuts, key=lambda cut: sum(scores.get(one.value, -30.0) for one in cut))
        started[row] = table[[one.id for one in likeliest]].sum(axis=0)
    return started


def main() -> None:
    """Read the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder of a packed model")
    parser.add_argument("--out", default="start", help="name for train.py --start")
    given = parser.parse_args()
    table = carry_over(given.model, given.work / "tokenizer.json")
    np.save(given.work / f"{given.out}.npy", table)
    print(f"{len(table):,} pieces, {(np.abs(table).sum(axis=1) > 0).sum():,} of them known")


if __name__ == "__main__":
    main()
