"""Texts as bags of piece ids, and how bags become vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bags:
    """All texts' piece ids in a row; text ``i`` is ``ids[offsets[i]:offsets[i + 1]]``."""

    ids: NDArray[np.int32]
    offsets: NDArray[np.int64]

    def take(self, numbers: Numbers) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the ids of some texts in a row, and the length of each."""
        starts = self.offsets[numbers]
        lengths = self.offsets[numbers + 1] - starts
        ends = np.cumsum(lengths)
        positions = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            starts - (ends - lengths), lengths
        )
        return self.ids[positions], lengths


def thinned(
    ids: NDArray[np.int32], lengths: NDArray[np.int64], share: float, rng: np.random.Generator
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Leave out a share of the pieces of each text, drawn anew, but never all of them."""
    starts = np.cumsum(lengths) - lengths
    kept = rng.random(len(ids)) >= share
    kept[starts[lengths > 0] + rng.integers(lengths[lengths > 0])] = True
    counts = np.add.reduceat(np.append(kept, 0), starts) * (lengths > 0)
    return ids[kept], counts


def embed(table: Tensor, ids: NDArray[np.int32], lengths: NDArray[np.int64]) -> Tensor:
    """Return the normalised mean of each bag's rows."""
    offsets = np.zeros(len(lengths), dtype=np.int64)
    np.cumsum(lengths[:-1], out=offsets[1:])
    means = functional.embedding_bag(
        torch.from_numpy(ids.astype(np.int64)), table, torch.from_numpy(offsets), mode="mean"
    )
    return functional.normalize(means, dim=-1)


def embed_texts(table: Tensor, bags: Bags, numbers: Numbers) -> Tensor:
    """Return the vectors of texts by number."""
    return embed(table, *bags.take(numbers))


def joined(
    bags: Bags, texts: Sequence[Sequence[int]]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return ids and lengths of texts that are each several texts one after the other."""
    flat = np.asarray([number for text in texts for number in text], dtype=np.int64)
    ids, lengths = bags.take(flat)
    counts = np.asarray([len(text) for text in texts])
    return ids, np.add.reduceat(lengths, np.concatenate([[0], np.cumsum(counts)[:-1]]))
