"""The ingest run: corpus folder to a published index generation, with its report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

from twinbot.answering.scoring.encoded_statements import StatementEncoder
from twinbot.answering.scoring.likeness_file import LIKENESS_FILE, dump_known_questions
from twinbot.answering.scoring.placing import PLACING, place_questions
from twinbot.chunking import RECIPE, chunk, embedding_text
from twinbot.embedding import StaticEmbedder, load_embedder
from twinbot.errors import (
    CorpusError,
    DocumentError,
    IndexMismatchError,
    IndexMissingError,
    IndexStoreError,
)
from twinbot.frequencies import FREQUENCIES_FILE, SAMPLED_PASSAGES
from twinbot.index import GenerationWriter, open_generation, open_writer, telling_progress
from twinbot.ingest_models import IngestModels
from twinbot.known_questions import KNOWN_QUESTIONS_FILE, parse_known_questions
from twinbot.language import lexical_tokens, readings_fingerprint
from twinbot.last_ingest import LastIngest, Refusal, read_last_ingest, write_last_ingest
from twinbot.pins import PINS_FILE, parse_pins
from twinbot.reading import (
    READING,
    CorpusFile,
    ReadingLimits,
    ReadResult,
    list_corpus,
    read_documents,
)
from twinbot.settings import Settings
from twinbot.site import SITE_FILE, parse_site, silent_languages
from twinbot.staff_files import STAFF_FILES, check_staff_files, read_staff_files
from twinbot.types import Passage

REMOVED_UNASKED: Final = 3
"""So many documents may go without a question, whatever part of the corpus they are ..."""
REMOVED_SHARE: Final = 0.3
"""... and so large a part, however many they are."""

DocumentStatus: TypeAlias = Literal["added", "changed", "removed", "unchanged", "refused"]
Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the number of documents done, the number in all, and the one just done."""


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
        notes: Which lines of the staff's tables are not used, and why.
    """

    documents: tuple[DocumentReport, ...]
    generation: str | None
    published: bool
    duration_ms: int
    notes: tuple[str, ...] = ()

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
    allow_removals: bool = False,
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
        allow_removals: Publish also where a large part of the documents would go.
        progress: Called after each document.

    Raises:
        CorpusError: If the folder is missing, holds nothing that can be read, or lacks so many of
            the documents that are served that this is rarely meant; the index stays as it was.
        IndexStoreError: If the index is locked, was built by another model (and ``rebuild`` is
            false), or cannot be written; the index stays as it was.
    """
    started = time.monotonic()
    files = _list_files(settings)
    attached = read_staff_files(settings.corpus)
    check_staff_files(attached, settings.corpus)
    if dry_run:
        generation, served = _published(settings)
        loss = None if allow_removals else _loss(files, served, settings)
        plan = _plan(files, {} if rebuild else served or {})
        reports = [
            _report_document(plan, file, result, len(_passages(result, settings)))
            for file, result in _read(plan.to_read, settings, progress)
        ]
        notes: tuple[str, ...] = (loss,) if loss else ()
        return _report(plan, reports, generation, published=False, started=started, notes=notes)
    embedder = load_embedder(settings)
    statements = None if isinstance(embedder, StaticEmbedder) else StatementEncoder()
    made_by = recipe(settings, statements)
    with (
        open_writer(settings.index, embedder.identity, made_by, rebuild=rebuild) as writer,
        closing(IngestModels(settings, embedder, statements)) as models,
        telling_progress(settings.index) as tell,
    ):
        if not allow_removals:
            _refuse_loss(files, writer, settings)
        plan = _plan(files, writer.documents)
        told = _telling(tell, progress)
        reports = _store(plan, writer, models, settings, told)
        for document_id in plan.removed:
            writer.remove(document_id)
        if not writer.documents:
            raise _nothing_readable(settings, reports)
        changed = plan.removed or any(r.status in ("added", "changed") for r in reports)
        kept = {name: own for name, own in writer.attachments().items() if name in STAFF_FILES}
        if not changed and writer.based_on and kept == attached:
            _keep(plan, reports, writer.based_on, settings, None)
            return _report(plan, reports, writer.based_on, published=False, started=started)
        notes = _attach(attached, writer, models, settings)
        info = writer.publish()
        _keep(plan, reports, info.generation, settings, notes)
        models.forget_all_but(sum(info.passages.values()))
    return _report(plan, reports, info.generation, published=True, started=started, notes=notes)


def _refuse_loss(files: Sequence[CorpusFile], writer: GenerationWriter, settings: Settings) -> None:
    """Refuse a run that would take too much offline, by what it starts from or replaces."""
    served = writer.documents if writer.based_on else _published(settings)[1]
    if loss := _loss(files, served, settings):
        raise CorpusError(loss)


