"""The guard against taking a large part of the documents offline unasked.

A folder that was not mounted or copied to its end looks like one from which staff removed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from twinbot.errors import CorpusError
from twinbot.index import GenerationWriter
from twinbot.indexing.planning import served_documents
from twinbot.reading import CorpusFile
from twinbot.settings import Settings

REMOVED_UNASKED: Final = 3
"""So many documents may go without a question, whatever part of the corpus they are ..."""
REMOVED_SHARE: Final = 0.3
"""... and so large a part, however many they are."""


def refuse_removals(
    files: Sequence[CorpusFile], writer: GenerationWriter, settings: Settings
) -> None:
    """Refuse a run that would take too much offline, by what it starts from or replaces.

    Raises:
        CorpusError: If it would, or if that cannot be known.
    """
    served = writer.documents if writer.based_on else served_documents(settings)[1]
    if objection := object_to_removals(files, served, settings):
        raise CorpusError(objection)


def object_to_removals(
    files: Sequence[CorpusFile], served: Mapping[str, str] | None, settings: Settings
) -> str | None:
    """Return why a run would, or may, take too much offline; ``None`` where it would not.

    Args:
        files: The corpus.
        served: The hashes of what is served, by document id; ``None`` if they cannot be read.
        settings: Where the corpus and the index are.
    """
    if served is None:
        return (
            f"{settings.index}: what is served cannot be read, so it is not known how many of its "
            f"documents would go, and nothing is changed. Check that {settings.corpus} is the "
            "right folder and whole, then run twinbot ingest --rebuild --allow-removals"
        )
    removed = sorted(set(served) - {file.document_id for file in files})
    if len(removed) <= REMOVED_UNASKED or len(removed) <= REMOVED_SHARE * len(served):
        return None
    few = ", ".join(removed[:REMOVED_UNASKED])
    return (
        f"{settings.corpus}: {len(removed)} of the {len(served)} documents that are served are not "
        f"there ({few}, …), so nothing is changed. Check that the folder is the right one and "
        "whole; if they are meant to go, or were renamed, run twinbot ingest --allow-removals"
    )
