"""Lines of PDF pages to blocks, without running heads, feet and page numbers; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from twinbot.reading.blocks import Block
from twinbot.reading.cleaning import join_lines
from twinbot.types import Language

_BULLET = re.compile(r"^\s*[•●▪◦‣・\uf0b7–*-]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:。！？：」』）)]$")
_HEADING_RATIO = 1.12
_TITLE_RATIO = 1.5
_MAX_LABEL_CHARS = 80
_SHORT_LINE_SHARE = 0.8
_FULL_WIDTH_QUANTILE = 0.75
"""A page's lines are about as wide as three in four of them."""

_EDGE_LINES = 2
"""Heads and feet are among so many lines at the top and at the foot of a page."""

_RUNNING_SHARE = 0.6
"""On so many of the pages a head or foot stands, and on more than one."""

_FEW_PAGES = 2
"""Of so few pages lines that differ in their numbers ("Article 1", "Article 2") are kept."""

_PAGE_NUMBER = re.compile(
    r"(?:(?P<word>Seite|page|S\.|p\.)\s*)?[-–]?\s*(?P<number>\d{1,4})"
    r"(?P<total>\s*(?:/|von|of)\s*\d{1,4})?\s*[-–]?(?P<unit>\s*ページ)?",
    re.IGNORECASE,
)
_YEAR_DIGITS = 4
_YEARS = range(1800, 2101)

_APART = 1.25
"""What stands so many times as far below the line before as lines usually do begins anew."""

_HANGING_POINTS = 2.0
"""A line of an item that begins so much further left than its other lines is none of it."""

Side: TypeAlias = Literal["head", "foot"]

