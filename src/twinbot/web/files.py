"""Our own styles and scripts, at addresses that change with their content."""

from __future__ import annotations

import hashlib
from functools import cache
from html import escape
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"


def asset_link(name: str, root: str) -> str:
    """Return the address of a file of ours, safe in an attribute.

    A browser that kept the file of an earlier version asks for the new one.

    Args:
        name: The file's name.
        root: Prefix of our addresses behind a proxy, or nothing.
    """
    return f"{escape(root)}/assets/{name}?v={_version(name)}"


@cache
def _version(name: str) -> str:
    return hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
