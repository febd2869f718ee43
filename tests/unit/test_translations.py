"""Quotes in the reader's language, where a translation of the document says the same."""

from dataclasses import dataclass

import pytest

from twinbot.answering.quoting.translations import read_back
from twinbot.answering.scoring.sentences import SentenceScorer
from twinbot.answering.scoring.signals import SIGNALS
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import Glossary
from twinbot.types import Evidence, Hit, Passage, Query, Span

JAPANESE = (
    "2019年11月25日の調印式には、約50人が出席しました。式のあと、一行は大学病院を見学しました。"
)
GERMAN = (
    "Die Reise dauerte drei Tage. Rund 50 Personen nahmen am 25. November 2019 an der "
    "Unterzeichnung teil. Danach besichtigte die Gruppe das Universitätsklinikum."
)


def _passage(language, text):
    document_id = f"{language}/day.md"
    return Passage(f"{language}-1", document_id, "day", language, 1, Span(0, len(text)), text, "")


@dataclass(frozen=True)
class _Translations:
    """The translations of one group."""

    in_language: dict[str, tuple[Passage, ...]]

    def group_passages(self, translation_groups, language):
        ids = [passage.passage_id for passage in self.in_language.get(language, ())]
        return {group: ids for group in translation_groups if ids}

    def passages(self, passage_ids):
        known = {p.passage_id: p for own in self.in_language.values() for p in own}
        return [known[passage_id] for passage_id in passage_ids]


@pytest.fixture(scope="module")
def scorer():
    embedder = StaticEmbedder(BUILT_IN_FOLDER)
    weights = dict.fromkeys(SIGNALS, 0.0) | {"closeness": 1.0}
    return SentenceScorer(embedder, embedder, Glossary(()), weights, weights, None)


@pytest.fixture(scope="module")
def chosen(scorer):
    query = Query("Wie viele Leute waren bei der Unterzeichnung dabei?", "de")
    evidence = Evidence(query, (Hit(_passage("ja", JAPANESE), 1.0, 1, 0.5, 0.0),))
    return sorted(scorer.score(query, evidence, {}), key=lambda sentence: sentence.span)


def test_a_foreign_sentence_is_quoted_from_the_translation_that_says_the_same(scorer, chosen):
    stored = _Translations({"de": (_passage("de", GERMAN),)})
    told = read_back(chosen[:1], "de", stored, scorer)
    assert [s.text for s in told] == [
        "Rund 50 Personen nahmen am 25. November 2019 an der Unterzeichnung teil."
    ]
    assert told[0].span.of(GERMAN) == told[0].text
    assert told[0].hit.passage.document_id == "de/day.md"


def test_the_original_is_quoted_where_the_translation_lacks_the_sentence(scorer, chosen):
    other = "Der Fluss ist im Winter oft zugefroren. Im Sommer baden dort viele Kinder."
    stored = _Translations({"de": (_passage("de", other),)})
    assert read_back(chosen, "de", stored, scorer) == tuple(chosen)


def test_the_original_is_quoted_where_there_is_no_translation(scorer, chosen):
    assert read_back(chosen, "de", _Translations({}), scorer) == tuple(chosen)


def test_what_the_reader_can_read_stays_as_it_is(scorer, chosen):
    stored = _Translations({"de": (_passage("de", GERMAN),)})
    assert read_back(chosen, "ja", stored, scorer) == tuple(chosen)
