"""Cells that reach over rows and columns stand in each row below the heading of their column."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.test_reading import text_of

from twinbot.reading.cells import Cell, lay_out


def read(folder, *tables):
    html = "".join(f"<table>{table}</table>" for table in tables)
    return text_of(folder, "de/a.html", f"<main>{html}</main>")


@pytest.mark.parametrize(
    ("day", "clock"), [("Montag", "{} Uhr"), ("Monday", "{}:00"), ("月曜日", "{}時")]
)
def test_a_cell_over_two_rows_stands_in_both(tmp_path, day, clock):
    nine, twelve, two, four = map(clock.format, (9, 12, 14, 16))
    assert read(
        tmp_path,
        "<tr><th>A</th><th>B</th><th>C</th></tr>"
        f"<tr><td rowspan=2>{day}</td><td>{nine}</td><td>{twelve}</td></tr>"
        f"<tr><td>{two}</td><td>{four}</td></tr>",
    ) == (f"A | B | C\n{day} | {nine} | {twelve}\n{day} | {two} | {four}")


def test_a_cell_in_the_middle_or_at_the_end_reaches_down_as_well(tmp_path):
    assert (
        read(
            tmp_path,
            "<tr><th>Tag<th>Halle<th>Leitung"
            "<tr><td>Mo<td rowspan=2>Nord<td rowspan=0>Frau Abe<tr><td>Di<tr><td>Mi<td>Süd",
        )
        == "Tag | Halle | Leitung\nMo | Nord | Frau Abe\nDi | Nord | Frau Abe\nMi | Süd | Frau Abe"
    )


def test_a_cell_does_not_reach_into_the_next_part_of_its_table(tmp_path):
    table = "<tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c<td>d</tbody>"
    assert read(tmp_path, table) == "a | b\nc | d"


def test_a_cell_over_two_columns_leaves_the_second_empty(tmp_path):
    table = "<tr><th>Tag<th>Vormittag<th>Nachmittag<tr><td>Mo<td colspan=2>zu<tr><td>Di<td>9<td>14"
    assert read(tmp_path, table) == "Tag | Vormittag | Nachmittag\nMo | zu | \nDi | 9 | 14"
    table = "<tr><th>Tag<th>Vormittag<th>Nachmittag<tr><td colspan=2>Mo<td>14"
    assert read(tmp_path, table) == "Tag | Vormittag | Nachmittag\nMo |  | 14"


def test_two_rows_of_headings_become_one_header(tmp_path):
    table = (
        "<thead><tr><th rowspan=2>Stadt<th colspan=2>Einwohner<tr><th>2019<th>2020</thead>"
        "<tr><td>Tsukuba<td>241.656<td>246.647"
    )
    assert read(tmp_path, table) == (
        "Stadt | Einwohner 2019 | Einwohner 2020\nTsukuba | 241.656 | 246.647"
    )


def test_a_heading_across_a_table_neither_ends_it_nor_begins_it(tmp_path):
    table = (
        "<caption>Preise</caption><tr><th colspan=99>Hallenbad<tr><th>Karte<th>Bad<th>Sauna"
        "<tr><td colspan=3>Erwachsene<tr><td>Tag<td>5 €<td>14 €<tr><td colspan=3>Kinder"
        "<tr><td>Tag<td>3 €<td>7 €<tr><td colspan=3>Stand: Mai 2026"
    )
    assert read(tmp_path, table) == (
        "Preise\n\nHallenbad\n\nKarte | Bad | Sauna\nErwachsene |  | \nTag | 5 € | 14 €\n"
        "Kinder |  | \nTag | 3 € | 7 €\n\nStand: Mai 2026"
    )


def test_two_tables_next_to_each_other_are_two(tmp_path):
    tables = "<tr><th>Stadt<th>Seit<tr><td>Oviedo<td>1979", "<tr><th>Karte<th>Preis<tr><td>Tag<td>5"
    assert read(tmp_path, *tables) == "Stadt | Seit\nOviedo | 1979\n\nKarte | Preis\nTag | 5"


def test_a_table_of_headings_alone_keeps_its_rows(tmp_path):
    assert read(tmp_path, "<tr><th colspan=2>Zeiten<th>Ort<tr><th>9<th>12<th>Amt") == (
        "Zeiten | Zeiten | Ort\n9 | 12 | Amt"
    )


def test_merged_cells_of_a_word_file_stand_in_each_row(tmp_path):
    word = WordDocument()
    table = word.add_table(4, 3)
    rows = [("Tag", "von", "bis"), ("Mo", "9", "12"), ("", "14", "16"), ("Di", "geschlossen", "")]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    buffer = io.BytesIO()
    word.save(buffer)
    assert text_of(tmp_path, "de/a.docx", buffer.getvalue()) == (
        "Tag | von | bis\nMo | 9 | 12\nMo | 14 | 16\nDi | geschlossen | "
    )


CELLS = st.builds(
    Cell, st.sampled_from(["", "a", "b"]), st.integers(1, 3), st.integers(0, 3), st.booleans()
)


@given(st.lists(st.lists(st.lists(CELLS, max_size=4), max_size=4), max_size=3))
def test_no_cell_of_any_table_is_lost(groups):
    table = lay_out(groups)
    told = "".join([*table.above, *map("".join, table.rows), *table.below])
    for text in "ab":
        own = sum(cell.text == text for group in groups for row in group for cell in row)
        if not any(cell.heads for group in groups for row in group for cell in row):
            assert told.count(text) >= own
        assert (text in told) == bool(own)


@pytest.mark.parametrize("reach", ["colspan=99999", "rowspan=99999", "colspan=x", "rowspan=-1"])
def test_what_a_page_says_beyond_reason_is_bounded(tmp_path, reach):
    table = f"<tr><th {reach}>A<th>B<tr><td>1<td>2"
    assert len(read(tmp_path, table)) < 1_000
