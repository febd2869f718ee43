"""Folders of generations: copied, tidied, made durable and collected."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from twinbot.errors import IndexStoreError
from twinbot.index.chroma import SQLITE_FILE, DenseStore
from twinbot.index.current import (
    CHROMA_FOLDER,
    CURRENT_FILE,
    MANIFEST_FILE,
    read_current,
    sync_folder,
)

GENERATION_PREFIX = "gen-"
KEPT_GENERATIONS = 2

_log = logging.getLogger(__name__)


def copy_generation(source: Path, folder: Path) -> None:
    """Copy a published generation, which running readers may have open.

    Published files do not change, except that Chroma writes a few rows to its SQLite file
    whenever it is opened: that file is copied by SQLite itself.
    """
    ignored = shutil.ignore_patterns(f"{SQLITE_FILE}*", "*.lock", MANIFEST_FILE)
    shutil.copytree(source, folder, ignore=ignored, dirs_exist_ok=True)
    address = f"{(source / CHROMA_FOLDER / SQLITE_FILE).resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as published,
        closing(sqlite3.connect(folder / CHROMA_FOLDER / SQLITE_FILE)) as copy,
    ):
        copy.execute("PRAGMA synchronous = OFF")  # synced as a whole before publishing
        published.backup(copy)


def without_waste(folder: Path) -> DenseStore:
    """Open the vectors, built afresh if most of their places belong to deleted ones."""
    store = DenseStore(folder, writable=True)
    if not store.wasteful():
        return store
    with closing(store):
        fresh_folder = folder.with_name(f"{folder.name}.fresh")
        with closing(DenseStore(fresh_folder, writable=True)) as fresh:
            store.copy_to(fresh)
            fresh.flush()
    shutil.rmtree(folder)
    fresh_folder.rename(folder)
    return DenseStore(folder, writable=True)


def collect(index_folder: Path) -> None:
    """Remove all but the published and the previous generation, and the remains of crashes.

    While it is unknown what is published (another schema, a damaged pointer), every complete
    generation stays: a run that then fails must not have cost the index that readers still have.
    """
    try:
        published = read_current(index_folder).generation
    except IndexStoreError:
        published = None
    complete = sorted(
        path.name
        for path in index_folder.glob(f"{GENERATION_PREFIX}*")
        if (path / MANIFEST_FILE).is_file()
    )
    if published is None:
        kept = set(complete)
    else:
        earlier = [name for name in complete if name < published]
        kept = {published, *earlier[-(KEPT_GENERATIONS - 1) :]}
    for path in index_folder.glob(f"{GENERATION_PREFIX}*"):
        if path.name not in kept:
            _log.info("removing %s", path)
            shutil.rmtree(path, ignore_errors=True)
    for path in index_folder.glob(f".{CURRENT_FILE}.*"):
        path.unlink(missing_ok=True)


def sync_tree(folder: Path) -> None:
    """Make every file below a folder durable before it is named."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
            continue
        with path.open("rb") as file:
            os.fsync(file.fileno())
    sync_folder(folder)
