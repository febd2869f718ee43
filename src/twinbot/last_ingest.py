"""What the last ingest refused and noted, kept beside the index for those who look later."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from twinbot.index.current import replace_durably

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


def write_last_ingest(index_folder: Path, last: LastIngest) -> None:
    """Keep what the last ingest refused and noted.

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
