"""Tables of a page, told by columns that begin at the same places in several lines; pure.

A PDF holds no tables, only text at places. Set out with one character a place, as pypdf's layout
mode does, the cells of a table stand below each other, apart by two blanks and more; the words of
justified text stand apart too, but not below each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MIN_COLUMNS, MAX_COLUMNS = 2, 8
MIN_ROWS = 2
MIN_ROWS_OF_TWO_COLUMNS = 3
"""Two columns are more easily chance than three, so they need a row more."""
OFF_BY = 1
"""Places by which cells of one column may begin apart, as characters differ in width."""
_CELL = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        cells: The lines of each cell, from left to right.
        lines: What stands in each of its lines, without white space.
    """

    cells: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line set out: where its cells begin, and what they hold."""

    starts: tuple[int, ...]
    cells: tuple[str, ...]

    @property
    def bare(self) -> str:
        return bare("".join(self.cells))


def find_rows(layout: str) -> list[Row]:
    """Return the rows of all tables in a page that was set out, from top to bottom."""
    lines = [_cut(line) for line in layout.split("\n") if line.strip()]
    rows: list[Row] = []
    place = 0
    while place < len(lines):
        table, place = _read_table(lines, place)
        columns = len(table[0].cells) if table else 0
        wanted = MIN_ROWS if columns > MIN_COLUMNS else MIN_ROWS_OF_TWO_COLUMNS
        if len(table) >= wanted:
            rows += table
    return rows


def bare(text: str) -> str:
    """Return a text without white space."""
    return re.sub(r"\s+", "", text)


def _cut(line: str) -> _Line:
    found = list(_CELL.finditer(line))
    return _Line(tuple(cell.start() for cell in found), tuple(cell.group() for cell in found))


def _read_table(lines: Sequence[_Line], place: int) -> tuple[list[Row], int]:
    """Return the rows of a table that begins at a line, and the line behind it."""
    first = lines[place]
    if not MIN_COLUMNS <= len(first.cells) <= MAX_COLUMNS:
        return [], place + 1
    rows: list[Row] = []
    for number in range(place, len(lines)):
        line = lines[number]
        if _aligned(line, first.starts):
            rows.append(Row(tuple((cell,) for cell in line.cells), (line.bare,)))
        elif rows and _goes_on(line, first.starts):
            rows[-1] = _continued(rows[-1], line, first.starts)
        else:
            return rows, max(number, place + 1)
    return rows, len(lines)


def _aligned(line: _Line, starts: tuple[int, ...]) -> bool:
    return len(line.starts) == len(starts) and all(
        abs(one - other) <= OFF_BY for one, other in zip(line.starts, starts, strict=True)
    )


def _goes_on(line: _Line, starts: tuple[int, ...]) -> bool:
    """Tell whether a line only goes on with cells of the row above, not with its first one."""
    return all(_column(start, starts) > 0 for start in line.starts)


def _column(start: int, starts: tuple[int, ...]) -> int:
    """Return the number of the column that begins there; -1 for none."""
    return next((n for n, one in enumerate(starts) if abs(one - start) <= OFF_BY), -1)


def _continued(row: Row, line: _Line, starts: tuple[int, ...]) -> Row:
    cells = list(row.cells)
    for start, text in zip(line.starts, line.cells, strict=True):
        column = _column(start, starts)
        cells[column] = (*cells[column], text)
    return Row(tuple(cells), (*row.lines, line.bare))
