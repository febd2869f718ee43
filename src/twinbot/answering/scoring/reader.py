"""The reader: a small network that tells which sentence answers a question.

It sees a question and a sentence, with title and headings before it, as pieces of the built-in
model: for each piece of the sentence its own vector, what of the question it matches (soft
attention over cosines) and whether it is a digit; for each piece of the question how well sentence
and headings match it. A layer over three neighbouring pieces, the strongest and the attended of
them, and a last layer make one number. The idea of aligned question vectors is that of Chen et al.
2017 (DrQA, doi:10.18653/v1/P17-1171), the pooled matching that of Parikh et al. 2016
(doi:10.18653/v1/D16-1244).

110,000 weights in ``reader.safetensors``, trained by ``training/train_reader.py`` and run here in
numpy. ``docs/model-card.md`` tells what it learned from, under which licence, and how well it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.scoring.gathered import Statements, TokenEmbedder
from twinbot.embedding import Pieces
from twinbot.errors import EmbeddingError
from twinbot.types import Query

Vectors = NDArray[np.float32]
Logits = NDArray[np.float64]

READER_FILE = "reader.safetensors"
MAX_QUESTION_PIECES = 48
MAX_CONTEXT_PIECES = 24
MAX_SENTENCE_PIECES = 96
SHARPNESS = 12.0
"""Factor on cosines before the softmax over the question's pieces."""

EXACT = 0.999
"""Cosine from which on two pieces are the same one."""

_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class ReadText:
    """The pieces of a text.

    Attributes:
        units: float32 of shape (pieces, dimension), of length 1 or 0.
        weights: float32 of shape (pieces,), the length of each vector, 1 being the model's mean.
        digits: float32 of shape (pieces,), 1 where the piece holds a digit.
    """

    units: Vectors
    weights: Vectors
    digits: Vectors

    def first(self, most: int) -> ReadText:
        """Return its first pieces."""
        return ReadText(self.units[:most], self.weights[:most], self.digits[:most])


