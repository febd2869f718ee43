"""What is relevant: units, their translations, and the passages that carry them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation_factory import Stored, hits, quote, subject

from twinbot.evaluation.gold import find_quote, relevance_of
from twinbot.evaluation.marking import ranking_of
from twinbot.evaluation.subjects import GoldQuote
from twinbot.types import LANGUAGES, Span


def test_a_quote_and_its_translations_are_one_unit():
    stored = Stored("a")
    found = relevance_of(subject(*(quote(stored, "a", name, 1) for name in LANGUAGES)), stored)
    assert found.units == ("a#1",)
    assert found.languages == set(LANGUAGES)
    for language in LANGUAGES:
        passage = stored.passage("a", language, 1)
        assert found.unit_at(passage.document_id, 1, passage.span) == "a#1"
        other = stored.passage("a", language, 2)
        assert found.unit_at(other.document_id, 1, other.span) is None


def test_two_facts_in_two_places_are_two_units_in_one_document_or_two():
    stored = Stored("a", "b")
    in_one = [quote(stored, "a", name, number) for name in LANGUAGES for number in (0, 2)]
    assert relevance_of(subject(*in_one), stored).units == ("a#1", "a#2")
    in_two = [quote(stored, group, name, 0) for group in "ab" for name in LANGUAGES]
    assert relevance_of(subject(*in_two), stored).units == ("a#1", "b#1")


def test_quotes_that_stand_in_one_passage_are_one_unit():
    stored = Stored("a")
    line = stored.line("a", "de", 1)
    gold = [GoldQuote("de/a.md", 1, line[:9]), GoldQuote("de/a.md", 1, line[-9:])]
    assert relevance_of(subject(*gold), stored).units == ("a#1",)


def test_languages_that_list_different_numbers_of_quotes_make_one_unit():
    stored = Stored("a")
    gold = [quote(stored, "a", "de", 0), quote(stored, "a", "de", 2), quote(stored, "a", "en", 0)]
    assert relevance_of(subject(*gold), stored).units == ("a#1",)


def test_documents_limit_what_may_carry_the_answer_and_none_allows_all():
    stored = Stored("a", "b")
    gold = quote(stored, "a", "de", 0)
    limited = relevance_of(subject(gold, documents=("b",)), stored)
    assert [limited.allows(group) for group in "abc"] == [True, True, False]
    assert relevance_of(subject(gold), stored).allows("c")


def test_a_gold_document_that_is_not_stored_is_an_error():
    with pytest.raises(LookupError):
        relevance_of(subject(GoldQuote("de/z.md", 1, "x")), Stored("a"))


def test_the_ranking_names_a_unit_once_and_other_hits_by_their_passages():
    stored = Stored("a", "b")
    relevance = relevance_of(
        subject(*(quote(stored, group, name, 1) for group in "ab" for name in ("de", "en"))), stored
    )
    other, japanese = stored.passage("a", "de", 0), stored.passage("a", "ja", 1)
    german, english = stored.passage("a", "de", 1), stored.passage("a", "en", 1)
    second = stored.passage("b", "en", 1)
    found = ranking_of(hits(other, german, japanese, english, second), relevance)
    assert found == (other.passage_id, "a#1", japanese.passage_id, english.passage_id, "b#1")


def test_the_rank_decides_the_order_not_the_place_in_the_evidence():
    stored = Stored("a")
    relevance = relevance_of(subject(quote(stored, "a", "de", 1)), stored)
    first, second = hits(stored.passage("a", "de", 0), stored.passage("a", "de", 1))
    assert ranking_of([second, first], relevance) == (first.passage.passage_id, "a#1")


def test_gold_survives_another_chunking():
    stored = Stored("a")
    relevance = relevance_of(subject(quote(stored, "a", "de", 1)), stored)
    passage = stored.passage("a", "de", 1)
    half = Span(passage.span.start, passage.span.start + len(passage.span) // 2)
    for span in (half, Span(half.end, passage.span.end), Span(0, passage.span.end + 3)):
        assert ranking_of(hits(replace(passage, span=span)), relevance) == ("a#1",)


@given(text=st.text("ab\n", max_size=30), quote=st.text("ab\n", min_size=1, max_size=3))
def test_every_place_of_a_quote_is_found_and_holds_it(text, quote):
    spans = find_quote(text, quote)
    assert all(span.of(text) == quote for span in spans)
    places = [i for i in range(len(text)) if text.startswith(quote, i)]
    assert [span.start for span in spans] == places
