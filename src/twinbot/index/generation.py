"""One opened generation: what readers search and quote from."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twinbot.errors import IndexStoreError
from twinbot.index.attachments import check_sizes, read_attached
from twinbot.index.chroma import DenseStore
from twinbot.index.current import (
    ATTACHED_FOLDER,
    CHROMA_FOLDER,
    DOCUMENTS_FILE,
    LEXICAL_FOLDER,
    read_current,
)
from twinbot.index.documents import DocumentStore
from twinbot.index.failures import reading
from twinbot.index.lexical import LexicalReader
from twinbot.index.values import (
    NO_STATEMENTS,
    DocumentSummary,
    EncodedStatements,
    GenerationInfo,
    ScoredId,
)
from twinbot.kept import Kept
from twinbot.types import LANGUAGES, Document, Language, ModelIdentity, Page, Passage

PASSAGES_KEPT = 20_000
"""In memory, with their vectors: about 4 kB each."""

STATEMENTS_KEPT = 5_000
"""Passages whose statements stay in memory as they were encoded: about 15 kB each."""

_OPENING_TRIES = 5


class Generation:
    """A published generation, opened for reading; may be used from many threads.

    Vectors and words are opened when they are first searched, so that showing a document does
    not pay for chromadb; `warm` opens them at once. Every method raises `IndexStoreError` where
    files are missing or damaged.
    """

    def __init__(self, folder: Path, info: GenerationInfo) -> None:
        """Open the documents below ``folder``."""
        self.info = info
        self._folder = folder
        self._opening = threading.Lock()
        self.closed = False
        self._opened_dense: DenseStore | None = None
        self._opened_lexical: LexicalReader | None = None
        self._kept_vectors: Kept[str, NDArray[np.float32]] = Kept(PASSAGES_KEPT)
        self._kept_passages: Kept[str, Passage] = Kept(PASSAGES_KEPT)
        self._kept_statements: Kept[str, EncodedStatements] = Kept(STATEMENTS_KEPT)
        with reading(folder):
            self._documents = DocumentStore(folder / DOCUMENTS_FILE, writable=False)
            try:
                self._documents.holds("")  # SQLite reads a file's header when first asked
                check_sizes(folder / ATTACHED_FOLDER, info.attached)
            except (OSError, sqlite3.Error, IndexStoreError):
                self._documents.close()
                raise

    def warm(self) -> None:
        """Open and load all that the first question needs, and check what travels with it."""
        self._check_attached()
        nothing = np.zeros(self.info.model.dimension, dtype=np.float32)
        for language in LANGUAGES:
            self.search_dense(nothing, language, 1)
            self.search_lexical((), language, 1)

    def search_dense(
        self, vector: NDArray[np.float32], language: Language, k: int
    ) -> list[ScoredId]:
        """Return the ``k`` nearest passages of a language by cosine, nearest first."""
        with reading(self._folder):
            return self._dense.search(vector, language, k)

    def search_lexical(self, tokens: Sequence[str], language: Language, k: int) -> list[ScoredId]:
        """Return the ``k`` best passages of a language by BM25, best first."""
        with reading(self._folder):
            return self._lexical.search(tokens, language, k)

    def vectors(self, passage_ids: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors in the order asked, float32 of shape (ids, dimension)."""
        rows = self._kept_vectors.look_up(passage_ids, self._fetch_vectors)
        return np.asarray(rows, dtype=np.float32).reshape(len(rows), self.info.model.dimension)

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """Return passages in the order asked."""
        return self._kept_passages.look_up(passage_ids, self._fetch_passages)

    def statements(self, passage_ids: Sequence[str]) -> list[EncodedStatements]:
        """Return what of each passage can be quoted alone, as it was encoded."""
        return self._kept_statements.look_up(passage_ids, self._fetch_statements)

    def group_passages(
        self, translation_groups: Sequence[str], language: Language
    ) -> dict[str, list[str]]:
        """Return the ids of translation groups' passages in one language, in reading order."""
        with reading(self._folder):
            return self._documents.group_passages(translation_groups, language)

    def document(self, document_id: str) -> Document:
        """Return a document.

        Raises:
            LookupError: If there is none of that id.
        """
        with reading(self._folder):
            return self._documents.document(document_id)

    def page(self, document_id: str, number: int) -> Page:
        """Return one page.

        Raises:
            LookupError: If there is no such page.
        """
        with reading(self._folder):
            return self._documents.page(document_id, number)

    def documents(self, document_ids: Sequence[str] | None = None) -> list[DocumentSummary]:
        """Return summaries of all documents, or of those named, ordered by id."""
        with reading(self._folder):
            return self._documents.summaries(document_ids)

    def attachment(self, name: str) -> bytes | None:
        """Return a file of the corpus that travels with the index, or ``None``."""
        with reading(self._folder):
            return read_attached(self._folder / ATTACHED_FOLDER, name, self.info.attached)

    def close(self) -> None:
        """Close the stores and let go of what was kept of them; safe to call twice."""
        with self._opening:
            self.closed = True
            self._documents.close()
            if self._opened_dense is not None:
                self._opened_dense.close()
            self._opened_dense = self._opened_lexical = None
        for kept in (self._kept_vectors, self._kept_passages, self._kept_statements):
            kept.clear()

    def _fetch_vectors(self, passage_ids: list[str]) -> dict[str, NDArray[np.float32]]:
        by_language: dict[Language, list[str]] = {}
        with reading(self._folder):
            for passage_id, language in self._documents.languages(passage_ids).items():
                by_language.setdefault(language, []).append(passage_id)
            return self._dense.vectors(by_language)

    def _fetch_passages(self, passage_ids: list[str]) -> dict[str, Passage]:
        with reading(self._folder):
            passages = self._documents.passages(passage_ids)
        return dict(zip(passage_ids, passages, strict=True))

    def _fetch_statements(self, passage_ids: list[str]) -> dict[str, EncodedStatements]:
        with reading(self._folder):
            found = self._documents.statements(passage_ids)
        return dict.fromkeys(passage_ids, NO_STATEMENTS) | found

    @property
    def _dense(self) -> DenseStore:
        with self._opening:
            self._check_open()
            if self._opened_dense is None:
                self._opened_dense = DenseStore(self._folder / CHROMA_FOLDER)
            return self._opened_dense

    @property
    def _lexical(self) -> LexicalReader:
        with self._opening:
            self._check_open()
            if self._opened_lexical is None:
                self._opened_lexical = LexicalReader(self._folder / LEXICAL_FOLDER)
            return self._opened_lexical

    def _check_open(self) -> None:
        if self.closed:
            message = f"{self._folder}: this generation was closed; ask the one that is published"
            raise IndexStoreError(message)

    def verify(self) -> None:
        """Check that the stores agree and that every quote can be found again.

        Raises:
            IndexStoreError: If counts differ, a passage is not the text of its span, a passage
                does not find itself by its own vector, or a file that travels with the
                generation is not the one that the manifest lists.
        """
        self._check_attached()
        with reading(self._folder):
            self._verify()

    def _check_attached(self) -> None:
        for name in self.info.attached or ():
            self.attachment(name)

    def _verify(self) -> None:
        for language in LANGUAGES:
            expected = self.info.passages.get(language, 0)
            for store, found in (
                ("Chroma", self._dense.count(language)),
                ("tantivy", self._lexical.count(language)),
            ):
                if found != expected:
                    message = f"{store} holds {found} {language} passages, expected {expected}"
                    raise IndexStoreError(message)
        asked: set[Language] = set()
        passages = self._documents.all_passages()
        for (document_id, number), own in groupby(passages, key=lambda p: (p.document_id, p.page)):
            text = self.page(document_id, number).text
            for passage in own:
                if passage.span.of(text) != passage.text:
                    message = f"{document_id}, page {number}: span is not its text"
                    raise IndexStoreError(message)
                if passage.language not in asked:
                    asked.add(passage.language)
                    self._verify_self_query(passage)

    def _verify_self_query(self, passage: Passage) -> None:
        vector = self.vectors([passage.passage_id])[0]
        if not np.any(vector):
            return
        found = self.search_dense(vector, passage.language, 10)
        best = found[0].score if found else -1.0
        own = {hit.passage_id: hit.score for hit in found}.get(passage.passage_id, best)
        if own < best - 1e-3 or best < 1 - 1e-3:
            message = f"a {passage.language} passage does not find itself by its own vector"
            raise IndexStoreError(message)


@contextmanager
def open_generation(index_folder: Path, model: ModelIdentity | None = None) -> Iterator[Generation]:
    """Open the published generation for as long as the context lasts; errors as `read_current`."""
    generation = open_current(index_folder, model)
    try:
        yield generation
    finally:
        generation.close()


def open_current(
    index_folder: Path, model: ModelIdentity | None = None, *, warm: bool = False
) -> Generation:
    """Open the published generation; errors as `read_current`.

    While the files are being opened, two publications may remove them; then the newer generation
    is opened.
    """
    for _ in range(_OPENING_TRIES):
        info = read_current(index_folder, model)
        try:
            return _opened(index_folder / info.generation, info, warm=warm)
        except IndexStoreError:
            if read_current(index_folder, model).generation == info.generation:
                raise
    message = f"{index_folder}: the index changed {_OPENING_TRIES} times while opening; try again"
    raise IndexStoreError(message)


def _opened(folder: Path, info: GenerationInfo, *, warm: bool) -> Generation:
    generation = Generation(folder, info)
    try:
        if warm:
            generation.warm()
    except IndexStoreError:
        generation.close()
        raise
    return generation
