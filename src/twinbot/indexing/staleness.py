"""What in the corpus folder is newer than the index, and what the last ingest refused of it."""

from __future__ import annotations

from collections.abc import Sequence

from twinbot.errors import IndexStoreError
from twinbot.index import open_generation
from twinbot.indexing.last_ingest import read_last_ingest
from twinbot.indexing.planning import make_plan, served_documents
from twinbot.indexing.reports import DocumentStatus
from twinbot.reading import CorpusFile, list_corpus
from twinbot.settings import Settings
from twinbot.staff_files import STAFF_FILES, read_staff_files


def stale_documents(settings: Settings) -> dict[str, DocumentStatus]:
    """Return which documents of the corpus are newer than the index, by id.

    Those that the last ingest refused as they stand are not among them: see `standing_refusals`.

    Raises:
        CorpusError: If the corpus folder is missing.
    """
    files = list_corpus(settings.corpus)
    plan = make_plan(files, served_documents(settings)[1] or {})
    refused = _standing(files, settings)
    changes: dict[str, DocumentStatus] = {
        file.document_id: plan.status(file)
        for file in plan.to_read
        if file.supported and file.document_id not in refused
    }
    return changes | dict.fromkeys(plan.removed, "removed")


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
