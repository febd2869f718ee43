"""Every quote equals its span of the stored page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinbot.answering.quoting.citation import (
    MAX_CONTEXT_CHARS,
    cite,
    is_verbatim,
    paragraph_around,
)
from twinbot.answering.quoting.quotes import _without_overlap
from twinbot.types import Page, Passage, Span


def passage_of(page: Page, span: Span) -> Passage:
    return Passage("0" * 32, "de/a.md", "a", "de", page.number, span, span.of(page.text), "")


@st.composite
def pages_with_spans(draw):
    text = draw(st.text(alphabet="ab äß。「つ\n", min_size=1, max_size=400))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Page(1, text), Span(start, end)


@given(pages_with_spans())
def test_a_citation_is_verbatim_and_its_paragraph_holds_the_quote(case):
    page, span = case
    citation = cite(1, passage_of(page, span), span, page, "Titel")
    assert is_verbatim(citation, page)
    assert citation.quote == page.text[span.start : span.end]
    assert citation.quote in citation.paragraph


def test_the_paragraph_ends_at_blank_lines():
    text = "Eins.\n\nZwei ist hier. Und drei.\n\nVier."
    assert paragraph_around(text, Span(7, 12)).of(text) == "Zwei ist hier. Und drei."


@given(st.integers(0, 5_000), st.integers(1, 900))
def test_a_very_long_paragraph_is_cut_but_keeps_the_quote(start, length):
    text = "wort " * 1_200
    span = Span(start, start + length)
    around = paragraph_around(text, span)
    assert around.start <= span.start
    assert around.end >= span.end
    assert len(around) <= MAX_CONTEXT_CHARS


@pytest.mark.parametrize("span", [Span(3, 3), Span(2, 99)])
def test_a_span_that_is_empty_or_beyond_the_page_is_refused(span):
    page = Page(1, "kurz")
    with pytest.raises(ValueError, match=r"de/a\.md"):
        cite(1, passage_of(page, Span(0, 4)), span, page, "Titel")


def test_the_page_of_another_number_is_refused():
    page = Page(1, "kurz")
    with pytest.raises(ValueError, match="page 1"):
        cite(1, passage_of(page, Span(0, 4)), Span(0, 4), Page(2, "kurz"), "Titel")


def test_a_changed_character_is_noticed():
    page = Page(1, "Es waren 50 Gäste.")
    citation = cite(1, passage_of(page, Span(0, 18)), Span(0, 18), page, "Titel")
    assert not is_verbatim(citation, Page(1, "Es waren 51 Gäste."))


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12))
def test_quotes_that_share_words_are_one_and_none_is_lost(places):
    page = Page(1, "x" * 80)
    spans = [Span(start, start + length) for start, length in places]
    joined = [
        span for _, span in _without_overlap([(passage_of(page, span), span) for span in spans])
    ]
    held = {letter for span in spans for letter in range(span.start, span.end)}
    assert sorted(letter for span in joined for letter in range(span.start, span.end)) == sorted(
        held
    )
    if spans:
        assert joined[0].start <= spans[0].start
        assert spans[0].end <= joined[0].end
