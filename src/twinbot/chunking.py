"""A document becomes passages: whole sentences, within one page and one section.

Paragraphs stay together where they fit; list items and table rows are not torn apart, and a list
stays with the sentence that introduces it. Nothing overlaps and nothing but headings is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

from twinbot.language import matching_form, sentence_spans
from twinbot.types import Document, Heading, Language, Page, Passage, Span

RECIPE: Final = "2"
"""Version of these rules: an index built with another one is rebuilt."""

HARD_LIMIT: Final = 2_000
"""No passage is longer, in code points; a longer sentence is cut at a space or a comma."""

HEADING_GLUE: Final = " › "

_JAPANESE_SHARE: Final = 0.5
"""A Japanese passage aims for this share of the length: its characters say more."""

_LONGEST_ITEM: Final = 2
"""A list item longer than this many times the aim is divided into its sentences."""

_SMALL_SHARE: Final = 1 / 3
"""A passage below this share of its aim is joined by a paragraph that must be divided anyway."""

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE: Final = re.compile(r"[^\n]+")
_ITEM: Final = re.compile(
    r"\s*(?:(?:[-*+–]|\d{1,3}[.)])\s|[•‣◦▪・●○■]|\d{1,3}[．）]|[(（]\d{1,3}[)）]|[①-⑳])\s*\S"
)
_ROW: Final = re.compile(r"(?:^[ \t]*|\S[ \t]+)\|(?:[ \t]|$)")
_INTRODUCES: Final = (":", "：")
_CUT_AFTER: Final = re.compile(r"[\s、，。,;；]")


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is not torn apart: a sentence, a list item or a table row.

    Attributes:
        start: Where it begins in the page.
        end: Where it ends.
        introduces: Whether it stays with the atom behind it.
    """

    start: int
    end: int
    introduces: bool = False


def chunk(document: Document, passage_chars: int) -> list[Passage]:
    """Cut a document into passages.

    Args:
        document: What was read.
        passage_chars: Length to aim for in code points, at least 1; half of it for Japanese.
            Passages are longer only where a single sentence, item or row is.

    Returns:
        Passages in the order of the text, each equal to its span of its page. Every character
        but white space and headings is in exactly one of them.

    Raises:
        ValueError: If ``passage_chars`` is not positive.
    """
    if passage_chars < 1:
        message = f"passage_chars is {passage_chars}, wanted is at least 1"
        raise ValueError(message)
    share = _JAPANESE_SHARE if document.language == "ja" else 1.0
    aim = min(HARD_LIMIT, max(1, round(passage_chars * share)))
    path: list[Heading] = []
    passages: list[Passage] = []
    for page in document.pages:
        for section in _sections(page, path):
            paragraphs = _paragraphs(page.text, section, document.language, aim)
            heading = _heading_path(path, document.title)
            passages += [
                _passage(document, page, span, heading) for span in _packed(paragraphs, aim)
            ]
    return passages


def embedding_text(passage: Passage, title: str) -> str:
    """Return what is embedded for a passage: its document's title, its headings, its text."""
    return "\n".join(filter(None, (title, passage.heading, passage.text)))


def table_header(text: str, span: Span) -> Span | None:
    """Return the header row of the table that ``span`` lies in.

    Args:
        text: Of a page or a passage.
        span: A table row of it, or a part of one.

    Returns:
        The first of the consecutive rows; ``None`` where ``span`` is in no table or in that row.
    """
    start = text.rfind("\n", 0, span.start) + 1
    if not _ROW.search(_line_at(text, start)):
        return None
    header = start
    while header > 0:
        above = text.rfind("\n", 0, header - 1) + 1
        if not _ROW.search(_line_at(text, above)):
            break
        header = above
    if header == start:
        return None
    line = _line_at(text, header)
    indent = len(line) - len(line.lstrip())
    return Span(header + indent, header + len(line.rstrip()))


def table_span(text: str, header: Span) -> Span:
    """Return the span of a table, from its header row to its last row.

    Args:
        text: Of a page.
        header: The header row, see `table_header`.
    """
    end = header.end
    while (below := text.find("\n", end) + 1) and _ROW.search(row := _line_at(text, below)):
        end = below + len(row.rstrip())
    return Span(header.start, end)


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _passage(document: Document, page: Page, span: Span, heading: str) -> Passage:
    key = (document.document_id, document.sha256, str(page.number), str(span.start), str(span.end))
    return Passage(
        passage_id=hashlib.sha256("\0".join(key).encode()).hexdigest()[:32],
        document_id=document.document_id,
        translation_group=document.translation_group,
        language=document.language,
        page=page.number,
        span=span,
        text=span.of(page.text),
        heading=heading,
    )


def _sections(page: Page, path: list[Heading]) -> Iterator[Span]:
    """Yield the stretches between headings, keeping ``path`` as the headings above each.

    A section may go on over the page's end, so ``path`` is carried from page to page.
    """
    start = 0
    for heading in sorted(page.headings, key=lambda heading: heading.span):
        if heading.span.start > start:
            yield Span(start, heading.span.start)
        while path and path[-1].level >= heading.level:
            path.pop()
        path.append(heading)
        start = max(start, heading.span.end)
    if start < len(page.text):
        yield Span(start, len(page.text))


def _heading_path(path: Iterable[Heading], title: str) -> str:
    """Join headings, leaving out one that only repeats the document's title."""
    known = matching_form(title).strip()
    names = (" ".join(heading.text.split()) for heading in path)
    return HEADING_GLUE.join(name for name in names if name and matching_form(name) != known)


def _paragraphs(text: str, section: Span, language: Language, aim: int) -> list[list[_Atom]]:
    """Return the atoms of a section by paragraph; what a colon introduces joins its paragraph."""
    paragraphs: list[list[_Atom]] = []
    start = section.start
    breaks = [m.span() for m in _BLANK_LINE.finditer(text, section.start, section.end)]
    for end, following in [*breaks, (section.end, section.end)]:
        atoms = _atoms(text, Span(start, end), language, aim)
        start = following
        if not atoms:
            continue
        if paragraphs and paragraphs[-1][-1].introduces:
            paragraphs[-1] += atoms
        else:
            paragraphs.append(atoms)
    return paragraphs


def _atoms(text: str, block: Span, language: Language, aim: int) -> list[_Atom]:
    atoms: list[_Atom] = []
    for line in _LINE.finditer(text, block.start, block.end):
        whole = _trimmed(text, line.start(), line.end())
        row = _ROW.search(line.group())
        longest = HARD_LIMIT if row else min(HARD_LIMIT, aim * _LONGEST_ITEM)
        if (row or _ITEM.match(line.group())) and len(whole) <= longest:
            pieces = [whole]
        else:
            pieces = _sentences(text, whole, language)
        atoms += [
            _Atom(piece.start, piece.end, introduces=text[piece.end - 1] in _INTRODUCES)
            for piece in pieces
            if len(piece)
        ]
    return atoms


def _sentences(text: str, line: Span, language: Language) -> list[Span]:
    """Return the sentences of a line such that together they hold all of it but white space."""
    starts = [line.start + span.start for span in sentence_spans(line.of(text), language)]
    edges = [line.start, *starts[1:], line.end]
    return [
        piece
        for start, end in pairwise(edges)
        for piece in _within_limit(text, _trimmed(text, start, end))
    ]


def _within_limit(text: str, span: Span) -> Iterator[Span]:
    """Cut what is too long to embed, behind white space or a comma where there is one."""
    start = span.start
    while span.end - start > HARD_LIMIT:
        cuts = [
            cut.end()
            for cut in _CUT_AFTER.finditer(text, start + HARD_LIMIT // 2, start + HARD_LIMIT)
        ]
        end = cuts[-1] if cuts else start + HARD_LIMIT
        yield _trimmed(text, start, end)
        start = _trimmed(text, end, span.end).start
    yield Span(start, span.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the stretch without white space at its ends; an empty span where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _packed(paragraphs: Sequence[Sequence[_Atom]], aim: int) -> list[Span]:
    """Fill passages with whole paragraphs, and with sentences of those longer than ``aim``."""
    packed: list[list[_Atom]] = []
    current: list[_Atom] = []
    for paragraph in paragraphs:
        length = paragraph[-1].end - paragraph[0].start
        limit = aim
        if current and paragraph[-1].end - current[0].start > aim:
            small = current[-1].end - current[0].start < aim * _SMALL_SHARE
            if length <= aim or not small:
                packed.append(current)
                current = []
        if length > aim and not any(atom.introduces for atom in paragraph):
            # Pieces of about one length, so that no short rest is left behind.
            limit = ceil(length / ceil(length / aim))
        for atom in paragraph:
            start = current[0].start if current else atom.start
            middle = (atom.start + atom.end) // 2
            if current and (atom.end - start > aim or middle - start > limit):
                kept = _kept_before(current, atom, aim)
                packed.append(current[:kept])
                current = current[kept:]
            current.append(atom)
    if current:
        packed.append(current)
    return [Span(atoms[0].start, atoms[-1].end) for atoms in packed]


def _kept_before(atoms: Sequence[_Atom], following: _Atom, aim: int) -> int:
    """Return how many atoms a passage keeps: not a last one that introduces what follows."""
    last = atoms[-1]
    moves = len(atoms) > 1 and last.introduces and following.end - last.start <= aim
    return len(atoms) - 1 if moves else len(atoms)