class Reader:
    """Tells how likely sentences answer a question; may be used from many threads."""

    def __init__(self, weights: dict[str, Vectors]) -> None:
        """Read with these weights, float32, named as in ``training/train_reader.py``."""
        self._weights = weights
        self._digits = weights["pieces.digits"]
        self._mean_length = float(weights["pieces.mean_length"][0])

    def prepare(self, pieces: Pieces, vectors: Vectors) -> ReadText:
        """Return a text as the reader sees it.

        Args:
            pieces: Numbers of its pieces.
            vectors: Their vectors as stored, not normalised, float32 of shape (pieces, dimension).
        """
        lengths = np.linalg.norm(vectors, axis=1)
        units = vectors / np.maximum(lengths, 1e-9)[:, None]
        return ReadText(units, lengths / self._mean_length, self._digits[pieces])

    def read(self, question: ReadText, told: Sequence[tuple[ReadText, ReadText]]) -> Logits:
        """Return one logit a candidate, float64 of shape (candidates,).

        Args:
            question: What is asked.
            told: Of each candidate the context (title and headings) and the sentence.
        """
        asked = question.first(MAX_QUESTION_PIECES)
        pairs = [(c.first(MAX_CONTEXT_PIECES), s.first(MAX_SENTENCE_PIECES)) for c, s in told]
        if not len(asked.weights) or not pairs:
            return np.full(len(pairs), _NEVER)
        page = _lay_out(pairs)
        cosines = page.units @ asked.units.T  # (pieces, m)
        in_sentence = page.spread(cosines, page.inside).max(axis=1, initial=0.0)
        in_context = page.spread(cosines, ~page.inside).max(axis=1, initial=0.0)
        projected = self._apply("project", asked.units)
        summary = self._ask(projected, asked.weights, in_sentence, in_context)
        seen = self._look(projected, summary, cosines, page)
        part = page.spread(self._apply("attend", seen), page.inside, _NEVER)[..., 0]
        hidden = page.spread(seen, page.inside)
        part = _softmax(part)
        shares = asked.weights / max(float(asked.weights.sum()), 1e-6)
        joined = np.concatenate(
            [
                hidden.max(axis=1),
                np.einsum("kn,knw->kw", part, hidden),
                summary,
                (in_sentence @ shares)[:, None],
                (np.maximum(in_sentence, in_context) @ shares)[:, None],
                page.lengths[:, None] / MAX_SENTENCE_PIECES,
            ],
            axis=1,
        ).astype(np.float32)
        logits = self._apply("tell", np.maximum(self._apply("join", joined), 0.0))
        return logits[:, 0].astype(np.float64)

    def _ask(
        self, projected: Vectors, weights: Vectors, in_sentence: Vectors, in_context: Vectors
    ) -> Vectors:
        """Return what is asked, seen beside each candidate, of shape (K, width)."""
        count = len(in_sentence)
        asked = np.concatenate(
            [
                np.broadcast_to(projected, (count, *projected.shape)),
                np.broadcast_to(weights[:, None], (count, len(weights), 1)),
                in_sentence[..., None],
                in_context[..., None],
            ],
            axis=2,
        ).astype(np.float32)
        asked = np.maximum(self._apply("asked", asked), 0.0)
        share = _softmax(self._apply("weigh", asked)[..., 0])
        summary: Vectors = np.einsum("km,kmw->kw", share, asked)
        return summary

    def _look(self, projected: Vectors, summary: Vectors, cosines: Vectors, page: _Page) -> Vectors:
        """Return what is seen at each piece of the sentences, of shape (their pieces, hidden)."""
        matched = _softmax(np.float32(SHARPNESS) * cosines) @ projected
        own = self._apply("project", page.units)
        best = cosines.max(axis=1, keepdims=True)
        pieces = np.concatenate(
            [own, matched, own * matched, page.marks, best, best > EXACT], axis=1
        ).astype(np.float32)
        hidden = self._apply("piece", pieces) + self._apply("question", summary)[page.rows]
        padded = np.pad(page.spread(np.maximum(hidden, 0.0)), ((0, 0), (1, 1), (0, 0)))
        rows, columns = page.rows[page.inside], page.columns[page.inside]
        windows = np.concatenate([padded[rows, columns + shift] for shift in range(3)], axis=1)
        seen: Vectors = np.maximum(self._apply("around", windows), 0.0)
        return seen

    def _apply(self, layer: str, values: Vectors) -> Vectors:
        weight, bias = self._weights[f"{layer}.weight"], self._weights[f"{layer}.bias"]
        flat = values.reshape(-1, values.shape[-1])
        out: Vectors = flat @ weight.T
        out += bias
        return out.reshape(*values.shape[:-1], len(weight))


@dataclass(frozen=True, slots=True)
class _Page:
    """The pieces of all candidates in a row, each context before its sentence.

    Attributes:
        units: float32 of shape (pieces, dimension).
        marks: float32 of shape (pieces, 3): weight, whether a digit, whether of a sentence.
        rows: Which candidate each is of.
        columns: Which piece of it.
        inside: Whether it is of a sentence.
        lengths: How many pieces each sentence has.
        shape: Candidates, and most pieces of one.
    """

    units: Vectors
    marks: Vectors
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    inside: NDArray[np.bool_]
    lengths: NDArray[np.intp]
    shape: tuple[int, int]

    def spread(
        self, values: Vectors, where: NDArray[np.bool_] | None = None, fill: float = 0.0
    ) -> Vectors:
        """Lay values out by candidate, of shape (K, n, width), ``fill`` where there is none.

        Args:
            values: Of all pieces, or of those ``where`` says.
            where: Which pieces to lay out; all if not given.
            fill: Stands where no piece is.
        """
        laid = np.full((*self.shape, values.shape[1]), fill, dtype=np.float32)
        if where is None:
            laid[self.rows, self.columns] = values
        else:
            chosen = values[where] if len(values) == len(where) else values
            laid[self.rows[where], self.columns[where]] = chosen
        return laid


