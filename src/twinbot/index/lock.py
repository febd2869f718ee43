"""One writer at a time, by an advisory lock that the system frees when its holder dies."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from twinbot.errors import IndexLockedError, IndexWriteError
from twinbot.index.failures import writing

LOCK_FILE = "ingest.lock"


@contextmanager
def writing_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of an index folder, making the folder if there is none.

    Raises:
        IndexLockedError: If another process holds it; the message says which.
        IndexWriteError: If the folder cannot be written.
    """
    path = folder / LOCK_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        message = (
            f"{folder}: the index folder cannot be written ({error.strerror}); choose another with "
            "--index or TWINBOT_INDEX, or mend its permissions"
        )
        raise IndexWriteError(message) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 1_000).decode("utf-8", "replace").strip()
            message = (
                f"{folder}: another ingest is writing ({_name_holder(holder)}); "
                "wait until it has ended, then run the command again"
            )
            raise IndexLockedError(message) from None
        holder = json.dumps(
            {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            }
        )
        with writing(folder):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, holder.encode())
        yield
    finally:
        os.close(descriptor)


def _name_holder(content: str) -> str:
    """Return who holds the lock, by what it wrote into its file."""
    try:
        holder = json.loads(content)
        return f"process {holder['pid']} on {holder['host']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "by which process is not known"
