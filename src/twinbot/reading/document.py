"""One file to one `Document`, in the process that calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from twinbot.errors import DocumentLimitError, UnreadableDocumentError
from twinbot.language import detect_language
from twinbot.reading.cleaning import clean_line
from twinbot.reading.corpus import (
    CorpusFile,
    FrontMatter,
    folder_language,
    group_of,
    parse_front_matter,
    side_car,
    split_front_matter,
)
from twinbot.types import Document, Language, Page

_MEBIBYTE = 1024 * 1024
_DETECTED_CHARS = 4_000
_BELOW_THE_FENCE = 2
"""The line at which front matter begins."""
_WITH_FRONT_MATTER = frozenset({".md", ".markdown", ".txt"})


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Bounds on reading one file.

    Attributes:
        timeout_s: Wall clock.
        memory_mb: Address space of the reading process, MiB.
        max_file_mb: Size of the file, MiB.
        max_pages: Pages.
        max_chars: Characters of text.
    """

    timeout_s: int = 60
    memory_mb: int = 2_048
    max_file_mb: int = 64
    max_pages: int = 2_000
    max_chars: int = 20_000_000


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document and what a person should know about its reading."""

    document: Document
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Content:
    """What a format's reader found."""

    pages: tuple[Page, ...]
    title: str | None = None
    front_matter: str | None = None
    warnings: tuple[str, ...] = ()


def read_in_process(file: CorpusFile, limits: ReadingLimits) -> ReadResult:
    """Read a file without the protection of a child process.

    Raises:
        DocumentError: If it cannot be read; the message begins with its id.
    """
    place = file.document_id
    if file.fault is not None:
        message = f"{place}: {file.fault}"
        raise UnreadableDocumentError(message)
    reader = _READERS.get(file.path.suffix.lower())
    if reader is None:
        message = f"{place}: no reader for {file.path.suffix or 'files without suffix'}; wanted is "
        raise UnreadableDocumentError(message + ", ".join(sorted(_READERS)))
    content = _bytes(file.path, place, limits)
    car = side_car(file.path)
    matter = _side_matter(car, place) if car else FrontMatter()
    found = reader(content, place, limits, folder_language(place) or matter.language)
    if found.front_matter is not None and car is None:
        matter = parse_front_matter(found.front_matter, place, _BELOW_THE_FENCE)
    return _document(file, found, matter, limits)


def _side_matter(car: Path, place: str) -> FrontMatter:
    """Read a side-car."""
    named = f"{place}{car.suffix}"
    try:
        return parse_front_matter(car.read_text("utf-8-sig"), named)
    except OSError as error:
        message = f"{named}: the file cannot be opened ({error.strerror}); mend its permissions"
        raise UnreadableDocumentError(message) from error
    except UnicodeDecodeError as error:
        message = f"{named}: not UTF-8 (byte {error.start}); save it as UTF-8"
        raise UnreadableDocumentError(message) from error


def _document(
    file: CorpusFile, found: _Content, matter: FrontMatter, limits: ReadingLimits
) -> ReadResult:
    """Put together what the file, its front matter and its place say."""
    place = file.document_id
    chars = sum(len(page.text) for page in found.pages)
    if not chars:
        message = f"{place}: the file holds no text; remove it or put text into it"
        raise UnreadableDocumentError(message)
    if chars > limits.max_chars:
        message = f"{place}: holds {chars:,} characters, at most {limits.max_chars:,}; split it"
        raise DocumentLimitError(message)
    language, warnings = _language(file, found, matter)
    headings = [heading for page in found.pages for heading in page.headings]
    title = matter.title or found.title or (headings[0].text if headings else None)
    name = clean_line(title or "")
    if not name:
        warnings = (*warnings, f"its file name is its title; give it one in {_matter_of(file)}")
    document = Document(
        document_id=place,
        title=name or PurePosixPath(place).stem,
        language=language,
        pages=found.pages,
        sources=matter.sources,
        translation_group=matter.translation_group or group_of(place),
        sha256=file.sha256,
        date=matter.date,
    )
    return ReadResult(document, (*warnings, *found.warnings))


def _matter_of(file: CorpusFile) -> str:
    """Return where staff can say something of a file."""
    if car := side_car(file.path):
        return car.name
    if file.path.suffix.lower() in _WITH_FRONT_MATTER:
        return "its front matter"
    return f"a file {file.path.name}.yaml beside it"


def _language(
    file: CorpusFile, found: _Content, matter: FrontMatter
) -> tuple[Language, tuple[str, ...]]:
    """Return the language that front matter, folder or text give, and what to say of it."""
    place = file.document_id
    folder = folder_language(place)
    if matter.language and folder and matter.language != folder:
        return matter.language, (
            f"{_matter_of(file)} says {matter.language}, its folder {folder}; the former holds",
        )
    known = matter.language or folder
    if known:
        return known, ()
    text = "\n".join(page.text for page in found.pages)[:_DETECTED_CHARS]
    detected = detect_language(text)
    return detected, (f"language detected: {detected}",)


def _bytes(path: Path, place: str, limits: ReadingLimits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.max_file_mb * _MEBIBYTE:
            message = (
                f"{place}: the file has {size / _MEBIBYTE:,.0f} MiB, at most {limits.max_file_mb} "
                "are read (max_file_mb); split it"
            )
            raise DocumentLimitError(message)
        return path.read_bytes()
    except OSError as error:
        message = f"{place}: the file cannot be opened ({error.strerror}); mend its permissions"
        raise UnreadableDocumentError(message) from error


_Reader = Callable[[bytes, str, ReadingLimits, Language | None], _Content]


def _read_pdf(
    content: bytes, place: str, limits: ReadingLimits, language: Language | None
) -> _Content:
    from twinbot.reading.pdf import read_pdf

    found = read_pdf(content, place, limits.max_pages, language)
    return _Content(found.pages, found.title, None, found.warnings)


def _read_html(content: bytes, place: str, _: ReadingLimits, __: Language | None) -> _Content:
    from twinbot.reading.markup import decode_html, read_html

    decoded = decode_html(content, place)
    page, title = read_html(decoded.text, place)
    return _Content((page,) if page.text else (), title, warnings=decoded.warnings)


def _read_docx(content: bytes, place: str, _: ReadingLimits, __: Language | None) -> _Content:
    from twinbot.reading.markup import read_docx

    page, title = read_docx(content, place)
    return _Content((page,) if page.text else (), title)


def _read_markdown(content: bytes, place: str, _: ReadingLimits, __: Language | None) -> _Content:
    from twinbot.reading.markup import read_markdown
    from twinbot.reading.text import decode

    decoded = decode(content, place)
    matter, text = split_front_matter(decoded.text.replace("\r\n", "\n"))
    page = read_markdown(text, place)
    return _Content((page,) if page.text else (), None, matter, decoded.warnings)


def _read_text(content: bytes, place: str, _: ReadingLimits, __: Language | None) -> _Content:
    from twinbot.reading.text import decode, read_text, title_of_text

    decoded = decode(content, place)
    matter, text = split_front_matter(decoded.text.replace("\r\n", "\n"))
    page = read_text(text)
    return _Content((page,) if page.text else (), title_of_text(text), matter, decoded.warnings)


_READERS: dict[str, _Reader] = {
    ".pdf": _read_pdf,
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": _read_docx,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": _read_text,
}
