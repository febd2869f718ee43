"""A row of a table is about what the head of its table names."""

from __future__ import annotations

import pytest

from twinbot.answering.scoring.sentences import ScoredSentence, SentenceScorer
from twinbot.answering.scoring.signals import SIGNALS
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import parse_glossary
from twinbot.types import Evidence, Hit, Passage, Query, Span

GLOSSARY = "id,de,en,ja\narendal,Arendal,Arendal,アーレンダール\nkalmar,Kalmar,Kalmar,カルマル\n"
TABLES = {
    "de": (
        "Wie viele Einwohner hat Arendal?",
        "Datum | Einwohner von {city}\n1. Januar 2025 | 45.891 Einwohner\n1. Juli 2025 | 46.120",
        "Kalmar",
        "Arendal",
    ),
    "en": (
        "What is the population of Arendal?",
        "Date | Inhabitants of {city}\n1 January 2025 | 45,891 inhabitants\n1 July 2025 | 46,120",
        "Kalmar",
        "Arendal",
    ),
    "ja": (
        "アーレンダールの人口は何人ですか。",
        "日付 | {city}の人口\n2025年1月1日 | 4万5,891人（登録）\n2025年7月1日 | 4万6,120人",
        "カルマル",
        "アーレンダール",
    ),
}


@pytest.fixture(scope="module")
def scorer() -> SentenceScorer:
    embedder = StaticEmbedder(BUILT_IN_FOLDER)
    weights = dict.fromkeys(SIGNALS, 0.0) | {"closeness": 1.0}
    glossary = parse_glossary(GLOSSARY.encode(), "glossary.csv")
    return SentenceScorer(embedder, embedder, glossary, weights, weights, None)


def first_row(scorer: SentenceScorer, language: str, city: str) -> ScoredSentence:
    question, table, *_ = TABLES[language]
    text = table.format(city=city)
    query = Query(question, language)
    passage = Passage("1", "x.md", "x", language, 1, Span(0, len(text)), text, "")
    evidence = Evidence(query, (Hit(passage, 1.0, 1, 0.5, 0.0),))
    scored = scorer.score(query, evidence, {})
    return next(sentence for sentence in scored if "891" in sentence.text)


@pytest.mark.parametrize("language", TABLES)
def test_a_number_under_the_name_of_another_city_is_told_of_a_rival(scorer, language):
    other, asked = TABLES[language][2:]
    of_other, of_asked = first_row(scorer, language, other), first_row(scorer, language, asked)
    assert of_other.signals.rival == 1.0
    assert of_asked.signals.rival == 0.0
    assert of_other.told
    assert not of_asked.told
