"""``twinbot ingest`` and ``twinbot serve``: what staff run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import typer

from twinbot.cli import options
from twinbot.cli.listening import check_address
from twinbot.indexing import IngestReport, Progress
from twinbot.indexing import ingest as run_ingest
from twinbot.settings import load_settings

NOTES_SHOWN = 10


def ingest(
    corpus: options.Corpus = None,
    index: options.Index = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Start afresh, as after a change of model.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and report, write nothing.")
    ] = False,
    allow_removals: Annotated[
        bool,
        typer.Option(
            "--allow-removals",
            help="Go on where more than 3 documents, and more than 30 % of them, are gone.",
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say what was refused or noted, and one closing line.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Bring the index up to date with the corpus folder.

    Only what was added, changed or removed is worked on. Running pages serve the new index at
    once. Exit code 1 if a file was refused; the others are still published.
    """
    settings = load_settings({"corpus": corpus, "index": index})
    with _progress_bar(hidden=as_json or quiet) as progress:
        report = run_ingest(
            settings,
            rebuild=rebuild,
            dry_run=dry_run,
            allow_removals=allow_removals,
            progress=progress,
        )
    if as_json:
        typer.echo(json.dumps(_record(report), ensure_ascii=False, indent=2))
    else:
        _print_report(report, quiet=quiet, dry_run=dry_run)
    if report.refused:
        raise typer.Exit(1)


def serve(
    host: Annotated[str | None, typer.Option(help="Address \\[default: 127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="Port \\[default: 7860].")] = None,
    index: options.Index = None,
    corpus: options.Corpus = None,
) -> None:
    """Serve the chat page; ctrl-c ends it."""
    settings = load_settings({"host": host, "port": port, "index": index, "corpus": corpus})
    check_address(settings.host, settings.port)
    from twinbot.web.serving import serve as run_server

    run_server(settings)


@contextmanager
def _progress_bar(*, hidden: bool) -> Iterator[Progress | None]:
    """Show a progress bar on standard error while documents are read."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")

        def update(done: int, total: int, document_id: str) -> None:
            bar.update(task, completed=done, total=total, description=escape(document_id))

        yield update


def _record(report: IngestReport) -> dict[str, object]:
    counted = {
        status: report.count(status)
        for status in ("added", "changed", "removed", "unchanged", "refused")
    }
    return {
        "generation": report.generation,
        "published": report.published,
        "duration_ms": report.duration_ms,
        **counted,
        "notes": list(report.notes),
        "documents": [asdict(document) for document in report.documents],
    }


def _print_report(report: IngestReport, *, quiet: bool, dry_run: bool) -> None:
    """Print the table of documents, or with ``quiet`` only what needs a person."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    for document in report.documents:
        if document.reasons and (quiet or document.status != "unchanged"):
            kind = "refused" if document.status == "refused" else "note"
            typer.echo(f"{kind}: {document.document_id}: {'; '.join(document.reasons)}", err=True)
    for note in report.notes[:NOTES_SHOWN]:
        typer.echo(f"note: {note}", err=True)
    if len(report.notes) > NOTES_SHOWN:
        more = len(report.notes) - NOTES_SHOWN
        typer.echo(f"note: {more} more such lines; --json names them all", err=True)
    if not quiet:
        table = Table("document", "status", "pages", "passages")
        for document in report.documents:
            table.add_row(
                escape(document.document_id),
                document.status,
                str(document.pages or ""),
                str(document.passages or ""),
            )
        Console().print(table)
    counted = ", ".join(
        f"{report.count(status)} {status}"
        for status in ("added", "changed", "removed", "unchanged", "refused")
    )
    ending = (
        "dry run, nothing was written"
        if dry_run
        else f"published {report.generation}"
        if report.published
        else f"nothing to do, {report.generation} stays"
    )
    typer.echo(f"{counted}; {ending} ({report.duration_ms / 1000:.1f} s)")
