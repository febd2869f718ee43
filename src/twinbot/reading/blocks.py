"""An HTML tree to the text of one page; shared by HTML, DOCX and Markdown.

Paragraphs and tables are separated by a blank line; list items stand on lines that begin with
"- "; table rows on lines of cells separated by " | ", the header row first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, TypeAlias

from twinbot.reading.cells import Cell, lay_out
from twinbot.reading.cleaning import clean, clean_line
from twinbot.reading.raised import lower_digits, raise_digits
from twinbot.types import Heading, Page, Span

BlockKind: TypeAlias = Literal["heading", "paragraph", "item", "row"]

_DROPPED = frozenset(
    "script style noscript template head nav footer form select svg iframe "  # noqa: SIM905
    "object rt rp del s strike".split()
)
_CONTAINERS = frozenset(
    "div section article main body html header aside ul ol dl table thead tbody "  # noqa: SIM905
    "tfoot figure blockquote details fieldset center address hgroup".split()
)
_BETWEEN_CELLS = " | "
_NUMBER = re.compile(r"\s*(\d{1,5})")
_HEADING = re.compile(r"h([1-6])")
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADINGS = "|".join(f".//{tag}" for tag in _HEADING_TAGS)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page.

    Attributes:
        kind: A heading, a paragraph, a list item or a table row.
        text: What it says.
        level: Of a heading.
        begins: Whether a table row is the first of its table.
    """

    kind: BlockKind
    text: str
    level: int = 0
    begins: bool = False


def page_from_blocks(number: int, blocks: Iterable[Block]) -> Page:
    """Put blocks together to a page whose headings know where they stand."""
    text = ""
    headings: list[Heading] = []
    previous: BlockKind | None = None
    for block in blocks:
        if not block.text:
            continue
        if text:
            together = block.kind == previous and block.kind in ("item", "row")
            text += "\n" if together and not block.begins else "\n\n"
        start = len(text)
        text += f"- {block.text}" if block.kind == "item" else block.text
        if block.kind == "heading":
            headings.append(Heading(Span(start, len(text)), block.level, block.text))
        previous = block.kind
    return Page(number, text, tuple(headings))


