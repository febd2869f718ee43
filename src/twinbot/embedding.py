"""Text to vectors: the built-in models, or any sentence-transformers model.

What is built in are two models side by side. The static one is a table of token vectors and a
tokenizer: a text's vector is the mean of its tokens' vectors, so numpy reads and runs it without
torch; ``tests/unit/test_embedding.py`` holds it against sentence-transformers on the same files.
It finds translations and rare words. The encoder (`twinbot.encoder`) finds what is said in other
words. A text's built-in vector is both, one after the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.encoder import DIMENSION, Encoder, load_encoder
from twinbot.errors import EmbeddingError
from twinbot.settings import BUILT_IN_MODEL, STATIC_MODEL, Settings
from twinbot.types import ModelIdentity

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
Pieces = NDArray[np.int32]

BUILT_IN_FOLDER = Path(__file__).parent / "model"
JOINT_FOLDER = Path(__file__).parent / "joint_model"
"""What sentence-transformers loads as both models together, see `twinbot.sentence_module`."""

_STATIC_FOLDER = "0_StaticEmbedding"
_BATCH = 1_024
_WORTH_THREADS = 256
"""Fewer texts are cut one by one: waking the tokenizer's threads takes longer than the work, and
many times longer while others use the processor."""


class Embedder(Protocol):
    """What turns queries and passages into vectors of one space.

    All methods return float32 of shape (number of texts, dimension); rows have length 1, or 0
    where a text holds nothing that the model knows.
    """

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is; an index remembers it."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed what people ask."""

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed one question, whose shape is (dimension,).

        Args:
            text: The question.
            names: What it names, in the other languages.
        """

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what documents say."""


def mean_with_names(
    embed: Callable[[Sequence[str]], Vectors], text: str, names: Sequence[str]
) -> Vectors:
    """Return the mean of a question's vector and that of it with names behind, of length 1.

    Args:
        embed: Embeds queries, float32 of shape (texts, dimension).
        text: The question.
        names: What it names, in the other languages.
    """
    texts = [text, " ".join([text, *names])] if names else [text]
    mean: Vectors = embed(texts).mean(axis=0, keepdims=True, dtype=np.float32)
    vector: Vectors = _normalised(mean)[0]
    return vector


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The pieces of several texts, as the static model sees them before the mean.

    Attributes:
        vectors: float32 of shape (pieces of all texts, dimension), not normalised: a longer
            vector is a rarer, more telling piece, and the sum of a text's pieces points where the
            text's own vector does.
        lengths: How many pieces each text has, in order.
    """

    vectors: Vectors
    lengths: NDArray[np.intp]

    def of(self, number: int) -> Vectors:
        """Return the pieces of one text."""
        start = int(self.lengths[:number].sum())
        return self.vectors[start : start + int(self.lengths[number])]


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The vectors of all pieces, as stored.

    Attributes:
        stored: Shape (pieces, dimension): int8, or float16 or float32.
        scales: float32 of shape (pieces,), by which the stored rows are multiplied.
    """

    stored: NDArray[Any]
    scales: NDArray[np.float32]

    def rows(self, pieces: Sequence[int] | Pieces) -> Vectors:
        """Return the float32 vectors of some pieces; only these are ever expanded."""
        numbers = np.asarray(pieces, dtype=np.intp)
        vectors: Vectors = self.stored[numbers].astype(np.float32)
        vectors *= self.scales[numbers, None]
        return vectors


