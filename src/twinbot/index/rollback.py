"""Going back to a generation that is still kept, as after documents that should not be online."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from twinbot.errors import IndexMismatchError, IndexMissingError, IndexStoreError
from twinbot.index.current import (
    CURRENT_FILE,
    MANIFEST_FILE,
    info_from_record,
    read_current,
    replace_durably,
)
from twinbot.index.failures import reading, writing
from twinbot.index.folders import GENERATION_PREFIX
from twinbot.index.generation import Generation
from twinbot.index.lock import writing_lock
from twinbot.index.values import SCHEMA, GenerationInfo
from twinbot.types import ModelIdentity


@dataclass(frozen=True, slots=True)
class KeptGeneration:
    """A generation that lies in the index folder, complete.

    Attributes:
        name: Its name.
        served: Whether ``CURRENT`` names it.
        info: What its manifest says; ``None`` if that cannot be read or is of another schema.
    """

    name: str
    served: bool
    info: GenerationInfo | None


def kept_generations(index_folder: Path) -> list[KeptGeneration]:
    """List the generations of an index that are complete, oldest first.

    Raises:
        IndexMissingError: If there is none.
    """
    served = _served(index_folder)
    names = sorted(
        manifest.parent.name
        for manifest in index_folder.glob(f"{GENERATION_PREFIX}*/{MANIFEST_FILE}")
    )
    if not names:
        message = f"{index_folder}: there is no index here; run twinbot ingest"
        raise IndexMissingError(message)
    return [KeptGeneration(name, name == served, _described(index_folder / name)) for name in names]


def roll_back(index_folder: Path, model: ModelIdentity, name: str | None = None) -> GenerationInfo:
    """Publish a kept generation again; running servers serve it from their next question on.

    Args:
        index_folder: The index.
        model: The model that will search it.
        name: Which generation; ``None`` for the one before what is served.

    Returns:
        What is served now.

    Raises:
        IndexLockedError: If an ingest is writing.
        IndexMissingError: If there is no such generation, or none before what is served.
        IndexMismatchError: If it was built with another model or schema.
        IndexStoreError: If it is damaged. In every case what was served stays.
    """
    kept_generations(index_folder)  # before the lock, which makes a folder that is not there
    with writing_lock(index_folder):
        chosen = _chosen(index_folder, kept_generations(index_folder), name)
        folder = index_folder / chosen.name
        info = _checked(folder, chosen, model)
        _verify(folder, info)
        with reading(folder):
            record = (folder / MANIFEST_FILE).read_bytes()
        with writing(index_folder):
            replace_durably(index_folder / CURRENT_FILE, record)
    return info


def _verify(folder: Path, info: GenerationInfo) -> None:
    """Refuse a generation of which something is missing or damaged."""
    try:
        with closing(Generation(folder, info)) as generation:
            generation.verify()
    except IndexStoreError as error:
        message = (
            f"{folder}: is damaged ({error}); what was served stays. "
            "Choose another with --to, or mend the documents and run twinbot ingest"
        )
        raise IndexStoreError(message) from error


def _served(index_folder: Path) -> str | None:
    """Return what is published; ``None`` where ``CURRENT`` does not tell."""
    try:
        return read_current(index_folder).generation
    except IndexStoreError:
        return None


def _described(folder: Path) -> GenerationInfo | None:
    """Return what a generation's manifest says, if it can be understood."""
    try:
        record = json.loads((folder / MANIFEST_FILE).read_text("utf-8"))
        info = info_from_record(record) if record["schema"] == SCHEMA else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return info if info is not None and info.generation == folder.name else None


def _chosen(index_folder: Path, kept: Sequence[KeptGeneration], name: str | None) -> KeptGeneration:
    """Return the generation to go back to."""
    names = ", ".join(one.name for one in kept)
    if name is not None:
        found = next((one for one in kept if one.name == name), None)
        if found is None:
            message = f"{index_folder}: holds no generation {name!r}; it holds {names}"
            raise IndexMissingError(message)
        return found
    served = next((one for one in kept if one.served), None)
    if served is None:
        message = (
            f"{index_folder}: what is served is not known, so neither is what came before it; "
            f"name one with --to, of {names}"
        )
        raise IndexMissingError(message)
    earlier = [one for one in kept if one.name < served.name]
    if not earlier:
        message = (
            f"{index_folder}: no generation before {served.name} is kept; "
            "mend the documents and run twinbot ingest"
        )
        raise IndexMissingError(message)
    return earlier[-1]


def _checked(folder: Path, chosen: KeptGeneration, model: ModelIdentity) -> GenerationInfo:
    """Return what a generation is, refusing one that no server of these settings could open."""
    if chosen.info is None:
        message = (
            f"{folder}: its manifest is damaged or of another version of twinbot; what was served "
            "stays. Choose another with --to, or run twinbot ingest --rebuild"
        )
        raise IndexStoreError(message)
    if chosen.info.model != model:
        message = (
            f"{folder}: was built with the embedding model {chosen.info.model.name!r}, the "
            f"settings name {model.name!r}; what was served stays. Set TWINBOT_EMBEDDING_MODEL to "
            "the former first"
        )
        raise IndexMismatchError(message)
    return chosen.info
