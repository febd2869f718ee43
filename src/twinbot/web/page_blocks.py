"""The stored text of a page as HTML: headings, lists, tables, paragraphs, a quote marked in them.

What the readers store (`twinbot.reading.blocks`) is read back: items of a list stand on lines that
begin with "- ", rows of a table on lines of cells with " | " in between, the header row first, as
`twinbot.chunking.table_header` takes it too. Text is shown as it is stored, without the signs that
only separate; nothing of it is ever markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal, TypeAlias

from twinbot.language import matching_form
from twinbot.types import Heading, Page, Span

_Kind: TypeAlias = Literal["item", "row", "text"]

_ITEM = "- "
_ITEM_LINE = re.compile(r"- (?!\|)")
"""Begins an item; "- | 5" is a row whose first cell is a dash."""

_SEPARATOR = re.compile(r" ?(?<!\S)\|(?!\S) ?")
_LEVELS = 6


def render_blocks(page: Page, quote: Span | None, title: str) -> str:
    """Return the text of a page, all of it escaped.

    Args:
        page: What to show.
        quote: What is marked of it, in as many ``<mark>`` as it runs through cells, items and
            paragraphs; the first has the id ``quote``.
        title: Stands above the text as its main heading. A first line that only repeats it is
            left out, unless something of it is quoted.
    """
    shown = _Shown(page.text, quote)
    start = _behind_title(page.text, quote, title)
    levels = _levels([heading for heading in page.headings if heading.span.start >= start])
    html = "".join(
        _heading(shown, block, levels[block]) if block in levels else _block(shown, block)
        for block in _blocks(page.text, start)
    )
    # All text is escaped, so the first mark is ours.
    return html.replace("<mark>", '<mark id="quote">', 1)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The text of a page and what is marked of it."""

    text: str
    quote: Span | None

    def html(self, span: Span) -> str:
        """Return a part of the text with what of it is marked."""
        quote = self.quote or Span(0, 0)
        start, end = max(span.start, quote.start), min(span.end, quote.end)
        if not self.text[start:end].strip():
            return _escaped(span.of(self.text))
        return (
            f"{_escaped(self.text[span.start : start])}"
            f"<mark>{_escaped(self.text[start:end])}</mark>"
            f"{_escaped(self.text[end : span.end])}"
        )


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _behind_title(text: str, quote: Span | None, title: str) -> int:
    """Return where the text begins behind a first line that only repeats the title."""
    first, _, rest = text.partition("\n")
    is_quoted = quote is not None and quote.start < len(first)
    if is_quoted or matching_form(first).strip() != matching_form(title).strip():
        return 0
    return len(text) - len(rest.lstrip("\n"))


def _levels(headings: Sequence[Heading]) -> dict[Span, int]:
    """Return the level of each heading below the page's title, none skipped on the way down."""
    levels: dict[Span, int] = {}
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        levels[heading.span] = min(_LEVELS, len(above) + 1)
    return levels


def _blocks(text: str, start: int) -> Iterator[Span]:
    """Yield the spans of what stands between blank lines."""
    for part in text[start:].split("\n\n"):
        if part.strip():
            yield Span(start, start + len(part))
        start += len(part) + 2


def _heading(shown: _Shown, block: Span, level: int) -> str:
    return f"<h{level}>{shown.html(block)}</h{level}>"


def _block(shown: _Shown, block: Span) -> str:
    """Return the paragraphs, lists and tables of what stands between two blank lines."""
    lines = _lines(shown.text, block)
    kinds = _kinds([line.of(shown.text) for line in lines])
    return "".join(
        _RENDERERS[kind](shown, [line for line, _ in run])
        for kind, run in groupby(zip(lines, kinds, strict=True), key=lambda pair: pair[1])
    )


def _lines(text: str, block: Span) -> list[Span]:
    lines, start = [], block.start
    for line in block.of(text).split("\n"):
        lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return lines


def _kinds(lines: Sequence[str]) -> list[_Kind]:
    """Tell what each line is; one row alone is text that holds a bar."""
    rows = [bool(_SEPARATOR.search(line)) and not _ITEM_LINE.match(line) for line in lines]
    beside = [False, *rows, False]
    kinds: list[_Kind] = []
    for place, line in enumerate(lines):
        if rows[place] and (beside[place] or beside[place + 2]):
            kinds.append("row")
        elif _ITEM_LINE.match(line) or kinds[-1:] == ["item"]:  # a wrapped item goes on
            kinds.append("item")
        else:
            kinds.append("text")
    return kinds


def _paragraph(shown: _Shown, lines: Sequence[Span]) -> str:
    return f"<p>{shown.html(Span(lines[0].start, lines[-1].end))}</p>"


def _list(shown: _Shown, lines: Sequence[Span]) -> str:
    items: list[Span] = []
    for line in lines:
        if _ITEM_LINE.match(line.of(shown.text)):
            items.append(Span(line.start + len(_ITEM), line.end))
        else:
            items[-1] = Span(items[-1].start, line.end)
    return f"<ul>{''.join(f'<li>{shown.html(item)}</li>' for item in items)}</ul>"


def _table(shown: _Shown, lines: Sequence[Span]) -> str:
    header, *rows = [[shown.html(cell) for cell in _cells(shown.text, line)] for line in lines]
    columns = max(len(header), *map(len, rows))
    # A header cell without words would be announced as a header of nothing.
    head = "".join(
        f'<th scope="col">{cell}</th>' if cell.strip() else "<td></td>"
        for cell in _filled(header, columns)
    )
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in _filled(row, columns))}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _filled(cells: Sequence[str], columns: int) -> list[str]:
    return [*cells, *[""] * (columns - len(cells))]


def _cells(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for separator in _SEPARATOR.finditer(line.of(text)):
        yield Span(start, line.start + separator.start())
        start = line.start + separator.end()
    yield Span(start, line.end)


_RENDERERS = {"item": _list, "row": _table, "text": _paragraph}