def _loss(
    files: Sequence[CorpusFile], hashes: Mapping[str, str] | None, settings: Settings
) -> str | None:
    """Return why a run would, or may, take too much offline; ``None`` where it would not.

    A folder that was not mounted or copied to its end looks like one from which staff removed.
    """
    if hashes is None:
        return (
            f"{settings.index}: what is served cannot be read, so it is not known how many of its "
            f"documents would go, and nothing is changed. Check that {settings.corpus} is the "
            "right folder and whole, then run twinbot ingest --rebuild --allow-removals"
        )
    removed = sorted(set(hashes) - {file.document_id for file in files})
    if len(removed) <= REMOVED_UNASKED or len(removed) <= REMOVED_SHARE * len(hashes):
        return None
    few = ", ".join(removed[:REMOVED_UNASKED])
    return (
        f"{settings.corpus}: {len(removed)} of the {len(hashes)} documents that are served are not "
        f"there ({few}, …), so nothing is changed. Check that the folder is the right one and "
        "whole; if they are meant to go, or were renamed, run twinbot ingest --allow-removals"
    )


def _keep(
    plan: _Plan,
    reports: Sequence[DocumentReport],
    generation: str,
    settings: Settings,
    notes: Sequence[str] | None,
) -> None:
    """Keep what a run refused and noted, for ``twinbot status`` and ``twinbot doctor``.

    What was said before of files that did not change is kept with it, and so are the notes where
    the run looked at no staff's tables (``None``).
    """
    before = read_last_ingest(settings.index)
    unchanged = set(plan.unchanged)
    hashes = {file.document_id: file.sha256 for file in plan.to_read}
    warned = {
        document_id: warning
        for document_id, warning in (before.warnings if before else {}).items()
        if document_id in unchanged
    }
    refused = {}
    for report in reports:
        reason = "; ".join(report.reasons)
        if report.status == "refused":
            refused[report.document_id] = Refusal(hashes[report.document_id], reason)
        elif reason:
            warned[report.document_id] = reason
    if notes is None:
        notes = before.notes if before else ()
    last = LastIngest(datetime.now(UTC), generation, refused, warned, tuple(notes))
    write_last_ingest(settings.index, last)


def _attach(
    attached: Mapping[str, bytes],
    writer: GenerationWriter,
    models: IngestModels,
    settings: Settings,
) -> tuple[str, ...]:
    """Attach the staff's tables and what is made of them and of the documents.

    Returns:
        Which lines of the tables are not used, and why.
    """
    pins = parse_pins(attached.get(PINS_FILE, b""), str(settings.corpus / PINS_FILE))
    pins.check(writer.document, str(settings.corpus / PINS_FILE))
    made = {FREQUENCIES_FILE: models.count_pieces(writer.sample_texts(SAMPLED_PASSAGES))}
    place = str(settings.corpus / KNOWN_QUESTIONS_FILE)
    known = parse_known_questions(attached.get(KNOWN_QUESTIONS_FILE, b""), place)
    notes: tuple[str, ...] = ()
    if known and models.encodes:
        questions, notes = place_questions(known, writer, models)
        made[LIKENESS_FILE] = dump_known_questions(questions)
    writer.attach({**attached, **made})
    return (*_site_notes(attached, settings), *notes)


def _site_notes(attached: Mapping[str, bytes], settings: Settings) -> tuple[str, ...]:
    place = str(settings.corpus / SITE_FILE)
    silent = silent_languages(parse_site(attached.get(SITE_FILE, b""), place))
    return tuple(
        f"{place}: says nothing in section {language}, so that page has no title, welcome, "
        "examples or contact of the city"
        for language in silent
    )


def _telling(tell: Callable[[int, int], None], progress: Progress | None) -> Progress:
    """Return what tells waiting servers and the caller of each document."""

    def told(done: int, total: int, document_id: str) -> None:
        tell(done, total)
        if progress:
            progress(done, total, document_id)

    return told


def recipe(settings: Settings, statements: StatementEncoder | None) -> str:
    """Return what besides the model decides what is stored: an index of another is rebuilt."""
    spelled = readings_fingerprint()
    encoded = f"/{statements.identity.fingerprint}/{PLACING}/{spelled}" if statements else ""
    return f"{READING}/{RECIPE}/{settings.passage_chars}{encoded}"


def standing_refusals(settings: Settings) -> dict[str, str]:
    """Return which files the last ingest refused and nobody has mended, with the reasons, by id.

    Raises:
        CorpusError: If the corpus folder is missing.
    """
    return _standing(list_corpus(settings.corpus), settings)


def _standing(files: Sequence[CorpusFile], settings: Settings) -> dict[str, str]:
    last = read_last_ingest(settings.index)
    refused = last.refused if last else {}
    return {
        file.document_id: refused[file.document_id].reason
        for file in files
        if file.document_id in refused and refused[file.document_id].sha256 == file.sha256
    }


def stale_documents(settings: Settings) -> dict[str, DocumentStatus]:
    """Return which documents of the corpus are newer than the index, by id.

    Those that the last ingest refused as they stand are not among them: see `standing_refusals`.

    Raises:
        CorpusError: If the corpus folder is missing.
    """
    files = list_corpus(settings.corpus)
    plan = _plan(files, _published(settings)[1] or {})
    refused = _standing(files, settings)
    changes = {
        file.document_id: plan.status(file)
        for file in plan.to_read
        if file.supported and file.document_id not in refused
    }
    return changes | dict.fromkeys(plan.removed, "removed")


