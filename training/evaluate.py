"""Measure a model on the dev piece, to choose between variants without a look at any test set.

Usage: python training/evaluate.py --work WORK (--table table | --model FOLDER)
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tables import mean_table
from texts import read_tsv
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]
DEPTH = 10
FEWEST_QUERIES = 100
CLOZE_QUERIES = 1_000
CLOZE_SENTENCES = 3


def read_model(tokenizer_file: Path, table: Vectors) -> Embed:
    """Return the function from texts to normalised vectors."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file))

    def embed(texts: Sequence[str]) -> Vectors:
        encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        rows = [table[one.ids].sum(axis=0) for one in encodings]
        vectors = np.asarray(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        return unit

    return embed


def packed_table(folder: Path) -> tuple[Path, Vectors]:
    """Return the tokenizer file and the table, float32, of a packed model."""
    from safetensors.numpy import load_file

    module = folder / "0_StaticEmbedding"
    tensors = load_file(module / "model.safetensors")
    if "embeddings" in tensors:
        table = tensors["embeddings"] * tensors["weights"][:, None]
    else:
        table = tensors["embedding.weight"].astype(np.float32)
    return module / "tokenizer.json", table


def packed(folder: Path) -> Embed:
    """Open a packed model without torch."""
    return read_model(*packed_table(folder))


def ranks(queries: Vectors, pool: Vectors, wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rank, from 1, of each query's wanted text in a pool."""
    scores = queries @ pool.T
    own = scores[np.arange(len(queries)), wanted]
    better: NDArray[np.int64] = (scores > own[:, None]).sum(axis=1)
    return 1 + better


def figures(found: NDArray[np.int64]) -> dict[str, float]:
    """Return the measures of some ranks, in percent."""
    top = {f"R@{k}": float((found <= k).mean()) for k in (1, 5)}
    top["MRR@10"] = float(np.where(found <= DEPTH, 1 / found, 0).mean())
    return {name: round(100 * value, 2) for name, value in top.items()}


def sentences(folder: Path, embed: Embed) -> dict[str, dict[str, float]]:
    """Find translations among all dev sentences of the other language, in both directions."""
    rows = {path.stem: list(read_tsv(path)) for path in sorted(folder.glob("sentences.*.tsv"))}
    pools: dict[str, list[str]] = defaultdict(list)
    for name, pairs in rows.items():
        for side, language in enumerate(name.split(".")[2].split("-")):
            pools[language] += [pair[side] for pair in pairs]
    distinct = {language: list(dict.fromkeys(texts)) for language, texts in pools.items()}
    vectors = {language: embed(texts) for language, texts in distinct.items()}
    at = {key: {text: i for i, text in enumerate(texts)} for key, texts in distinct.items()}
    result = {}
    for name, pairs in rows.items():
        languages = name.split(".")[2].split("-")
        for one, other in ((0, 1), (1, 0)):
            asked = [at[languages[one]][pair[one]] for pair in pairs]
            wanted = np.asarray([at[languages[other]][pair[other]] for pair in pairs])
            found = ranks(vectors[languages[one]][asked], vectors[languages[other]], wanted)
            result[f"{name.rsplit('.', 1)[0]}.{languages[one]}-{languages[other]}"] = figures(found)
    return result


def mixed(folder: Path, embed: Embed) -> dict[str, dict[str, float]]:
    """Find translations among the dev sentences of both languages: a bias to its own one costs."""
    rows: dict[str, list[list[str]]] = defaultdict(list)
    for path in sorted(folder.glob("sentences.*.tsv")):
        rows[path.stem.split(".")[2]] += read_tsv(path)
    result = {}
    for languages, pairs in rows.items():
        at = {text: i for i, text in enumerate(dict.fromkeys(t for pair in pairs for t in pair))}
        vectors = embed(list(at))
        for one, other in ((0, 1), (1, 0)):
            asked = np.asarray([at[pair[one]] for pair in pairs])
            wanted = np.asarray([at[pair[other]] for pair in pairs])
            found = ranks(vectors[asked], vectors, wanted)
            found = np.maximum(1, found - 1)  # the sentence itself does not count
            name = "-".join(np.asarray(languages.split("-"))[[one, other]])
            result[f"mixed.{name}"] = figures(found)
    return result


def passages(folder: Path, embed: Embed) -> dict[str, dict[str, float]]:
    """Find the passage of each question or heading among all dev passages of its language."""
    rows = {path.stem: list(read_tsv(path)) for path in sorted(folder.glob("passages.*.tsv"))}
    pools: dict[str, dict[str, int]] = defaultdict(dict)
    for name, pairs in rows.items():
        pool = pools[name.rsplit("-", 1)[1]]
        for _, passage in pairs:
            pool.setdefault(passage, len(pool))
    vectors = {language: embed(list(pool)) for language, pool in pools.items()}
    result = {}
    for name, pairs in rows.items():
        if len(pairs) >= FEWEST_QUERIES:
            language = name.rsplit("-", 1)[1]
            wanted = np.asarray([pools[language][passage] for _, passage in pairs])
            asked = embed([question for question, _ in pairs])
            result[name] = figures(ranks(asked, vectors[language], wanted))
    return result


def cloze(path: Path, embed: Embed) -> dict[str, dict[str, float]]:
    """Find the rest of a paragraph by its middle sentence, within and across languages."""
    with path.open(encoding="utf-8") as lines:
        blocks = [json.loads(line) for line in lines]
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for block in blocks:
        for one, query_side in zip(block["languages"], block["sides"], strict=True):
            for other, side in zip(block["languages"], block["sides"], strict=True):
                if min(len(query_side), len(side)) >= CLOZE_SENTENCES:
                    middle = len(query_side) // 2
                    rest = side if one != other else side[:middle] + side[middle + 1 :]
                    asked[f"cloze.{one}-{other}"].append((query_side[middle], " ".join(rest)))
    result = {}
    for name, pairs in sorted(asked.items()):
        kept = pairs[:CLOZE_QUERIES]
        pool = embed([rest for _, rest in pairs])
        wanted = np.arange(len(kept))
        result[name] = figures(ranks(embed([query for query, _ in kept]), pool, wanted))
    return result


def evaluate(dev: Path, embed: Embed) -> dict[str, dict[str, float]]:
    """Return all figures of the dev piece and their means."""
    result = {
        **sentences(dev, embed),
        **mixed(dev, embed),
        **passages(dev, embed),
        **cloze(dev / "paragraphs.jsonl", embed),
    }
    for kind in ("sentences", "mixed", "passages", "cloze"):
        rows = [values for name, values in result.items() if name.startswith(kind)]
        result[f"mean {kind}"] = {
            measure: round(float(np.mean([row[measure] for row in rows])), 2) for measure in rows[0]
        }
    return result


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--table", action="append", help="train.py --out; of several, the mean")
    parser.add_argument("--model", type=Path, help="a packed folder instead")
    given = parser.parse_args()
    embed = (
        packed(given.model)
        if given.model
        else read_model(given.work / "tokenizer.json", mean_table(given.work, given.table))
    )
    for name, values in evaluate(given.work / "dev", embed).items():
        print(f"{name:34s}", *(f"{key} {value:6.2f}" for key, value in values.items()))


if __name__ == "__main__":
    main()
