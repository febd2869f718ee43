"""Cells of a table that reach over several rows or columns, put into each of its rows; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile, zip_longest

MIN_COLUMNS = 2
MAX_COLUMNS_REACHED = 100
"""A cell is taken to reach over no more columns, whatever the page says."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: What stands in it.
        columns: Over how many columns it reaches.
        rows: Over how many rows it reaches; 0 for all to the end of its group.
        heads: Whether it is a heading.
    """

    text: str
    columns: int = 1
    rows: int = 1
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with a text for each column that it reaches to.

    Attributes:
        texts: The texts.
        width: How many of them there are up to the last cell that begins.
        heads: Whether it holds nothing but headings.
        reaches: Whether a cell of it reaches further than its own row and column.
        across: Whether one cell is all there is in it.
    """

    texts: tuple[str, ...]
    width: int
    heads: bool
    reaches: bool
    across: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its header.

    Attributes:
        above: What stands across it before its first row, as a caption does.
        rows: Its rows; what stands across it between them is one too, or the row below would be
            taken for a header.
        below: What stands across it behind its last row, as notes do.
    """

    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]


def lay_out(groups: Iterable[Sequence[Sequence[Cell]]]) -> Table:
    """Put the cells of a table into the columns that they stand below.

    A cell that reaches over several rows stands in each of them. One that reaches over several
    columns stands in the first, a heading in all of them; rows of such headings become one header.

    Args:
        groups: The rows of each group (head, bodies, foot), each with its own cells.
    """
    rows = [row for group in groups for row in _rows(group)]
    width = max((row.width for row in rows), default=0)
    if width < MIN_COLUMNS:
        return Table((), tuple(row.texts[:width] for row in rows), ())
    above = [*takewhile(_is_across, rows)]
    rows = [*dropwhile(_is_across, rows)]
    below = [*takewhile(_is_across, reversed(rows))][::-1]
    rows = rows[: len(rows) - len(below)]
    heads = [*takewhile(_is_heading, rows)]
    header = [_header(heads)] if heads and heads[0].reaches and len(heads) < len(rows) else []
    texts = [*header, *(row.texts for row in rows[len(heads) if header else 0 :])]
    texts = [(*own, *[""] * (width - len(own))) if len(own) == 1 else own for own in texts]
    return Table(
        above=tuple(row.texts[0] for row in above),
        rows=tuple(own[:width] for own in texts),
        below=tuple(row.texts[0] for row in below),
    )


def _rows(group: Sequence[Sequence[Cell]]) -> Iterator[Row]:
    """Yield the rows of a group in which something stands."""
    reaching: dict[int, tuple[int, str]] = {}  # what stands in a column for so many rows more
    for number, own in enumerate(group):
        above = reaching
        reaching = {place: (n - 1, text) for place, (n, text) in above.items() if n > 1}
        texts: list[str] = []
        width = 0
        for cell in own:
            while len(texts) in above:
                texts.append(above[len(texts)][1])
            width = len(texts) + 1
            beside = min(cell.columns, MAX_COLUMNS_REACHED) - 1
            parts = [cell.text, *[cell.text if cell.heads else ""] * beside]
            more = (cell.rows or len(group) - number) - 1
            if more > 0:
                reaching |= {len(texts) + n: (more, part) for n, part in enumerate(parts)}
            texts += parts
        for place in range(len(texts), max(above, default=-1) + 1):
            texts.append(above.get(place, (0, ""))[1])
            width = len(texts) if texts[-1] else width
        if any(cell.text for cell in own):
            yield Row(
                tuple(texts),
                width,
                heads=all(cell.heads for cell in own),
                reaches=any(cell.columns > 1 or cell.rows != 1 for cell in own),
                across=len(own) == 1 and not above,
            )


def _is_across(row: Row) -> bool:
    return row.across


def _is_heading(row: Row) -> bool:
    return row.heads


def _header(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return one header of rows of headings; what stands twice above a column is told once."""
    columns = zip_longest(*(row.texts for row in rows), fillvalue="")
    return tuple(" ".join(dict.fromkeys(filter(None, column))) for column in columns)
