"""What the stores' libraries raise, turned into our own errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twinbot.errors import IndexStoreError, IndexWriteError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class ForeignStoreError(Exception):
    """Chroma or tantivy failed; raised by their modules, so that others need not import them."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the stores raise while they are written into our own error.

    Args:
        folder: The index folder, named in the message.

    Raises:
        IndexWriteError: In place of ``OSError``, ``sqlite3.Error`` and `ForeignStoreError`.
    """
    try:
        yield
    except (OSError, sqlite3.Error, ForeignStoreError) as error:
        message = (
            f"{folder}: the new index could not be written ({_described(error)}); what was "
            f"published before is untouched. {_remedy(error)} and run twinbot ingest again"
        )
        raise IndexWriteError(message) from error


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Turn what the stores raise while they are read into our own error.

    Args:
        folder: The generation's folder, named in the message.

    Raises:
        IndexStoreError: In place of ``OSError``, ``sqlite3.Error`` and `ForeignStoreError`.
    """
    try:
        yield
    except (OSError, sqlite3.Error, ForeignStoreError) as error:
        raise unreadable(folder, _described(error)) from error


def unreadable(folder: Path, reason: str) -> IndexStoreError:
    """Return the error for a folder of which something cannot be read."""
    return IndexStoreError(
        f"{folder}: the index cannot be read ({reason}); files are missing, damaged "
        "or not readable by this user. Mend permissions or run twinbot ingest --rebuild"
    )


def _described(error: Exception) -> str:
    """Return what failed in one line, with the file where the error names one."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return str(error)[:300] or type(error).__name__  # copytree lists every file


def _remedy(error: Exception) -> str:
    """Return what an operator can do about it."""
    text = str(error).lower()
    if (
        (isinstance(error, OSError) and error.errno in _FULL)
        or "full" in text
        or "too large" in text
    ):
        return "Free space on that disk"
    return (
        "Check that this user may write there and that the disk has free space (if the published "
        "index is damaged, use --rebuild)"
    )
