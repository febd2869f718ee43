"""The corpus folder: which files are documents, their ids, front matter and side-cars."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import Any

import yaml

from twinbot.errors import CorpusError, UnreadableDocumentError
from twinbot.language.scripts import without_surrogates
from twinbot.staff_yaml import yaml_fault
from twinbot.types import LANGUAGES, Language, Source

SUFFIXES = frozenset({".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".txt"})
_NO_DOCUMENTS = frozenset(
    {"glossary.csv", "site.yaml", "answers.yaml", "questions.csv", "questions.npz"}
)
_CITY_PAGES = re.compile(r"pages/(imprint|privacy|accessibility)\.(de|en|ja)\.md")
"""What the chat page's footer shows: about the page, not about its subject."""
_FENCE = "---"
_LOST_AND_FOUND = "lost+found"
"""What a file system keeps for its repairs, closed to all but its administrator."""
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
"""What the system says of a file that is no longer there, or a link that leads nowhere."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus folder.

    Attributes:
        path: Where it is.
        document_id: Its path below the corpus folder with forward slashes, NFC.
        sha256: Of its bytes and its side-car's; lower-case hex. Empty if they cannot be read.
        supported: Whether there is a reader for its format.
        fault: Why it cannot be a document, if its name or the first look at it tells.
    """

    path: Path
    document_id: str
    sha256: str
    supported: bool
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a document says about itself, before its text or in a side-car."""

    title: str | None = None
    language: Language | None = None
    date: date | None = None
    translation_group: str | None = None
    sources: tuple[Source, ...] = ()


def list_corpus(corpus: Path) -> list[CorpusFile]:
    """List the documents below a folder, ordered by id.

    Hidden files and folders, side-cars, README files, the staff's tables and the footer's pages
    are no documents; a link that leads out of the folder is not followed.

    Raises:
        CorpusError: If the folder is missing, or it or one below cannot be listed: what stands
            there would be taken for removed.
    """
    if not corpus.is_dir():
        message = (
            f"{corpus}: the corpus folder does not exist; name another with --corpus or "
            "TWINBOT_CORPUS, or create it"
        )
        raise CorpusError(message)
    root = corpus.resolve()
    seen: dict[str, Path] = {}
    files = []
    for path in sorted(_walk(corpus)):
        try:
            if not _is_document(path, corpus, root):
                continue
        except OSError as error:  # a folder that can be listed and not entered
            raise _closed(error) from error
        name = path.relative_to(corpus).as_posix()
        document_id = unicodedata.normalize("NFC", _printable(name))
        try:
            sha256, fault = _hash(path), _fault(path, name, seen.get(document_id))
        except FileNotFoundError:
            continue  # it went while the folder was listed
        except OSError as error:
            sha256 = ""
            fault = f"the file cannot be opened ({error.strerror}); mend its permissions"
        supported = path.suffix.lower() in SUFFIXES
        files.append(CorpusFile(path, document_id, sha256, supported, fault))
        seen.setdefault(document_id, path)
    return sorted(files, key=lambda file: file.document_id)


def _walk(corpus: Path) -> Iterator[Path]:
    """Yield every file below a folder; hidden ones, which may belong to another, are not opened."""

    def refuse(error: OSError) -> None:
        raise _closed(error) from error

    for folder, folders, names in os.walk(corpus, onerror=refuse):
        folders[:] = [name for name in folders if not _is_hidden(name) and name != _LOST_AND_FOUND]
        yield from (Path(folder, name) for name in names if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    """Tell whether a file or folder is hidden, or Word's note that a file is open."""
    return name.startswith((".", "~$"))


def _closed(error: OSError) -> CorpusError:
    """Return the error of a folder whose files cannot be seen."""
    return CorpusError(
        f"{error.filename}: the folder cannot be listed ({error.strerror}), so what stands in "
        "it would be taken for removed; mend its permissions and run twinbot ingest again"
    )


def find_file(corpus: Path, document_id: str) -> Path | None:
    """Return the file of a document, also where its name is stored decomposed (NFD), as by Macs."""
    path = corpus
    for part in PurePosixPath(document_id).parts:
        inside = path.iterdir() if path.is_dir() and not (path / part).exists() else ()
        alike = (found for found in inside if unicodedata.normalize("NFC", found.name) == part)
        path = next(alike, path / part)
    return path if path.is_file() else None


