"""The dry run: everything is read and reported, nothing is written."""

from __future__ import annotations

from collections.abc import Sequence

from twinbot.indexing.documents import Progress, passages_of, read_files
from twinbot.indexing.planning import make_plan, served_documents
from twinbot.indexing.removals import object_to_removals
from twinbot.indexing.reports import IngestReport, report_document, report_run
from twinbot.reading import CorpusFile
from twinbot.settings import Settings


def rehearse(
    files: Sequence[CorpusFile],
    settings: Settings,
    progress: Progress | None,
    *,
    rebuild: bool,
    allow_removals: bool,
) -> IngestReport:
    """Report what a run would do; one that would be refused is noted, and read all the same."""
    generation, served = served_documents(settings)
    objection = None if allow_removals else object_to_removals(files, served, settings)
    plan = make_plan(files, {} if rebuild else served or {})
    reports = [
        report_document(plan, file, result, len(passages_of(result, settings)))
        for file, result in read_files(plan.to_read, settings, progress)
    ]
    notes = (objection,) if objection else ()
    return report_run(plan, reports, generation, published=False, notes=notes)
