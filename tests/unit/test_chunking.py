import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.chunking import HARD_LIMIT, chunk, embedding_text, table_header, table_span
from twinbot.types import Document, Heading, Page, Span


def _page(*parts, number=1):
    """Make a page of paragraphs; a pair (level, text) is a heading."""
    text, headings = "", []
    for part in parts:
        text += "\n\n" if text else ""
        if isinstance(part, tuple):
            span = Span(len(text), len(text) + len(part[1]))
            headings.append(Heading(span, part[0], part[1]))
            text += part[1]
        else:
            text += part
    return Page(number, text, tuple(headings))


def _document(*pages, language="de", title="Titel"):
    return Document(
        document_id="de/probe.md",
        title=title,
        language=language,
        pages=pages,
        sources=(),
        translation_group="probe",
        sha256="ab" * 32,
    )


def _texts(document, passage_chars=600):
    return [passage.text for passage in chunk(document, passage_chars)]


def test_a_short_section_is_one_passage_with_the_headings_above_it():
    page = _page(
        (1, "Titel"), "Vorwort.", (2, "Abkommen"), "Erster Satz.", (3, "Ziele"), "Zweiter Satz."
    )
    passages = chunk(_document(page), 600)
    assert [(p.heading, p.text) for p in passages] == [
        ("", "Vorwort."),
        ("Abkommen", "Erster Satz."),
        ("Abkommen › Ziele", "Zweiter Satz."),
    ]


def test_a_heading_ends_the_section_of_its_level_and_below():
    page = _page((2, "A"), (3, "B"), "Eins.", (3, "C"), "Zwei.", (2, "D"), "Drei.")
    assert [p.heading for p in chunk(_document(page), 600)] == ["A › B", "A › C", "D"]


def test_a_section_goes_on_over_the_end_of_its_page_but_no_passage_does():
    first = _page((2, "Besuche"), "Im Mai kam eine Delegation.")
    second = _page("Im Juni fuhr sie zurück.", (2, "Sport"), "Dann kam Sport.", number=2)
    passages = chunk(_document(first, second), 600)
    assert [(p.page, p.heading) for p in passages] == [(1, "Besuche"), (2, "Besuche"), (2, "Sport")]


def test_paragraphs_stay_together_where_they_fit():
    paragraphs = ["Ein Satz von dreißig Zeichen. " * 5, "Kurz und gut. " * 5, "Ende. " * 4]
    document = _document(_page(*(paragraph.strip() for paragraph in paragraphs)))
    assert _texts(document, 230) == [
        f"{paragraphs[0].strip()}\n\n{paragraphs[1].strip()}",
        paragraphs[2].strip(),
    ]


def test_a_long_paragraph_is_divided_evenly_between_its_sentences():
    sentence = "Das ist ein Satz mit Inhalt. "
    texts = _texts(_document(_page((sentence * 13).strip())), 12 * len(sentence))
    assert [text.count("Inhalt") for text in texts] in ([6, 7], [7, 6])
    assert all(text.endswith("Inhalt.") for text in texts)


def test_an_abbreviation_never_ends_a_passage():
    sentence = "Am 8. November sprach z. B. Dr. Müller von der Ruhr-Universität. "
    for text in _texts(_document(_page((sentence * 40).strip())), 150):
        assert text.endswith("Universität.")


def test_japanese_passages_are_half_as_long():
    sentence = "つくば市とボーフム市は協定を結びました。"
    german_aim = 10 * len(sentence)
    texts = _texts(_document(_page(sentence * 20), language="ja"), german_aim)
    assert [text.count("。") for text in texts] == [5, 5, 5, 5]


def test_a_list_stays_with_the_sentence_that_introduces_it():
    before = "Davor steht ein Absatz, der ziemlich lang ist und fast alles füllt."
    document = _document(_page(before, "Die Felder sind:", "- Wissenschaft\n- Wirtschaft\n- Sport"))
    assert _texts(document, 80) == [
        before,
        "Die Felder sind:\n\n- Wissenschaft\n- Wirtschaft\n- Sport",
    ]


def test_an_introduction_moves_to_its_list_when_the_paragraph_must_be_divided():
    text = "Der erste Satz ist lang geraten. Die Felder sind:\n- Wissenschaft. Forschung.\n- Sport"
    assert _texts(_document(_page(text)), 60) == [
        "Der erste Satz ist lang geraten.",
        "Die Felder sind:\n- Wissenschaft. Forschung.\n- Sport",
    ]


def test_items_and_table_rows_are_not_torn_apart():
    items = "\n".join(f"- Punkt {n}. Er hat zwei Sätze." for n in range(8))
    rows = "Jahr | Ereignis\n" + "\n".join(f"20{n} | Vertrag. Bochum." for n in range(10, 18))
    lines = {*items.split("\n"), *rows.split("\n")}
    for text in _texts(_document(_page(items, rows)), 70):
        assert set(filter(None, text.split("\n"))) <= lines


def test_a_long_item_is_divided_into_its_sentences():
    item = "- " + "Ein Satz von dreißig Zeichen. " * 20
    texts = _texts(_document(_page(item.strip())), 100)
    assert len(texts) > 3
    assert texts[0].startswith("- Ein Satz")
    assert all(text.endswith("Zeichen.") for text in texts)


