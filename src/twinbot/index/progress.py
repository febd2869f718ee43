"""How far a running ingest is, for servers that wait for it: a small file in the index folder."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRESS_FILE = "PROGRESS"
STALE_S = 60.0
"""Older is of a dead run ..."""
TOUCH_EVERY_S = 15.0
"""... because one that lives touches the file so often, also while one document takes long."""
WRITE_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """Documents read so far, and in all."""

    done: int
    total: int


@contextmanager
def telling_progress(folder: Path) -> Iterator[Callable[[int, int], None]]:
    """Yield what writes the progress of this run; the file goes when the run ends.

    A folder that cannot be written is no reason to fail here: the run itself will say so.
    """
    path = folder / PROGRESS_FILE
    written_at = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal written_at
        now = time.monotonic()
        if now - written_at < WRITE_EVERY_S:
            return
        written_at = now
        fresh = folder / f"{PROGRESS_FILE}.{os.getpid()}"
        with contextlib.suppress(OSError):
            fresh.write_text(json.dumps({"done": done, "total": total}), "utf-8")
            fresh.replace(path)

    ended = threading.Event()
    alive = threading.Thread(target=_keep_fresh, args=(path, ended), daemon=True)
    alive.start()
    try:
        yield tell
    finally:
        ended.set()
        alive.join()
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _keep_fresh(path: Path, ended: threading.Event) -> None:
    """Touch the file, if it is there, until the run has ended."""
    while not ended.wait(TOUCH_EVERY_S):
        with contextlib.suppress(OSError):
            os.utime(path)


def read_progress(folder: Path) -> BuildProgress | None:
    """Return how far a running ingest is; ``None`` if none is running."""
    path = folder / PROGRESS_FILE
    try:
        if time.time() - path.stat().st_mtime > STALE_S:
            return None
        record = json.loads(path.read_text("utf-8"))
        return BuildProgress(int(record["done"]), int(record["total"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
