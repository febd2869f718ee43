"""The page of a source: its title once, its sources in their languages, the way to its original."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from twinbot.types import LANGUAGES, Document, Page, Source, Span
from twinbot.web.documents import render_page
from twinbot.web.texts import TEXTS

DOCUMENT = Document(
    document_id="de/bridge.md",
    title="Die Brücke",
    language="de",
    pages=(Page(1, "Die Brücke\n\nSie ist 120 Meter lang."),),
    sources=(
        Source("Auf einer Wellenlänge", "WAZ", "https://waz.example/a?b=1&c=2"),
        Source("永田学長がドイツを訪問", "University of Tsukuba", "https://tsukuba.example/"),
        Source("The bridge and the city that built it", None, "javascript:alert(1)"),
        Source("", "Stadtarchiv"),
    ),
    translation_group="bridge",
    sha256="0" * 64,
    date=dt.date(2026, 11, 20),
)


def shown(document=DOCUMENT, marked=None, reader="de", root=""):
    return render_page(document, document.pages[0], marked, reader, root)


def test_the_title_stands_once_in_the_page():
    assert shown().partition("<main")[2].count("Die Brücke") == 1
    assert "<h1>Die Brücke</h1>" in shown()


def test_a_quote_in_the_text_is_marked():
    text = DOCUMENT.pages[0].text
    html = shown(marked=Span(text.index("120"), text.index("lang")))
    assert '<p>Sie ist <mark id="quote">120 Meter </mark>lang.</p>' in html


def test_sources_say_their_language_where_it_is_another():
    html = shown()
    assert '<span lang="ja">永田学長がドイツを訪問</span> — University of Tsukuba</a>' in html
    assert '<span lang="en">The bridge and the city that built it</span></li>' in html
    assert '<a href="https://waz.example/a?b=1&amp;c=2" rel="noreferrer">Auf einer' in html
    assert "<li>Stadtarchiv</li>" in html
    assert "javascript:" not in html


@pytest.mark.parametrize("reader", LANGUAGES)
def test_what_is_said_about_a_document_is_in_the_reader_s_language(reader):
    html = shown(reader=reader)
    assert f'<html lang="{reader}">' in html
    assert '<main lang="de">' in html
    assert f'<p class="facts" lang="{reader}">{TEXTS[reader].dated_on(DOCUMENT.date)}</p>' in html
    assert ("<title>" if reader == "de" else '<title lang="de">') + "Die Brücke" in html


@pytest.mark.parametrize("reader", LANGUAGES)
def test_the_page_of_a_pdf_leads_to_the_same_page_of_the_original(reader):
    pdf = dataclasses.replace(
        DOCUMENT, document_id='de/a "b".PDF', pages=(Page(3, "Sie ist 120 Meter lang."),)
    )
    html = shown(pdf, reader=reader, root="/chat")
    assert f'<p class="facts" lang="{reader}">{TEXTS[reader].page.format(3)} · ' in html
    label = TEXTS[reader].open_original.format(3)
    assert f'<a href="/chat/documents/de/a%20%22b%22.PDF#page=3">{label}</a>' in html


def test_other_formats_have_no_original_to_open():
    assert "/documents/" not in shown()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_document_without_pages_and_date_has_no_line_of_facts(reader):
    html = shown(dataclasses.replace(DOCUMENT, date=None), reader=reader)
    assert 'class="facts"' not in html
    assert TEXTS[reader].page.format(1) not in html


def test_what_stands_below_a_document_stands_behind_its_text():
    html = render_page(DOCUMENT, DOCUMENT.pages[0], None, "de", "", "<footer>x</footer>")
    assert "</main><footer>x</footer>" in html
