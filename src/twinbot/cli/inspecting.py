"""``twinbot show`` and ``twinbot status``: look at what is stored."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from twinbot.cli import options
from twinbot.errors import CorpusError, QuestionError
from twinbot.settings import Settings, load_settings
from twinbot.types import LANGUAGES

NOTES_SHOWN = 10


def show(
    document_id: Annotated[str, typer.Argument(help="Such as de/agreement.md.")],
    page: Annotated[int | None, typer.Option("--page", min=1, help="Only this page.")] = None,
    index: options.Index = None,
    as_json: options.Json = False,
) -> None:
    """Print the stored text of a document, so that anyone can check a quote.

    Example:
      twinbot show de/agreement.md --page 1
    """
    from twinbot.index import open_generation

    settings = load_settings({"index": index})
    with open_generation(settings.index) as generation:
        try:
            document = generation.document(document_id)
        except LookupError as error:
            known = ", ".join(summary.document_id for summary in generation.documents()[:8])
            message = f"the index holds no document {document_id!r}; it holds {known}, …"
            raise QuestionError(message) from error
    pages = [p for p in document.pages if page is None or p.number == page]
    if not pages:
        message = f"{document_id} has no page {page} with text; its pages are " + ", ".join(
            str(p.number) for p in document.pages
        )
        raise QuestionError(message)
    if as_json:
        record = {
            "document_id": document.document_id,
            "title": document.title,
            "language": document.language,
            "date": document.date.isoformat() if document.date else None,
            "sources": [
                {"title": s.title, "publisher": s.publisher, "url": s.url} for s in document.sources
            ],
            "pages": [{"number": p.number, "text": p.text} for p in pages],
        }
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    for shown in pages:
        if len(document.pages) > 1:
            typer.echo(f"--- {document_id}, page {shown.number} ---")
        typer.echo(shown.text)


def status(
    index: options.Index = None, corpus: options.Corpus = None, as_json: options.Json = False
) -> None:
    """Tell which generation is served, what it holds, and what in the corpus is newer."""
    from twinbot.index import read_current

    settings = load_settings({"index": index, "corpus": corpus})
    info = read_current(settings.index)
    age_s = int((datetime.now(UTC) - info.created_at).total_seconds())
    record: dict[str, object] = {
        "generation": info.generation,
        "model": info.model.name,
        "dimension": info.model.dimension,
        "schema": info.schema,
        "created_at": info.created_at.isoformat(),
        "age_s": age_s,
        "size_bytes": _folder_bytes(settings.index / info.generation),
        "languages": {
            language: {
                "documents": info.documents.get(language, 0),
                "pages": info.pages.get(language, 0),
                "passages": info.passages.get(language, 0),
            }
            for language in LANGUAGES
        },
        "newer_in_corpus": _newer(settings),
        **_last_ingest(settings),
    }
    if as_json:
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        _print_status(record, info.documents, info.passages)


def _newer(settings: Settings) -> dict[str, str] | None:
    """Return what in the corpus the index does not hold yet; ``None`` without a corpus here."""
    from twinbot.indexing import stale_documents, stale_staff_files

    try:
        return {**stale_documents(settings), **stale_staff_files(settings)}
    except CorpusError:
        return None


def _last_ingest(settings: Settings) -> dict[str, object]:
    """Return when the last ingest ended, what it refused that still stands, and what it noted."""
    from twinbot.indexing import read_last_ingest, standing_refusals

    last = read_last_ingest(settings.index)
    if last is None:
        return {"last_ingest": None, "refused": {}, "notes": []}
    try:
        refused = standing_refusals(settings)
    except CorpusError:  # without a corpus here, nobody can tell what was mended
        refused = {document_id: one.reason for document_id, one in last.refused.items()}
    return {"last_ingest": last.at.isoformat(), "refused": refused, "notes": last.all_notes}


def _print_status(record: dict[str, object], documents: object, passages: object) -> None:
    """Print the record for people."""
    typer.echo(f"generation  {record['generation']}, {record['age_s']} s old")
    typer.echo(f"model       {record['model']} ({record['dimension']} dimensions)")
    typer.echo(f"documents   {_counted(documents)}")
    typer.echo(f"passages    {_counted(passages)}")
    size_bytes = record["size_bytes"]
    if isinstance(size_bytes, int):
        typer.echo(f"size        {size_bytes / 1e6:.1f} MB")
    newer = record["newer_in_corpus"]
    if newer is None:
        typer.echo("corpus      not found here; nothing to compare")
    elif isinstance(newer, dict) and newer:
        typer.echo("newer in the corpus, run twinbot ingest:")
        for document_id, change in newer.items():
            typer.echo(f"  {change:<9} {document_id}")
    else:
        typer.echo("corpus      the index is up to date")
    _print_last_ingest(record)


def _print_last_ingest(record: dict[str, object]) -> None:
    """Print what the last ingest refused and noted."""
    refused, notes = record["refused"], record["notes"]
    if isinstance(refused, dict) and refused:
        typer.echo(f"refused by the ingest of {record['last_ingest']}, mend and ingest again:")
        for document_id, reason in refused.items():
            typer.echo(f"  {document_id}: {reason}")
    if isinstance(notes, list) and notes:
        typer.echo(f"noted by the ingest of {record['last_ingest']}:")
        for note in notes[:NOTES_SHOWN]:
            typer.echo(f"  {note}")
        if len(notes) > NOTES_SHOWN:
            typer.echo(f"  {len(notes) - NOTES_SHOWN} more; --json names them all")


def _counted(counts: object) -> str:
    pairs = counts.items() if hasattr(counts, "items") else ()
    return ", ".join(f"{language} {count}" for language, count in pairs)


def _folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
