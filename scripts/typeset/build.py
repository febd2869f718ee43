"""Typesets the corpus documents that are PDF or DOCX from their Markdown.

``scripts/typeset/<lang>/<slug>.md`` becomes ``corpus/<lang>/<slug>.pdf`` or ``.docx``. The front
matter of the Markdown has a ``title``; the date in the finished file is that of the side-car
``corpus/<lang>/<slug>.<suffix>.yaml``, so that the same text gives the same bytes. Without names,
every document is set that has such a side-car.

Once::

    apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core fonts-noto-cjk
    python3 -m venv VENV && VENV/bin/pip install -r scripts/typeset/requirements.txt

Then::

    VENV/bin/python scripts/typeset/build.py de/universities.pdf ja/signing-day.docx
    VENV/bin/python scripts/typeset/build.py
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import html
import io
import os
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

TEXTS = Path(__file__).resolve().parent
CORPUS = TEXTS.parents[1] / "corpus"
SUFFIXES = (".pdf", ".docx")
DEFAULT_DATE = dt.date(2026, 11, 20)
FONTS = {
    "de": '"Noto Serif", "Noto Serif CJK JP", serif',
    "en": '"Noto Serif", "Noto Serif CJK JP", serif',
    "ja": '"Noto Serif CJK JP", "Noto Serif", serif',
}
PAGE_LABELS = {"de": '"Seite "', "en": '"Page "', "ja": '""'}
DOCX_LANGUAGES = {"de": "de-DE", "en": "en-GB", "ja": "ja-JP"}
STYLE = """
@page {
  size: A4; margin: 24mm 45mm 24mm 45mm;
  @top-left { content: string(title); font: 8pt FONTS; }
  @bottom-right { content: LABEL counter(page) " / " counter(pages); font: 8pt FONTS; }
}
@page :first { @top-left { content: none; } }
html { font-family: FONTS; font-size: 10.5pt; line-height: 1.5; }
h1 { string-set: title content(); font-size: 20pt; line-height: 1.25; hyphens: manual; }
h2 { font-size: 13pt; margin: 1.4em 0 0.3em; }
h3 { font-size: 11pt; margin: 1.1em 0 0.2em; }
h1, h2, h3 { break-after: avoid; text-align: left; }
p { margin: 0 0 0.7em; orphans: 2; widows: 2; }
table { border-collapse: collapse; width: 100%; margin: 0.6em 0 1em; font-size: 9pt; }
th, td { border: 0.4pt solid #555; padding: 3pt 5pt; text-align: left; vertical-align: top; }
th:first-child { width: 24%; }
ul, ol { list-style-position: inside; padding-left: 0; }
tr { break-inside: avoid; }
"""
BODY_STYLES = {
    "de": "p, li { text-align: justify; hyphens: auto; hyphenate-character: '-'; }",
    "en": "p, li { text-align: left; hyphens: manual; }",
    "ja": "p, li { text-align: justify; }",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One document before typesetting.

    Attributes:
        name: Its place below the corpus, such as ``de/universities.pdf``.
        language: ``de``, ``en`` or ``ja``.
        title: Set as the first heading.
        date: Written into the metadata.
        body: Markdown.
    """

    name: str
    language: str
    title: str
    date: dt.date
    body: str

    @property
    def parser(self) -> MarkdownIt:
        """A CommonMark parser with tables; a line break in Japanese text leaves no space."""
        parser = MarkdownIt("commonmark").enable("table")
        if self.language == "ja":
            parser.add_render_rule("softbreak", lambda *_: "")
        return parser


def read(name: str) -> Text:
    """Reads the Markdown, and the date of the side-car if there is one."""
    target = Path(name)
    language = target.parent.name
    source = TEXTS / language / f"{target.stem}.md"
    _, front, body = source.read_text("utf-8").split("---\n", 2)
    side_car = CORPUS / f"{name}.yaml"
    facts = yaml.safe_load(side_car.read_text("utf-8")) if side_car.is_file() else {}
    title = str(yaml.safe_load(front)["title"])
    return Text(name, language, title, facts.get("date", DEFAULT_DATE), body)


def pdf(text: Text) -> bytes:
    """Sets an A4 PDF with embedded subset fonts, running title and page numbers."""
    from weasyprint import HTML  # type: ignore[import-untyped]

    moment = dt.datetime.combine(text.date, dt.time(), dt.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))  # into the fonts
    style = (STYLE + BODY_STYLES[text.language]).replace("FONTS", FONTS[text.language])
    style = style.replace("LABEL", PAGE_LABELS[text.language])
    title = html.escape(text.title)
    page = (
        f'<!DOCTYPE html><html lang="{text.language}"><head><meta charset="utf-8">'
        f'<title>{title}</title><meta name="dcterms.created" content="{text.date}">'
        f'<meta name="dcterms.modified" content="{text.date}"><style>{style}</style></head>'
        f"<body><h1>{title}</h1>{text.parser.render(text.body)}</body></html>"
    )
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    return bytes(HTML(string=page).write_pdf(pdf_identifier=identifier, pdf_tags=True))