class StaticEmbedder:
    """A token table with mean pooling, in numpy."""

    def __init__(self, folder: Path, name: str = STATIC_MODEL) -> None:
        """Open a sentence-transformers folder whose only module is a ``StaticEmbedding``.

        Args:
            folder: Holds ``0_StaticEmbedding/tokenizer.json`` and ``model.safetensors``.
            name: What the operator called it.

        Raises:
            EmbeddingError: If the files are missing or do not fit together.
        """
        files = folder / _STATIC_FOLDER
        self._tokenizer = _read_tokenizer(files / "tokenizer.json")
        self._table = _read_table(files / "model.safetensors")
        rows, self._dimension = self._table.stored.shape
        if self._tokenizer.get_vocab_size() != rows:
            message = (
                f"{files}: the tokenizer has {self._tokenizer.get_vocab_size()} pieces, the table "
                f"{rows} rows; they must be equal. Take both from the same training."
            )
            raise EmbeddingError(message)
        self._identity = ModelIdentity(
            name=name,
            dimension=self._dimension,
            fingerprint=_hash_files(sorted(files.iterdir())),
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return self._identity

    @property
    def pieces(self) -> int:
        """How many pieces the model knows."""
        return len(self._table.scales)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed queries; a static model treats them like passages."""
        return self.embed_passages(texts)

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed a question, see `mean_with_names`."""
        return mean_with_names(self.embed_queries, text, names)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages as normalised means of their tokens' vectors.

        Returns:
            float32 of shape (number of texts, dimension).
        """
        vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            # Blanks alone would become a piece of their own and look like a text.
            stripped = [text.strip() for text in texts[start : start + _BATCH]]
            for row, pieces in enumerate(self.cut(stripped), start):
                if len(pieces):
                    vectors[row] = self._table.rows(pieces).mean(axis=0)
        return _normalised(vectors)

    def embed_tokens(self, texts: Sequence[str]) -> TokenVectors:
        """Return the stored vectors of the pieces of texts, for late interaction."""
        return self.look_up(self.cut(texts))

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the numbers of the pieces of texts, int32 of shape (pieces,) each."""
        stripped = [text.strip() for text in texts]
        if len(stripped) < _WORTH_THREADS:
            encodings = [self._tokenizer.encode(one, add_special_tokens=False) for one in stripped]
        else:
            encodings = self._tokenizer.encode_batch_fast(stripped, add_special_tokens=False)
        return [np.array(encoding.ids, dtype=np.int32) for encoding in encodings]

    def look_up(self, pieces: Sequence[Pieces]) -> TokenVectors:
        """Return the stored vectors of texts that were cut before."""
        flat = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int32)
        lengths = np.array([len(piece) for piece in pieces], dtype=np.intp)
        return TokenVectors(vectors=self._table.rows(flat), lengths=lengths)


