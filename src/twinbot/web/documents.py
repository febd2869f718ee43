"""Where citations lead: the original PDF, or a readable page with the quote marked.

Documents are found by their id in the index alone; nothing of a request is ever a path.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from twinbot.assistant import Assistant
from twinbot.errors import TwinbotError
from twinbot.language import detect_language
from twinbot.reading import find_file
from twinbot.types import LANGUAGES, Document, Language, Page, Source, Span
from twinbot.web.frame import footer
from twinbot.web.languages import preferred_language
from twinbot.web.page_blocks import render_blocks
from twinbot.web.pages import POLICY, CityPages, not_found_page, plain_page
from twinbot.web.texts import TEXTS


def document_routes(assistant: Assistant, corpus: Path) -> APIRouter:
    """Return the routes ``/documents/ID`` (PDF originals) and ``/read/ID`` (stored text)."""
    router = APIRouter()
    pages = CityPages(corpus)

    @router.get("/documents/{document_id:path}", include_in_schema=False)
    def original(request: Request, document_id: str) -> Response:
        """Serve the original of a PDF that the index holds."""
        root = str(request.scope.get("root_path", ""))
        language = _reader(request)
        document = _find(assistant, document_id)
        if document is None or not _is_pdf(document):
            return _not_found(language, root)
        path = find_file(corpus, document.document_id)
        if path is None:
            return _not_found(language, root)
        return FileResponse(
            path,
            media_type="application/pdf",
            content_disposition_type="inline",
            filename=path.name,
            headers={"Content-Security-Policy": "default-src 'none'; object-src 'self'"},
        )

    @router.get("/read/{document_id:path}", include_in_schema=False)
    def read(
        request: Request,
        document_id: str,
        page: int = 1,
        start: int = 0,
        end: int = 0,
        reader: str = "",
    ) -> Response:
        """Show the stored text of a page with the quote marked, framed in the reader's words."""
        root = str(request.scope.get("root_path", ""))
        language = next((known for known in LANGUAGES if known == reader), _reader(request))
        document = _find(assistant, document_id)
        found = next((p for p in document.pages if p.number == page), None) if document else None
        if document is None or found is None:
            return _not_found(language, root)
        marked = Span(start, end) if 0 <= start < end <= len(found.text) else None
        below = footer(language, pages.names(), root)
        return HTMLResponse(
            render_page(document, found, marked, language, root, below),
            headers={"Content-Security-Policy": POLICY},
        )

    return router


def render_page(
    document: Document,
    page: Page,
    marked: Span | None,
    reader: Language,
    root: str = "",
    below: str = "",
) -> str:
    """Return one page of a document as HTML, everything escaped, the marked span in ``<mark>``.

    Args:
        document: Where the page stands.
        page: The page.
        marked: What was quoted of it.
        reader: Language of what is said about the document, and of the page that leads back.
        root: Prefix of our addresses behind a proxy, or nothing.
        below: HTML below the document, already safe.
    """
    title = escape(document.title)
    return plain_page(
        language=reader,
        title=document.title,
        root=root,
        content=f"<h1>{title}</h1>{_facts(document, page, reader)}"
        f"{_original(document, page, reader, root)}"
        f"{render_blocks(page, marked, document.title)}{_sources(document, reader)}",
        content_language=document.language,
        title_language=document.language,
        below=below,
    )


def _facts(document: Document, page: Page, reader: Language) -> str:
    """Return the date of a document and, where a reader of it sees pages, the page's number."""
    words = TEXTS[reader]
    facts = [words.page.format(page.number)] if _is_pdf(document) else []
    if document.date:
        facts.append(words.dated_on(document.date))
    if not facts:
        return ""
    return f'<p class="facts" lang="{reader}">{" · ".join(facts)}</p>'


def _original(document: Document, page: Page, reader: Language, root: str) -> str:
    """Return the link to this page of the PDF; nothing for documents of other formats."""
    if not _is_pdf(document):
        return ""
    address = f"{root}/documents/{quote(document.document_id)}#page={page.number}"
    label = TEXTS[reader].open_original.format(page.number)
    return f'<p class="original" lang="{reader}"><a href="{escape(address)}">{label}</a></p>'


def _sources(document: Document, reader: Language) -> str:
    if not document.sources:
        return ""
    listed = "".join(
        f"<li>{_source(source, document.language)}</li>" for source in document.sources
    )
    heading = f'<h2 lang="{reader}">{TEXTS[reader].sources}</h2>'
    return f'<section class="sources">{heading}<ul>{listed}</ul></section>'


def _source(source: Source, around: Language) -> str:
    """Return a source in a text of the language ``around``, its title in its own."""
    title = escape(source.title)
    language = detect_language(source.title, around)
    if language != around:
        title = f'<span lang="{language}">{title}</span>'
    named = " — ".join(filter(None, (title, escape(source.publisher or ""))))
    if source.url and source.url.startswith(("https://", "http://")):
        return f'<a href="{escape(source.url)}" rel="noreferrer">{named}</a>'
    return named


def _is_pdf(document: Document) -> bool:
    return document.document_id.lower().endswith(".pdf")


def _find(assistant: Assistant, document_id: str) -> Document | None:
    try:
        return assistant.document(document_id)
    except (LookupError, TwinbotError):
        return None


def _reader(request: Request) -> Language:
    return preferred_language(request.headers.get("accept-language", ""))


def _not_found(language: Language, root: str) -> Response:
    content = not_found_page(language, root)
    return HTMLResponse(content, 404, {"Content-Security-Policy": POLICY})
