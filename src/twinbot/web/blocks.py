"""Text of documents as HTML: its paragraphs, lists and tables, with quotes marked in them.

Stored text keeps a list as lines that begin with a dash, and a table as lines of cells separated
by " | ", the header row first (`twinbot.reading.blocks`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from twinbot.types import Language, Span
from twinbot.web.escaping import escape, escape_attribute

BULLET = "- "
_SEPARATOR = re.compile(r"[ \t]\|(?:[ \t]|$)")
_Kind: TypeAlias = Literal["blank", "item", "row", "line"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text to be marked.

    Attributes:
        span: Where it stands in the text.
        name: Class of its ``<mark>`` elements, of which a list or a table needs several, and
            address of the first.
    """

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Looks:
    """How the blocks of a text are framed.

    Attributes:
        kind: Class of each outermost element, or nothing.
        language: Language of each, where it is not that of what stands around.
        header: Whether the first row of a table is its header.
    """

    kind: str = ""
    language: Language | None = None
    header: bool = True


_PLAIN = Looks()


def render_blocks(
    text: str,
    marks: Sequence[Mark] = (),
    insertions: Mapping[int, str] | None = None,
    looks: Looks = _PLAIN,
) -> str:
    """Return a text as paragraphs, lists and tables, everything in it escaped.

    Args:
        text: Whole lines of a document's page.
        marks: What is marked in it; they may overlap.
        insertions: HTML to stand behind the character before an offset of the text.
        looks: How the blocks are framed.
    """
    blocks = list(_blocks(text))
    return _Writer(text, blocks, marks, insertions or {}, looks).write()


def cells_of(line: str) -> int:
    """Return how many cells a line of a table has; 1 where it is none."""
    return len(_SEPARATOR.findall(line)) + 1


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together; each is cut into its cells, if it has any."""

    kind: _Kind
    lines: tuple[tuple[Span, ...], ...]


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the blocks of a text; a row alone is a line like others."""
    kinds = [(_kind(line.of(text)), line) for line in _lines(text)]
    for (kind, _), group in groupby(kinds, key=lambda pair: _shape(pair[0], pair[1].of(text))):
        lines = [line for _, line in group]
        if kind == "item":
            yield _Block(kind, tuple((Span(s.start + len(BULLET), s.end),) for s in lines))
        elif kind == "row" and len(lines) > 1:
            yield _Block(kind, tuple(tuple(_cells(text, line)) for line in lines))
        elif kind != "blank":
            yield _Block("line", ((Span(lines[0].start, lines[-1].end),),))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _kind(line: str) -> _Kind:
    if not line.strip():
        return "blank"
    if line.startswith(BULLET):
        return "item"
    return "row" if _SEPARATOR.search(line) else "line"


def _shape(kind: _Kind, line: str) -> tuple[_Kind, int]:
    """Return what neighbouring lines of one block have in common."""
    return kind, cells_of(line) if kind == "row" else 0


def _cells(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for separator in _SEPARATOR.finditer(line.of(text)):
        yield Span(start, line.start + separator.start())
        start = line.start + separator.end()
    yield Span(start, line.end)


class _Writer:
    """Writes the blocks of one text."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[_Block],
        marks: Sequence[Mark],
        insertions: Mapping[int, str],
        looks: Looks,
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._marks = sorted(marks, key=lambda mark: mark.span)
        self._looks = looks
        self._named: set[str] = set()
        parts = [part for block in blocks for line in block.lines for part in line]
        starts = [part.start for part in parts]
        self._insertions: dict[Span, list[tuple[int, str]]] = {}
        for offset, html in sorted(insertions.items()):
            part = parts[max(0, bisect_left(starts, offset) - 1)]
            self._insertions.setdefault(part, []).append((min(offset, part.end), html))

    def write(self) -> str:
        write = {"item": self._list, "row": self._table, "line": self._paragraph}
        return "".join(write[block.kind](block) for block in self._blocks)

    def _paragraph(self, block: _Block) -> str:
        return f"<p{self._attributes()}>{self._part(block.lines[0][0])}</p>"

    def _list(self, block: _Block) -> str:
        items = "".join(f"<li>{self._part(line[0])}</li>" for line in block.lines)
        return f"<ul{self._attributes()}>{items}</ul>"

    def _table(self, block: _Block) -> str:
        """Return a table in a box of its own, in which a wide one can be scrolled."""
        rows = list(block.lines)
        head = ""
        if self._looks.header:
            cells = "".join(f'<th scope="col">{self._part(cell)}</th>' for cell in rows.pop(0))
            head = f"<thead><tr>{cells}</tr></thead>"
        body = "".join(
            f"<tr>{''.join(f'<td>{self._part(cell)}</td>' for cell in row)}</tr>" for row in rows
        )
        return f"<div{self._attributes('table')}><table>{head}<tbody>{body}</tbody></table></div>"

    def _attributes(self, *classes: str) -> str:
        names = " ".join(filter(None, (*classes, self._looks.kind)))
        language = self._looks.language
        return (f' class="{names}"' if names else "") + (f' lang="{language}"' if language else "")

    def _part(self, part: Span) -> str:
        """Return a stretch of text without markup of its own: a paragraph, an item, a cell."""
        marks = [m for m in self._marks if m.span.start < part.end and part.start < m.span.end]
        inserted = self._insertions.get(part, [])
        cuts = {part.start, part.end, *(offset for offset, _ in inserted)}
        for mark in marks:
            cuts |= {max(part.start, mark.span.start), min(part.end, mark.span.end)}
        ordered = sorted(cuts)
        written = []
        for start, end in pairwise(ordered):
            covering = [m for m in marks if m.span.start <= start and end <= m.span.end]
            written.append(self._piece(Span(start, end), covering))
            written += [html for offset, html in inserted if offset == end]
        if len(ordered) == 1:
            written += [html for _, html in inserted]
        return "".join(written)

    def _piece(self, piece: Span, marks: Sequence[Mark]) -> str:
        content = escape(piece.of(self._text)).replace("\n", "<br>")
        if not marks:
            return content
        names = [escape_attribute(mark.name) for mark in marks]
        fresh = [name for name in names if name not in self._named]
        self._named.update(fresh)
        # An element has one address; marks that begin at the same place get one before it.
        targets = "".join(f'<span id="{name}"></span>' for name in fresh[1:])
        address = f' id="{fresh[0]}"' if fresh else ""
        return f'{targets}<mark{address} class="{" ".join(names)}">{content}</mark>'
