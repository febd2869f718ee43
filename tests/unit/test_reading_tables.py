"""Tables in PDFs are told by columns that begin at the same places."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from twinbot.reading.pdf import read_pdf
from twinbot.reading.tables import bare, find_rows

LAYOUT = """
The   words   of   justified   text   stand   apart   but
not  below  each  other,  so  they  are  no  table  at  all.

Year             Agreement          Subject
2007             Of the faculties   Town planning
2018 or 2019     Of a network       Taken in as the
                                    fourth member
2025             Double degree      Informatics

Then the text goes on.
"""


def cells_of(layout):
    return [[" ".join(cell) for cell in row.cells] for row in find_rows(layout)]


def test_rows_below_each_other_are_a_table_and_justified_text_is_none():
    assert cells_of(LAYOUT) == [
        ["Year", "Agreement", "Subject"],
        ["2007", "Of the faculties", "Town planning"],
        ["2018 or 2019", "Of a network", "Taken in as the fourth member"],
        ["2025", "Double degree", "Informatics"],
    ]


def test_two_columns_need_three_rows_to_be_more_than_chance():
    two = "Name:      Bochum\nCountry:   Germany"
    assert cells_of(two) == []
    assert cells_of(f"{two}\nRiver:     Ruhr")[2] == ["River:", "Ruhr"]


@given(st.lists(st.lists(st.text("abcdefg", min_size=1, max_size=7), min_size=3, max_size=5)))
def test_what_is_set_out_in_columns_is_read_by_cells_and_nothing_is_lost(table):
    columns = min(map(len, table), default=0)
    rows = [row[:columns] for row in table]
    layout = "\n".join("".join(cell.ljust(12) for cell in row).rstrip() for row in rows)
    found = cells_of(layout)
    assert found == (rows if len(rows) > 1 else [])


@given(st.text(max_size=300))
def test_any_text_is_taken_and_its_rows_hold_only_what_stands_in_it(layout):
    for row in find_rows(layout):
        for line in row.lines:
            assert line in bare(layout)


@pytest.mark.parametrize(
    ("language", "font", "rows"),
    [
        ("de", "Helvetica", [("Stadt", "Seit"), ("Sheffield", "1950"), ("Oviedo", "1980")]),
        ("en", "Helvetica", [("City", "Since"), ("Sheffield", "1950"), ("Oviedo", "1980")]),
        (
            "ja",
            "HeiseiMin-W3",
            [("都市", "提携の年"), ("シェフィールド", "1950年"), ("つくば市", "2019年")],
        ),
    ],
)
def test_the_rows_of_a_pdf_keep_their_cells_apart(language, font, rows):
    if font.startswith("Heisei"):
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4)
    page.setFont(font, 11)
    for number, (left, right) in enumerate(rows):
        page.drawString(72, 700 - 16 * number, left)
        page.drawString(240, 700 - 16 * number, right)
    page.save()
    text = read_pdf(buffer.getvalue(), "table.pdf", 10, language).pages[0].text
    assert text == "\n".join(" | ".join(row) for row in rows)


def drawn(*texts):
    """Return a page with texts, each at its place from the left and from the foot of the page."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4)
    for left, up, text, *size in texts:
        page.setFont("Helvetica", *(size or [11]))
        page.drawString(left, up, text)
    page.save()
    return read_pdf(buffer.getvalue(), "page.pdf", 10, "de").pages[0].text


HEAD = [
    *((72, 780 - 16 * n, text) for n, text in enumerate(["Stadt Linden", "Amt 52", "Markt 1"])),
    *((350, 780 - 16 * n, text) for n, text in enumerate(["Telefon 1", "Telefax 2", "linden.de"])),
    (72, 690, "Unsere Zeiten im Sommer sind folgende, auch in den Ferien:"),
]
TIMES = [["Tag", "von", "bis"], ["Mo", "9 Uhr", "12 Uhr"], ["Di", "10 Uhr", "14 Uhr"]]
TIMES += [["Mi", "8 Uhr", "11 Uhr"], ["Fr", "7 Uhr", "13 Uhr"]]
TABLE = [
    (left, 650 - 16 * n, text)
    for n, row in enumerate(TIMES)
    for left, text in zip((72, 200, 330), row, strict=True)
]


def test_a_letter_head_in_two_columns_does_not_hide_the_timetable_below_it():
    text = drawn(*HEAD, *TABLE)
    assert text.endswith("\n\n" + "\n".join(" | ".join(row) for row in TIMES))


def test_a_raised_digit_that_a_page_holds_behind_its_row_does_not_tear_the_table():
    ten = TABLE.index((200, 650 - 32, "10 Uhr"))
    raised = (235, 650 - 32 + 5, "1", 6)
    rows = "\n".join(" | ".join(row) for row in TIMES).replace("10 Uhr", "10 Uhr 1")
    assert drawn(*TABLE[: ten + 2], raised, *TABLE[ten + 2 :]) == rows


def test_a_cell_whose_lines_come_before_the_next_cell_stays_whole():
    two_lines = [(200, 650 - 80, "nach"), (200, 650 - 96, "Absprache"), (330, 650 - 80, "17 Uhr")]
    text = drawn(*TABLE, (72, 650 - 80, "Sa"), *two_lines)
    assert text.endswith("\nFr | 7 Uhr | 13 Uhr\nSa | nach Absprache | 17 Uhr")
