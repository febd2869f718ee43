"""PDF, page by page with pypdf; pages whose Japanese fonts pypdf cannot decode with pypdfium2.

pypdf returns wrong characters without an error for composite fonts of the Adobe character
collections that carry neither a ToUnicode map nor an encoding it knows; such pages are told by
their font dictionaries (ISO 32000-1, 9.7 and 9.10.2).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from twinbot.errors import (
    DocumentLimitError,
    EncryptedDocumentError,
    ScannedDocumentError,
    UnreadableDocumentError,
)
from twinbot.language import detect_language
from twinbot.language.scripts import HIRAGANA, KANJI, KATAKANA
from twinbot.reading.blocks import page_from_blocks
from twinbot.reading.cleaning import clean, words_inside
from twinbot.reading.layout import Line, Position, blocks_of_lines, body_size, without_running_lines
from twinbot.reading.tables import MIN_ROWS, MIN_ROWS_OF_TWO_COLUMNS, Row, bare, find_rows
from twinbot.reading.titles import is_made_up
from twinbot.types import Language, Page

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_STREAM_WORK = 300_000
"""Bound on pypdf's work for one content stream: the worst page seen takes 1.3 s, not 18 s."""

_ADOBE_COLLECTIONS = frozenset({"Japan1", "GB1", "CNS1", "Korea1"})
_MAX_STRANGE_SHARE = 0.05
_STRANGE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|/g\d+|\(cid:\d+\)")
_WIDE = f"{HIRAGANA}{KATAKANA}{KANJI}、。，．・「」『』（）！？：；〜ー"
_JUSTIFIED = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}\d])|(?<=\d) +(?=[{_WIDE}])")
_POINTS_APART = 2.0
"""Texts that begin less than about so far apart begin at the same place."""


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: pages with text, its title, and what a person should know."""

    pages: tuple[Page, ...]
    title: str | None
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _OpenLine:
    """A line being put together from the pieces that pypdf gives."""

    text: str = ""
    sizes: Counter[float] = field(default_factory=Counter)
    bold_letters: int = 0
    begins: Position | None = None

    def add(self, part: str, size: float, begins: Position | None, *, bold: bool) -> None:
        letters = len(part.strip())
        if letters and not self.text.strip():
            self.begins = begins
        self.text += part
        self.sizes[size] += letters
        self.bold_letters += letters if bold else 0

    def close(self) -> Line:
        letters = self.sizes.total()
        size = self.sizes.most_common(1)[0][0] if letters else 0.0
        bold = 0 < letters == self.bold_letters
        return Line(_clean(self.text), size, bold=bold, begins=self.begins)


def read_pdf(content: bytes, place: str, max_pages: int, language: Language | None) -> PdfContent:
    """Read a PDF.

    Raises:
        EncryptedDocumentError: If it needs a password.
        ScannedDocumentError: If its pages hold images but no text.
        DocumentLimitError: If it has more than ``max_pages`` pages.
        UnreadableDocumentError: If it is broken or empty.
    """
    reader = _open(content, place)
    count = _page_count(reader, place)
    if count > max_pages:
        message = f"{place}: has {count:,} pages, at most {max_pages:,} are read (max_pages)"
        raise DocumentLimitError(message)
    lines: dict[int, list[Line]] = {}
    warnings: list[str] = []
    scanned = 0
    for number in range(1, count + 1):
        found, problem = _read_page(reader, content, number)
        if problem:
            warnings.append(f"page {number}: {problem}")
            scanned += problem.startswith("scanned")
        if found:
            lines[number] = found
    if not lines:
        raise _without_text(place, count, scanned, warnings)
    kept = without_running_lines(lines)
    everything = [line.text for page in kept.values() for line in page]
    attested = words_inside(everything)
    language = language or detect_language("\n".join(everything)[:2_000])
    body = body_size(kept)
    pages = tuple(
        page_from_blocks(number, blocks_of_lines(page, body, language, attested))
        for number, page in kept.items()
    )
    return PdfContent(tuple(p for p in pages if p.text), _title(reader), tuple(warnings))


def _open(content: bytes, place: str) -> PdfReader:
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    pypdf.apply_configuration(stream_parsing_work_maximum_count=MAX_STREAM_WORK)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            message = f"{place}: the PDF needs a password; save it without one"
            raise EncryptedDocumentError(message)
    except (PyPdfError, DependencyError, NotImplementedError) as error:
        message = f"{place}: the PDF cannot be opened ({error}); open and save it again"
        if "crypt" in str(error).lower() or "password" in str(error).lower():
            raise EncryptedDocumentError(message) from error
        raise UnreadableDocumentError(message) from error
    except _BROKEN as error:
        message = f"{place}: the PDF is broken ({type(error).__name__}: {error})"
        raise UnreadableDocumentError(message) from error
    return reader


# What pypdf lets through for damaged files, besides its own errors (seen on public samples).
_BROKEN = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
    AssertionError, ArithmeticError, LookupError, StopIteration,
    RuntimeError,  # which pypdfium2's own error is
)  # fmt: skip


def _page_count(reader: PdfReader, place: str) -> int:
    from pypdf.errors import PyPdfError

    try:
        return len(reader.pages)
    except (PyPdfError, *_BROKEN) as error:
        message = f"{place}: the PDF's pages cannot be found ({type(error).__name__}: {error})"
        raise UnreadableDocumentError(message) from error


def _read_page(reader: PdfReader, content: bytes, number: int) -> tuple[list[Line], str | None]:
    """Return the lines of a page and, if something is wrong with it, what."""
    from pypdf.errors import PyPdfError

    try:
        page = reader.pages[number - 1]
        lines = _lines_by_pdfium(content, number) if _has_undecodable_font(page) else _lines(page)
        text = "\n".join(line.text for line in lines)
        if not text.strip():
            return [], "scanned, needs OCR" if _has_image(page) else None
    except (PyPdfError, *_BROKEN) as error:
        return [], f"cannot be read ({type(error).__name__}: {error})"
    if len(_STRANGE.findall(text)) > _MAX_STRANGE_SHARE * len(text):
        return [], "its fonts do not say which characters they show; export the PDF again"
    return lines, None


def _lines(page: PageObject) -> list[Line]:
    """Return the lines of a page with the size of their letters."""
    lines: list[Line] = []
    current = _OpenLine()
    begins: dict[int, set[int]] = {}

    def visit(text: str, cm: Any, matrix: list[float], font: Any, size: float) -> None:  # noqa: ANN401
        nonlocal current
        across, up = matrix[4], matrix[5]
        position: Position | None = (
            across * cm[0] + up * cm[2] + cm[4],
            across * cm[1] + up * cm[3] + cm[5],
        )
        if position and text.strip():
            place, height = (round(one / _POINTS_APART) for one in position)
            begins.setdefault(height, set()).add(place)
        scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for place, part in enumerate(text.split("\n")):
            if place:
                lines.append(current.close())
                current = _OpenLine()
            current.add(part, round(size * scale, 1), position, bold=bold)
            if part.strip():
                position = None  # where the next lines of one text begin is not said

    page.extract_text(visitor_text=visit)
    lines.append(current.close())
    if not _may_hold_table(begins):
        return lines
    return _with_rows(lines, find_rows(page.extract_text(extraction_mode="layout")))


def _may_hold_table(begins: Mapping[int, set[int]]) -> bool:
    """Tell whether texts begin below each other, besides those at the left, as often as in a table.

    Setting a page out takes twice as long as reading it, so most pages without are spared that.

    Args:
        begins: Where texts begin from the left, by height.
    """
    behind = Counter(place for places in begins.values() for place in places - {min(places)})
    columns = [count for count in behind.values() if count >= MIN_ROWS]
    return len(columns) > 1 or any(count >= MIN_ROWS_OF_TWO_COLUMNS for count in columns)


def _with_rows(lines: list[Line], rows: list[Row]) -> list[Line]:
    """Put the rows of tables in the place of the lines that they were read as.

    What is set out in columns and not read by rows, as the head of a letter, is passed over.
    """
    put: list[Line] = []
    place = 0
    waiting = [(bare(_clean("".join(row.lines))), row) for row in rows]
    while place < len(lines):
        for number, (wanted, row) in enumerate(waiting):
            taken = _lines_of(lines, place, wanted)
            if taken:
                del waiting[number]
                cells = tuple(tuple(_clean(line) for line in cell) for cell in row.cells)
                put.append(replace(lines[place], bold=False, cells=cells))
                place += taken
                break
        else:
            put.append(lines[place])
            place += 1
    return put


def _lines_of(lines: list[Line], place: int, wanted: str) -> int:
    """Return how many lines from a place on hold just what a row holds; 0 if they do not.

    A page may hold the parts of a row in another order: a cell with all its lines before the next
    one, or a raised digit last.
    """
    text = ""
    for taken, line in enumerate(lines[place:], start=1):
        part = bare(line.text)
        text += part
        if part not in wanted or len(text) > len(wanted) or not text:
            return 0
        if len(text) == len(wanted):
            return taken if sorted(text) == sorted(wanted) else 0
    return 0


def _clean(line: str) -> str:
    """Return a line without the blanks that justified Japanese is set with."""
    return _JUSTIFIED.sub("", clean(line))


def _lines_by_pdfium(content: bytes, number: int) -> list[Line]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        text = document[number - 1].get_textpage().get_text_bounded()
    finally:
        document.close()
    return [Line(_clean(line)) for line in text.splitlines()]


def _has_undecodable_font(page: PageObject) -> bool:
    """Tell whether a font of the page is of the kind that pypdf decodes wrongly."""
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    return any(
        _is_undecodable(font.get_object())
        for font in (fonts.get_object().values() if fonts is not None else ())
    )


def _is_undecodable(font: Mapping[str, Any]) -> bool:
    from pypdf._cmap import _predefined_cmap

    if font.get("/Subtype") != "/Type0" or "/ToUnicode" in font:
        return False
    descendants = font.get("/DescendantFonts")
    if not descendants:
        return False
    info = descendants.get_object()[0].get_object().get("/CIDSystemInfo", {}).get_object()
    if str(info.get("/Ordering")) not in _ADOBE_COLLECTIONS:
        return False
    encoding = font.get("/Encoding")
    if not isinstance(encoding, str) or encoding.startswith("/Identity"):
        return True
    return encoding not in _predefined_cmap and "-UCS2-" not in encoding


def _has_image(page: PageObject) -> bool:
    try:
        return bool(page.images.keys())
    except _BROKEN:
        return True


def _without_text(
    place: str, count: int, scanned: int, warnings: list[str]
) -> ScannedDocumentError | UnreadableDocumentError:
    if scanned:
        return ScannedDocumentError(
            f"{place}: {scanned} of {count} pages are scanned images without text; run text "
            "recognition (OCR) over the file first"
        )
    reasons = "; ".join(warnings[:3]) or "no page holds text"
    return UnreadableDocumentError(f"{place}: no page can be read ({reasons})")


def _title(reader: PdfReader) -> str | None:
    """Return the title of the PDF's own metadata, unless a program made it up."""
    from pypdf.errors import PyPdfError

    try:
        title = clean(str(reader.metadata.title or "")) if reader.metadata else ""
    except (PyPdfError, *_BROKEN):
        return None
    return None if not title or is_made_up(title) else title
