"""The encoder: a small transformer that turns a text into a vector by what it says as a whole.

Where the static model (`twinbot.embedding`) knows words, it knows what they mean beside each
other: "Which of its twin towns has Bochum had the longest?" is near "The oldest partner city is
Sheffield". It is multilingual-e5-small, cut down to the pieces of three languages, at one byte a
weight, run by onnxruntime, which Chroma brings anyway. ``training/pack_encoder.py`` makes it;
``docs/model-card.md`` tells from what, under which licence, and how well it does.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twinbot.errors import EmbeddingError
from twinbot.kept import Kept
from twinbot.types import ModelIdentity

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

ENCODER_FOLDER = Path(__file__).parent / "encoder_model"
TOKENIZER_FILE = "tokenizer.json"
MODEL_FILE = "encoder.onnx"

QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
"""What the model was trained to find before each text (Wang et al. 2024, arXiv:2402.05672)."""

DIMENSION = 384
MAX_PIECES = 512
"""Of a text the model has places for so many; what goes beyond them is not seen."""

QUERIES_KEPT = 256
"""Vectors of the last queries: one question is searched for, and compared with sentences."""


class Encoder:
    """Turns texts into vectors; may be used from many threads."""

    def __init__(self, folder: Path = ENCODER_FOLDER) -> None:
        """Open the model.

        Args:
            folder: Holds the tokenizer and the layers.

        Raises:
            EmbeddingError: If a file is missing or damaged.
        """
        self._folder = folder
        self._tokenizer = _read_tokenizer(folder / TOKENIZER_FILE)
        self._session = _open_session(folder / MODEL_FILE)
        self._kept: Kept[str, Vectors] = Kept(QUERIES_KEPT)

    @cached_property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return ModelIdentity("encoder", DIMENSION, self.fingerprint)

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits over the files: vectors of another model are not comparable."""
        digest = hashlib.sha256()
        for name in (TOKENIZER_FILE, MODEL_FILE):
            digest.update((self._folder / name).read_bytes())
        return digest.hexdigest()[:16]

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what people ask; returns float32 of shape (texts, `DIMENSION`), rows of length 1.

        The vectors of blank texts are zeros.
        """
        rows = self._kept.look_up(
            texts,
            lambda missing: dict(zip(missing, self._encode(QUERY_PREFIX, missing), strict=True)),
        )
        return np.array(rows, dtype=np.float32).reshape(len(rows), DIMENSION)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what documents say, likewise."""
        return self._encode(PASSAGE_PREFIX, texts)

    def _encode(self, prefix: str, texts: Sequence[str]) -> Vectors:
        """Encode each text by itself.

        The layers round what they multiply by the largest value of a run: in a batch a text's
        vector would depend on its neighbours. Two processors are used better by two texts anyway.
        """
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        places = [place for place, text in enumerate(texts) if text.strip()]
        filled = [prefix + texts[place] for place in places]
        if len(filled) == 1:
            vectors[places] = self._run(filled[0])
        elif filled:
            with ThreadPoolExecutor(_processors()) as pool:
                vectors[places] = np.concatenate(list(pool.map(self._run, filled)))
        return vectors

    def _run(self, text: str) -> Vectors:
        """Return the vector of a text with its prefix, float32 of shape (1, `DIMENSION`)."""
        pieces = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        vector: Vectors = self._session.run(None, {"pieces": pieces})[0]
        return vector


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """Return the encoder that comes with the package, opened once."""
    return Encoder()


def _read_tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    _check_there(path)
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises no narrower class
        raise EmbeddingError(_damaged(path, error)) from error
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def _open_session(path: Path) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    _check_there(path)
    options = SessionOptions()
    options.intra_op_num_threads = 1  # texts go side by side instead
    try:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises eight classes that share no narrower one
        raise EmbeddingError(_damaged(path, error)) from error


def _processors() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _damaged(path: Path, error: Exception) -> str:
    return f"{path} is damaged ({error}); install twinbot again, its encoder comes with it."


def _check_there(path: Path) -> None:
    if not path.is_file():
        message = f"{path} is missing; install twinbot again, its encoder comes with it."
        raise EmbeddingError(message)
