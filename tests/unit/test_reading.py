"""Files to documents: formats, encodings, front matter, and text that is cleaned once."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from tests.conftest import REPOSITORY

from twinbot.errors import CorpusError, DocumentError, UnreadableDocumentError
from twinbot.reading import (
    ReadingLimits,
    ReadResult,
    find_file,
    list_corpus,
    read_documents,
    read_in_process,
)
from twinbot.reading.cleaning import clean, join_lines
from twinbot.types import Source

LIMITS = ReadingLimits()


def read(folder, name, content):
    """Read one file of a corpus that holds only it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (file,) = [f for f in list_corpus(folder) if f.path == path]
    return read_in_process(file, LIMITS)


def text_of(folder, name, content):
    return "\n=\n".join(page.text for page in read(folder, name, content).document.pages)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("e\u0301", "é"),
        ("Stadt\u00adrat \u200bund\ufeff", "Stadtrat und"),
        ("ﬁnden, ﬂach, Stoﬀ", "finden, flach, Stoff"),
        ("a\t\u00a0 b \r\n c", "a b\nc"),
        ("ＡＢＣ ｶﾅ ２０１９", "ＡＢＣ ｶﾅ ２０１９"),
        ("a\x00b\x07", "ab"),
        ("ein \ud83d\ude00 und \ud800 allein", "ein 😀 und \ufffd allein"),
    ],
)
def test_cleaning_takes_away_what_no_reader_sees_and_keeps_widths(raw, expected):
    assert clean(raw) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("lines", "language", "attested", "expected"),
    [
        (["Die Städte-", "partnerschaft"], "de", set(), "Die Städtepartnerschaft"),
        (["Nord-", "und Süd"], "de", set(), "Nord- und Süd"),
        (["Ruhr-", "Universität"], "de", set(), "Ruhr-Universität"),
        (["der Start-", "up"], "de", {"start-up"}, "der Start-up"),
        (["to the north-", "east"], "en", {"north", "east"}, "to the north-east"),
        (["the agree-", "ment"], "en", set(), "the agreement"),
        (["協定は2019", "年に"], "ja", set(), "協定は2019年に"),
        (["つくば", "市"], "ja", set(), "つくば市"),
        (["Campus in", "Campus"], "ja", set(), "Campus in Campus"),
        (["Science City (筑波研究", "学園都市)"], "en", set(), "Science City (筑波研究学園都市)"),
    ],
)
def test_lines_are_joined_as_their_language_writes(lines, language, attested, expected):
    assert join_lines(lines, language, frozenset(attested)) == expected


MARKDOWN = """---
title: Der *Hafen*
date: 2024-05-01
sources:
  - title: Hafenbericht
    publisher: Amt
    url: https://example.org/h
  - Ein Buch
---
# Der Hafen

Der **Hafen** liegt [am Fluss](https://example.org).
Er ist alt.

## Maße

- erstens `lang`
- zweitens
  breit

| Jahr | Länge |
|------|-------|
| 1901 | 20 m  |

<script>alert(1)</script>
"""


def test_markdown_becomes_plain_text_with_headings_items_and_rows(tmp_path):
    document = read(tmp_path, "de/hafen.md", MARKDOWN).document
    (page,) = document.pages
    assert page.text == (
        "Der Hafen\n\nDer Hafen liegt am Fluss. Er ist alt.\n\nMaße\n\n"
        "- erstens lang\n- zweitens breit\n\nJahr | Länge\n1901 | 20 m"
    )
    assert [(h.level, h.text) for h in page.headings] == [(1, "Der Hafen"), (2, "Maße")]
    assert all(h.span.of(page.text) == h.text for h in page.headings)
    assert (document.title, document.date) == ("Der *Hafen*", date(2024, 5, 1))
    assert document.sources == (
        Source("Hafenbericht", "Amt", "https://example.org/h"),
        Source("Ein Buch"),
    )
    assert (document.language, document.translation_group) == ("de", "hafen")


def test_html_keeps_its_main_content_and_drops_the_rest(tmp_path):
    page = (
        "<html lang=ja><head><title>橋 – 市</title><style>p{}</style></head><body>"
        "<nav><a href=/>ホーム</a></nav><main><h1>橋</h1>"
        "<p>橋は<b>長い</b>です。<br>古い橋です。</p><ul><li>赤い</li></ul></main>"
        "<footer>© 市</footer></body></html>"
    )
    document = read(tmp_path, "ja/hashi.html", page).document
    assert document.pages[0].text == "橋\n\n橋は長いです。古い橋です。\n\n- 赤い"
    assert document.title == "橋 – 市"


