"""What is offered to be asked next: headings of what was found and not told."""

from __future__ import annotations

from twinbot.answering.quoting.drafting import suggest
from twinbot.types import Citation, Evidence, Hit, Passage, Query, Span


def hit(page, heading, language="de", start=0):
    """Return a passage of 100 characters of ``a.pdf``."""
    span = Span(start, start + 100)
    passage = Passage(
        f"{page}-{start}", "a.pdf", "a", language, page, span, "x" * 100, f"Stadt › {heading}"
    )
    return Hit(passage, 0.0, page, 0.0, 0.0)


def quote_of(page, start=10):
    return Citation(
        1, "a.pdf", "A", "de", page, Span(start, start + 9), "x" * 9, Span(0, 200), "x" * 200
    )


def suggested(*hits, quotes):
    return suggest(Evidence(Query("?", "de"), hits), quotes, "de")


def test_a_passage_at_the_same_place_of_another_page_is_still_offered():
    found = hit(1, "Wasser"), hit(2, "Strom"), hit(3, "Gas")
    assert suggested(*found, quotes=[quote_of(1)]) == ("Strom", "Gas")


def test_two_quotes_do_not_make_up_a_third_from_the_page_of_one_and_the_place_of_the_other():
    found = hit(1, "Wasser"), hit(2, "Strom"), hit(1, "Gas", start=100)
    quotes = [quote_of(1), quote_of(2, start=150)]
    assert suggested(*found, quotes=quotes) == ("Strom", "Gas")


def test_a_heading_that_is_quoted_from_is_not_offered_for_another_passage_below_it():
    assert suggested(hit(1, "Wasser", start=100), hit(1, "Wasser"), quotes=[quote_of(1)]) == ()


def test_headings_come_once_in_the_readers_language_and_at_most_three():
    found = [hit(page, "ABCDE"[page - 2]) for page in range(2, 7)]
    assert suggested(hit(2, "Water", "en"), *found[:1], *found, quotes=[]) == ("A", "B", "C")
