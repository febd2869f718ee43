"""What a question means, where the words alone do not settle it."""

from __future__ import annotations

import numpy as np
import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.quoting.choosing import Choice
from twinbot.answering.quoting.judging import Decision, Judgement
from twinbot.answering.scoring.sentences import ScoredSentence
from twinbot.answering.scoring.signals import Signals
from twinbot.answering.understanding.wording.japanese_names import JapaneseNameSpeller
from twinbot.answering.understanding.wording.spelling import NameSpeller
from twinbot.glossary import parse_glossary
from twinbot.resolution import QuestionResolver, find_towns
from twinbot.site import parse_site
from twinbot.types import Evidence, Hit, Passage, Query, Span, Turn

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


class Meanings:
    """Knows no question, and tells how like one each is."""

    def __init__(self, likeness):
        self._likeness = likeness

    def begin(self, query):
        assert query.text  # what is begun is what was asked

    def recall(self, query, _):
        return query

    def likeness_alone(self, _):
        return self._likeness


def answer(text, *, passage_id="p0"):
    passage = Passage(passage_id, "en/a.md", "a", "en", 1, Span(0, len(text)), text, "Bridge")
    vector = np.zeros(1, np.float32)
    return ScoredSentence(
        Hit(passage, 1.0, 1, 0.5, 0.0),
        passage.span,
        text,
        1.0,
        Signals(),
        vector,
        vector,
        vector,
    )


def goes_on(text, language, likeness, alone, going_on):
    """Tell whether a question is taken to go on from the last answer.

    Args:
        text: The question.
        language: Its language.
        likeness: How like it is to a known question.
        alone: What it is surely answered by as it is, if by anything.
        going_on: The same with what it leaves unsaid.
    """

    def judge(query):
        found = going_on if query.topic else alone
        judged = Judgement((found,), 0.9, "grounded") if found else Judgement((), 0.0, "abstained")
        return Evidence(query, ()), Decision(judged, Choice(()), ())

    resolver = QuestionResolver(
        GLOSSARY,
        NameFinder(GLOSSARY),
        find_towns(SITES, GLOSSARY),
        SITES,
        NameSpeller(GLOSSARY, lambda _: False),
        JapaneseNameSpeller(GLOSSARY),
        Meanings(likeness),
        None,
        judge,
    )
    turn = Turn("What is the House of Books?", "It is a library.[1]")
    return bool(resolver.resolve(Query(text, language, (turn,)), text).topic)


HERE, THERE = answer("The stone was laid in May."), answer("It was laid in 1962.", passage_id="p1")
UNSURE = "What does an hour cost?"
ALONE = "When was the foundation stone laid?"


@pytest.mark.parametrize(
    ("text", "likeness", "alone", "going_on", "expected"),
    [
        (UNSURE, 0.95, THERE, HERE, False),  # known so
        (UNSURE, 0.85, THERE, HERE, True),
        (UNSURE, 0.85, THERE, None, True),  # it is not asked by itself
        (UNSURE, 0.95, None, HERE, True),
        (UNSURE, None, THERE, HERE, False),  # no questions are known
        ("What does an hour cost in Nordheim?", 0.85, THERE, HERE, False),
        (ALONE, 0.75, THERE, HERE, True),
        (ALONE, 0.85, THERE, HERE, False),
        (ALONE, 0.75, THERE, None, False),
        (ALONE, None, THERE, HERE, False),  # no questions are known
    ],
)
def test_what_names_nothing_stands_alone_only_if_it_is_surely_asked_so(
    text, likeness, alone, going_on, expected
):
    assert goes_on(text, "en", likeness, alone, going_on) is expected


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
