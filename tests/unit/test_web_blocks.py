"""Lists and tables of documents are lists and tables on the page, and lose no character."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.hostile import PAYLOADS

from twinbot.types import Span
from twinbot.web.blocks import BlockWriter, Looks, Mark, render_blocks
from twinbot.web.escaping import escape

TABLE = "Amt | 2019 | heute\nBürgermeister | A | B"
ROWS = (
    '<tr><th scope="col">Amt</th><th scope="col">2019</th><th scope="col">heute</th></tr>',
    "<tr><td>Bürgermeister</td><td>A</td><td>B</td></tr>",
)


def test_rows_are_a_table_whose_first_row_heads_its_columns():
    assert render_blocks(TABLE) == (
        f'<div class="table"><table><thead>{ROWS[0]}</thead><tbody>{ROWS[1]}</tbody></table></div>'
    )


def test_a_table_without_its_first_row_has_no_header():
    assert "<th" not in render_blocks(TABLE, looks=Looks(header=False))


def test_lines_with_a_dash_are_a_list_and_a_blank_line_ends_a_paragraph():
    assert render_blocks("Felder\nsind\n- Bildung\n- Sport\n\nEnde") == (
        "<p>Felder<br>sind</p><ul><li>Bildung</li><li>Sport</li></ul><p>Ende</p>"
    )


def test_a_line_behind_an_item_is_its_wrapped_end():
    assert render_blocks("- Bildung\nund Sport") == "<ul><li>Bildung<br>und Sport</li></ul>"


def test_a_row_alone_is_text():
    assert render_blocks("a | b\n\nc") == f"<p>a {escape('|')} b</p><p>c</p>"
    assert render_blocks("c\na | b") == f"<p>c<br>a {escape('|')} b</p>"


def test_a_shorter_row_is_filled_and_an_empty_cell_heads_no_column():
    assert render_blocks("| a\nb | c | d", looks=Looks(box=False)) == (
        '<table><thead><tr><td></td><th scope="col">a</th><td></td></tr></thead>'
        "<tbody><tr><td>b</td><td>c</td><td>d</td></tr></tbody></table>"
    )
    assert "<tr><td>a</td><td>b</td><td></td></tr>" in render_blocks(
        "a | b\nc | d | e", looks=Looks(header=False)
    )


def test_a_mark_across_cells_marks_each_and_is_found_at_the_first():
    shown = render_blocks(TABLE, [Mark(Span(19, len(TABLE)), "q")])
    assert re.findall("<mark[^>]*>[^<]*</mark>", shown) == [
        '<mark id="q" class="q">Bürgermeister</mark>',
        '<mark class="q">A</mark>',
        '<mark class="q">B</mark>',
    ]


def test_marks_that_overlap_are_both_found():
    shown = render_blocks("abcd", [Mark(Span(0, 2), "x"), Mark(Span(0, 3), "y")])
    assert shown == (
        '<p><span id="y"></span><mark id="x" class="x y">ab</mark><mark class="y">c</mark>d</p>'
    )


def test_white_space_alone_is_not_marked():
    assert "<mark" not in render_blocks("a b", [Mark(Span(1, 2), "q")])
    with_blank_cell = "a |   | b\nc | d | e"
    shown = render_blocks(with_blank_cell, [Mark(Span(0, 9), "q")])
    assert re.findall("<mark[^>]*>([^<]*)</mark>", shown) == ["a", "b"]


def test_a_mark_without_a_name_is_no_address():
    assert render_blocks("ab", [Mark(Span(0, 1))]) == "<p><mark>a</mark>b</p>"


def test_pieces_written_one_by_one_name_a_mark_once():
    writer = BlockWriter("a\n\nb", [Mark(Span(0, 4), "q")])
    assert writer.inline(Span(0, 1)) == '<mark id="q" class="q">a</mark>'
    assert writer.blocks(Span(1, 4)) == '<p><mark class="q">b</mark></p>'


def test_what_is_inserted_stands_behind_the_last_character():
    shown = render_blocks(TABLE, insertions={18: "<i>1</i>", len(TABLE): "<i>2</i>"})
    assert "heute<i>1</i></th>" in shown
    assert "B<i>2</i></td>" in shown


def test_every_block_carries_its_kind_and_language():
    shown = render_blocks(f"x\n- y\n{TABLE}", looks=Looks("quote", "de"))
    assert re.findall(r'<(\w+) class="([^"]*)" lang="de"', shown) == [
        ("p", "quote"),
        ("ul", "quote"),
        ("div", "table quote"),
    ]


LINE = st.sampled_from(["- ", "a | b", "a | b | ", "| a", "", " ", "x", "- y", "<z>", "|", "c | d"])


@given(st.lists(LINE, min_size=1, max_size=8), st.data())
def test_no_character_is_lost_but_bullets_separators_and_line_ends(lines, data):
    text = "\n".join(lines).strip()
    at = st.integers(0, len(text))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(at, at), max_size=3))]
    marks = [Mark(span, f"m{number}") for number, span in enumerate(spans)]
    shown = render_blocks(text, marks, {len(text): "<i>!</i>"} if text else {})
    assert shown.count("<i>!</i>") == bool(text)
    bare = html.unescape(re.sub("<[^>]*>", "", shown.replace("<i>!</i>", "")))
    assert re.sub(r"[\s|-]", "", bare) == re.sub(r"[\s|-]", "", text)


@pytest.mark.parametrize("text", PAYLOADS)
def test_text_of_documents_becomes_no_element_of_its_own(text):
    shown = render_blocks(text, [Mark(Span(0, len(text)), '"><b>')])
    allowed = {"p", "br", "ul", "li", "div", "table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r"</?([a-zA-Z]+)", shown)) <= allowed | {"mark"}
