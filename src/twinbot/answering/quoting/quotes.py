"""Chosen sentences become citations: with what they need around them, and verified."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from twinbot.answering.extraction.statements import MAX_LIST_CHARS
from twinbot.answering.quoting.choosing import MAX_QUOTES
from twinbot.answering.quoting.citation import cite, cite_page, is_verbatim
from twinbot.answering.quoting.extent import quote_span
from twinbot.answering.quoting.translations import StoredTranslations
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.chunking import table_header, table_span
from twinbot.index.values import DocumentSummary
from twinbot.pins import PinnedQuote, find_quote
from twinbot.types import Citation, Document, Hit, Page, Passage, Span


class StoredDocuments(StoredTranslations, Protocol):
    """The part of an index generation that quoting needs."""

    def documents(self, document_ids: Sequence[str]) -> Sequence[DocumentSummary]:
        """Return summaries of the documents named."""

    def page(self, document_id: str, number: int) -> Page:
        """Return one stored page."""

    def document(self, document_id: str) -> Document:
        """Return one stored document."""


def quote_sentences(
    chosen: Sequence[ScoredSentence],
    stored: StoredDocuments,
    *,
    around: bool,
    in_order: bool = False,
) -> list[Citation]:
    """Return the verified citations, rows of one table together and behind its header.

    Of a table that tells in as many rows as may be quoted, all is quoted if it is short: where
    three of six partners answer, the others do as well. Quotes that share a sentence, because one
    brings along what stands beside it, are one.

    Args:
        chosen: The sentences, in order.
        stored: The documents they stand in.
        around: Whether the first comes with its neighbours: a reason often stands beside what it
            explains.
        in_order: Whether the order tells something, as of the newest first: then only rows that
            follow each other are put together.
    """
    summaries = summarise((sentence.hit for sentence in chosen), stored)
    tables: list[tuple[tuple[str, int, Span], list[tuple[Passage, Span]]]] = []
    for sentence in chosen:
        passage = sentence.hit.passage
        page = stored.page(passage.document_id, passage.page)
        span = quote_span(sentence, page, around=around and sentence is chosen[0])
        header = table_header(page.text, sentence.span)
        key = (passage.document_id, passage.page, header or span)
        begun = tables[-1:] if in_order else tables
        rows = next((rows for table, rows in begun if table == key), None)
        if rows is None:
            rows = [(passage, header)] if header else []
            tables.append((key, rows))
        if span not in [told for _, told in rows]:
            rows.append((passage, span))
    spans = [
        row for _, rows in tables for row in (rows if in_order else _whole_or_rows(rows, stored))
    ]
    return [
        _cite(marker, passage, span, summaries[passage.document_id], stored)
        for marker, (passage, span) in enumerate(_without_overlap(spans), start=1)
    ]


def _without_overlap(spans: Sequence[tuple[Passage, Span]]) -> list[tuple[Passage, Span]]:
    """Return spans with those that share some words of a page as one, in the place of the first."""
    joined: list[tuple[Passage, Span]] = []
    for passage, span in spans:
        start, end = span.start, span.end
        apart: list[tuple[Passage, Span]] = []
        place = len(joined)
        for other, told in joined:
            same_page = (passage.document_id, passage.page) == (other.document_id, other.page)
            if same_page and told.start < end and start < told.end:
                place = min(place, len(apart))
                start, end = min(start, told.start), max(end, told.end)
            else:
                apart.append((other, told))
        apart.insert(place, (passage, Span(start, end)))
        joined = apart
    return joined


def _whole_or_rows(
    rows: list[tuple[Passage, Span]], stored: StoredDocuments
) -> list[tuple[Passage, Span]]:
    """Return a short table as one where many of its rows are quoted behind its header."""
    passage, header = rows[0]
    if len(rows) <= MAX_QUOTES:
        return rows
    table = table_span(stored.page(passage.document_id, passage.page).text, header)
    return [(passage, table)] if len(table) <= MAX_LIST_CHARS else rows


def join_rows(quotes: Sequence[Citation], stored: StoredDocuments) -> list[tuple[Citation, ...]]:
    """Return what is read as one sentence: rows behind the header of their table, or one quote."""
    joined: list[tuple[Citation, ...]] = []
    for quote in quotes:
        header = table_header(stored.page(quote.document_id, quote.page).text, quote.span)
        before = joined[-1] if joined else ()
        place = (quote.document_id, quote.page, header)
        if any((above.document_id, above.page, above.span) == place for above in before):
            joined[-1] = (*before, quote)
        else:
            joined.append((quote,))
    return joined


def _cite(
    marker: int, passage: Passage, span: Span, summary: DocumentSummary, stored: StoredDocuments
) -> Citation:
    page = stored.page(passage.document_id, passage.page)
    citation = cite(marker, passage, span, page, summary.title, summary.date)
    if not is_verbatim(citation, page):
        message = f"{passage.document_id}, page {page.number}: the quote is not the page's text"
        raise ValueError(message)
    return citation


def quote_pin(pinned: PinnedQuote, stored: StoredDocuments) -> Citation:
    """Return the citation of words that staff pinned; they were found when the index was made."""
    document = stored.document(pinned.document_id)
    found = find_quote(document, pinned.quote)
    if found is None:
        message = f"{pinned.document_id} does not hold the pinned words {pinned.quote!r}"
        raise ValueError(message)
    number, span = found
    return cite_page(1, document, stored.page(document.document_id, number), span)


def summarise(hits: Iterable[Hit], stored: StoredDocuments) -> dict[str, DocumentSummary]:
    """Return the summaries of the documents that passages were found in, by document id."""
    ids = sorted({hit.passage.document_id for hit in hits})
    return {summary.document_id: summary for summary in stored.documents(ids)}
