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
import re
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

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
STATE_DIMENSION = 2 * DIMENSION
"""A piece's state after nine of the twelve layers, and after all."""

MAX_PIECES = 512
"""Of a text the model has places for so many; what goes beyond them is not seen."""

_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß", "Ae": "Ä", "Oe": "Ö", "Ue": "Ü"}
_TWO_LETTERS = re.compile(f"({'|'.join(_UMLAUTS)})")
_SPELLED_OUT = re.compile(rf"\b[^\W\d_]*{_TWO_LETTERS.pattern}[^\W\d_]*\b")
_MAX_UMLAUTS = 5
"""In one word; a longer compound stays as it is."""

QUESTION_PIECES = 40
"""Of a query the states of so many pieces are kept; its vector is of all."""

QUERIES_KEPT = 128
"""The last queries as encoded: one question is searched for, compared with sentences and read with
them. A follow-up has five wordings, and as many visitors ask at once as there are threads."""

EXACT_BYTES = ("session.x64quantprecision", "1")
"""Has processors without VNNI, which many rented machines are, multiply bytes as those with it do.
Their faster way cuts sums of two products off at 16 bits: a text's vector then has a cosine of .996
to that of other machines, and an index made on one is searched with questions of another. The exact
way takes 9 % longer there and changes nothing elsewhere."""

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text as the encoder sees it.

    Attributes:
        vector: Of the whole, float32 of shape (`DIMENSION`,), of length 1; zeros of a blank text.
        states: Of each piece where it stands, float32 of shape (pieces, `STATE_DIMENSION`).
        starts: Where in the text each piece starts, int64 of shape (pieces,); -1 for those that
            are put before and after every text.
    """

    vector: Vectors
    states: Vectors
    starts: NDArray[np.int64]


NOTHING = EncodedText(
    np.zeros(DIMENSION, np.float32),
    np.zeros((0, STATE_DIMENSION), np.float32),
    np.zeros(0, np.int64),
)


class QueryEncoder(Protocol):
    """What encodes questions: the encoder, or the encoder with a cache."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (texts, dimension), rows of length 1."""


class EagerQueryEncoder(QueryEncoder, Protocol):
    """What also encodes questions ahead: the encoder."""

    def begin_queries(self, texts: Sequence[str]) -> None:
        """Begin to encode what will be asked for soon, on other processors if there are any."""


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
        self._session = open_session(folder / MODEL_FILE)
        self._kept: Kept[bytes, EncodedText] = Kept(QUERIES_KEPT)
        self._secret = secrets.token_bytes(16)
        self._others = count_processors() - 1
        self._pool = ThreadPoolExecutor(max(1, self._others), thread_name_prefix="encoder")
        self._begun: dict[bytes, Future[EncodedText]] = {}
        self._lock = threading.Lock()

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
        return _rows([read.vector for read in self.read_queries(texts)])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what documents say, likewise."""
        return _rows(self._each(PASSAGE_PREFIX, texts, lambda _, read: read.vector))

    def read_queries(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode what people ask, with the states of its first `QUESTION_PIECES` pieces.

        They are remembered by a hash with a secret of this process: their words stay nowhere.
        """
        by_key = {self._hash(text): text for text in texts}
        return self._kept.look_up(
            [self._hash(text) for text in texts],
            lambda missing: self._read_side_by_side({key: by_key[key] for key in missing}),
        )

    def begin_queries(self, texts: Sequence[str]) -> None:
        """Begin to encode what will be asked for soon, on other processors if there are any.

        Where all are busy, nobody waits: whoever asks for a text that no thread has begun yet
        encodes it. What is not asked for after all is encoded in vain.
        """
        if not self._others:
            return
        for text in texts:
            key = self._hash(text)
            if key not in self._kept:
                self._begin(key, text)

    def _hash(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._secret, digest_size=16).digest()

    def _begin(self, key: bytes, text: str) -> Future[EncodedText]:
        with self._lock:
            begun = self._begun.get(key)
            if begun is None:
                begun = self._begun[key] = self._pool.submit(self._read_ahead, key, text)
            return begun

    def _read_ahead(self, key: bytes, text: str) -> EncodedText:
        try:
            (read,) = self._kept.look_up([key], lambda _: {key: self._read_query(text)})
            return read
        finally:
            with self._lock:
                self._begun.pop(key, None)

    def _read_side_by_side(self, asked: Mapping[bytes, str]) -> dict[bytes, EncodedText]:
        """Encode queries, this thread from one end and others from the other."""
        if not self._others:
            return {key: self._read_query(text) for key, text in asked.items()}
        first, *others = asked
        with self._lock:
            begun = self._begun.get(first)
        futures = {first: begun} | {key: self._begin(key, asked[key]) for key in others}
        return {
            key: self._read_unless_begun(key, asked[key], futures[key])
            for key in (first, *reversed(others))
        }

    def _read_unless_begun(
        self, key: bytes, text: str, begun: Future[EncodedText] | None
    ) -> EncodedText:
        if begun and not begun.cancel():
            return begun.result()
        with self._lock:
            if self._begun.get(key) is begun:
                self._begun.pop(key, None)
        return self._read_query(text)

    def _read_query(self, text: str) -> EncodedText:
        read = self._run(QUERY_PREFIX, self._with_umlauts(text))
        states, starts = read.states[:QUESTION_PIECES], read.starts[:QUESTION_PIECES]
        return EncodedText(read.vector, states.copy(), starts.copy())  # a view would keep them all

    def _with_umlauts(self, text: str) -> str:
        """Return a question with "fuer" written "für": as typed it is another word to the model.

        Of a word's spellings the one of fewest pieces is what the model knows, so that "neue" and
        "blue" stay. Documents stay as they are.
        """
        return _SPELLED_OUT.sub(
            lambda word: min(_spellings(word.group()), key=self._count_pieces), text
        )

    def _count_pieces(self, word: str) -> int:
        return len(self._tokenizer.encode(word, add_special_tokens=False).ids)

    def read_passages(
        self, texts: Sequence[str], keep: Callable[[int, EncodedText], Part]
    ) -> list[Part]:
        """Encode what documents say, and return what ``keep`` makes of each: states are large.

        Args:
            texts: What they say.
            keep: Called, from several threads, with the place of a text among all and with what
                the encoder makes of it.
        """
        return self._each(PASSAGE_PREFIX, texts, keep)

    def _each(
        self, prefix: str, texts: Sequence[str], keep: Callable[[int, EncodedText], Part]
    ) -> list[Part]:
        """Encode each text by itself.

        The layers round what they multiply by the largest value of a run: in a batch a text's
        vector would depend on its neighbours. Two processors are used better by two texts anyway.
        """

        def encode(place: int) -> Part:
            return keep(place, self._run(prefix, texts[place]))

        if len(texts) == 1:
            return [encode(0)]
        with ThreadPoolExecutor(count_processors()) as pool:
            return list(pool.map(encode, range(len(texts))))

    def _run(self, prefix: str, text: str) -> EncodedText:
        if not text.strip():
            return NOTHING
        cut = self._tokenizer.encode(prefix + text)
        pieces = np.array([cut.ids], dtype=np.int64)
        vectors, states = self._session.run(["vectors", "states"], {"pieces": pieces})
        starts = [
            start - len(prefix) if end > start >= len(prefix) else -1 for start, end in cut.offsets
        ]
        return EncodedText(vectors[0], states[0], np.array(starts, dtype=np.int64))


def _spellings(word: str) -> list[str]:
    """Return a word with each of its "ae", "oe", "ue" and "ss" as it stands, and as one letter."""
    parts = _TWO_LETTERS.split(word)
    if len(parts) // 2 > _MAX_UMLAUTS:
        return [word]
    return ["".join(spelling) for spelling in product(*map(_letters, parts))]


def _letters(part: str) -> tuple[str, ...]:
    return (part, _UMLAUTS[part]) if part in _UMLAUTS else (part,)


def _rows(vectors: Sequence[Vectors]) -> Vectors:
    return np.array(vectors, dtype=np.float32).reshape(len(vectors), DIMENSION)


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """Return the encoder that comes with the package, opened once."""
    return Encoder()


def _read_tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    check_there(path)
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises no narrower class
        raise EmbeddingError(tell_damaged(path, error)) from error
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def open_session(path: Path) -> InferenceSession:
    """Open a model that comes with the package, to be run by one thread a run.

    Raises:
        EmbeddingError: If the file is missing or damaged.
    """
    from onnxruntime import InferenceSession, SessionOptions

    check_there(path)
    options = SessionOptions()
    options.intra_op_num_threads = 1  # runs go side by side instead
    options.add_session_config_entry(*EXACT_BYTES)
    try:
        return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises eight classes that share no narrower one
        raise EmbeddingError(tell_damaged(path, error)) from error


def count_processors() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def tell_damaged(path: Path, reason: object) -> str:
    """Return what to say of a file of the package that cannot be read, and what to do."""
    return f"{path} is damaged ({reason}); install twinbot again, its models come with it."


def check_there(path: Path) -> None:
    """Raise `EmbeddingError` where a file of the package is missing."""
    if not path.is_file():
        message = f"{path} is missing; install twinbot again, its models come with it."
        raise EmbeddingError(message)
