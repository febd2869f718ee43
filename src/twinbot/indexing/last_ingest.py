"""What the last ingest refused and noted, kept beside the index for those who look later."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from twinbot.index.current import replace_durably
from twinbot.indexing.planning import Plan
from twinbot.indexing.reports import DocumentReport
from twinbot.settings import Settings

LAST_INGEST_FILE: Final = "last-ingest.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that the last ingest could not read.

    Attributes:
        sha256: Of the file as it was refused; another one has not been tried yet.
        reason: Why, and whether an earlier version stays online.
    """

    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class LastIngest:
    """What a person should know of the last ingest that ended.

    Attributes:
        at: When it ended.
        generation: What was served then.
        refused: The files that could not be read, by document id.
        warnings: What the readers warn of, by document id.
        notes: Which lines of the staff's files are not used.
    """

    at: datetime
    generation: str
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    warnings: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def all_notes(self) -> list[str]:
        """The warnings, each behind its document's id, and the notes."""
        return [*(f"{name}: {warning}" for name, warning in self.warnings.items()), *self.notes]


def keep_last_ingest(
    plan: Plan,
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
    _write(settings.index, last)


def _write(index_folder: Path, last: LastIngest) -> None:
    """Write it beside the index.

    A folder that cannot be written is no reason to fail: the index itself is published.
    """
    record = {
        "at": last.at.isoformat(timespec="seconds"),
        "generation": last.generation,
        "refused": {document_id: asdict(one) for document_id, one in last.refused.items()},
        "warnings": dict(last.warnings),
        "notes": list(last.notes),
    }
    content = json.dumps(record, ensure_ascii=False, indent=2).encode()
    try:
        replace_durably(index_folder / LAST_INGEST_FILE, content)
    except OSError as error:
        _log.warning("%s: cannot be written (%s)", index_folder / LAST_INGEST_FILE, error.strerror)


def read_last_ingest(index_folder: Path) -> LastIngest | None:
    """Return what the last ingest refused and noted; ``None`` where that is not known."""
    try:
        record = json.loads((index_folder / LAST_INGEST_FILE).read_text("utf-8"))
        return LastIngest(
            at=datetime.fromisoformat(record["at"]),
            generation=str(record["generation"]),
            refused={name: Refusal(**one) for name, one in record["refused"].items()},
            warnings={name: str(one) for name, one in record.get("warnings", {}).items()},
            notes=tuple(map(str, record["notes"])),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
