"""The ingest run: corpus folder to a published index generation, with its report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from twinbot.chunking import RECIPE, chunk, embedding_text
from twinbot.embedding import Embedder, Vectors, load_embedder
from twinbot.errors import CorpusError, DocumentError, IndexMismatchError, IndexMissingError
from twinbot.glossary import GLOSSARY_FILE, parse_glossary
from twinbot.index import GenerationWriter, VectorCache, open_generation
from twinbot.language import lexical_tokens
from twinbot.reading import CorpusFile, ReadingLimits, list_corpus, read_documents
from twinbot.settings import Settings
from twinbot.types import Document, Passage

DocumentStatus: TypeAlias = Literal["added", "changed", "removed", "unchanged", "refused"]
Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the number of documents done, the number in all, and the one just done."""

EXAMPLES_FILE = "examples.yaml"
ATTACHED_FILES = (GLOSSARY_FILE, EXAMPLES_FILE)
"""Files of the corpus folder that travel with the index as they are."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one file.

    Attributes:
        document_id: Path below the corpus folder.
        status: What was done with it.
        pages: Pages with text; 0 where it was not read.
        passages: Passages stored; 0 where it was not read.
        reasons: Why it was refused, or what the reader warns of.
    """

    document_id: str
    status: DocumentStatus
    pages: int = 0
    passages: int = 0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest run did.

    Attributes:
        documents: One report a file, ordered by document id.
        generation: The generation that is served now; ``None`` after a dry run without an index.
        published: Whether this run published it.
        duration_ms: Wall time of the run.
    """

    documents: tuple[DocumentReport, ...]
    generation: str | None
    published: bool
    duration_ms: int

    @property
    def refused(self) -> tuple[DocumentReport, ...]:
        """The files that could not be read."""
        return tuple(report for report in self.documents if report.status == "refused")

    def count(self, status: DocumentStatus) -> int:
        """Return how many documents have a status."""
        return sum(report.status == status for report in self.documents)


def ingest(
    settings: Settings,
    *,
    rebuild: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Bring the index up to date with the corpus folder.

    Documents are compared by hash: only what was added or changed is read and embedded. Readers
    see the old generation until the new one is complete. A file that cannot be read is reported;
    if an earlier version of it is indexed, that version stays.

    Args:
        settings: Where the corpus and the index are, which model, which limits.
        rebuild: Start from an empty generation, as after a change of model.
        dry_run: Read and report, but write nothing.
        progress: Called after each document.

    Raises:
        CorpusError: If the folder is missing, or holds nothing that can be read; the index stays
            as it was.
        IndexStoreError: If the index is locked, was built by another model (and ``rebuild`` is
            false), or cannot be written; the index stays as it was.
    """
    started = time.monotonic()
    files = _list_files(settings)
    attached = _read_attached(settings)
    run = _plan(files, {} if rebuild else _indexed_hashes(settings))
    if dry_run:
        reports = [
            _read_only_report(run, file, result, settings)
            for file, result in _read(run.to_read, settings, progress)
        ]
        return _report(run, reports, _current_generation(settings), False, started)
    embedder = load_embedder(settings)
    with GenerationWriter.open(
        settings.index,
        model=embedder.identity,
        recipe=recipe(settings),
        corpus=str(settings.corpus),
        rebuild=rebuild,
    ) as writer:
        run = _plan(files, writer.existing)
        reports = _store(run, writer, embedder, settings, progress)
        for document_id in run.removed:
            writer.remove(document_id)
        if not writer.existing:
            reasons = "; ".join(f"{r.document_id}: {' '.join(r.reasons)}" for r in reports)
            message = (
                f"{settings.corpus}: no document could be read, so nothing was published "
                f"({reasons}). Mend or add documents and run twinbot ingest again."
            )
            raise CorpusError(message)
        changed = run.removed or any(r.status in ("added", "changed") for r in reports)
        if not changed and writer.is_current(attached):
            return _report(run, reports, writer.based_on, False, started)
        writer.attach(attached)
        info = writer.publish()
    return _report(run, reports, info.generation, True, started)


def recipe(settings: Settings) -> str:
    """Return what besides the model decides the passages: an index of another is rebuilt."""
    return f"{RECIPE}/{settings.passage_chars}"


def stale_documents(settings: Settings) -> dict[str, DocumentStatus]:
    """Return what in the corpus is newer than the index, by document id.

    Raises:
        CorpusError: If the corpus folder is missing.
    """
    run = _plan(list_corpus(settings.corpus), _indexed_hashes(settings))
    changes: dict[str, DocumentStatus] = {
        file.document_id: run.status(file) for file in run.to_read if file.supported
    }
    return changes | dict.fromkeys(run.removed, "removed")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run has to do."""

    to_read: tuple[CorpusFile, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    indexed: Mapping[str, str]

    def status(self, file: CorpusFile) -> DocumentStatus:
        """Return what a successfully read file is to the index."""
        return "changed" if file.document_id in self.indexed else "added"


def _plan(files: Sequence[CorpusFile], indexed: Mapping[str, str]) -> _Plan:
    """Compare the corpus with the index by hash."""
    known = dict(indexed)
    present = {file.document_id for file in files}
    return _Plan(
        to_read=tuple(f for f in files if known.get(f.document_id) != f.sha256),
        unchanged=tuple(f.document_id for f in files if known.get(f.document_id) == f.sha256),
        removed=tuple(sorted(set(known) - present)),
        indexed=known,
    )


def _list_files(settings: Settings) -> list[CorpusFile]:
    """List the corpus, refusing one without documents: an empty folder is rarely meant."""
    files = list(list_corpus(settings.corpus))
    if not files:
        message = (
            f"{settings.corpus}: the corpus folder holds no documents; nothing was changed. "
            "Put files (.md, .html, .pdf, .docx, .txt) into it and run twinbot ingest again."
        )
        raise CorpusError(message)
    return files


def _read_attached(settings: Settings) -> dict[str, bytes]:
    """Read the files that travel with the index, checking the glossary."""
    attached = {
        name: (settings.corpus / name).read_bytes()
        for name in ATTACHED_FILES
        if (settings.corpus / name).is_file()
    }
    if GLOSSARY_FILE in attached:
        parse_glossary(attached[GLOSSARY_FILE], str(settings.corpus / GLOSSARY_FILE))
    return attached


def _read(
    files: Sequence[CorpusFile], settings: Settings, progress: Progress | None
) -> Iterable[tuple[CorpusFile, Document | DocumentError, tuple[str, ...]]]:
    """Read files in limited child processes."""
    raise NotImplementedError
