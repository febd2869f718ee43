"""A statement that names others than the question may be told of those."""

from __future__ import annotations

import pytest

from twinbot.answering.scoring.sentences import SentenceScorer
from twinbot.answering.scoring.signals import SIGNALS
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import parse_glossary
from twinbot.types import Evidence, Hit, Passage, Query, Span

GLOSSARY = """id,de,en,ja
t1,Nordheim,Nordheim,北野市 | 北野
t2,Südheim,Southam,南野市 | 南野
c1,Lumex | Lumex GmbH,Lumex,ルメックス社
t3,Oststadt,Eastham,イースタム
r1,Präfektur Heide,Heath Prefecture,平野県
s1,Südheim Hauptbahnhof,Southam Central Station,南野駅
t4,Rom,Rome,ローマ市
m1,RAM | Romantisches Automuseum,RAM | Romantic Auto Museum,ロマン自動車博物館
u1,Universität Südheim | Uni Südheim,University of Southam,南野大学
u2,Universität Nordheim,University of Nordheim,北野大学
p1,Anna Berg | Berg,Anna Berg | Berg,アンナ・ベルク
"""


@pytest.fixture(scope="module")
def scorer() -> SentenceScorer:
    embedder = StaticEmbedder(BUILT_IN_FOLDER)
    weights = dict.fromkeys(SIGNALS, 0.0) | {"closeness": 1.0}
    glossary = parse_glossary(GLOSSARY.encode(), "glossary.csv")
    return SentenceScorer(embedder, embedder, glossary, weights, weights, None)


def is_rival(scorer, language, question, text):
    query = Query(question, language)
    passage = Passage("1", "x.md", "x", language, 1, Span(0, len(text)), text, "")
    evidence = Evidence(query, (Hit(passage, 1.0, 1, 0.5, 0.0),))
    (scored,) = scorer.score(query, evidence, {})
    return scored.signals.rival == 1.0


@pytest.mark.parametrize(
    ("language", "question", "text", "expected"),
    [
        ("de", "Was kostet die Stunde in Nordheim?", "Bei Lumex kostet die Stunde 40 Euro.", False),
        ("en", "What does an hour cost in Nordheim?", "Lumex charges 40 euros an hour.", False),
        ("ja", "北野で1時間いくらですか", "ルメックスは1時間40ユーロです。", False),
        ("de", "Was kostet die Stunde in Nordheim?", "In Südheim kostet sie 40 Euro.", True),
        ("en", "What does an hour cost in Nordheim?", "It is 40 euros in Southam.", True),
        ("ja", "北野で1時間いくらですか", "南野では1時間40ユーロです。", True),
        ("de", "Wie viele studieren in Nordheim?", "Die Uni Südheim hat 900 Leute.", True),
        ("en", "How many study in Nordheim?", "The University of Southam has 900.", True),
        ("ja", "北野の学生は何人ですか", "南野大学の学生は900人です。", True),
        ("en", "How many study in Nordheim?", "The University of Nordheim has 900.", False),
        ("en", "How old is the mayor of Nordheim?", "Anna Berg is 52 years old.", True),
        ("en", "How many work for Lumex?", "In Southam 900 people work.", True),
        ("de", "Wie viele Menschen leben in Nordheim?", "Oststadt hat 550.000 Einwohner.", True),
        ("en", "How many people live in Nordheim?", "Eastham has 550,000 inhabitants.", True),
        ("ja", "北野の人口は何人ですか", "イースタムの人口は55万人です。", True),
        ("en", "How large is Nordheim?", "Heath Prefecture covers 6,000 km².", True),
        ("en", "How many trains leave Nordheim?", "Southam Central Station has 90.", True),
        ("en", "What does an hour cost in Nordheim?", "At RAM it is 5 euros.", False),
    ],
)
def test_of_a_town_other_towns_and_their_things_and_persons_may_tell_what_is_not_so(
    scorer, language, question, text, expected
):
    assert is_rival(scorer, language, question, text) is expected
