"""The ingest run: corpus folder to a published index generation, with its report.

Read in this order: `running` (the run as a whole), `planning` (what it has to do), `removals` (what
it refuses to do unasked), `documents` (how a file becomes passages), `models` (what makes their
vectors), `attaching` (what staff keep beside the documents), `reports` and `last_ingest` (what is
told and kept of it). `rehearsing` is the run that writes nothing; `staleness` tells whether a run
is due.
"""

from twinbot.indexing.documents import Progress
from twinbot.indexing.last_ingest import LastIngest, Refusal, read_last_ingest
from twinbot.indexing.reports import DocumentReport, DocumentStatus, IngestReport
from twinbot.indexing.running import ingest
from twinbot.indexing.staleness import stale_documents, stale_staff_files, standing_refusals

__all__ = [
    "DocumentReport",
    "DocumentStatus",
    "IngestReport",
    "LastIngest",
    "Progress",
    "Refusal",
    "ingest",
    "read_last_ingest",
    "stale_documents",
    "stale_staff_files",
    "standing_refusals",
]
