"""From answers to marks: frames, languages, quotes."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from tests.evaluation_factory import Stored, hits, quote, subject

from twinbot.answering.quoting.citation import cite
from twinbot.answering.quoting.phrases import PHRASES
from twinbot.evaluation.gold import relevance_of
from twinbot.evaluation.marking import Marker, frame_language
from twinbot.evaluation.subjects import Fact
from twinbot.types import LANGUAGES, Answer, Evidence, Query, Sentence, Span


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_sentence_is_known_by_its_language_whatever_fills_it(language):
    phrases = PHRASES[language]
    for field in fields(phrases):
        text = getattr(phrases, field.name)
        if isinstance(text, str):
            filled = re.sub(r"\{[^{}]*\}", "Brücke (橋).\nB", text)
            assert frame_language(filled) == language, field.name


@pytest.mark.parametrize("text", ["", "Die Brücke ist neu.", "It opened in 1998.", "{}"])
def test_any_other_sentence_is_no_frame(text):
    assert frame_language(text) is None


@pytest.fixture
def stored():
    return Stored("a", "b")


def marked(stored, *, sentences=None, citations=(), outcome="grounded", intent=None, facts=None):
    """Mark an answer to a German question about line 1 of document a."""
    asked = subject(quote(stored, "a", "de", 1))
    if facts:
        asked = type(asked)(**{f.name: getattr(asked, f.name) for f in fields(asked)}
                            | {"facts": facts, "forbidden": facts})  # fmt: skip
    query = Query("Wo?", "de")
    answer = Answer(
        query,
        tuple(sentences or [Sentence(c.quote, (c.marker,)) for c in citations]),
        tuple(citations),
        outcome,
        Evidence(query, tuple(hits(stored.passage("a", "de", 1)))),
        confidence=0.7,
        intent=intent,
    )
    marker = Marker(stored, stored.documents())
    return marker.mark(asked, "de", answer, relevance_of(asked, stored), 5.0)


def cited(stored, language="de", name="a", number=1):
    passage = stored.passage(name, language, number)
    page = stored.page(passage.document_id, 1)
    return cite(1, passage, passage.span, page, "Titel")


def fact(pattern):
    return (Fact({name: re.compile(pattern) for name in LANGUAGES}),)


def test_a_citation_of_the_gold_is_right_and_one_of_another_line_is_not(stored):
    right = marked(stored, citations=[cited(stored)]).citations[0]
    assert (right.verbatim, right.unit, right.right) == (True, "a#1", True)
    other = marked(stored, citations=[cited(stored, number=2)]).citations[0]
    assert (other.verbatim, other.unit, other.right) == (True, None, False)


def test_a_fact_in_another_place_makes_a_citation_right_as_well(stored):
    found = marked(stored, citations=[cited(stored, number=2)], facts=fact("a-2"))
    assert found.citations[0].right
    assert (found.facts, found.forbidden, found.cited_facts) == ((True,), (True,), {0})


def test_a_quote_of_a_page_that_is_not_stored_is_not_verbatim(stored):
    from dataclasses import replace

    for changes in ({"document_id": "de/none.md"}, {"page": 9}, {"span": Span(0, 5)}):
        found = marked(stored, citations=[replace(cited(stored), **changes)])
        assert not found.citations[0].verbatim
        assert not found.citations[0].right


def test_an_abstention_states_no_fact_even_if_it_names_a_title_that_does(stored):
    words = [Sentence(PHRASES["de"].nearest.format("Brücke a-1"), ())]
    found = marked(stored, sentences=words, outcome="abstained", facts=fact("a-1"))
    assert (found.facts, found.sentences[0].frame) == ((False,), True)
    assert found.forbidden == (True,), "what must not be said must not be said in a frame either"


def test_a_frame_states_no_fact(stored):
    words = [Sentence(PHRASES["de"].stands_in.format("a-1"), ()), Sentence("Nein.", (1,))]
    found = marked(stored, sentences=words, citations=[cited(stored)], facts=fact("^Diese"))
    assert found.facts == (False,)


def test_a_fixed_reply_is_a_frame_whatever_its_words(stored):
    found = marked(stored, sentences=[Sentence("Gern geschehen!", ())], intent="thanks")
    assert found.sentences[0].frame
    written = marked(stored, sentences=[Sentence("Sie ist neu.", ())])
    assert not written.sentences[0].frame


def test_the_language_of_a_sentence_is_that_of_its_quote_or_of_its_words(stored):
    foreign = marked(stored, citations=[cited(stored, "ja")])
    assert (foreign.sentences[0].language, foreign.citations[0].language) == ("ja", "ja")
    written = [Sentence("The bridge was opened many years ago by the mayor.", (1,))]
    assert (
        marked(stored, sentences=written, citations=[cited(stored)]).sentences[0].language == "en"
    )
