"""A stored page becomes headings, lists, tables and paragraphs, and stays the text that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.hostile import PAYLOADS

from twinbot.chunking import table_header
from twinbot.reading.blocks import Block, page_from_blocks
from twinbot.types import Heading, Page, Span
from twinbot.web.page_blocks import render_blocks

TITLE = "A title that no page repeats"
OPENING_HOURS = "Day | Opens | Closes\nMonday | 8:00 | 12:00\nTuesday |  | 16:00"


@dataclass
class Read:
    """What a reader sees of HTML."""

    tags: list[str] = field(default_factory=list)
    text: str = ""
    marked: list[str] = field(default_factory=list)
    targets: int = 0


def read(html: str) -> Read:
    """Read HTML and check that it is well formed and holds no tag but those of texts."""
    seen, is_open = Read(), []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert re.fullmatch("h[2-6]|p|ul|li|table|thead|tbody|tr|th|td|mark|br", tag)
            assert all(pair in [("scope", "col"), ("id", "quote")] for pair in attrs)
            seen.tags.append(tag)
            seen.targets += ("id", "quote") in attrs
            if tag == "mark":
                seen.marked.append("")
            if tag != "br":
                is_open.append(tag)

        def handle_endtag(self, tag):
            assert is_open.pop() == tag

        def handle_data(self, data):
            seen.text += data
            if "mark" in is_open:
                seen.marked[-1] += data

    reader = Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    assert not is_open
    return seen


def bare(text: str) -> str:
    """Return text without white space and without what separates."""
    return re.sub(r"[\s|-]", "", text)


def span_of(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def test_a_table_has_a_header_row_and_cells():
    assert render_blocks(Page(1, OPENING_HOURS), None, TITLE) == (
        '<table><thead><tr><th scope="col">Day</th><th scope="col">Opens</th>'
        '<th scope="col">Closes</th></tr></thead><tbody>'
        "<tr><td>Monday</td><td>8:00</td><td>12:00</td></tr>"
        "<tr><td>Tuesday</td><td></td><td>16:00</td></tr></tbody></table>"
    )


def test_rows_of_unequal_length_get_empty_cells_and_an_empty_header_is_none():
    html = render_blocks(Page(1, " | Bochum\nArea | 146 | km²\nRank | 2"), None, TITLE)
    assert html == (
        '<table><thead><tr><td></td><th scope="col">Bochum</th><td></td></tr></thead><tbody>'
        "<tr><td>Area</td><td>146</td><td>km²</td></tr><tr><td>Rank</td><td>2</td><td></td></tr>"
        "</tbody></table>"
    )


def test_a_list_behind_a_line_that_introduces_it_is_a_list():
    html = render_blocks(Page(1, "Four fields:\n- robots\n- space\n\nMore."), None, TITLE)
    assert html == "<p>Four fields:</p><ul><li>robots</li><li>space</li></ul><p>More.</p>"


def test_an_item_that_was_wrapped_stays_one_item():
    html = render_blocks(Page(1, "- players train with\nthe youth teams\n- coaches"), None, TITLE)
    assert html == "<ul><li>players train with<br>the youth teams</li><li>coaches</li></ul>"


@pytest.mark.parametrize(
    "text", ["City | Contact", "Mo-Fr 8 | 12", "one|two\nthree|four", "a -b\n-c", "-\n-"]
)
def test_what_is_no_list_and_no_table_stays_text(text):
    assert read(render_blocks(Page(1, text), None, TITLE)).tags[0] == "p"
    assert "<ul>" not in render_blocks(Page(1, text), None, TITLE)


def test_a_dash_as_the_first_cell_is_no_item():
    html = render_blocks(Page(1, "Left | Right\n- | 5\n3 | -"), None, TITLE)
    assert "<tr><td>-</td><td>5</td></tr><tr><td>3</td><td>-</td></tr>" in html


@pytest.mark.parametrize(
    ("part", "marked"),
    [
        ("8:00", ["8:00"]),
        ("day | 8:00 | 1", ["day", "8:00", "1"]),
        (" | 12:00\nTues", ["12:00", "Tues"]),  # begins between two cells
        ("Closes\nMonday", ["Closes", "Monday"]),
    ],
)
def test_a_quote_is_marked_in_every_cell_that_it_runs_through(part, marked):
    seen = read(render_blocks(Page(1, OPENING_HOURS), span_of(OPENING_HOURS, part), TITLE))
    assert seen.marked == marked
    assert seen.targets == 1


def test_a_quote_runs_from_a_paragraph_into_a_list_and_a_table():
    text = "They do this:\n- robots\n- space\n\nYear | What\n2019 | signed"
    html = render_blocks(Page(1, text), Span(5, text.index("2019") + 2), TITLE)
    assert html == (
        '<p>They <mark id="quote">do this:</mark></p>'
        "<ul><li><mark>robots</mark></li><li><mark>space</mark></li></ul>"
        '<table><thead><tr><th scope="col"><mark>Year</mark></th>'
        '<th scope="col"><mark>What</mark></th></tr></thead>'
        "<tbody><tr><td><mark>20</mark>19</td><td>signed</td></tr></tbody></table>"
    )


def stored() -> Page:
    blocks = [
        Block("heading", "Bochum in brief", 1),
        Block("paragraph", "A city."),
        Block("heading", "People", 2),
        Block("paragraph", "Many."),
    ]
    return page_from_blocks(1, blocks)


def test_a_heading_that_repeats_the_title_is_left_out_and_the_others_move_up():
    html = render_blocks(stored(), None, "Bochum in Brief")
    assert html == "<p>A city.</p><h2>People</h2><p>Many.</p>"


def test_another_first_heading_is_kept():
    html = render_blocks(stored(), None, TITLE)
    assert html == "<h2>Bochum in brief</h2><p>A city.</p><h3>People</h3><p>Many.</p>"


def test_a_title_that_is_quoted_is_kept():
    html = render_blocks(stored(), Span(0, 6), "Bochum in brief")
    assert html.startswith('<h2><mark id="quote">Bochum</mark> in brief</h2>')


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_first_line_of_plain_text_that_repeats_the_title_is_left_out(between):
    text = f"Travel{between}Nine hours.\nTravel"
    assert render_blocks(Page(1, text), None, "Travel") == "<p>Nine hours.<br>Travel</p>"
    quoted = render_blocks(Page(1, text), span_of(text, "Nine"), "Travel")
    assert quoted == '<p><mark id="quote">Nine</mark> hours.<br>Travel</p>'


def test_a_page_that_is_nothing_but_the_title_shows_nothing_more():
    assert render_blocks(Page(1, "Travel"), None, "Travel") == ""


def test_no_level_of_heading_is_skipped():
    text = "One\n\nTwo\n\nThree"
    headings = (Heading(Span(0, 3), 3, "One"), Heading(Span(5, 8), 6, "Two"),
                Heading(Span(10, 15), 1, "Three"))  # fmt: skip
    html = render_blocks(Page(1, text, headings), None, TITLE)
    assert html == "<h2>One</h2><h3>Two</h3><h2>Three</h2>"


LINES = st.lists(
    st.one_of(
        st.text("ab <&'\"|-\n", max_size=12),
        st.builds("- {}".format, st.text("ab <|-", min_size=1, max_size=6)),
        st.builds(" | ".join, st.lists(st.text("ab<|- ", max_size=4), min_size=2, max_size=4)),
        st.sampled_from(PAYLOADS),
        st.just("\n"),
    ),
    max_size=8,
)
TEXTS = LINES.map("\n".join)


@given(TEXTS, st.data())
def test_every_character_is_shown_and_every_quoted_one_is_marked(text, data):
    text = text.replace("\0", "")
    start = data.draw(st.integers(0, len(text)))
    quote = Span(start, data.draw(st.integers(start, len(text))))
    seen = read(render_blocks(Page(1, text), quote, TITLE))
    assert bare(seen.text) == bare(text)
    assert bare("".join(seen.marked)) == bare(quote.of(text))
    assert seen.targets == bool(seen.marked)
    assert all(seen.marked)


@given(TEXTS)
def test_a_page_is_the_same_text_with_and_without_a_mark(text):
    text = text.replace("\0", "")
    plain = render_blocks(Page(1, text), None, TITLE)
    marked = render_blocks(Page(1, text), Span(0, len(text)), TITLE)
    assert re.sub("</?mark[^>]*>", "", marked) == plain


ROWS = st.lists(
    st.lists(st.text("ab-", min_size=1, max_size=3), min_size=2, max_size=4),
    min_size=2,
    max_size=5,
)


@given(ROWS)
def test_what_passages_take_for_the_header_of_a_table_is_its_header_here(rows):
    rows = [[f"x{cell}" for cell in row] for row in rows]
    page = page_from_blocks(1, [Block("row", " | ".join(row)) for row in rows])
    last = Span(page.text.rindex("\n") + 1, len(page.text))
    header = table_header(page.text, last)
    assert header is not None
    html = render_blocks(page, None, TITLE)
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == header.of(page.text).split(" | ")
