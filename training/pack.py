"""Step 6: write the trained table as a sentence-transformers folder of 20 MB at most.

The table is stored as one byte a value: ``embeddings`` (int8) times ``weights`` (float32, one a
row). sentence-transformers (6.2 or later) multiplies them when it loads; so does twinbot, in numpy.

Usage: python training/pack.py --work WORK --out FOLDER [--table NAME …] [--float16]
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tables import mean_table

LARGEST = 20_000_000
MODULE = "0_StaticEmbedding"
MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": MODULE,
        "type": "sentence_transformers.models.StaticEmbedding",
    }
]


def quantised(table: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """Return the table as bytes and one factor a row."""
    largest = np.abs(table).max(axis=1)
    weights = np.where(largest > 0, largest / 127, 1).astype(np.float32)
    return {
        "embeddings": np.rint(table / weights[:, None]).astype(np.int8),
        "weights": weights,
    }


def pack(table: NDArray[np.float32], tokenizer: Path, out: Path, *, float16: bool) -> int:
    """Write the folder, file by file in one move each, and return its size in bytes.

    Raises:
        ValueError: If it is larger than a package should carry.
    """
    tensors = {"embedding.weight": table.astype(np.float16)} if float16 else quantised(table)
    module = out / MODULE
    module.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        fresh = Path(folder)
        save_file(tensors, fresh / "model.safetensors")
        shutil.copyfile(tokenizer, fresh / "tokenizer.json")
        (fresh / "modules.json").write_text(json.dumps(MODULES, indent=1) + "\n", "utf-8")
        for path in fresh.iterdir():
            path.chmod(0o644)
        size = sum(path.stat().st_size for path in fresh.iterdir())
        if size > LARGEST:
            message = f"{size:,} bytes, {LARGEST:,} at most; take fewer dimensions or pieces"
            raise ValueError(message)
        (fresh / "tokenizer.json").replace(module / "tokenizer.json")
        (fresh / "model.safetensors").replace(module / "model.safetensors")
        (fresh / "modules.json").replace(out / "modules.json")
    return size


def main() -> None:
    """Read the command line and pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--table", action="append", help="train.py --out; of several, the mean")
    parser.add_argument("--float16", action="store_true", help="two bytes a value instead of one")
    given = parser.parse_args()
    table = mean_table(given.work, given.table or ["table"])
    size = pack(table, given.work / "tokenizer.json", given.out, float16=given.float16)
    print(f"{given.out}: {len(table):,} pieces x {table.shape[1]}, {size:,} bytes")


if __name__ == "__main__":
    main()
