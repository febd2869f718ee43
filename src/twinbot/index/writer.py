"""Writing a generation: a copy of the last one with the difference applied, then one pointer."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twinbot.errors import (
    IndexMissingError,
    IndexStoreError,
    IndexWriteError,
)
from twinbot.index.attachments import list_attached
from twinbot.index.checks import check_statements, check_vectors
from twinbot.index.current import (
    ATTACHED_FOLDER,
    CHROMA_FOLDER,
    CURRENT_FILE,
    DOCUMENTS_FILE,
    LEXICAL_FOLDER,
    MANIFEST_FILE,
    info_record,
    read_current,
    replace_durably,
)
from twinbot.index.documents import DocumentStore
from twinbot.index.failures import writing
from twinbot.index.folders import (
    GENERATION_PREFIX,
    collect,
    copy_generation,
    sync_tree,
    without_waste,
)
from twinbot.index.generation import Generation
from twinbot.index.lexical import LexicalWriter
from twinbot.index.lock import writing_lock
from twinbot.index.values import NO_STATEMENTS, SCHEMA, EncodedStatements, GenerationInfo
from twinbot.types import Document, Language, ModelIdentity, Passage


class GenerationWriter:
    """A generation in the making; nobody sees it before `publish`.

    The published generation is copied when something is about to change, so that a run that finds
    nothing new needs neither the time nor the space. Until then it is what is read.

    Every method raises `IndexWriteError` where the folder cannot be written, or the copied
    generation turns out to be damaged.
    """

    def __init__(
        self, index_folder: Path, model: ModelIdentity, recipe: str, based_on: str | None
    ) -> None:
        """Start from what ``based_on`` holds, or empty; use `open_writer`."""
        now = datetime.now(UTC)
        self.based_on = based_on
        self._index_folder = index_folder
        self._model = model
        self._recipe = recipe
        self._name = f"{GENERATION_PREFIX}{now:%Y%m%dT%H%M%S%f}-{os.getpid()}"
        self._folder = index_folder / self._name
        self._open = True
        self._begun = False
        self.published: GenerationInfo | None = None
        self._source = None if based_on is None else index_folder / based_on
        if self._source is not None:
            with writing(index_folder):
                self._documents = DocumentStore(self._source / DOCUMENTS_FILE, writable=False)
            return
        try:
            self._begin()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def _begin(self) -> None:
        """Make the new folder, unless that is done, and open its stores."""
        if self._begun:
            return
        with writing(self._index_folder):
            self._folder.mkdir()
            if self._source is not None:
                copy_generation(self._source, self._folder)
                self._documents.close()
            self._documents = DocumentStore(self._folder / DOCUMENTS_FILE, writable=True)
            self._lexical = LexicalWriter(self._folder / LEXICAL_FOLDER)
            try:
                self._dense = without_waste(self._folder / CHROMA_FOLDER)
            except BaseException:
                self._documents.close()
                raise
        self._begun = True

    @property
    def documents(self) -> dict[str, str]:
        """The hash of each document that the generation holds now, by id."""
        with writing(self._index_folder):
            return self._documents.hashes()

    def document(self, document_id: str) -> Document:
        """Return a document that the generation holds now.

        Raises:
            LookupError: If there is none of that id.
        """
        with writing(self._index_folder):
            return self._documents.document(document_id)

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: NDArray[np.float32],
        tokens: Sequence[Sequence[str]],
        statements: Sequence[EncodedStatements] = (),
    ) -> None:
        """Store a document, in place of an earlier version.

        Args:
            document: The document.
            passages: Its passages.
            vectors: float32 of shape (passages, dimension).
            tokens: The tokens of each passage, for word search.
            statements: What of each passage can be quoted alone; none where answers are not chosen
                by it.

        Raises:
            ValueError: If the arguments do not fit together; nothing is changed.
            IndexWriteError: If the folder cannot be written.
        """
        check_vectors(document, passages, vectors, self._model.dimension)
        check_statements(document, passages, statements)
        self._begin()
        with writing(self._index_folder):
            replaced = self._documents.holds(document.document_id)
        if replaced:
            self.remove(document.document_id)
        ids = [passage.passage_id for passage in passages]
        with writing(self._index_folder):
            self._documents.put(document, passages)
            if statements:
                self._documents.put_statements(passages, statements)
            if ids:
                self._dense.add(document.language, ids, vectors)
                self._lexical.add(document.document_id, document.language, ids, tokens)

    def remove(self, document_id: str) -> None:
        """Remove a document; nothing happens if there is none.

        Raises:
            IndexWriteError: If the folder cannot be written.
        """
        self._begin()
        with writing(self._index_folder):
            for language, passage_ids in self._documents.remove(document_id).items():
                self._dense.remove(language, passage_ids)
            self._lexical.remove(document_id)

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> dict[str, list[str]]:
        """Return the ids of translation groups' passages in one language, by group."""
        with writing(self._index_folder):
            return self._documents.group_passages(translation_groups, language)

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """Return passages, in the order asked."""
        with writing(self._index_folder):
            return self._documents.passages(passage_ids)

    def statements(self, passage_ids: Sequence[str]) -> list[EncodedStatements]:
        """Return what of each passage can be quoted alone, none where nothing was encoded."""
        with writing(self._index_folder):
            found = self._documents.statements(passage_ids)
        return [found.get(passage_id, NO_STATEMENTS) for passage_id in passage_ids]

    def sample_texts(self, most: int) -> list[str]:
        """Return the texts of at most so many of its passages, evenly spread."""
        with writing(self._index_folder):
            return self._documents.sample_texts(most)

    def attachments(self) -> dict[str, bytes]:
        """Return the attached files by name."""
        held = self._folder if self._begun or self._source is None else self._source
        folder = held / ATTACHED_FOLDER
        with writing(self._index_folder):
            return {path.name: path.read_bytes() for path in folder.glob("*")}

    def attach(self, files: Mapping[str, bytes]) -> None:
        """Let these files, and no others, travel with the index."""
        self._begin()
        folder = self._folder / ATTACHED_FOLDER
        with writing(self._index_folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name, content in files.items():
                (folder / name).write_bytes(content)

    def publish(self) -> GenerationInfo:
        """Verify the generation and let ``CURRENT`` name it.

        Raises:
            IndexWriteError: If it does not verify, or cannot be written; the published
                generation stays.
        """
        self._begin()
        with writing(self._index_folder):
            return self._publish()

    def _publish(self) -> GenerationInfo:
        info = GenerationInfo(
            generation=self._name,
            model=self._model,
            schema=SCHEMA,
            recipe=self._recipe,
            created_at=datetime.now(UTC),
            documents=self._documents.counts("documents"),
            pages=self._documents.counts("pages"),
            passages=self._documents.counts("passages"),
            attached=list_attached(self._folder / ATTACHED_FOLDER),
        )
        record = json.dumps(info_record(info), indent=2).encode()
        (self._folder / MANIFEST_FILE).write_bytes(record)
        self._close(commit=True)
        self._verify(info)
        sync_tree(self._folder)
        replace_durably(self._index_folder / CURRENT_FILE, record)
        self.published = info
        return info

    def discard(self) -> None:
        """Close and remove the generation, unless it was published."""
        self._close(commit=False)
        if self.published is None and not self._is_current():
            shutil.rmtree(self._folder, ignore_errors=True)

    def _is_current(self) -> bool:
        """Tell whether ``CURRENT`` names it: a run can be stopped between naming and noting it."""
        try:
            return read_current(self._index_folder).generation == self._name
        except IndexStoreError:
            return False

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
        if not self._open:
            return
        self._open = False
        if not self._begun:
            self._documents.close()
            return
        try:
            if commit:
                self._dense.flush()
                self._lexical.commit()
        finally:  # what fails on a full disk must still be closed
            self._lexical.close()
            self._dense.close()
            self._documents.close(commit=commit)


@contextmanager
def open_writer(
    index_folder: Path, model: ModelIdentity, recipe: str, *, rebuild: bool = False
) -> Iterator[GenerationWriter]:
    """Hold the lock and yield a writer; what is not published at the end is removed.

    The writer starts from the published generation when that was made by the same model, schema and
    recipe, so that a small change to a large corpus costs little.

    Args:
        index_folder: The index; made if it is not there.
        model: Which model makes the vectors.
        recipe: Which chunking makes the passages, and which encoder the vectors of statements;
            another one rebuilds silently.
        rebuild: Start empty.

    Raises:
        IndexLockedError: If another ingest holds the lock.
        IndexMismatchError: If the index belongs to another model or schema, without ``rebuild``.
        IndexWriteError: If the folder cannot be written.
    """
    with writing_lock(index_folder):
        current = _read_if_any(index_folder, model, rebuild=rebuild)
        collect(index_folder)
        same = current is not None and current.recipe == recipe and not rebuild
        writer = GenerationWriter(
            index_folder, model, recipe, current.generation if current and same else None
        )
        try:
            yield writer
        finally:
            writer.discard()
        collect(index_folder)


def _read_if_any(
    index_folder: Path, model: ModelIdentity, *, rebuild: bool
) -> GenerationInfo | None:
    """Return the published generation; one that cannot be used only matters without rebuild."""
    try:
        return read_current(index_folder, model)
    except IndexMissingError:
        return None
    except IndexStoreError:
        if rebuild:
            return None
        raise
