"""Lines of PDF pages: what repeats at their edges goes, what stands inside stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.reading.layout import Line, blocks_of_lines, body_size, without_running_lines


def pages_of(*pages):
    return {number: [Line(text) for text in page] for number, page in enumerate(pages, start=1)}


def texts(pages):
    return [[line.text for line in lines] for lines in without_running_lines(pages).values()]


def test_a_running_head_and_page_numbers_that_count_on_are_dropped():
    words = ["Eins.", "Zwei.", "Drei.", "Vier."]
    texts_of = [[word, f"{word} weiter", f"Mehr zu {word}", f"Ende {word}"] for word in words]
    framed = [["Rathaus aktuell", *text, str(n)] for n, text in enumerate(texts_of, start=11)]
    assert texts(pages_of(*framed)) == texts_of


@pytest.mark.parametrize(
    "number", ["Seite 3", "- 3 -", "3 / 8", "3 von 8", "3ページ", "page 3 of 8"]
)
def test_a_page_number_that_says_so_is_dropped_from_a_single_page(number):
    assert texts(pages_of(["Text.", number])) == [["Text."]]


def test_a_year_alone_in_a_line_stays_wherever_it_stands():
    timeline = ["2016", "Erster Besuch.", "2019", "Unterzeichnung.", "2024", "Fünf Jahre.", "2025"]
    assert texts(pages_of(timeline)) == [timeline]
    assert texts(pages_of(timeline, ["2026", "Zehn Jahre.", "Ende."]))[0] == timeline


def test_numbered_headings_at_the_top_of_two_pages_stay():
    pages = pages_of(["Artikel 1", "Zweck.", "Ziel."], ["Artikel 2", "Dauer.", "Ende."])
    assert texts(pages) == [["Artikel 1", "Zweck.", "Ziel."], ["Artikel 2", "Dauer.", "Ende."]]


def test_a_line_like_the_head_stays_inside_a_page():
    inside = ["Der Kopf heißt so:", "noch mehr", "Rathaus aktuell", "Und weiter.", "Schluss."]
    pages = pages_of(["Rathaus aktuell", *inside], ["Rathaus aktuell", "Anderes.", "Ende."])
    assert texts(pages)[0] == inside


def test_a_row_of_a_table_is_never_a_page_number():
    row = Line("1", cells=(("1",), ("Bochum",)))
    kept = without_running_lines({1: [row, Line("Text."), Line("mehr.")], 2: [row, Line("Ende.")]})
    assert kept[1][0] is row
    assert kept[2][0] is row


@given(st.lists(st.lists(st.text("ab1 \n", max_size=4), max_size=8), max_size=5))
def test_what_is_kept_is_a_page_s_lines_in_their_order(pages):
    given_pages = pages_of(*pages)
    for number, kept in without_running_lines(given_pages).items():
        places = [
            next(place for place, line in enumerate(given_pages[number]) if line is one)
            for one in kept
        ]
        assert places == sorted(places)


def test_lines_become_headings_items_rows_and_paragraphs():
    lines = [
        Line("Die Brücke", 18.0),
        Line("am Fluss", 18.0),
        Line("Sie wurde im Jahr 1998 nach langer Bau-", 10.0),
        Line("zeit eröffnet.", 10.0),
        Line("• Länge 120 Meter", 10.0),
        Line("", 10.0),
        Line("Jahr Gäste", 10.0, cells=(("Jahr",), ("Gäste",))),
    ]
    blocks = blocks_of_lines(lines, body_size({1: lines}), "de", frozenset({"bauzeit"}))
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "Die Brücke am Fluss"),
        ("paragraph", "Sie wurde im Jahr 1998 nach langer Bauzeit eröffnet."),
        ("item", "Länge 120 Meter"),
        ("row", "Jahr | Gäste"),
    ]


def test_years_that_count_on_from_page_to_page_are_no_page_numbers():
    pages = pages_of(
        *([str(year), "Ein Jahr.", "Mehr.", "Noch mehr."] for year in range(2017, 2022))
    )
    assert [lines[0] for lines in texts(pages)] == ["2017", "2018", "2019", "2020", "2021"]


def test_the_number_at_the_foot_of_a_short_last_page_is_dropped():
    page = ["Eins hier.", "Zwei dort.", "Drei da.", "Vier."]
    pages = pages_of([*page, "11"], [*page[::-1], "12"], ["Schluss.", "13"])
    assert texts(pages)[-1] == ["Schluss."]


def placed(*lines):
    """Return lines that stand at (left, up) on a page."""
    return [Line(text, 10.0, begins=(left, up)) for text, left, up in lines]


def blocks_of(lines, language="de"):
    return [(one.kind, one.text) for one in blocks_of_lines(lines, 10.0, language, frozenset())]


def test_a_paragraph_ends_where_the_next_line_stands_further_below():
    lines = placed(
        ("Der erste Absatz reicht von Rand zu Rand.", 50, 700),
        ("Er hat eine zweite Zeile, die so lang ist.", 50, 686),
        ("Der zweite Absatz steht weiter unten als", 50, 664),
        ("die Zeilen sonst stehen, und geht weiter.", 50, 650),
    )
    assert blocks_of(lines) == [
        (
            "paragraph",
            "Der erste Absatz reicht von Rand zu Rand. Er hat eine zweite Zeile, die so lang ist.",
        ),
        (
            "paragraph",
            "Der zweite Absatz steht weiter unten als die Zeilen sonst stehen, und geht weiter.",
        ),
    ]


def test_what_follows_the_last_item_of_a_list_is_none_of_it():
    lines = placed(
        ("• robotics,", 50, 700),
        ("• health technology that is made and used", 50, 686),
        ("in the town itself.", 58, 672),
        ("Robots are built by a firm of the town.", 50, 658),
    )
    assert blocks_of(lines, "en") == [
        ("item", "robotics,"),
        ("item", "health technology that is made and used in the town itself."),
        ("paragraph", "Robots are built by a firm of the town."),
    ]


def test_lines_of_another_column_or_of_unknown_place_stay_together():
    lines = [
        *placed(("Die Spalte endet mitten im Satz, der in", 50, 100), ("der zweiten", 300, 700)),
        Line("Spalte weitergeht, wo auch immer sie steht.", 10.0),
    ]
    assert len(blocks_of(lines)) == 1
