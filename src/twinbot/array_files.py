"""Arrays in a file of numpy's that may be damaged."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_DAMAGE: Final = (
    AttributeError,
    EOFError,
    KeyError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What numpy, zipfile and zlib raise, depending on which byte is another."""


def read_arrays(content: bytes, *names: str) -> tuple[NDArray[Any], ...]:
    """Return arrays of an npz file, in the order asked.

    Raises:
        ValueError: If the content is no such file, is damaged, or lacks one of them.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return tuple(file[name] for name in names)
    except _DAMAGE as error:
        raise ValueError(str(error) or type(error).__name__) from error
