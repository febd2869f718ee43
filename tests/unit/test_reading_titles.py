"""Documents are named after what their makers named them, whatever the format."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as WordDocument
from reportlab.pdfgen import canvas
from tests.unit.test_reading import read


def word_file(*paragraphs, title="", styles=()):
    """Return a Word file of paragraphs, each a text and the name of its style."""
    word = WordDocument()
    word.core_properties.title = title
    for name in styles:
        word.styles.add_style(name, 1)
    for text, style in paragraphs:
        word.add_paragraph(text, style=style)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("style", "title", "section"),
    [
        ("Title", "Bulky waste", "Dates"),
        ("Titel", "Sperrmüll", "Termin"),
        ("表題", "粗大ごみ", "日程"),
    ],
)
def test_a_word_file_is_named_by_its_paragraph_in_the_style_title(tmp_path, style, title, section):
    content = word_file(
        ("5", "Normal"), (title, style), (section, "Heading 1"), ("7.", "Normal"),
        title="Template", styles=() if style == "Title" else (style,),
    )  # fmt: skip
    document = read(tmp_path, "de/x.docx", content).document
    assert document.title == title
    assert [heading.text for heading in document.pages[0].headings] == [title, section]


@pytest.mark.parametrize(
    ("headings", "properties", "title"),
    [
        (["Termin", "Gebühren"], "Sperrmüll", "Sperrmüll"),
        (["Sperrmüll"], "Vorlage Amt 3", "Sperrmüll"),
        (["Termin", "Gebühren"], "Microsoft Word - Dokument1", "Termin"),
        (["Termin", "Gebühren"], "sperrmuell_neu.docx", "Termin"),
        ([], "粗大ごみ", "粗大ごみ"),
    ],
)
def test_a_word_file_without_a_title_is_named_by_its_properties_or_its_only_heading(
    tmp_path, headings, properties, title
):
    paragraphs = [(text, "Heading 1") for text in headings]
    content = word_file(*paragraphs, ("Ein Satz.", "Normal"), title=properties)
    assert read(tmp_path, "de/x.docx", content).document.title == title


@pytest.mark.parametrize(("style", "level"), [("Überschrift 2", 2), ("見出し 3", 3)])
def test_headings_of_programs_that_name_styles_in_their_language_are_headings(
    tmp_path, style, level
):
    content = word_file(("Termin", style), ("Ein Satz.", "Normal"), styles=(style,))
    (heading,) = read(tmp_path, "de/x.docx", content).document.pages[0].headings
    assert (heading.level, heading.text) == (level, "Termin")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Water meters in Querenburg\n\nThey will be exchanged.", "Water meters in Querenburg"),
        ("\n\n水道メーターの交換\r\n\r\n1月に交換します。", "水道メーターの交換"),
        ("Wann kommt der Sperrmüll?\n\nIm Mai.", "Wann kommt der Sperrmüll?"),
        ("The meters will be exchanged.\n\nIn May.", "x"),
        ("水道メーターを交換します。\n\n1月です。", "x"),
        ("Rathaus\nMarkt 1\n\nMontags geschlossen.", "x"),
        ("- Möbel\n\n- Teppiche", "x"),
        ("Dear residents,\n\nthe meters will be exchanged.", "x"),
        ("One line only", "x"),
        (f"{'lang ' * 17}Zeile\n\nEin Satz.", "x"),
    ],
)
def test_a_short_first_line_that_stands_alone_names_a_text(tmp_path, text, title):
    document = read(tmp_path, "en/x.txt", text).document
    assert document.title == title


def test_front_matter_names_a_text_before_its_first_line_does(tmp_path):
    text = "---\ntitle: Meters\n---\nWater meters\n\nThey will be exchanged."
    assert read(tmp_path, "en/x.txt", text).document.title == "Meters"


def test_a_title_taken_from_the_file_name_is_reported_with_where_to_give_one(tmp_path):
    named = "its file name is its title; give it one in "
    assert read(tmp_path, "en/x.txt", "Some words.").warnings == (f"{named}its front matter",)
    assert read(tmp_path, "en/y.txt", "Meters\n\nSome words.").warnings == ()
    page = "<p>Some words.</p>"
    assert read(tmp_path, "en/x.html", page).warnings == (f"{named}a file x.html.yaml beside it",)
    (tmp_path / "en" / "y.html.yml").write_text("language: en\n", "utf-8")
    assert read(tmp_path, "en/y.html", page).warnings == (f"{named}y.html.yml",)


def test_a_word_file_whose_properties_are_damaged_is_read_without_their_title(tmp_path):
    content = bytearray(word_file(("Some words.", "Normal"), title="Meters"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        properties = archive.getinfo("docProps/core.xml")
    data = properties.header_offset + 30 + len(properties.filename)
    content[data : data + properties.compress_size] = b"\xff" * properties.compress_size
    document = read(tmp_path, "en/x.docx", bytes(content)).document
    assert (document.title, document.pages[0].text) == ("x", "Some words.")


def pdf_file(title):
    """Return a PDF of one sentence with a title in its properties."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer)
    page.setTitle(title)
    page.drawString(72, 700, "Some words.")
    page.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    "title",
    [
        *["Microsoft Word - Einladung", "Microsoft Word - einladung.docx", "Word Document"],
        *["PowerPoint-Präsentation", "PowerPoint Presentation", "PowerPoint プレゼンテーション"],
        *["Microsoft PowerPoint - Haushalt", "Folie 1", "Slide 1", "スライド 1", "Präsentation1"],
        *["Unbenannt", "無題", "Dokument 3", "satzung_neu.pdf", "scan.7z", "(anonymous).TXT"],
    ],
)
def test_no_document_is_named_as_a_program_named_it(tmp_path, title):
    assert read(tmp_path, "de/x.pdf", pdf_file(title)).document.title == "x"
    content = word_file(("Ein Satz.", "Normal"), title=title)
    assert read(tmp_path, "de/y.docx", content).document.title == "y"


@pytest.mark.parametrize(
    "title",
    [
        *["Bericht Stand 11.2025", "Satzung vom 1.1.2024", "令和7年.概要", "Version 2.10"],
        *["Microsoft Word für Einsteiger", "Folie und Papier trennen", "Word of welcome"],
        "プレゼンテーション講座",
    ],
)
def test_titles_that_only_look_like_a_program_s_stay(tmp_path, title):
    assert read(tmp_path, "de/x.pdf", pdf_file(title)).document.title == title
    content = word_file(("Ein Satz.", "Normal"), title=title)
    assert read(tmp_path, "de/y.docx", content).document.title == title
