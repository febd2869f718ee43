"""The contextual reader: tells which sentence answers a question, by what each word means there.

Where `twinbot.answering.scoring.reader` sees the pieces of the static model, which mean the same
wherever they stand, this one sees the states that the encoder (`twinbot.encoder`) gives its pieces:
a name beside "opened by" is another than beside "named after". The states of sentences are reduced
to 64 bytes a piece when they are indexed; only the question's are made when it is asked, and two
layers of a transformer over both make one number a sentence. Late interaction of stored states is
that of Khattab and Zaharia 2020 (doi:10.1145/3397271.3401075), joint layers on top of separate ones
that of Cao et al. 2020 (DeFormer, doi:10.18653/v1/2020.acl-main.411).

The states of a language lie apart from those of another, by about a third of their length; what a
language adds is subtracted, so that what was learned from English and Japanese holds for German.

300,000 weights in ``contextual_reader_model/``, trained by
``training/train_contextual_reader.py`` and run by onnxruntime. ``docs/model-card.md`` tells what it
learned from, under which licence, and how well it does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from twinbot.encoder import (
    QUESTION_PIECES,
    EncodedText,
    check_there,
    count_processors,
    open_session,
    tell_damaged,
)
from twinbot.errors import EmbeddingError
from twinbot.index.values import SeenPieces
from twinbot.types import LANGUAGES, Language

Vectors = NDArray[np.float32]
Logits = NDArray[np.float64]

READER_FOLDER = Path(__file__).parent / "contextual_reader_model"
REDUCTION_FILE = "reduction.safetensors"
LAYERS_FILE = "layers.onnx"

SEEN_DIMENSION = 64
"""Bytes kept of a piece."""

MAX_QUESTION_PIECES = QUESTION_PIECES
MAX_SEEN_PIECES = 200
"""Of a statement, a list of 900 letters with title and headings."""

MAX_LINES = 4
"""Of a list or table, so many lines are also read one by one: one item may be what answers. With 8
no dev question more is answered rightly."""

LONGEST_LINE_NUMBER = 255
BATCHES = 6
"""Statements are read in so many batches of like lengths, side by side."""

UNSEEN = SeenPieces(np.zeros((0, SEEN_DIMENSION), np.int8), np.zeros(0, np.uint8))

_LARGEST_BYTE = 127

Batch: TypeAlias = Sequence[tuple[int, SeenPieces]]
"""Statements, or lines of such, with the places of the statements among all that are read."""


class ContextualReader:
    """Tells how likely sentences answer a question; may be used from many threads."""

    def __init__(self, folder: Path = READER_FOLDER) -> None:
        """Open the weights in ``folder``.

        Raises:
            EmbeddingError: If a file is missing or damaged.
        """
        self._folder = folder
        self._reduction = _read_reduction(folder / REDUCTION_FILE)
        self._step = float(self._reduction["step"][0])
        self._layers = open_session(folder / LAYERS_FILE)
        self._others = count_processors() - 1
        self._pool = ThreadPoolExecutor(max(1, self._others), thread_name_prefix="reader")

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits over the files: what another one's reduction made cannot be read."""
        digest = hashlib.sha256()
        for name in (REDUCTION_FILE, LAYERS_FILE):
            digest.update((self._folder / name).read_bytes())
        return digest.hexdigest()[:16]

    def look(self, encoded: EncodedText, text: str, cut: int, language: Language) -> SeenPieces:
        """Return what is stored of a statement.

        Args:
            encoded: The statement with what goes before it, encoded.
            text: The same, as it was encoded.
            cut: Where in ``text`` the statement itself begins.
            language: It is written in.
        """
        states = encoded.states[:MAX_SEEN_PIECES] - self._reduction[f"told.{language}"]
        reduced = states @ self._reduction["told.weight"].T + self._reduction["told.bias"]
        rounded = np.clip(np.round(reduced / self._step), -_LARGEST_BYTE, _LARGEST_BYTE)
        starts = encoded.starts[:MAX_SEEN_PIECES]
        ends = [place for place, letter in enumerate(text) if letter == "\n" and place >= cut]
        lines = np.where(starts < cut, 0, 1 + np.searchsorted(ends, starts))
        return SeenPieces(
            rounded.astype(np.int8), np.minimum(lines, LONGEST_LINE_NUMBER).astype(np.uint8)
        )

    def read(self, question: EncodedText, language: Language, told: Sequence[SeenPieces]) -> Logits:
        """Return one logit a statement, float64 of shape (statements,); of a list, its best line's.

        Args:
            question: What is asked, encoded.
            language: It is asked in.
            told: The statements; one without a piece of its own gets minus infinity.
        """
        held = np.full(len(told), -np.inf)
        parts = [(owner, part) for owner, seen in enumerate(told) for part in _parts(seen)]
        if not len(question.states) or not parts:
            return held
        asked = question.states[:MAX_QUESTION_PIECES] - self._reduction[f"asked.{language}"]
        by_length = sorted(parts, key=lambda part: len(part[1].lines))
        size = -(-len(by_length) // BATCHES)
        batches = [by_length[start : start + size] for start in range(0, len(by_length), size)]
        for batch, logits in self._read_all(asked, batches):
            np.maximum.at(held, [owner for owner, _ in batch], logits.astype(np.float64))
        return held

    def _read_all(self, asked: Vectors, batches: Sequence[Batch]) -> list[tuple[Batch, Vectors]]:
        """Read batches, each by the next thread that is free, of which the caller's is one.

        A thread that only waited would have to be woken, and might be by a busy processor.
        """
        left = list(batches)
        read: list[tuple[Batch, Vectors]] = []

        def read_on() -> None:
            while left:
                try:
                    batch = left.pop()
                except IndexError:  # another thread took the last one
                    return
                read.append((batch, self._run(asked, [part for _, part in batch])))

        others = [self._pool.submit(read_on) for _ in range(min(self._others, len(batches) - 1))]
        try:
            read_on()
        finally:
            left.clear()  # where reading failed, nobody waits for the rest
        for other in others:
            if not other.cancel():  # one that has not begun has nothing left to read
                other.result()
        return read

    def _run(self, asked: Vectors, told: Sequence[SeenPieces]) -> Vectors:
        shape = (len(told), max(len(one.lines) for one in told))
        values = np.zeros((*shape, told[0].values.shape[1]), dtype=np.float32)
        present, inside = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
        for row, one in enumerate(told):
            count = len(one.lines)
            values[row, :count] = one.values
            present[row, :count] = True
            inside[row, :count] = one.lines > 0
        logits: Vectors = self._layers.run(
            ["logits"],
            {
                "asked": asked,
                "told": values * np.float32(self._step),
                "present": present,
                "inside": inside,
            },
        )[0]
        return logits


def _parts(seen: SeenPieces) -> list[SeenPieces]:
    """Return a statement, and each of its first lines where it has several."""
    last = int(seen.lines.max(initial=0))
    if not last:
        return []
    parts = [seen]
    if last > 1:
        for line in range(1, min(last, MAX_LINES) + 1):
            of_line = (seen.lines == 0) | (seen.lines == line)
            if (seen.lines == line).any():
                parts.append(SeenPieces(seen.values[of_line], seen.lines[of_line]))
    return parts


@lru_cache(maxsize=1)
def load_contextual_reader() -> ContextualReader:
    """Return the reader that comes with the package, opened once."""
    return ContextualReader()


def _read_reduction(path: Path) -> Mapping[str, Vectors]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    check_there(path)
    try:
        found = load_file(path)
    except SafetensorError as error:
        raise EmbeddingError(tell_damaged(path, error)) from error
    wanted = {"told.weight", "told.bias", "step"}
    wanted |= {f"{side}.{language}" for side in ("asked", "told") for language in LANGUAGES}
    if lacking := sorted(wanted - set(found)):
        raise EmbeddingError(tell_damaged(path, f"it lacks {', '.join(lacking)}"))
    return {name: values.astype(np.float32) for name, values in found.items()}
