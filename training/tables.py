"""Tables of vectors that training wrote, one row a piece."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def mean_table(work: Path, names: Sequence[str]) -> NDArray[np.float32]:
    """Return the mean of the named tables of a work folder, float32 (pieces, dimensions)."""
    tables = [np.load(work / f"{name}.npy") for name in names]
    mean: NDArray[np.float32] = np.mean(tables, axis=0, dtype=np.float32)
    return mean
