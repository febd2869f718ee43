"""An HTML tree to the text of one page; shared by HTML, DOCX and Markdown.

Paragraphs are separated by a blank line; list items stand on lines that begin with "- "; table
rows on lines of cells separated by " | ", the header row first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from twinbot.reading.cleaning import clean, clean_line
from twinbot.types import Heading, Page, Span

BlockKind: TypeAlias = Literal["heading", "paragraph", "item", "row"]

_DROPPED = frozenset(
    "script style noscript template head nav footer form button select svg iframe "  # noqa: SIM905
    "object".split()
)
_CONTAINERS = frozenset(
    "div section article main body html header aside ul ol dl table thead tbody "  # noqa: SIM905
    "tfoot figure blockquote details fieldset center".split()
)
_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page: a heading with its level, a paragraph, a list item or a table row."""

    kind: BlockKind
    text: str
    level: int = 0


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
            text += "\n" if together else "\n\n"
        start = len(text)
        text += f"- {block.text}" if block.kind == "item" else block.text
        if block.kind == "heading":
            headings.append(Heading(Span(start, len(text)), block.level, block.text))
        previous = block.kind
    return Page(number, text, tuple(headings))


def blocks_of(tree: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml has no types
    """Yield the blocks below an lxml element, in reading order."""
    inline: list[str] = [tree.text or ""]
    for child in tree:
        name = child.tag if isinstance(child.tag, str) else ""
        if not name or name in _DROPPED:
            inline.append(child.tail or "")
            continue
        if _is_block(name):
            yield from _paragraph(inline)
            inline = [child.tail or ""]
            yield from _block(child, name)
        else:
            inline += [_text_of(child), child.tail or ""]
    yield from _paragraph(inline)


def _is_block(name: str) -> bool:
    return (
        name in _CONTAINERS
        or name in ("p", "pre", "li", "tr", "dt", "dd", "hr", "caption", "figcaption")
        or bool(_HEADING.fullmatch(name))
    )


def _block(element: Any, name: str) -> Iterator[Block]:  # noqa: ANN401
    """Yield the blocks of one block-level element."""
    heading = _HEADING.fullmatch(name)
    if heading:
        yield Block("heading", clean_line(_text_of(element)), int(heading[1]))
    elif name == "tr":
        cells = [clean_line(_text_of(cell)) for cell in element if cell.tag in ("td", "th")]
        if any(cells):
            yield Block("row", " | ".join(cells))
    elif name == "li":
        yield from _item(element)
    elif name == "pre":
        yield Block("paragraph", clean(_text_of(element)))
    elif any(isinstance(child.tag, str) and _is_block(child.tag) for child in element):
        yield from blocks_of(element)
    else:
        yield from _paragraph([_text_of(element)])


def _item(element: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield a list item and, behind it, the lists inside it."""
    own: list[str] = [element.text or ""]
    nested = []
    for child in element:
        if child.tag in ("ul", "ol", "table"):
            nested.append(child)
            own.append(child.tail or "")
        else:
            own += [_text_of(child), child.tail or ""]
    text = clean_line(" ".join(part for part in own if part.strip()))
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
        if isinstance(child.tag, str) and child.tag not in _DROPPED:
            parts.append("\n" if child.tag == "br" else _text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)