def stale_staff_files(settings: Settings) -> dict[str, DocumentStatus]:
    """Return which files that staff keep beside the documents are newer, by name."""
    here = read_staff_files(settings.corpus)
    try:
        with open_generation(settings.index) as generation:
            served = {name: generation.attachment(name) for name in STAFF_FILES}
    except IndexStoreError:
        served = {}
    changes: dict[str, DocumentStatus] = {}
    for name in STAFF_FILES:
        if here.get(name) == served.get(name):
            continue
        added, removed = served.get(name) is None, name not in here
        changes[name] = "added" if added else "removed" if removed else "changed"
    return changes


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
    present = {file.document_id for file in files}
    return _Plan(
        to_read=tuple(f for f in files if indexed.get(f.document_id) != f.sha256),
        unchanged=tuple(f.document_id for f in files if indexed.get(f.document_id) == f.sha256),
        removed=tuple(sorted(set(indexed) - present)),
        indexed=dict(indexed),
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


def _published(settings: Settings) -> tuple[str | None, dict[str, str] | None]:
    """Return the published generation and the hashes it holds, ``None`` if they cannot be read.

    There are none where nothing is served, or only what another version of twinbot reads.
    """
    try:
        with open_generation(settings.index) as generation:
            hashes = {summary.document_id: summary.sha256 for summary in generation.documents()}
            return generation.info.generation, hashes
    except (IndexMissingError, IndexMismatchError):
        return None, {}
    except IndexStoreError:
        return None, None


def _read(
    files: Sequence[CorpusFile], settings: Settings, progress: Progress | None
) -> Iterator[tuple[CorpusFile, ReadResult | DocumentError]]:
    """Read files in limited child processes, telling ``progress`` after each."""
    limits = ReadingLimits(
        timeout_s=settings.read_timeout_s,
        memory_mb=settings.read_memory_mb,
        max_file_mb=settings.max_file_mb,
        max_pages=settings.max_pages,
    )
    for done, (file, result) in enumerate(read_documents(files, limits), start=1):
        if progress:
            progress(done, len(files), file.document_id)
        yield file, result


def _store(
    plan: _Plan,
    writer: GenerationWriter,
    models: IngestModels,
    settings: Settings,
    progress: Progress | None,
) -> list[DocumentReport]:
    """Read, chunk, embed and write what is new."""
    reports = []
    for file, result in _read(plan.to_read, settings, progress):
        passages = _passages(result, settings)
        reports.append(_report_document(plan, file, result, len(passages)))
        if isinstance(result, DocumentError):
            continue
        document = result.document
        texts = [embedding_text(passage, document.title) for passage in passages]
        writer.put(
            document,
            passages,
            models.embed(texts),
            [lexical_tokens(text, document.language) for text in texts],
            models.encode_statements(document.title, passages),
        )
    return reports


def _passages(result: ReadResult | DocumentError, settings: Settings) -> Sequence[Passage]:
    """Return the passages of a document, none of a file that could not be read."""
    if isinstance(result, DocumentError):
        return ()
    return chunk(result.document, settings.passage_chars)


def _report_document(
    plan: _Plan, file: CorpusFile, result: ReadResult | DocumentError, passages: int
) -> DocumentReport:
    """Say what became of a file that was read, or could not be."""
    if isinstance(result, DocumentError):
        reason = str(result).removeprefix(f"{file.document_id}: ")
        kept = ("the last version that could be read stays",)
        return DocumentReport(
            document_id=file.document_id,
            status="refused",
            reasons=(reason, *(kept if file.document_id in plan.indexed else ())),
        )
    return DocumentReport(
        document_id=file.document_id,
        status=plan.status(file),
        pages=len(result.document.pages),
        passages=passages,
        reasons=tuple(result.warnings),
    )


def _nothing_readable(settings: Settings, reports: Sequence[DocumentReport]) -> CorpusError:
    reasons = "; ".join(f"{report.document_id}: {report.reasons[0]}" for report in reports[:5])
    return CorpusError(
        f"{settings.corpus}: no document could be read, so nothing was published ({reasons}). "
        "Mend or add documents and run twinbot ingest again."
    )


def _report(
    plan: _Plan,
    reports: Sequence[DocumentReport],
    generation: str | None,
    *,
    published: bool,
    started: float,
    notes: tuple[str, ...] = (),
) -> IngestReport:
    """Put the reports of all files together, ordered by document id."""
    others = [
        *(DocumentReport(document_id, "unchanged") for document_id in plan.unchanged),
        *(DocumentReport(document_id, "removed") for document_id in plan.removed),
    ]
    return IngestReport(
        documents=tuple(sorted([*reports, *others], key=lambda report: report.document_id)),
        generation=generation,
        published=published,
        duration_ms=round((time.monotonic() - started) * 1000),
        notes=notes,
    )