class JointEmbedder:
    """The static model and the encoder side by side, each counting half of a cosine."""

    def __init__(self, static: Embedder, encoder: Encoder) -> None:
        """Join the vectors of both.

        Args:
            static: The static model, or the same with a corpus' common pieces counting less.
            encoder: The encoder.
        """
        self.static = static
        self._encoder = encoder
        self._identity = ModelIdentity(
            name=BUILT_IN_MODEL,
            dimension=static.identity.dimension + DIMENSION,
            fingerprint=f"{static.identity.fingerprint}-{encoder.fingerprint}",
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which models these are."""
        return self._identity

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed queries, float32 of shape (number of texts, dimension)."""
        return _joined(self.static.embed_queries(texts), self._encoder.encode_queries(texts))

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed a question; only the static model needs the names, the encoder knows most."""
        static = self.static.embed_question(text, names)[None]
        vector: Vectors = _joined(static, self._encoder.encode_queries([text]))[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages likewise."""
        return _joined(self.static.embed_passages(texts), self._encoder.encode_passages(texts))


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name or folder, with its own prompts."""

    def __init__(
        self, name: str, query_prompt: str | None = None, passage_prompt: str | None = None
    ) -> None:
        """Load the model; this imports torch and may take seconds.

        Args:
            name: A model's name on the hub, or its folder.
            query_prompt: Put before each query; ``None`` takes the model's own, see
                `known_prompts`.
            passage_prompt: Put before each passage likewise.

        Raises:
            EmbeddingError: If there is no such model here.
        """
        from sentence_transformers import SentenceTransformer

        try:
            self._model: Any = SentenceTransformer(name)
        except (OSError, ValueError) as error:
            message = (
                f"embedding model {name!r} cannot be loaded ({error}). "
                f"Set TWINBOT_EMBEDDING_MODEL to {BUILT_IN_MODEL!r} or {STATIC_MODEL!r}, to a "
                "folder that holds a sentence-transformers model, or to a model's name on a "
                "machine that may fetch it."
            )
            raise EmbeddingError(message) from error
        prompts: dict[str, str] = dict(getattr(self._model, "prompts", None) or {})
        known_query, known_passage = known_prompts(name, prompts)
        self._query_prompt = known_query if query_prompt is None else query_prompt
        self._passage_prompt = known_passage if passage_prompt is None else passage_prompt
        dimension = int(self._model.get_embedding_dimension() or 0)
        self._identity = ModelIdentity(
            name=name, dimension=dimension, fingerprint=self._fingerprint(name)
        )

    @property
    def identity(self) -> ModelIdentity:
        """Which model this is."""
        return self._identity

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed queries with the query prompt."""
        return self._embed(texts, self._query_prompt)

    def embed_question(self, text: str, names: Sequence[str]) -> Vectors:
        """Embed a question, see `mean_with_names`."""
        return mean_with_names(self.embed_queries, text, names)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages with the passage prompt."""
        return self._embed(texts, self._passage_prompt)

    def _embed(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self._identity.dimension), dtype=np.float32)
        vectors = self._model.encode(
            [prompt + text for text in texts],
            prompt="",  # ours is already in front; a default prompt of the model must not double it
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return _normalised(np.asarray(vectors, dtype=np.float32))

    def _fingerprint(self, name: str) -> str:
        """Return a hash of prompts and files (by name and size: weights can be gigabytes)."""
        folder = Path(name)
        files = (
            sorted(
                (str(path.relative_to(folder)), path.stat().st_size)
                for path in folder.rglob("*")
                if path.is_file()
            )
            if folder.is_dir()
            else []
        )
        described = json.dumps(
            [name if not files else "", files, self._query_prompt, self._passage_prompt]
        )
        return hashlib.sha256(described.encode()).hexdigest()[:16]


def known_prompts(name: str, prompts: dict[str, str]) -> tuple[str, str]:
    """Return the query and passage prompts that a model was trained with.

    Args:
        name: The model's name or folder.
        prompts: What the model's own configuration says, by task.

    Source: model cards of the E5 family (https://huggingface.co/intfloat/multilingual-e5-small),
    which name "query: " and "passage: " but do not put them into the configuration.
    """
    e5 = "e5" in Path(name).name.lower() and "instruct" not in name.lower()
    query = prompts.get("query") or ("query: " if e5 else "")
    passage = prompts.get("passage") or prompts.get("document") or ("passage: " if e5 else "")
    return query, passage


def load_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name.

    Raises:
        EmbeddingError: If the model is missing or unusable.
    """
    if settings.embedding_model == STATIC_MODEL:
        return StaticEmbedder(BUILT_IN_FOLDER)
    if settings.embedding_model == BUILT_IN_MODEL:
        return JointEmbedder(StaticEmbedder(BUILT_IN_FOLDER), load_encoder())
    return SentenceTransformerEmbedder(
        settings.embedding_model, settings.query_prompt, settings.passage_prompt
    )


def static_of(embedder: Embedder) -> StaticEmbedder:
    """Return the static model that an embedder holds, or else open it."""
    held = embedder.static if isinstance(embedder, JointEmbedder) else embedder
    return held if isinstance(held, StaticEmbedder) else StaticEmbedder(BUILT_IN_FOLDER)


def _read_tokenizer(path: Path) -> Tokenizer:
    """Open a tokenizer without truncation or padding."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_str(path.read_text("utf-8"))
    except OSError as error:
        message = f"{path}: not readable ({error.strerror}); reinstall twinbot"
        raise EmbeddingError(message) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _read_table(path: Path) -> TokenTable:
    """Return the token table.

    Either the tensor ``embedding.weight``, or the int8 tensor ``embeddings`` with the scale of
    each row in ``weights``: the two layouts that sentence-transformers' ``StaticEmbedding`` reads.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        message = f"{path}: not a readable safetensors file ({error}); reinstall twinbot"
        raise EmbeddingError(message) from error
    if "embeddings" in tensors:
        return TokenTable(tensors["embeddings"], tensors["weights"].astype(np.float32))
    weights = tensors["embedding.weight"]
    return TokenTable(weights, np.ones(len(weights), dtype=np.float32))


def _hash_files(paths: Sequence[Path]) -> str:
    """Return 16 hex digits over the bytes of files."""
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _joined(static: Vectors, encoded: Vectors) -> Vectors:
    """Put vectors side by side; a text without any known piece has zeros for the first half."""
    return _normalised(np.concatenate([static, encoded], axis=1))


def _normalised(vectors: Vectors) -> Vectors:
    """Scale rows to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled
