"""What a model may cite, taken apart once an answer: sentences, names, figures, vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from twinbot.answering.extraction.concepts import text_concepts
from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.numbers import Figures, figures
from twinbot.answering.extraction.polarity import negations, poles
from twinbot.embedding import TokenVectors
from twinbot.language import matching_form, sentence_spans
from twinbot.types import Language, Span

Vectors = NDArray[np.float32]

WINDOW_PIECES: Final = 3
"""Longest run of pieces of a source that one word of a sentence is held against."""


class TokenEmbedder(Protocol):
    """The built-in model."""

    def embed_tokens(self, texts: Sequence[str]) -> TokenVectors:
        """Return the stored vectors of the pieces of texts."""


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind one marker.

    Attributes:
        text: The passage as the model was given it.
        language: Its language.
        context: What a reader knows before it: the document's title and the headings above.
    """

    text: str
    language: Language
    context: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, table row or list item of a source, or a part of one with its own figure.

    Attributes:
        marker: Of its source, from 1; 0 for the title and headings of a source.
        owner: Marker of the source that it belongs to, also for title and headings.
        span: Where its sentence stands in the source's text.
        form: Its matching form.
        names: Its mentions; a unit that names nothing takes over the names of the one before.
        own_names: Its own mentions only.
        order: Its own mentions of names in their order.
        figures: Its dates and quantities.
        negations: Places in ``form`` that deny.
        poles: The sides it takes.
        concepts: The everyday words it holds, by number of `concepts`.
    """

    marker: int
    owner: int
    span: Span
    form: str
    names: frozenset[int]
    own_names: frozenset[int]
    order: tuple[frozenset[int], ...]
    figures: Figures
    negations: tuple[int, ...]
    poles: frozenset[str]
    concepts: frozenset[int]


@dataclass(frozen=True, slots=True)
class Grounds:
    """The sources of one answer, ready for checking.

    Attributes:
        sources: In the order of their markers.
        units: Of all sources.
        windows: Normalised sums of one to three neighbouring pieces, shape (windows, dimension).
        starts: The first window of each unit; a unit without pieces has one window of zeros.
        sums: Normalised sum of each unit's pieces, shape (units, dimension).
    """

    sources: tuple[Source, ...]
    units: tuple[Unit, ...]
    windows: Vectors
    starts: NDArray[np.intp]
    sums: Vectors


def prepare_grounds(
    sources: Sequence[Source], embedder: TokenEmbedder, finder: NameFinder
) -> Grounds:
    """Take the sources of an answer apart; a few milliseconds a source."""
    units: list[Unit] = []
    texts: list[str] = []
    for marker, source in enumerate(sources, start=1):
        before: Unit | None = None
        if source.context:
            span = Span(0, 0)
            before = _unit(0, marker, span, source.context, source.language, None, finder)
            units.append(before)
            texts.append(source.context)
        header = ""
        for span in _statements(source):
            sentence = span.of(source.text)
            row = _CELLS in sentence
            pieces = _columns(header, sentence) if row and header else None
            header = (header or sentence) if row else ""
            for text in pieces or _pieces(sentence, source.language):
                before = _unit(marker, marker, span, text, source.language, before, finder)
                units.append(before)
                texts.append(text)
    tokens = embedder.embed_tokens(texts)
    windows, starts, sums = _windows(tokens)
    return Grounds(tuple(sources), tuple(units), windows, starts, sums)


_ITEM: Final = "- "


def _statements(source: Source) -> list[Span]:
    """Return the spans of sentences and table rows; a list counts as one with its introduction."""
    spans: list[Span] = []
    listing = False
    for span in sentence_spans(source.text, source.language):
        line = source.text.rfind("\n", 0, span.start) + 1
        item = source.text.startswith(_ITEM, line)
        if item and spans and (listing or not source.text[spans[-1].end : line].strip()):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        listing = item
    return spans


_CELLS: Final = " | "
"""Between the cells of a table row; a row is understood with the table's first row."""


def _columns(header: str, row: str) -> list[str]:
    """Return each cell of a row with its heading and the row's first cell, which it is about."""
    headings, cells = (
        [cell.strip() for cell in f" {line}".split(_CELLS)]  # the first may be empty
        for line in (header, row)
    )
    if len(headings) != len(cells) or len(cells) < 2:  # noqa: PLR2004 - one to be told of another
        return [f"{header}{_CELLS}{row}"]
    about = _CELLS.join(filter(None, (headings[0], cells[0])))
    return [
        f"{about}{_CELLS}{heading}: {cell}"
        for heading, cell in zip(headings[1:], cells[1:], strict=True)
    ]


_CUT: Final = re.compile(r"\n(?=- )|(?<=[;,])\s+|(?<=[、。；，])|\s+(?=(?:und|and|while|sowie)\s)")


def _pieces(sentence: str, language: Language) -> list[str]:
    """Cut a sentence between its dates and numbers, so that each stays with its own words."""
    pieces: list[str] = []
    held = ""
    for part in _CUT.split(sentence):
        whole = f"{held} {part}" if held else part
        if held and _tells_apart(figures(held, language), part, whole, language):
            pieces.append(held)
            held = part
        else:
            held = whole
    return [*pieces, held]


def _tells_apart(before: Figures, part: str, whole: str, language: Language) -> bool:
    """Tell whether two parts hold figures of their own, none of them made by both together."""
    after, together = figures(part, language), figures(whole, language)
    return (
        bool((before.moments and after.moments) or (before.quantities and after.quantities))
        and not before.quantities & after.quantities
        and before.moments | after.moments == together.moments
        and before.quantities | after.quantities == together.quantities
    )


def _unit(
    marker: int,
    owner: int,
    span: Span,
    text: str,
    language: Language,
    before: Unit | None,
    finder: NameFinder,
) -> Unit:
    mentions = finder.find(text)
    own = frozenset[int]().union(*mentions.found)
    form = matching_form(text)
    return Unit(
        marker=marker,
        owner=owner,
        span=span,
        form=form,
        names=own or (before.names if before else frozenset()),
        own_names=own,
        order=tuple(found for found in mentions.found if found & finder.names),
        figures=figures(mentions.rest, language),
        negations=tuple(negations(form, language)),
        poles=poles(form),
        concepts=text_concepts(form),
    )


def _windows(tokens: TokenVectors) -> tuple[Vectors, NDArray[np.intp], Vectors]:
    """Return the normalised windows of all units, where each unit's begin, and unit sums."""
    dimension = tokens.vectors.shape[1]
    parts: list[Vectors] = []
    starts: list[int] = []
    sums: list[Vectors] = []
    total = place = 0
    for length in tokens.lengths.tolist():
        pieces = tokens.vectors[place : place + length]
        place += length
        running = np.concatenate([np.zeros((1, dimension), np.float32), pieces.cumsum(axis=0)])
        widths = range(1, min(WINDOW_PIECES, length) + 1)
        found = [running[width:] - running[:-width] for width in widths]
        found = found or [np.zeros((1, dimension), np.float32)]
        starts.append(total)
        total += sum(map(len, found))
        parts.extend(found)
        sums.append(running[-1:])
    if not parts:
        nothing = np.zeros((0, dimension), np.float32)
        return nothing, np.zeros(0, np.intp), nothing
    return (
        normalised(np.concatenate(parts)),
        np.array(starts, np.intp),
        normalised(np.concatenate(sums)),
    )


def normalised(vectors: Vectors) -> Vectors:
    """Return rows of length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled
