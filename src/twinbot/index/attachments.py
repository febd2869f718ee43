"""Files that travel with a generation, held against what its manifest says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from twinbot.index.failures import unreadable
from twinbot.index.values import AttachedFile


def list_attached(folder: Path) -> dict[str, AttachedFile]:
    """Return what the manifest says of the files in a folder, which need not be there."""
    return {path.name: _described(path.read_bytes()) for path in sorted(folder.glob("*"))}


def check_sizes(folder: Path, listed: Mapping[str, AttachedFile] | None) -> None:
    """Check, without reading them, that all files are there whole.

    Args:
        folder: Where they are.
        listed: What the manifest says; ``None`` of a generation whose manifest lists none.

    Raises:
        OSError: If one is missing.
        IndexStoreError: If one has another size.
    """
    for name, file in (listed or {}).items():
        if (found := (folder / name).stat().st_size) != file.size:
            raise unreadable(folder, f"{name} has {found} bytes, {file.size} were published")


def read_attached(
    folder: Path, name: str, listed: Mapping[str, AttachedFile] | None
) -> bytes | None:
    """Return a file as it was published, or ``None`` if there is none of that name.

    Raises:
        OSError: If it is listed, but missing.
        IndexStoreError: If it is not what was published.
    """
    path = folder / name
    if listed is None:
        return path.read_bytes() if path.is_file() else None
    if name not in listed:
        return None
    content = path.read_bytes()
    if _described(content) != listed[name]:
        raise unreadable(folder, f"{name} is not what was published")
    return content


def _described(content: bytes) -> AttachedFile:
    return AttachedFile(len(content), hashlib.sha256(content).hexdigest())
