"""The city's own pages below the footer: imprint, privacy, accessibility.

They are Markdown files of the corpus folder, ``pages/NAME.LANGUAGE.md``, read at each request, so
that an edit shows at once.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markdown_it import MarkdownIt

from twinbot.types import LANGUAGES, Language
from twinbot.web.files import asset_link
from twinbot.web.frame import footer
from twinbot.web.texts import PAGES, TEXTS, PageName

_log = logging.getLogger(__name__)

FOLDER = "pages"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
"""Of all pages that `plain_page` makes."""
MAX_BYTES = 1_000_000


class CityPages:
    """Reads the pages that the city has written."""

    def __init__(self, corpus: Path) -> None:
        """Read below this folder."""
        self._folder = corpus / FOLDER

    def names(self) -> tuple[PageName, ...]:
        """Return which pages there are, in any language."""
        return tuple(name for name in PAGES if any(self._paths(name, "de")))

    def read(self, name: PageName, wanted: Language) -> tuple[Language, str] | None:
        """Return a page's language and Markdown: the language wanted, or another it exists in."""
        for language, path in self._paths(name, wanted):
            try:
                return language, path.read_text("utf-8-sig", errors="replace")
            except OSError as error:
                _log.warning("%s: the page cannot be read (%s)", path, error.strerror)
        return None

    def _paths(self, name: PageName, wanted: Language) -> Iterator[tuple[Language, Path]]:
        """Yield the files of a page with their languages, the language wanted first."""
        for language in (wanted, *(other for other in LANGUAGES if other != wanted)):
            path = self._folder / f"{name}.{language}.md"
            if path.is_file() and path.stat().st_size <= MAX_BYTES:
                yield language, path


def page_routes(pages: CityPages) -> APIRouter:
    """Return the routes ``/LANGUAGE/NAME`` of the city's pages."""
    router = APIRouter()

    def show(language: Language, name: PageName, request: Request) -> Response:
        root = str(request.scope.get("root_path", ""))
        found = pages.read(name, language)
        if found is None:
            content, status = not_found_page(language, root), 404
        else:
            content = _render(name, language, *found, pages=pages.names(), root=root)
            status = 200
        return HTMLResponse(content, status, {"Content-Security-Policy": POLICY})

    for name in PAGES:
        for language in LANGUAGES:  # exact paths: all others below /LANGUAGE/ are Gradio's
            router.add_api_route(
                f"/{language}/{name}",
                partial(show, language, name),
                include_in_schema=False,
                name=f"{name}-{language}",
            )
    return router


def plain_page(
    *, language: Language, title: str, root: str, content: str, content_language: Language,
    title_language: Language | None = None, below: str = "",
) -> str:  # fmt: skip
    """Return a page of ours to read: a way back, a title, content.

    The conversation is kept by its tab alone, so only the script can tell whether this tab leads
    back to one; without it the link leads to where one asks.

    Args:
        language: Language of the page's own words.
        title: For the browser's tab; escaped here.
        root: Prefix of our addresses behind a proxy, or nothing.
        content: HTML, already safe.
        content_language: Its language.
        title_language: Language of the title, if not that of the page's own words.
        below: HTML below the content, already safe.
    """
    words = TEXTS[language]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title{_in(title_language, language)}>{escape(title)}</title>"
        f'<link rel="icon" href="{asset_link("icon.svg", root)}">'
        f'<link rel="stylesheet" href="{asset_link("page.css", root)}">'
        f'<script src="{asset_link("reading.js", root)}" defer></script></head>'
        f'<body class="reading"><header><a id="way" href="{escape(root)}/{language}/" '
        f'data-previous="{escape(words.previous)}">{escape(words.ask_here)}</a>'
        f'<p id="other-tab" hidden>{escape(words.other_tab)}</p></header>'
        f'<main lang="{content_language}">{content}</main>{below}</body></html>'
    )


def _in(own: Language | None, around: Language) -> str:
    """Return the attribute for words in another language than what stands around them."""
    return f' lang="{own}"' if own and own != around else ""


def not_found_page(language: Language, root: str) -> str:
    """Return a page that says there is no such page."""
    return problem_page(language, root, TEXTS[language].errors["not_found"])


def problem_page(language: Language, root: str, text: str) -> str:
    """Return a page that says, in a sentence, why another is not shown."""
    return plain_page(
        language=language,
        title=text,
        root=root,
        content=f"<h1>{escape(text)}</h1>",
        content_language=language,
    )


def _render(
    name: PageName, language: Language, found: Language, text: str, *,
    pages: tuple[PageName, ...], root: str,
) -> str:  # fmt: skip
    words = TEXTS[language]
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    if "<h1" not in body:
        title = escape(words.pages[name])
        body = f"<h1{_in(language, found)}>{title}</h1>{body}"
    body = re.sub(r'<a href="(https?:)', r'<a rel="noreferrer" href="\1', body)
    if found != language:
        note = words.only_in_language.format(words.in_language[found])
        body = f'<p class="facts" lang="{language}">{escape(note)}</p>{body}'
    return plain_page(
        language=language,
        title=words.pages[name],
        root=root,
        content=body,
        content_language=found,
        below=footer(language, pages, root),
    )