def blocks_of(tree: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml has no types
    """Yield the blocks below an lxml element, in reading order."""
    inline: list[str] = [tree.text or ""]
    rows: list[Any] = []
    for child in tree:
        name = child.tag if isinstance(child.tag, str) else ""
        if _is_dropped(child):
            inline.append(child.tail or "")
        elif _is_row_part(child):
            if not rows:
                yield from _paragraph(inline)
                inline = []
            rows.append(child)
            inline.append(child.tail or "")
        elif _is_block(name) or _holds_blocks(child):
            yield from _table(rows)
            yield from _paragraph(inline)
            rows, inline = [], [child.tail or ""]
            yield from _block(child, name)
        else:
            inline += [_seen_text(child), child.tail or ""]
    yield from _table(rows)
    yield from _paragraph(inline)


def _is_dropped(element: Any) -> bool:  # noqa: ANN401
    """Tell whether readers see nothing of an element, or only what can be pressed."""
    if element.tag == "button":
        # What is all of a heading opens what stands below; beside one it copies or shares it.
        heading = next(element.iterancestors(*_HEADING_TAGS), None)
        return heading is None or _words(heading) != _words(element)
    return not isinstance(element.tag, str) or element.tag in _DROPPED


def _words(element: Any) -> list[str]:  # noqa: ANN401
    return "".join(element.itertext()).split()


def _is_block(name: str) -> bool:
    return (
        name in _CONTAINERS
        or name in ("p", "pre", "li", "tr", "dt", "dd", "hr", "caption", "figcaption", "summary")
        or bool(_HEADING.fullmatch(name))
    )


def _holds_blocks(element: Any) -> bool:  # noqa: ANN401
    return any(
        isinstance(part.tag, str) and _is_block(part.tag) for part in element.iterdescendants()
    )


def _block(element: Any, name: str) -> Iterator[Block]:  # noqa: ANN401
    """Yield the blocks of one block-level element."""
    heading = _HEADING.fullmatch(name)
    if heading:
        yield Block("heading", clean_line(_text_of(element)), int(heading[1]))
    elif name == "li" and not element.xpath(_HEADINGS):
        yield from _item(element)
    elif name == "pre":
        yield Block("paragraph", clean(_text_of(element)))
    elif _holds_blocks(element):
        yield from blocks_of(element)
    else:
        yield from _paragraph([_text_of(element)])


def _is_row_part(element: Any) -> bool:  # noqa: ANN401
    """Tell whether an element is a row of a table, or a part of one that holds only rows."""
    return element.tag == "tr" or (
        element.tag in ("thead", "tbody", "tfoot")
        and all(part.tag == "tr" for part in element.iterchildren("*"))
    )


def _table(parts: list[Any]) -> Iterator[Block]:
    """Yield the rows of a table, given as rows and as parts of it that hold them."""
    groups: list[list[list[Cell]]] = []
    for are_rows, run in groupby(parts, key=lambda part: bool(part.tag == "tr")):
        together = [*run]
        bodies = [together] if are_rows else together
        groups += [[_cells(row) for row in rows if row.tag == "tr"] for rows in bodies]
    table = lay_out(groups)
    yield from (Block("paragraph", text) for text in table.above)
    for number, cells in enumerate(table.rows):
        yield Block("row", _BETWEEN_CELLS.join(cells), begins=number == 0)
    yield from (Block("paragraph", text) for text in table.below)


def _cells(row: Any) -> list[Cell]:  # noqa: ANN401
    return [_cell(cell) for cell in row if cell.tag in ("td", "th")]


def _cell(element: Any) -> Cell:  # noqa: ANN401
    return Cell(
        clean_line(_text_of(element)),
        columns=_reach(element, "colspan") or 1,
        rows=_reach(element, "rowspan"),
        heads=element.tag == "th",
    )


def _reach(element: Any, attribute: str) -> int:  # noqa: ANN401
    number = _NUMBER.match(element.get(attribute, ""))
    return int(number[1]) if number else 1


def _item(element: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield a list item and, behind it, the lists inside it."""
    own: list[str] = [element.text or ""]
    nested = []
    for child in element:
        if child.tag in ("ul", "ol", "table"):
            nested.append(child)
            own += ["\n", child.tail or ""]
        else:
            own += [_seen_text(child), child.tail or ""]
    text = clean_line("".join(own))
    if text:
        yield Block("item", text)
    for child in nested:
        yield from blocks_of(child)


def _paragraph(parts: list[str]) -> Iterator[Block]:
    text = clean_line("".join(parts))
    if text:
        yield Block("paragraph", text)


def _text_of(element: Any) -> str:  # noqa: ANN401
    """Return the text inside an element, without what readers never see."""
    parts = [element.text or ""]
    for child in element:
        parts += [_seen_text(child), child.tail or ""]
    return "".join(parts)


def _seen_text(child: Any) -> str:  # noqa: ANN401
    """Return the text of an element among others; the words of two paragraphs stay apart."""
    if _is_dropped(child):
        return ""
    if child.tag == "br":
        return "\n"
    if child.tag == "sup":
        return raise_digits(_text_of(child), _text_before(child))
    if child.tag == "sub":
        return lower_digits(_text_of(child))
    return f"\n{_text_of(child)}\n" if _is_block(child.tag) else _text_of(child)


def _text_before(element: Any) -> str:  # noqa: ANN401
    """Return the piece of text that stands right before an element in its block."""
    text = ""
    while not text and element is not None:
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None:
            inside = "" if _is_dropped(previous) else "".join(previous.itertext())
            text = previous.tail or inside
            element = previous
        elif parent is None or not isinstance(parent.tag, str) or _is_block(parent.tag):
            return (parent.text or "") if parent is not None else ""
        else:
            text, element = parent.text or "", parent
    return text