def docx(text: Text) -> bytes:
    """Sets a DOCX with heading, list and table styles."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    moment = dt.datetime.combine(text.date, dt.time(), dt.UTC)
    core = document.core_properties
    core.title, core.author, core.comments = text.title, "", ""
    core.language = DOCX_LANGUAGES[text.language]
    core.created = core.modified = moment
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "MS Mincho")
    document.add_heading(text.title, level=1)
    for block in SyntaxTreeNode(text.parser.parse(text.body)).children:
        add_block(document, block, "" if text.language == "ja" else " ")
    packed = io.BytesIO()
    document.save(packed)
    return with_fixed_times(packed.getvalue())


def add_block(document: Any, block: SyntaxTreeNode, line_break: str) -> None:  # noqa: ANN401
    """Adds a heading, paragraph, list or table; other Markdown is refused."""
    if block.type == "heading":
        add_runs(document.add_heading(level=int(block.tag[1])), block, line_break)
    elif block.type == "paragraph":
        add_runs(document.add_paragraph(), block, line_break)
    elif block.type in {"bullet_list", "ordered_list"}:
        style = "List Bullet" if block.type == "bullet_list" else "List Number"
        for item in block.children:
            for part in item.children:
                add_runs(document.add_paragraph(style=style), part, line_break)
    elif block.type == "table":
        rows = [row for section in block.children for row in section.children]
        table = document.add_table(len(rows), len(rows[0].children), "Table Grid")
        for row, filled in zip(rows, table.rows, strict=True):
            for source, cell in zip(row.children, filled.cells, strict=True):
                add_runs(cell.paragraphs[0], source, line_break, bold=source.type == "th")
    else:
        sys.exit(f"not supported in a DOCX: {block.type}")


def add_runs(paragraph: Any, node: SyntaxTreeNode, line_break: str, *, bold: bool = False) -> None:  # noqa: ANN401
    """Adds a node's text with its bold and italic parts."""
    for words, strong, emphasis in runs(node, line_break, strong=bold):
        run = paragraph.add_run(words)
        run.bold, run.italic = strong or None, emphasis or None


def runs(
    node: SyntaxTreeNode, line_break: str, *, strong: bool = False, emphasis: bool = False
) -> Iterator[tuple[str, bool, bool]]:
    """Yields the stretches of equal style in a node."""
    strong, emphasis = strong or node.type == "strong", emphasis or node.type == "em"
    if node.type in {"text", "code_inline"}:
        yield node.content, strong, emphasis
    elif node.type == "softbreak":
        yield line_break, strong, emphasis
    for child in node.children:
        yield from runs(child, line_break, strong=strong, emphasis=emphasis)


def with_fixed_times(packed: bytes) -> bytes:
    """Repacks a ZIP file so that its bytes do not tell when it was made."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(fixed, before.read(entry))
    return result.getvalue()


def all_names() -> list[str]:
    """The documents that have both Markdown here and a side-car in the corpus."""
    sources = sorted(TEXTS.glob("*/*.md"))
    names = [f"{path.parent.name}/{path.stem}{suffix}" for path in sources for suffix in SUFFIXES]
    return [name for name in names if (CORPUS / f"{name}.yaml").is_file()]


def main(arguments: Sequence[str] | None = None) -> None:
    """Sets the named documents, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="LANG/SLUG.pdf|docx")
    names: list[str] = parser.parse_args(arguments).names or all_names()
    for name in names:
        if Path(name).suffix not in SUFFIXES:
            parser.error(f"{name}: neither .pdf nor .docx")
        if not (TEXTS / Path(name).with_suffix(".md")).is_file():
            parser.error(f"{name}: no scripts/typeset/{Path(name).with_suffix('.md')}")
        text = read(name)
        packed = pdf(text) if name.endswith(".pdf") else docx(text)
        (CORPUS / name).write_bytes(packed)
        print(f"{name}: {len(packed):,} bytes")


if __name__ == "__main__":
    main()