@pytest.mark.parametrize(
    ("text", "language", "ending"),
    [
        ("wort " * 20_000, "de", "wort"),
        ("つくば市、" * 20_000, "ja", "、"),
        ("x" * 100_000, "en", "x"),
    ],
)
def test_a_sentence_of_100000_characters_is_cut_at_spaces_or_commas(text, language, ending):
    texts = _texts(_document(_page(text.strip()), language=language))
    assert max(map(len, texts)) <= HARD_LIMIT
    assert len(texts) < 110
    assert all(part.endswith(ending) for part in texts)
    assert "".join("".join(texts).split()) == "".join(text.split())


def test_ids_are_stable_unique_and_follow_document_page_and_span():
    page = _page("Gleicher Satz.", (2, "A"), "Gleicher Satz.", (2, "B"), "Gleicher Satz.")
    document = _document(page, replace(page, number=2))
    ids = [passage.passage_id for passage in chunk(document, 600)]
    assert len(set(ids)) == len(ids) == 6
    assert ids == [passage.passage_id for passage in chunk(document, 600)]
    assert all(re.fullmatch("[0-9a-f]{32}", passage_id) for passage_id in ids)
    changed = chunk(replace(document, sha256="cd" * 32), 600)
    assert set(ids).isdisjoint(passage.passage_id for passage in changed)


def test_what_is_embedded_has_the_title_the_headings_and_the_text():
    [passage] = chunk(_document(_page((2, "Sport"), "Der VfL gewann.")), 600)
    assert embedding_text(passage, "Titel") == "Titel\nSport\nDer VfL gewann."
    assert embedding_text(replace(passage, heading=""), "Titel") == "Titel\nDer VfL gewann."


def test_the_header_row_of_a_table_is_found_from_any_of_its_rows():
    page = _page("Die Partner:", "Stadt | Seit\nOviedo | 1979\nTsukuba | 2019", "Ende a.")
    header = Span(page.text.index("Stadt"), page.text.index("\nOviedo"))
    for name in ("Oviedo", "Tsukuba", "2019"):
        start = page.text.index(name)
        assert table_header(page.text, Span(start, start + len(name))) == header
    for name in ("Stadt", "Ende", "Partner"):
        start = page.text.index(name)
        assert table_header(page.text, Span(start, start + len(name))) is None


def test_a_table_ends_with_its_last_row():
    table = "Stadt | Seit\nOviedo | 1979\nTsukuba | 2019"
    for page in (_page("Die Partner:", table, "Ende a."), _page(table)):
        header = table_header(page.text, Span(page.text.index("Tsukuba"), len(page.text)))
        assert table_span(page.text, header).of(page.text) == table


@pytest.mark.parametrize("header", [" | Einwohner | Fläche", "| Einwohner | Fläche"])
def test_a_header_whose_first_cell_is_empty_is_the_header_of_its_rows(header):
    text = f"{header}\nBochum | 365.000 | 146 km²\nTsukuba | 260.000 | 284 km²"
    start = text.index("Tsukuba")
    assert table_header(text, Span(start, len(text))).of(text) == header.strip()
    assert _texts(_document(_page(text))) == [text.strip()]


def test_a_table_right_below_another_has_a_header_of_its_own():
    text = "Stadt | Seit\nOviedo | 1979\n\nKarte | Preis\nTag | 5 €"
    start = text.index("Tag")
    assert table_header(text, Span(start, len(text))).of(text) == "Karte | Preis"


@pytest.mark.parametrize("text", ["", "   ", "\n\n\n"])
def test_a_page_without_text_has_no_passages(text):
    assert chunk(_document(Page(1, text)), 600) == []


def test_a_page_of_headings_alone_has_no_passages():
    assert chunk(_document(_page((1, "Titel"), (2, "Leer"))), 600) == []


def test_a_length_that_is_not_positive_is_refused():
    with pytest.raises(ValueError, match="passage_chars is 0, wanted is at least 1"):
        chunk(_document(_page("Text.")), 0)


PARTS = st.one_of(
    st.tuples(st.integers(1, 4), st.text(min_size=1, max_size=12).filter(str.strip)),
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            [
                *["Ein Satz. ", "Dr. Abe kam. ", "- Punkt\n", "1. Erstens\n", "a | b\n", "Gilt:"],
                *["です。", "「はい。」と", "\n", "\n\n", " ", "\u3000", "wort" * 30, "・項目\n"],
            ]
        ),
        max_size=30,
    ).map("".join),
)
PAGES = st.lists(st.lists(PARTS, max_size=5), max_size=3)


@given(PAGES, st.sampled_from(["de", "en", "ja"]), st.integers(1, 200))
def test_passages_equal_their_spans_and_hold_all_but_headings_exactly_once(parts, language, aim):
    pages = [_page(*page, number=number) for number, page in enumerate(parts, start=1)]
    passages = chunk(_document(*pages, language=language), aim)
    assert len({passage.passage_id for passage in passages}) == len(passages)
    assert [p.page for p in passages] == sorted(p.page for p in passages)
    for page in pages:
        left = list(page.text)
        for heading in page.headings:
            left[heading.span.start : heading.span.end] = " " * len(heading.span)
        place = 0
        for passage in (p for p in passages if p.page == page.number):
            assert passage.span.start >= place
            assert passage.text == passage.span.of(page.text) == passage.text.strip()
            assert 0 < len(passage.text) <= HARD_LIMIT
            assert "".join(left[passage.span.start : passage.span.end]) == passage.text
            left[passage.span.start : passage.span.end] = " " * len(passage.span)
            place = passage.span.end
        assert not "".join(left).strip()
