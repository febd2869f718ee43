"""What became of each file, and what a run did in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from twinbot.errors import DocumentError
from twinbot.indexing.planning import Plan
from twinbot.reading import CorpusFile, ReadResult

DocumentStatus: TypeAlias = Literal["added", "changed", "removed", "unchanged", "refused"]


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
        duration_ms: Wall time of the run; 0 until it has ended.
        notes: Which lines of the staff's tables are not used, and why.
    """

    documents: tuple[DocumentReport, ...]
    generation: str | None
    published: bool
    duration_ms: int = 0
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[DocumentReport, ...]:
        """The files that could not be read."""
        return tuple(report for report in self.documents if report.status == "refused")

    def count(self, status: DocumentStatus) -> int:
        """Return how many documents have a status."""
        return sum(report.status == status for report in self.documents)


def report_document(
    plan: Plan, file: CorpusFile, result: ReadResult | DocumentError, passages: int
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


def report_run(
    plan: Plan,
    reports: Sequence[DocumentReport],
    generation: str | None,
    *,
    published: bool,
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
        notes=notes,
    )