def test_a_word_file_keeps_its_headings_lists_and_tables(tmp_path):
    word = WordDocument()
    word.add_heading("Brücke", 1)
    word.add_paragraph("Die Brücke ist lang.")
    word.add_paragraph("aus Stahl", style="List Bullet")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Jahr", "1901"
    buffer = io.BytesIO()
    word.save(buffer)
    document = read(tmp_path, "de/bruecke.docx", buffer.getvalue()).document
    assert document.pages[0].text == (
        "Brücke\n\nDie Brücke ist lang.\n\n- aus Stahl\n\nJahr | 1901"
    )
    assert document.title == "Brücke"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Bücherei öffnet früh. Größe: 5 €.", "utf-8"),
        ("Die Bücherei öffnet früh. Größe: 5 m.", "latin-1"),
        ("„Zitat“ – die Bücherei kostet 5 €.", "cp1252"),
        ("Die Bücherei öffnet früh.", "utf-16"),
        ("図書館は月曜日に休みます。開館は九時です。", "shift_jis"),
        ("図書館は月曜日に休みます。開館は九時です。", "euc_jp"),
        ("図書館は月曜日に休みます。", "iso2022_jp"),
        ("図書館は月曜日に休みます。", "utf-8-sig"),
    ],
)
def test_old_encodings_are_read(tmp_path, text, encoding):
    assert text_of(tmp_path, "x.txt", text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("ISO-8859-1", "cp1252", "Die Karte kostet 5 € – „ermäßigt“ 3 €"),
        ("Shift_JIS", "cp932", "①つくば市と髙橋"),
        ("UTF-16", "utf-8", "Die Brücke über den Fluss"),
    ],
)
def test_a_declared_encoding_is_taken_as_browsers_take_it(tmp_path, declared, encoding, text):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}.</p></body></html>'
    assert text in text_of(tmp_path, "de/a.html", page.encode(encoding))


def test_wrapped_lines_become_paragraphs_and_real_lines_stay(tmp_path):
    text = (
        "Dies ist ein Absatz, der nach etwa siebzig Zeichen umbrochen worden\n"
        "ist und deshalb wieder zu einer einzigen Zeile wird.\n\n"
        "Rathaus\nMarkt 1\n12345 Stadt\n"
    )
    assert text_of(tmp_path, "de/x.txt", text) == (
        "Dies ist ein Absatz, der nach etwa siebzig Zeichen umbrochen worden ist und deshalb "
        "wieder zu einer einzigen Zeile wird.\n\nRathaus\nMarkt 1\n12345 Stadt"
    )


def test_a_side_car_speaks_for_any_format(tmp_path):
    (tmp_path / "x.txt.yaml").write_text("title: T\nlanguage: en\ntranslation_group: g\n")
    document = read(tmp_path, "x.txt", "Some words.").document
    assert (document.title, document.language, document.translation_group) == ("T", "en", "g")


def test_a_fault_in_what_a_file_says_of_itself_is_named_by_its_line_in_that_file(tmp_path):
    broken = "language: en\ntitle: Bridge: a history\n"
    with pytest.raises(UnreadableDocumentError, match=r"^en/x\.md, line 3: .*colon"):
        read(tmp_path, "en/x.md", f"---\n{broken}---\nSome words.")
    (tmp_path / "en" / "y.txt.yaml").write_text(broken, "utf-8")
    with pytest.raises(UnreadableDocumentError, match=r"^en/y\.txt\.yaml, line 2: .*colon"):
        read(tmp_path, "en/y.txt", "Some words.")


def test_a_language_that_nothing_gives_is_detected_and_reported(tmp_path):
    result = read(tmp_path, "notes/x.txt", "橋\n\n川にかかる橋は長いです。")
    assert result.document.language == "ja"
    assert result.warnings == ("language detected: ja",)
    assert result.document.translation_group == "/notes/x.txt"


def test_a_japanese_pdf_with_a_predefined_encoding_is_read(tmp_path):
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    buffer = io.BytesIO()
    drawn = canvas.Canvas(buffer)
    drawn.setFont("HeiseiMin-W3", 12)
    drawn.drawString(72, 700, "つくば市は茨城県の南部にある市です。")
    drawn.save()
    assert "つくば市は茨城県の南部にある市です。" in text_of(
        tmp_path, "ja/x.pdf", buffer.getvalue()
    )


def test_a_page_whose_font_pypdf_cannot_decode_is_read_by_pdfium(tmp_path):
    # The same font without any map from codes to characters but the collection's own.
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    buffer = io.BytesIO()
    drawn = canvas.Canvas(buffer, pageCompression=0)
    drawn.setFont("HeiseiMin-W3", 12)
    drawn.drawString(72, 700, "x")
    drawn.save()
    cids = b"<046504650465>"  # 亜 is character identifier 1125 of Adobe-Japan1
    content = re.sub(rb"\([^)]*\) Tj", cids + b" Tj", buffer.getvalue())
    content = content.replace(b"/UniJIS-UCS2-H", b"/Identity-H   ")
    assert text_of(tmp_path, "ja/x.pdf", content) == "亜亜亜"


