"""The ingest run: corpus folder to a published index generation, with its report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from twinbot.answering.scoring.encoded_statements import StatementEncoder
from twinbot.answering.scoring.placing import PLACING
from twinbot.chunking import RECIPE, embedding_text
from twinbot.embedding import StaticEmbedder, load_embedder
from twinbot.errors import CorpusError, DocumentError
from twinbot.index import GenerationWriter, open_writer, telling_progress
from twinbot.indexing.attaching import attach
from twinbot.indexing.documents import Progress, passages_of, read_files
from twinbot.indexing.last_ingest import keep_last_ingest
from twinbot.indexing.models import IngestModels
from twinbot.indexing.planning import Plan, list_files, make_plan
from twinbot.indexing.rehearsing import rehearse
from twinbot.indexing.removals import refuse_removals
from twinbot.indexing.reports import DocumentReport, IngestReport, report_document, report_run
from twinbot.language import lexical_tokens, readings_fingerprint
from twinbot.reading import READING, CorpusFile
from twinbot.settings import Settings
from twinbot.staff_files import STAFF_FILES, check_staff_files, read_staff_files


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
    files = list_files(settings)
    attached = read_staff_files(settings.corpus)
    check_staff_files(attached, settings.corpus)
    options = {"rebuild": rebuild, "allow_removals": allow_removals}
    if dry_run:
        report = rehearse(files, settings, progress, **options)
    else:
        report = _update(files, attached, settings, progress, **options)
    return replace(report, duration_ms=round((time.monotonic() - started) * 1000))


def _update(
    files: Sequence[CorpusFile],
    attached: Mapping[str, bytes],
    settings: Settings,
    progress: Progress | None,
    *,
    rebuild: bool,
    allow_removals: bool,
) -> IngestReport:
    """Write a generation beside the one that is served, and publish it if it says anything new."""
    embedder = load_embedder(settings)
    statements = None if isinstance(embedder, StaticEmbedder) else StatementEncoder()
    made_by = _recipe(settings, statements)
    with (
        open_writer(settings.index, embedder.identity, made_by, rebuild=rebuild) as writer,
        closing(IngestModels(settings, embedder, statements)) as models,
        telling_progress(settings.index) as tell,
    ):
        if not allow_removals:
            refuse_removals(files, writer, settings)
        plan = make_plan(files, writer.documents)
        reports = _store(plan, writer, models, settings, _telling(tell, progress))
        if not _is_new(plan, reports, attached, writer) and writer.based_on:
            keep_last_ingest(plan, reports, writer.based_on, settings, None)
            return report_run(plan, reports, writer.based_on, published=False)
        notes = attach(attached, writer, models, settings)
        info = writer.publish()
        keep_last_ingest(plan, reports, info.generation, settings, notes)
        models.forget_all_but(sum(info.passages.values()))
    return report_run(plan, reports, info.generation, published=True, notes=notes)


def _recipe(settings: Settings, statements: StatementEncoder | None) -> str:
    """Return what besides the model decides what is stored: an index of another is rebuilt."""
    spelled = readings_fingerprint()
    encoded = f"/{statements.identity.fingerprint}/{PLACING}/{spelled}" if statements else ""
    return f"{READING}/{RECIPE}/{settings.passage_chars}{encoded}"


def _telling(tell: Callable[[int, int], None], progress: Progress | None) -> Progress:
    """Return what tells waiting servers and the caller of each document."""

    def told(done: int, total: int, document_id: str) -> None:
        tell(done, total)
        if progress:
            progress(done, total, document_id)

    return told


def _store(
    plan: Plan,
    writer: GenerationWriter,
    models: IngestModels,
    settings: Settings,
    progress: Progress,
) -> list[DocumentReport]:
    """Read, chunk, embed and write what is new, and take out what is gone.

    Raises:
        CorpusError: If nothing is left to publish.
    """
    reports = []
    for file, result in read_files(plan.to_read, settings, progress):
        passages = passages_of(result, settings)
        reports.append(report_document(plan, file, result, len(passages)))
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
    for document_id in plan.removed:
        writer.remove(document_id)
    if not writer.documents:
        raise _nothing_readable(settings, reports)
    return reports


def _nothing_readable(settings: Settings, reports: Sequence[DocumentReport]) -> CorpusError:
    reasons = "; ".join(f"{report.document_id}: {report.reasons[0]}" for report in reports[:5])
    return CorpusError(
        f"{settings.corpus}: no document could be read, so nothing was published ({reasons}). "
        "Mend or add documents and run twinbot ingest again."
    )


def _is_new(
    plan: Plan,
    reports: Sequence[DocumentReport],
    attached: Mapping[str, bytes],
    writer: GenerationWriter,
) -> bool:
    """Tell whether documents or staff's tables differ from those of the generation before."""
    if plan.removed or any(report.status in ("added", "changed") for report in reports):
        return True
    kept = {name: own for name, own in writer.attachments().items() if name in STAFF_FILES}
    return kept != attached