def _printable(name: str) -> str:
    """Return a file name with U+FFFD for the bytes that are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _fault(path: Path, name: str, twin: Path | None) -> str | None:
    """Return why a file cannot be a document, if its name tells."""
    if name != _printable(name):
        return "the file's name is not UTF-8, as in archives of old programs; rename it"
    return f"two files have this id: {twin} and {path}; rename one" if twin else None


def _is_document(path: Path, corpus: Path, root: Path) -> bool:
    relative = path.relative_to(corpus)
    if not _is_file(path):
        return False
    if not path.resolve().is_relative_to(root) or path.stem.upper() == "README":
        return False
    if len(relative.parts) == 1 and path.name in _NO_DOCUMENTS:
        return False
    if _CITY_PAGES.fullmatch(relative.as_posix()):
        return False
    return not (path.suffix in (".yaml", ".yml") and path.with_suffix("").is_file())


def _is_file(path: Path) -> bool:
    """Tell whether a path is a file.

    `Path.is_file` of later versions of Python says no of one that may not be looked at, which would
    then be taken for removed.
    """
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError as error:
        if error.errno in _GONE:
            return False
        raise


def side_car(path: Path) -> Path | None:
    """Return the side-car of a file, if there is one."""
    for suffix in (".yaml", ".yml"):
        candidate = path.with_name(path.name + suffix)
        if candidate.is_file():
            return candidate
    return None


def folder_language(document_id: str) -> Language | None:
    """Return the language that the folder of a document gives."""
    first = PurePosixPath(document_id).parts[0]
    return next((language for language in LANGUAGES if language == first), None)


def group_of(document_id: str) -> str:
    """Return the translation group of a document that names none.

    Below a language folder it is the path without folder and suffix; elsewhere the document stands
    alone, so that equal names in different folders do not become translations by accident.
    """
    path = PurePosixPath(document_id)
    if folder_language(document_id):
        return PurePosixPath(*path.parts[1:]).with_suffix("").as_posix()
    return f"/{document_id}"


def split_front_matter(text: str) -> tuple[str | None, str]:
    """Return the YAML before a text's first line and the text, or ``None`` and the whole text."""
    lines = text.lstrip("\ufeff").split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, text
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    return None, text


def parse_front_matter(content: str, place: str, first_line: int = 1) -> FrontMatter:
    """Read what a document, or its side-car, says about it.

    Args:
        content: YAML.
        place: The file it stands in, for errors.
        first_line: The line of that file at which it begins.

    Raises:
        UnreadableDocumentError: If it is no YAML mapping or a value is not allowed.
    """
    try:
        record = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError) as error:
        message = f"{place}{yaml_fault(error, first_line)}"
        raise UnreadableDocumentError(message) from error
    if record is None:
        return FrontMatter()
    if not isinstance(record, Mapping):
        where = f", line {first_line}" if first_line > 1 else ""
        message = f"{place}{where}: not a list of 'name: value' lines; correct it"
        raise UnreadableDocumentError(message)
    language = record.get("language")
    if language is not None and language not in LANGUAGES:
        message = f"{place}: language is {language!r}, allowed are {', '.join(LANGUAGES)}"
        raise UnreadableDocumentError(message)
    return FrontMatter(
        title=_text(record.get("title")),
        language=language,
        date=_date(record.get("date"), place),
        translation_group=_text(record.get("translation_group")),
        sources=_sources(record.get("sources")),
    )


def _date(value: object, place: str) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, datetime):
        return value.date()
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        message = f"{place}: date is {value!r}, wanted is year-month-day such as 2026-11-20"
        raise UnreadableDocumentError(message) from error


def _sources(value: object) -> tuple[Source, ...]:
    items: list[Any] = value if isinstance(value, list) else [] if value is None else [value]
    found = []
    for item in items:
        if isinstance(item, Mapping):
            title = _text(item.get("title")) or _text(item.get("url")) or ""
            found.append(Source(title, _text(item.get("publisher")), _text(item.get("url"))))
        else:
            found.append(Source(_text(item) or ""))
    return tuple(found)


def _text(value: object) -> str | None:
    text = "" if value is None else unicodedata.normalize("NFC", without_surrogates(str(value)))
    text = text.strip()
    return text or None


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    for part in (path, side_car(path)):
        if part is None:
            continue
        with part.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        digest.update(b"\0")
    return digest.hexdigest()
