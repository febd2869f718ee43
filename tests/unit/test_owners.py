"""Whose things are asked for, and that another's do not answer."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.understanding.particulars.owners import asked_owned, tells_of_others
from twinbot.glossary import parse_glossary
from twinbot.language import matching_form

GLOSSARY = parse_glossary(
    "id,de,en,ja\narendal,Arendal,Arendal,アーレンダール | アーレンダール市\n"
    "kalmar,Kalmar,Kalmar,カルマル | カルマル市\n"
    "holm,Anna Holm | Holm,Anna Holm | Holm,アンナ・ホルム\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)


@pytest.mark.parametrize(
    ("question", "others", "own"),
    [
        (
            "Wie viele Partnerstädte hat Kalmar?",
            "Kalmar wurde 2019 die fünfte Partnerstadt Arendals.",
            "Partnerstädte von Kalmar sind Wismar und Entebbe.",
        ),
        (
            "Was ist die älteste Partnerstadt von Kalmar?",
            "Die älteste Partnerstadt von Arendal ist Rauma.",
            "Kalmar ist seit 1950 mit Rauma verbunden.",
        ),
        (
            "How many partner cities does Kalmar have?",
            "Kalmar became Arendal's fifth partner city in 2019.",
            "Kalmar has five partner cities.",
        ),
        (
            "カルマル市の姉妹都市はどこですか",
            "アーレンダール市の姉妹都市はラウマです。",
            "カルマル市の姉妹都市はヴィスマールです。",
        ),
    ],
)
def test_another_s_things_are_told_from_those_asked_for(question, others, own):
    asked = asked_owned(matching_form(question), FINDER)
    assert asked is not None
    assert tells_of_others(matching_form(others), asked, FINDER)
    assert not tells_of_others(matching_form(own), asked, FINDER)


@pytest.mark.parametrize(
    "question",
    [
        "Wer ist Bürgermeister von Kalmar?",  # an office, which has rules of its own
        "Welche Partnerstädte haben Kalmar und Arendal?",
        "Was kostet die Überfahrt?",
        "Wie heißen die Geschwister von Anna Holm?",
    ],
)
def test_who_asks_for_no_place_s_things_owns_nothing(question):
    assert asked_owned(matching_form(question), FINDER) is None
