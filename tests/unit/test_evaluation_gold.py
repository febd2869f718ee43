"""What is relevant: units, their translations, and the passages that carry them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.index_factory import made

from twinbot.evaluation.gold import find_quote, relevance_of
from twinbot.evaluation.marking import ranking_of
from twinbot.evaluation.subjects import Fact, GoldQuote, Subject
from twinbot.index.values import DocumentSummary
from twinbot.types import LANGUAGES, Hit, Span


class Stored:
    """Documents of the index factory, without an index."""

    def __init__(self, *names, languages=LANGUAGES, lines=4):
        made_of = [made(name, language, lines) for name in names for language in languages]
        self._documents = {document.document_id: document for document, *_ in made_of}
        self._passages = {p.passage_id: p for _, passages, *_ in made_of for p in passages}

    def documents(self, document_ids=None):
        wanted = self._documents if document_ids is None else document_ids
        found = [self._documents[name] for name in wanted if name in self._documents]
        return [
            DocumentSummary(d.document_id, d.title, d.language, d.translation_group, d.sha256,
                            None, 1, 4)
            for d in found
        ]  # fmt: skip

    def page(self, document_id, number):
        return {page.number: page for page in self._documents[document_id].pages}[number]

    def group_passages(self, groups, language):
        found = {}
        for passage in self._passages.values():
            if passage.translation_group in groups and passage.language == language:
                found.setdefault(passage.translation_group, []).append(passage.passage_id)
        return found

    def passages(self, ids):
        return [self._passages[passage_id] for passage_id in ids]

    def line(self, name, language, number):
        """Return the text of one line, which is one passage."""
        return self.page(f"{language}/{name}.md", 1).text.split("\n")[number]

    def passage(self, name, language, number):
        text = self.line(name, language, number)
        return next(p for p in self._passages.values() if p.text == text)


def subject(*gold, documents=()):
    fact = Fact({name: re.compile("x") for name in LANGUAGES})
    questions = dict.fromkeys(LANGUAGES, "?")
    return Subject("s", "dev", "who", questions, {}, (fact,), (), gold, documents, "", 1)


def quote(stored, name, language, number):
    return GoldQuote(f"{language}/{name}.md", 1, stored.line(name, language, number))


def hits(*passages):
    return [Hit(passage, 1.0, rank, 0.5, 0.0) for rank, passage in enumerate(passages, start=1)]


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
