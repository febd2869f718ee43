"""Writing a generation: a copy of the last one with the difference applied, then one pointer."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twinbot.errors import (
    IndexMismatchError,
    IndexMissingError,
    IndexStoreError,
    IndexWriteError,
)
from twinbot.index.chroma import DenseStore
from twinbot.index.documents import DocumentStore
from twinbot.index.generation import (
    ATTACHED_FOLDER,
    CHROMA_FOLDER,
    CURRENT_FILE,
    DOCUMENTS_FILE,
    LEXICAL_FOLDER,
    MANIFEST_FILE,
    Generation,
    info_record,
    read_current,
    replace_durably,
    sync_folder,
)
from twinbot.index.lexical import LexicalWriter
from twinbot.index.lock import writing_lock
from twinbot.index.values import SCHEMA, GenerationInfo
from twinbot.types import Document, ModelIdentity, Passage

GENERATION_PREFIX = "gen-"
KEPT_GENERATIONS = 2

_log = logging.getLogger(__name__)


class GenerationWriter:
    """A generation in the making; nobody sees it before `publish`."""

    def __init__(
        self, index_folder: Path, model: ModelIdentity, recipe: str, based_on: str | None
    ) -> None:
        """Start from a copy of ``based_on``, or empty; use `open_writer`."""
        now = datetime.now(UTC)
        self.based_on = based_on
        self._index_folder = index_folder
        self._model = model
        self._recipe = recipe
        self._name = f"{GENERATION_PREFIX}{now:%Y%m%dT%H%M%S%f}-{os.getpid()}"
        self._folder = index_folder / self._name
        if based_on is None:
            self._folder.mkdir()
        else:
            shutil.copytree(index_folder / based_on, self._folder)
        self._documents = DocumentStore(self._folder / DOCUMENTS_FILE, writable=True)
        self._dense = DenseStore(self._folder / CHROMA_FOLDER)
        self._lexical = LexicalWriter(self._folder / LEXICAL_FOLDER)
        self._open = True
        self.published: GenerationInfo | None = None

    @property
    def documents(self) -> dict[str, str]:
        """The hash of each document that the generation holds now, by id."""
        return self._documents.hashes()

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        tokens: Sequence[Sequence[str]],
    ) -> None:
        """Store a document, in place of an earlier version.

        Args:
            document: The document.
            passages: Its passages.
            vectors: float32 of shape (passages, dimension).
            tokens: The tokens of each passage, for word search.
        """
        if self._documents.holds(document.document_id):
            self.remove(document.document_id)
        ids = [passage.passage_id for passage in passages]
        self._documents.put(document, passages)
        if ids:
            self._dense.add(document.document_id, document.language, ids, vectors)
            self._lexical.add(document.document_id, document.language, ids, tokens)

    def remove(self, document_id: str) -> None:
        """Remove a document."""
        self._documents.remove(document_id)
        self._dense.remove(document_id)
        self._lexical.remove(document_id)

    def attachments(self) -> dict[str, bytes]:
        """Return the attached files by name."""
        folder = self._folder / ATTACHED_FOLDER
        return {path.name: path.read_bytes() for path in folder.glob("*")}

    def attach(self, files: Mapping[str, bytes]) -> None:
        """Let these files, and no others, travel with the index."""
        folder = self._folder / ATTACHED_FOLDER
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)

    def publish(self) -> GenerationInfo:
        """Verify the generation and let ``CURRENT`` name it.

        Raises:
            IndexWriteError: If it does not verify; the published generation stays.
        """
        info = GenerationInfo(
            generation=self._name,
            model=self._model,
            schema=SCHEMA,
            recipe=self._recipe,
            created_at=datetime.now(UTC),
            documents=self._documents.counts("documents"),
            pages=self._documents.counts("pages"),
            passages=self._documents.counts("passages"),
        )
        record = json.dumps(info_record(info), indent=2).encode()
        (self._folder / MANIFEST_FILE).write_bytes(record)
        self._close(commit=True)
        self._verify(info)
        _sync_tree(self._folder)
        replace_durably(self._index_folder / CURRENT_FILE, record)
        self.published = info
        return info

    def discard(self) -> None:
        """Close and remove the generation, unless it was published."""
        self._close(commit=False)
        if self.published is None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _verify(self, info: GenerationInfo) -> None:
        generation = Generation(self._folder, info)
        try:
            generation.verify()
        except IndexStoreError as error:
            message = (
                f"{self._folder}: not published, because {error}; run twinbot ingest --rebuild"
            )
            raise IndexWriteError(message) from error
        finally:
            generation.close()

    def _close(self, *, commit: bool) -> None:
        if self._open:
            self._open = False
            self._lexical.close()
            self._documents.close(commit=commit)
            self._dense.close()


@contextmanager
def open_writer(
    index_folder: Path, model: ModelIdentity, recipe: str, *, rebuild: bool = False
) -> Iterator[GenerationWriter]:
    """Hold the lock and yield a writer; what is not published at the end is removed.

    The writer starts from a copy of the published generation when that was made by the same
    model, schema and recipe, so that a small change to a large corpus costs little.

    Args:
        index_folder: The index; made if it is not there.
        model: Which model makes the vectors.
        recipe: Which chunking makes the passages; another one rebuilds silently.
        rebuild: Start empty.

    Raises:
        IndexLockedError: If another ingest holds the lock.
        IndexMismatchError: If the index belongs to another model or schema, without ``rebuild``.
        IndexWriteError: If the folder cannot be written.
    """
    with writing_lock(index_folder):
        current = _read_if_any(index_folder, model, rebuild=rebuild)
        _collect(index_folder)
        same = current is not None and current.recipe == recipe and not rebuild
        with _write_errors(index_folder):
            writer = GenerationWriter(
                index_folder, model, recipe, current.generation if current and same else None
            )
            try:
                yield writer
            finally:
                writer.discard()
        _collect(index_folder)


def _read_if_any(
    index_folder: Path, model: ModelIdentity, *, rebuild: bool
) -> GenerationInfo | None:
    """Return the published generation; one of another model only matters without rebuild."""
    try:
        return read_current(index_folder, model)
    except IndexMissingError:
        return None
    except IndexMismatchError:
        if rebuild:
            return None
        raise


@contextmanager
def _write_errors(index_folder: Path) -> Iterator[None]:
    """Turn what a full or read-only disk raises into our error."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        message = (
            f"{index_folder}: the new index could not be written ({error}); the old one is "
            "untouched. Free space or mend permissions and run twinbot ingest again"
        )
        raise IndexWriteError(message) from error


def _collect(index_folder: Path) -> None:
    """Remove all but the published and the previous generation, and the remains of crashes."""
    try:
        published = read_current(index_folder).generation
    except IndexStoreError:
        published = None
    complete = sorted(
        path.name
        for path in index_folder.glob(f"{GENERATION_PREFIX}*")
        if (path / MANIFEST_FILE).is_file()
    )
    earlier = [name for name in complete if published is not None and name < published]
    kept = {published, *earlier[-(KEPT_GENERATIONS - 1) :]}
    for path in index_folder.glob(f"{GENERATION_PREFIX}*"):
        if path.name not in kept:
            _log.info("removing %s", path)
            shutil.rmtree(path, ignore_errors=True)
    for path in index_folder.glob(f".{CURRENT_FILE}.*"):
        path.unlink(missing_ok=True)


def _sync_tree(folder: Path) -> None:
    """Make every file below a folder durable before it is named."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
            continue
        with path.open("rb") as file:
            os.fsync(file.fileno())
    sync_folder(folder)