Position: TypeAlias = tuple[float, float]
"""Points from the left and from the foot of a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        text: Its text.
        size: Of its letters; 0 where unknown.
        bold: Whether all are bold.
        cells: The lines of each cell, where it is a row of a table.
        begins: Where its first letter stands, if known.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    cells: tuple[tuple[str, ...], ...] = ()
    begins: Position | None = None


def without_running_lines(pages: Mapping[int, Sequence[Line]]) -> dict[int, list[Line]]:
    """Return pages without running heads and feet and without page numbers.

    Only the first and last filled lines of a page are looked at: a year alone in a line between
    others is text.

    Args:
        pages: Lines by number of the page.
    """
    edges = {number: _edges(lines) for number, lines in pages.items()}
    running = _running(pages, edges)
    counting = Counter(
        number_of_page
        for number, sides in edges.items()
        for number_of_page in {
            _counting(pages[number][place].text, number, side) for place, side in sides.items()
        }
        if number_of_page
    )
    kept: dict[int, list[Line]] = {}
    for number, lines in pages.items():
        dropped = {
            place
            for place, side in edges[number].items()
            if _without_numbers(lines[place].text) in running
            or lines[place].text in running
            or _is_page_number(lines[place].text, number, side, counting, len(pages))
        }
        kept[number] = [line for place, line in enumerate(lines) if place not in dropped]
    return kept


def _edges(lines: Sequence[Line]) -> dict[int, Side]:
    """Return the places of the first and last filled lines that are no rows of a table."""
    filled = [place for place, line in enumerate(lines) if line.text]
    upper = (len(filled) + 1) // 2  # of a short page the lower half is its foot
    sides: dict[int, Side] = dict.fromkeys(filled[-_EDGE_LINES:], "foot")
    sides |= dict.fromkeys(filled[: min(_EDGE_LINES, upper)], "head")
    return {place: side for place, side in sides.items() if not lines[place].cells}


def _running(
    pages: Mapping[int, Sequence[Line]], edges: Mapping[int, Mapping[int, Side]]
) -> frozenset[str]:
    """Return the lines that stand at the edges of most pages, of many pages but for numbers."""
    if len(pages) < _FEW_PAGES:
        return frozenset()
    counted: Counter[str] = Counter()
    for number, places in edges.items():
        texts = {pages[number][place].text for place in places}
        texts = {text for text in texts if not _PAGE_NUMBER.fullmatch(text)}
        masked = {_without_numbers(text) for text in texts} if len(pages) > _FEW_PAGES else set()
        counted.update(texts | masked)
    least = max(1.0, _RUNNING_SHARE * len(pages))
    return frozenset(text for text, count in counted.items() if count > least)


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _counting(text: str, page: int, side: Side) -> tuple[int, Side] | None:
    """Return how far a line that is a number lies above that of its page, and where it stands."""
    match = _PAGE_NUMBER.fullmatch(text)
    return (int(match["number"]) - page, side) if match else None


def _is_page_number(
    text: str, page: int, side: Side, counting: Mapping[tuple[int, Side], int], pages: int
) -> bool:
    """Tell whether a line at the edge of a page is its number.

    One that says so, as "page 3" or "3 / 8", is. A number alone is one if it counts on from page to
    page at the same edge, or stands on a single page; one that can be a year never is.
    """
    match = _PAGE_NUMBER.fullmatch(text)
    if not match:
        return False
    if match["word"] or match["total"] or match["unit"]:
        return True
    if int(match["number"]) in _YEARS:
        return False
    if pages == 1:
        return len(match["number"]) < _YEAR_DIGITS
    return counting[int(match["number"]) - page, side] > 1


def body_size(pages: Mapping[int, list[Line]]) -> float:
    """Return the size that most letters have."""
    sizes: Counter[float] = Counter()
    for page in pages.values():
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def blocks_of_lines(
    lines: Sequence[Line], body: float, language: Language, attested: frozenset[str]
) -> list[Block]:
    """Join the lines of a page to headings, items, rows and paragraphs.

    Args:
        lines: In reading order; an empty one ends a paragraph.
        body: Size of most letters of the document, see `body_size`.
        language: Of the document.
        attested: Its words, see `twinbot.reading.cleaning.join_lines`.
    """
    joined = _JoinedLines(language, attested)
    widths = sorted(len(line.text) for line in lines if line.text)
    full = widths[int(len(widths) * _FULL_WIDTH_QUANTILE)] if widths else 0
    step = _usual_step(lines)
    above: Line | None = None
    for line in lines:
        if line.text and above and _stands_apart(line, above, step):
            joined.close()
        above = line if line.text else above
        bullet = _BULLET.match(line.text)
        level = _heading_level(line, body)
        if not line.text:
            joined.close()
        elif line.cells:
            joined.add_row(line)
        elif level:
            joined.add_heading(line, level)
        elif bullet:
            joined.open_item(line.text[bullet.end() :])
        else:
            joined.add_text(line)
            if _SENTENCE_END.search(line.text) and len(line.text) < _SHORT_LINE_SHARE * full:
                joined.close()
    joined.close()
    return joined.blocks


def _usual_step(lines: Sequence[Line]) -> float | None:
    """Return how far below each other the lines of a page mostly stand; ``None`` if unknown."""
    filled = [line for line in lines if line.text]
    steps = Counter(
        round(step, 0) for line, below in pairwise(filled) if (step := _step(line, below)) > 0
    )
    return steps.most_common(1)[0][0] if steps else None


def _stands_apart(line: Line, above: Line, step: float | None) -> bool:
    """Tell whether a line stands further below the one above than lines of a paragraph do."""
    return step is not None and _step(above, line) > _APART * step


def _step(line: Line, below: Line) -> float:
    """Return by how many points a line stands below another; 0 where that is unknown."""
    return line.begins[1] - below.begins[1] if line.begins and below.begins else 0.0


class _JoinedLines:
    """Blocks, and the lines of the one that is still open."""

    def __init__(self, language: Language, attested: frozenset[str]) -> None:
        self.blocks: list[Block] = []
        self._language = language
        self._attested = attested
        self._open: list[str] = []
        self._in_item = False
        self._hangs_at: float | None = None

    def add_text(self, line: Line) -> None:
        """Add a line to the open paragraph or item, or begin a paragraph behind an item.

        Where the second line of an item begins, its others do; one further left is none of it.
        """
        left = line.begins[0] if line.begins else None
        if self._in_item and left is not None:
            if self._hangs_at is not None and left < self._hangs_at - _HANGING_POINTS:
                self.close()
            else:
                self._hangs_at = left
        self._open.append(line.text)

    def open_item(self, text: str) -> None:
        """Begin an item of a list."""
        self.close()
        self._in_item = True
        self._open.append(text)

    def add_row(self, line: Line) -> None:
        """Add a row of a table."""
        self.close()
        self.blocks.append(Block("row", " | ".join(self._joined([*cell]) for cell in line.cells)))

    def add_heading(self, line: Line, level: int) -> None:
        """Add a heading, or its next line to the heading just before."""
        self.close()
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind == "heading" and last.level == level:
            self.blocks[-1] = Block("heading", self._joined([last.text, line.text]), level)
        else:
            self.blocks.append(Block("heading", line.text, level))

    def close(self) -> None:
        """End the open paragraph or item, if there is one."""
        if self._open:
            kind: Literal["item", "paragraph"] = "item" if self._in_item else "paragraph"
            self.blocks.append(Block(kind, self._joined(self._open)))
        self._open = []
        self._in_item = False
        self._hangs_at = None

    def _joined(self, lines: list[str]) -> str:
        return join_lines(lines, self._language, self._attested)


def _heading_level(line: Line, body: float) -> int | None:
    """Return the level of a heading, told by its size or by being short and bold throughout."""
    if body and line.size >= _HEADING_RATIO * body:
        return 1 if line.size >= _TITLE_RATIO * body else 2
    is_label = line.bold and len(line.text) <= _MAX_LABEL_CHARS
    return 3 if is_label and not _SENTENCE_END.search(line.text) and "|" not in line.text else None