@pytest.mark.parametrize("language", ["de", "en", "ja"])
def test_the_typeset_documents_lose_no_sentence(tmp_path, language):
    """What was set as PDF comes out again: 99 in 100 sentences of the source, verbatim."""
    missing, total = [], 0
    for source in sorted((REPOSITORY / "scripts" / "typeset" / language).glob("*.md")):
        pdf = REPOSITORY / "corpus" / language / f"{source.stem}.pdf"
        if not pdf.exists():
            continue
        shown = read(tmp_path, f"{language}/{pdf.name}", pdf.read_bytes()).document
        found = re.sub(r"\s", "", "".join(page.text for page in shown.pages))
        written = read(tmp_path, f"{language}/{source.name}", source.read_bytes()).document
        for line in written.pages[0].text.split("\n"):
            if "|" in line or not line.strip():
                continue
            for sentence in re.split(r"(?<=[.。])\s*", line.removeprefix("- ")):
                total += bool(sentence)
                if re.sub(r"\s", "", sentence) not in found:
                    missing.append(sentence)
    assert total > 40
    assert len(missing) <= 0.03 * total, missing


def test_listing_leaves_out_what_is_no_document(tmp_path):
    for name in ("de/a.md", ".hidden.md", "glossary.csv", "README.md", "de/.git/b.md", "~$a.docx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.")
    (tmp_path / "de" / "a.md.yaml").write_text("title: T\n")
    outside = tmp_path.parent / "outside.md"
    outside.write_text("Geheim.")
    (tmp_path / "de" / "link.md").symlink_to(outside)
    assert [file.document_id for file in list_corpus(tmp_path)] == ["de/a.md"]


def test_a_file_is_found_by_its_id_however_its_name_is_stored(tmp_path):
    name = unicodedata.normalize("NFD", "für Gäste.md")
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / name).write_text("Text.", "utf-8")
    (file,) = list_corpus(tmp_path)
    assert file.document_id == "de/für Gäste.md"
    assert find_file(tmp_path, file.document_id) == file.path
    assert find_file(tmp_path, "de/fehlt.md") is None


def test_a_folder_that_cannot_be_listed_ends_the_listing(tmp_path, monkeypatch):
    (tmp_path / "de").mkdir()

    def walk(top, onerror):
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "de")))
        return iter(())

    monkeypatch.setattr(os, "walk", walk)
    with pytest.raises(CorpusError, match=r"de: the folder cannot be listed .Permission denied"):
        list_corpus(tmp_path)


def test_a_folder_that_can_be_listed_and_not_entered_ends_the_listing(tmp_path, monkeypatch):
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "a.md").write_text("Text.", "utf-8")
    stat = Path.stat

    def closed(path, **options):
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", closed)
    with pytest.raises(CorpusError, match=r"a.md: the folder cannot be listed"):
        list_corpus(tmp_path)


def test_hidden_folders_of_others_are_not_opened(tmp_path, monkeypatch):
    for name in ("de/a.md", ".git/b.md", "de/.snapshots/c.md", "lost+found/d.md", "~$x/e.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.", "utf-8")
    opened = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: opened.append(str(path)) or scandir(path))
    assert [file.document_id for file in list_corpus(tmp_path)] == ["de/a.md"]
    assert opened == [str(tmp_path), str(tmp_path / "de")]


def test_links_that_lead_nowhere_are_no_documents(tmp_path):
    (tmp_path / "a.md").write_text("Text.", "utf-8")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "round.md").symlink_to(tmp_path / "round.md")
    assert [file.document_id for file in list_corpus(tmp_path)] == ["a.md"]


def test_the_process_that_reads_imports_nothing_from_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text("# Brücke\n\nEin Satz.\n", "utf-8")
    (tmp_path / "yaml.py").write_text("raise SystemExit('imported')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ((_, result),) = read_documents(list_corpus(tmp_path / "corpus"), LIMITS)
    assert isinstance(result, ReadResult), result
    assert result.document.title == "Brücke"


def test_a_missing_corpus_is_named(tmp_path):
    with pytest.raises(CorpusError, match="nowhere"):
        list_corpus(tmp_path / "nowhere")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([".md", ".txt", ".html", ".pdf", ".docx"]))
def test_whatever_stands_in_a_file_only_our_errors_come_out(tmp_path_factory, content, suffix):
    folder = tmp_path_factory.mktemp("any")
    try:
        document = read(folder, f"x{suffix}", content).document
    except DocumentError as error:
        assert str(error).startswith(f"x{suffix}")  # noqa: PT017
    else:
        assert any(page.text for page in document.pages)
