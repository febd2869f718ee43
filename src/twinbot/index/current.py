"""Which generation is published, and what the files of one are called."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from twinbot.errors import IndexMismatchError, IndexMissingError, IndexStoreError
from twinbot.index.values import SCHEMA, AttachedFile, GenerationInfo
from twinbot.types import ModelIdentity

CURRENT_FILE = "CURRENT"
MANIFEST_FILE = "manifest.json"
DOCUMENTS_FILE = "documents.sqlite"
CHROMA_FOLDER = "chroma"
LEXICAL_FOLDER = "lexical"
ATTACHED_FOLDER = "attached"


def read_current(index_folder: Path, model: ModelIdentity | None = None) -> GenerationInfo:
    """Return what ``CURRENT`` names.

    Args:
        index_folder: The index.
        model: The model that will search it, to be held against the index's.

    Raises:
        IndexMissingError: If nothing was published yet, or its folder is gone.
        IndexMismatchError: If the index has another schema or was made by another model.
        IndexStoreError: If ``CURRENT`` cannot be read or understood.
    """
    path = index_folder / CURRENT_FILE
    try:
        record = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        message = f"{index_folder}: there is no index here; run twinbot ingest"
        raise IndexMissingError(message) from error
    except (OSError, ValueError) as error:
        message = f"{path}: not readable ({error}); run twinbot ingest --rebuild"
        raise IndexStoreError(message) from error
    info = _info_checked(record, path)
    if not (index_folder / info.generation).is_dir():
        message = (
            f"{index_folder}: CURRENT names {info.generation}, whose folder is gone; "
            "run twinbot ingest to build it again"
        )
        raise IndexMissingError(message)
    if model is not None and info.model != model:
        message = (
            f"{index_folder}: the index was built with the embedding model {_named(info.model)}, "
            f"the settings name {_named(model)}; set TWINBOT_EMBEDDING_MODEL to the former or run "
            "twinbot ingest --rebuild"
        )
        raise IndexMismatchError(message)
    return info


def _info_checked(record: Any, path: Path) -> GenerationInfo:  # noqa: ANN401 - any JSON
    """Parse what ``CURRENT`` holds; the schema first, because it decides about the rest."""
    try:
        if record["schema"] == SCHEMA:
            return info_from_record(record)
        message = (
            f"{path.parent}: the index has schema {record['schema']}, this twinbot reads "
            f"{SCHEMA}; run twinbot ingest --rebuild"
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"{path}: damaged ({error!r}); run twinbot ingest --rebuild"
        raise IndexStoreError(message) from error
    raise IndexMismatchError(message)


def info_record(info: GenerationInfo) -> dict[str, Any]:
    """Return a generation's description as JSON can hold it."""
    return {
        "generation": info.generation,
        "model": {
            "name": info.model.name,
            "dimension": info.model.dimension,
            "fingerprint": info.model.fingerprint,
        },
        "schema": info.schema,
        "recipe": info.recipe,
        "created_at": info.created_at.isoformat(),
        "documents": dict(info.documents),
        "pages": dict(info.pages),
        "passages": dict(info.passages),
        "attached": info.attached and {name: asdict(file) for name, file in info.attached.items()},
    }


def info_from_record(record: Mapping[str, Any]) -> GenerationInfo:
    """Return the description that `info_record` wrote."""
    attached = record.get("attached")
    return GenerationInfo(
        generation=record["generation"],
        model=ModelIdentity(**record["model"]),
        schema=record["schema"],
        recipe=record["recipe"],
        created_at=datetime.fromisoformat(record["created_at"]),
        documents=record["documents"],
        pages=record["pages"],
        passages=record["passages"],
        attached=attached and {name: AttachedFile(**file) for name, file in attached.items()},
    )


def replace_durably(path: Path, content: bytes) -> None:
    """Replace a file so that after a crash either the old or the new content is there, whole.

    Source: rename(2) and fsync(2): the new content, then the name, then the folder.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _named(model: ModelIdentity) -> str:
    return f"{model.name!r} ({model.dimension} dimensions, {model.fingerprint})"
