"""Text of documents as HTML: its paragraphs, lists and tables, with quotes marked in them.

What the readers store (`twinbot.reading.blocks`) is read back: items of a list stand on lines that
begin with "- ", rows of a table on lines of cells with " | " in between, the header row first, as
`twinbot.chunking.table_header` takes it too. Text is shown as it is stored, without the signs that
only separate; nothing of it is ever markup.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from twinbot.types import Language, Span
from twinbot.web.escaping import escape, escape_attribute

_Kind: TypeAlias = Literal["blank", "item", "row", "text"]

_ITEM = "- "
_ITEM_LINE = re.compile(r"- (?!\|)")
"""Begins an item; "- | 5" is a row whose first cell is a dash."""

_SEPARATOR = re.compile(r" ?(?<!\S)\|(?!\S) ?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text to be marked.

    Attributes:
        span: Where it stands in the text.
        name: Class of its ``<mark>`` elements, of which a list or a table needs several, and
            address of the first; or nothing.
    """

    span: Span
    name: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """How the blocks of a text are framed.

    Attributes:
        kind: Class of each outermost element, or nothing.
        language: Language of each, where it is not that of what stands around.
        header: Whether the first row of a table is its header.
        box: Whether a table stands in a box of its own, in which a wide one can be scrolled.
        escaping: Makes text harmless where the HTML goes: into the chat, which reads Markdown as
            well, or into a page that does not.
    """

    kind: str = ""
    language: Language | None = None
    header: bool = True
    box: bool = True
    escaping: Callable[[str], str] = escape


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
    return BlockWriter(text, marks, looks).blocks(Span(0, len(text)), insertions)


class BlockWriter:
    """Writes a text piece by piece, where something else stands between its blocks."""

    def __init__(self, text: str, marks: Sequence[Mark] = (), looks: Looks = _PLAIN) -> None:
        """Take a text with what is marked in it and how its blocks are framed."""
        self._text = text
        self._marks = sorted(marks, key=lambda mark: mark.span)
        self._looks = looks
        self._named: set[str] = set()
        self._insertions: dict[Span, list[tuple[int, str]]] = {}

    def blocks(self, within: Span, insertions: Mapping[int, str] | None = None) -> str:
        """Return the blocks of whole lines, with what is inserted into them."""
        blocks = list(_blocks(self._text, within))
        parts = [part for block in blocks for line in block.lines for part in line]
        starts = [part.start for part in parts]
        self._insertions = {}
        for offset, html in sorted((insertions or {}).items()):
            part = parts[max(0, bisect_left(starts, offset) - 1)]
            self._insertions.setdefault(part, []).append((min(offset, part.end), html))
        write = {"item": self._list, "row": self._table, "text": self._paragraph}
        return "".join(write[block.kind](block) for block in blocks)

    def inline(self, part: Span) -> str:
        """Return a stretch without blocks of its own: a heading, a paragraph, an item, a cell."""
        marks = [mark for mark in self._marks if self._is_seen(mark, part)]
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

    def _is_seen(self, mark: Mark, part: Span) -> bool:
        """Tell whether more than white space of a stretch is marked."""
        start, end = max(part.start, mark.span.start), min(part.end, mark.span.end)
        return bool(self._text[start:end].strip())

    def _paragraph(self, block: _Block) -> str:
        return f"<p{self._attributes()}>{self.inline(block.lines[0][0])}</p>"

    def _list(self, block: _Block) -> str:
        items = "".join(f"<li>{self.inline(line[0])}</li>" for line in block.lines)
        return f"<ul{self._attributes()}>{items}</ul>"

    def _table(self, block: _Block) -> str:
        columns = max(map(len, block.lines))
        rows = []
        for number, cells in enumerate(block.lines):
            write = self._header_cell if self._looks.header and number == 0 else self._cell
            # A row that is shorter than others gets empty cells.
            filling = "<td></td>" * (columns - len(cells))
            rows.append(f"<tr>{''.join(map(write, cells))}{filling}</tr>")
        head = f"<thead>{rows.pop(0)}</thead>" if self._looks.header else ""
        table = f"{head}<tbody>{''.join(rows)}</tbody></table>"
        if self._looks.box:
            return f"<div{self._attributes('table')}><table>{table}</div>"
        return f"<table{self._attributes()}>{table}"

    def _header_cell(self, cell: Span) -> str:
        # Without words it would be announced as a header of nothing.
        if not cell.of(self._text).strip():
            return self._cell(cell)
        return f'<th scope="col">{self.inline(cell)}</th>'

    def _cell(self, cell: Span) -> str:
        return f"<td>{self.inline(cell)}</td>"

    def _attributes(self, *classes: str) -> str:
        names = " ".join(filter(None, (*classes, self._looks.kind)))
        language = self._looks.language
        return (f' class="{names}"' if names else "") + (f' lang="{language}"' if language else "")

    def _piece(self, piece: Span, marks: Sequence[Mark]) -> str:
        content = self._looks.escaping(piece.of(self._text)).replace("\n", "<br>")
        if not marks:
            return content
        names = [escape_attribute(mark.name) for mark in marks if mark.name]
        fresh = [name for name in names if name not in self._named]
        self._named.update(fresh)
        # An element has one address; marks that begin at the same place get one before it.
        targets = "".join(f'<span id="{name}"></span>' for name in fresh[1:])
        address = f' id="{fresh[0]}"' if fresh else ""
        classes = f' class="{" ".join(names)}"' if names else ""
        return f"{targets}<mark{address}{classes}>{content}</mark>"


@dataclass(frozen=True, slots=True)
class _Block:
    """What belongs together: the rows of a table by their cells, items, or one paragraph."""

    kind: _Kind
    lines: tuple[tuple[Span, ...], ...]


def _blocks(text: str, within: Span) -> Iterator[_Block]:
    lines = list(_lines(text, within))
    kinds = _kinds([line.of(text) for line in lines])
    for kind, run in groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0]):
        spans = [line for _, line in run]
        if kind == "item":
            yield _Block(kind, tuple((item,) for item in _items(text, spans)))
        elif kind == "row":
            yield _Block(kind, tuple(tuple(_cells(text, line)) for line in spans))
        elif kind == "text":
            yield _Block(kind, ((Span(spans[0].start, spans[-1].end),),))


def _lines(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for line in within.of(text).split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _kinds(lines: Sequence[str]) -> list[_Kind]:
    """Tell what each line is; one row alone is text that holds a bar."""
    rows = [bool(_SEPARATOR.search(line)) and not _ITEM_LINE.match(line) for line in lines]
    beside = [False, *rows, False]
    kinds: list[_Kind] = []
    for place, line in enumerate(lines):
        if not line.strip():
            kinds.append("blank")
        elif rows[place] and (beside[place] or beside[place + 2]):
            kinds.append("row")
        elif _ITEM_LINE.match(line) or kinds[-1:] == ["item"]:  # a wrapped item goes on
            kinds.append("item")
        else:
            kinds.append("text")
    return kinds


def _items(text: str, lines: Sequence[Span]) -> list[Span]:
    items: list[Span] = []
    for line in lines:
        if _ITEM_LINE.match(line.of(text)):
            items.append(Span(line.start + len(_ITEM), line.end))
        else:
            items[-1] = Span(items[-1].start, line.end)
    return items


def _cells(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for separator in _SEPARATOR.finditer(line.of(text)):
        yield Span(start, line.start + separator.start())
        start = line.start + separator.end()
    yield Span(start, line.end)