def _lay_out(pairs: Sequence[tuple[ReadText, ReadText]]) -> _Page:
    texts = [text for pair in pairs for text in pair]
    sizes = np.array([len(text.weights) for text in texts], dtype=np.intp)
    of_sentence = np.repeat(np.arange(len(texts)) % 2, sizes)
    of_pair = sizes[0::2] + sizes[1::2]
    starts = np.cumsum(of_pair) - of_pair
    rows = np.repeat(np.arange(len(pairs)), of_pair)
    marks = np.stack(
        [
            np.concatenate([text.weights for text in texts]),
            np.concatenate([text.digits for text in texts]),
            of_sentence,
        ],
        axis=1,
    ).astype(np.float32)
    return _Page(
        units=np.concatenate([text.units for text in texts]),
        marks=marks,
        rows=rows,
        columns=np.arange(len(rows)) - starts[rows],
        inside=of_sentence > 0,
        lengths=sizes[1::2],
        shape=(len(pairs), max(1, int(of_pair.max()))),
    )


def _softmax(values: Vectors) -> Vectors:
    """Return shares along the last axis."""
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Vectors = raised / raised.sum(axis=-1, keepdims=True)
    return shares


class PieceReader:
    """Reads the statements of evidence by the pieces of the built-in static model."""

    most = 16
    """Among the first 12 by the other signals stands a right one for 96 to 99 % of questions about
    an encyclopaedia."""

    def __init__(self, reader: Reader, embedder: TokenEmbedder) -> None:
        """Read with ``reader``, which was trained for the pieces of ``embedder``."""
        self._reader = reader
        self._embedder = embedder

    def read(self, query: Query, statements: Statements, chosen: NDArray[np.intp]) -> Logits:
        """Return the log-odds that chosen statements answer; of lists, of the best line."""
        asked = self._prepare(self._embedder.cut([query.text])[0])
        contexts = [
            self._reader.prepare(context.pieces, statements.context_pieces.of(number))
            for number, context in enumerate(statements.contexts)
        ]
        told: list[tuple[ReadText, ReadText]] = []
        owners: list[int] = []
        for owner, place in enumerate(chosen.tolist()):
            statement = statements.found[place][1]
            texts = [self._reader.prepare(statement.pieces, statements.pieces.of(place))]
            texts += [self._prepare(line) for line in statement.lines]
            context = contexts[statements.context_of[place]]
            told += [(context, text) for text in texts]
            owners += [owner] * len(texts)
        log_odds = np.full(len(chosen), _NEVER)
        np.maximum.at(log_odds, owners, self._reader.read(asked, told))
        return log_odds

    def _prepare(self, pieces: Pieces) -> ReadText:
        return self._reader.prepare(pieces, self._embedder.look_up([pieces]).vectors)


@lru_cache(maxsize=1)
def load_reader(model: str) -> Reader:
    """Read the weights that come with the package.

    Args:
        model: Fingerprint of the embedding model whose pieces it will be given.

    Raises:
        EmbeddingError: If the reader was trained for the pieces of another model.
    """
    from safetensors import safe_open

    with (
        as_file(files(__package__).joinpath(READER_FILE)) as path,
        safe_open(path, framework="numpy") as opened,
    ):
        trained_for = (opened.metadata() or {}).get("model", "none")
        weights = {name: opened.get_tensor(name) for name in opened.offset_keys()}
    if trained_for != model:
        message = (
            f"{READER_FILE} was trained for the pieces of the model {trained_for}, the built-in "
            f"model is {model}. Train it anew with training/train_reader.py."
        )
        raise EmbeddingError(message)
    return Reader({name: value.astype(np.float32) for name, value in weights.items()})
