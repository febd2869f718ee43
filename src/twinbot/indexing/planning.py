"""What a run has to do: the corpus folder, compared by hash with what is indexed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from twinbot.errors import CorpusError, IndexMismatchError, IndexMissingError, IndexStoreError
from twinbot.index import open_generation
from twinbot.reading import CorpusFile, list_corpus
from twinbot.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do.

    Attributes:
        to_read: The files that are new or other than the indexed ones.
        unchanged: Ids of the documents that stay as they are.
        removed: Ids of the documents that are indexed and no longer there.
        indexed: The hashes of what is indexed, by document id.
    """

    to_read: tuple[CorpusFile, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    indexed: Mapping[str, str]

    def status(self, file: CorpusFile) -> Literal["added", "changed"]:
        """Return what a successfully read file is to the index."""
        return "changed" if file.document_id in self.indexed else "added"


def list_files(settings: Settings) -> list[CorpusFile]:
    """List the corpus, refusing one without documents: an empty folder is rarely meant.

    Raises:
        CorpusError: If the folder is missing or empty.
    """
    files = list(list_corpus(settings.corpus))
    if not files:
        message = (
            f"{settings.corpus}: the corpus folder holds no documents; nothing was changed. "
            "Put files (.md, .html, .pdf, .docx, .txt) into it and run twinbot ingest again."
        )
        raise CorpusError(message)
    return files


def served_documents(settings: Settings) -> tuple[str | None, dict[str, str] | None]:
    """Return the published generation and the hashes it holds, ``None`` if they cannot be read.

    There are none where nothing is served, or only what another version of twinbot reads.
    """
    try:
        with open_generation(settings.index) as generation:
            hashes = {summary.document_id: summary.sha256 for summary in generation.documents()}
            return generation.info.generation, hashes
    except (IndexMissingError, IndexMismatchError):
        return None, {}
    except IndexStoreError:
        return None, None


def make_plan(files: Sequence[CorpusFile], indexed: Mapping[str, str]) -> Plan:
    """Compare the corpus with the index.

    Args:
        files: The corpus.
        indexed: The hashes of what is indexed, by document id.
    """
    present = {file.document_id for file in files}
    return Plan(
        to_read=tuple(f for f in files if indexed.get(f.document_id) != f.sha256),
        unchanged=tuple(f.document_id for f in files if indexed.get(f.document_id) == f.sha256),
        removed=tuple(sorted(set(indexed) - present)),
        indexed=dict(indexed),
    )
