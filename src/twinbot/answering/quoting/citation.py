"""Citations: the exact words of a stored page behind every marker."""

from __future__ import annotations

from datetime import date

from twinbot.types import Citation, Document, Language, Page, Passage, Span

MAX_CONTEXT_CHARS = 1_200
"""A paragraph longer than this is shown only around the quote."""


def cite(
    marker: int,
    passage: Passage,
    quote_span: Span,
    page: Page,
    title: str,
    document_date: date | None = None,
) -> Citation:
    """Make the citation of a part of a page.

    Args:
        marker: The number the reader will see, from 1.
        passage: The passage that the quote was found in.
        quote_span: Where the quote stands in the page.
        page: The stored page of the passage.
        title: Title of the document.
        document_date: Date of the document, if known.

    Returns:
        A citation whose quote equals the page's text at ``quote_span``.

    Raises:
        ValueError: If the span is empty or reaches beyond the page, or the page is another one:
            such a citation must never be shown.
    """
    if page.number != passage.page or not 0 < len(quote_span) <= len(page.text) - quote_span.start:
        message = (
            f"{passage.document_id}: span {quote_span.start}-{quote_span.end} of page "
            f"{passage.page} does not lie in page {page.number} of {len(page.text)} characters"
        )
        raise ValueError(message)
    return _citation(
        marker, passage.document_id, passage.language, quote_span, page, title, document_date
    )


def cite_page(marker: int, document: Document, page: Page, quote_span: Span) -> Citation:
    """Make the citation of a part of a document's page, without a passage.

    Raises:
        ValueError: If the span is empty or reaches beyond the page.
    """
    if not 0 < len(quote_span) <= len(page.text) - quote_span.start:
        message = (
            f"{document.document_id}: span {quote_span.start}-{quote_span.end} does not lie in "
            f"page {page.number} of {len(page.text)} characters"
        )
        raise ValueError(message)
    return _citation(
        marker,
        document.document_id,
        document.language,
        quote_span,
        page,
        document.title,
        document.date,
    )


def _citation(
    marker: int,
    document_id: str,
    language: Language,
    quote_span: Span,
    page: Page,
    title: str,
    document_date: date | None,
) -> Citation:
    context = paragraph_around(page.text, quote_span)
    return Citation(
        marker=marker,
        document_id=document_id,
        title=title,
        language=language,
        page=page.number,
        span=quote_span,
        quote=quote_span.of(page.text),
        context=context,
        paragraph=context.of(page.text),
        date=document_date,
    )


def is_verbatim(citation: Citation, page: Page) -> bool:
    """Tell whether the quote equals the page's text at its span, character for character."""
    return (
        citation.page == page.number
        and bool(citation.quote)
        and citation.span.of(page.text) == citation.quote
        and citation.context.of(page.text) == citation.paragraph
    )


def paragraph_around(text: str, span: Span) -> Span:
    """Return the paragraph that holds ``span``: what stands between blank lines.

    A very long paragraph is cut at line or word ends near the quote.
    """
    start = text.rfind("\n\n", 0, span.start)
    start = 0 if start < 0 else start + 2
    end = text.find("\n\n", span.end)
    end = len(text) if end < 0 else end
    if end - start <= MAX_CONTEXT_CHARS:
        return Span(start, end)
    room = max(0, MAX_CONTEXT_CHARS - len(span)) // 2
    return Span(
        _word_start(text, max(start, span.start - room), span.start),
        _word_end(text, min(end, span.end + room), span.end),
    )


def _word_start(text: str, place: int, limit: int) -> int:
    """Move right to the start of a word, at most to ``limit``; scripts without spaces stay."""
    space = text.find(" ", place, limit)
    return place if place == 0 or space < 0 or space - place > 40 else space + 1  # noqa: PLR2004


def _word_end(text: str, place: int, limit: int) -> int:
    """Move left to the end of a word, at least to ``limit``."""
    space = text.rfind(" ", limit, place)
    return place if place == len(text) or space < 0 or place - space > 40 else space  # noqa: PLR2004
