"""What a question means, where the words alone do not settle it."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.quoting.choosing import Choice
from twinbot.answering.quoting.judging import Decision, Judgement
from twinbot.answering.understanding.japanese_names import JapaneseNameSpeller
from twinbot.answering.understanding.spelling import NameSpeller
from twinbot.glossary import parse_glossary
from twinbot.resolution import QuestionResolver, find_towns
from twinbot.site import parse_site
from twinbot.types import Evidence, Query

GLOSSARY = parse_glossary(
    "id,de,en,ja\nnorth,Nordheim,,ノルトハイム市\nsouth,,,南野市\n".encode(), "glossary.csv"
)
SITES = parse_site(
    """
de: {title: Nordheim und 南野市, contact: Rathaus Nordheim}
en: {title: Nordheim and 南野市, contact: Nordheim city hall}
ja: {title: ノルトハイム市と南野市, contact: 南野市役所}
""".encode(),
    "site.yaml",
)


def weigh(query):
    nothing = Decision(Judgement((), 0.0, "abstained"), Choice(()), ())
    return Evidence(query, ()), nothing


def resolved(text, language):
    speller = NameSpeller(GLOSSARY, lambda _: False)
    towns = find_towns(SITES, GLOSSARY)
    japanese = JapaneseNameSpeller(GLOSSARY)
    resolver = QuestionResolver(
        GLOSSARY, NameFinder(GLOSSARY), towns, SITES, speller, japanese, None, None, weigh
    )
    return resolver.resolve(Query(text, language), text).text


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Wie viele Menschen leben hier?", "de", "Wie viele Menschen leben in Nordheim?"),
        ("How many people live here?", "en", "How many people live in Nordheim?"),
        ("How big is our partner city?", "en", "How big is 南野市?"),
        ("ここには大学がありますか", "ja", "南野市には大学がありますか"),
        ("What does the partnership cost?", "en", "What does the partnership cost?"),
        ("Kannst du mir sagen, wie alt das Bad ist?", "de", "Wie alt ist das Bad?"),
        ("I plan a trip. Can you tell me where Nordheim is?", "en", "Where is Nordheim?"),
        ("Infos zum Stadtbad", "de", "Stadtbad"),
    ],
)
def test_a_town_without_a_name_in_a_language_is_called_as_in_another(text, language, asked):
    assert resolved(text, language) == asked
