"""Who holds an office of one place is not told by another's."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.understanding.particulars.offices import (
    asked_year,
    held_not_then,
    held_then,
    tells_of_other_office,
)
from twinbot.glossary import parse_glossary
from twinbot.language import matching_form

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "arendal,Arendal,Arendal,アーレンダール | アーレンダール市\n"
    "kalmar,Kalmar,Kalmar,カルマル | カルマル市\n"
    "mayor,Bürgermeister | Oberbürgermeister,Mayor | Lord Mayor,市長\n"
    "holm,Anna Holm | Holm,Anna Holm | Holm,アンナ・ホルム\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)
MAYOR_OF_KALMAR = frozenset({1, 2})


@pytest.mark.parametrize(
    "statement",
    [
        "Bürgermeister Per Berg besuchte Kalmar im Mai.",
        "Der Artikel aus Kalmar beschreibt Per Berg als einen zupackenden Bürgermeister.",
        "Per Berg ist Bürgermeister von Arendal.",
        "Arendals Bürgermeister heißt Per Berg.",
        "The newspaper of Kalmar described Per Berg as a very capable mayor.",
        "Per Berg is mayor of Arendal.",
        "ベルク市長は5月に、カルマルの芳名録に署名しました。",
        "アーレンダール市長はベルク氏です。",
    ],
)
def test_an_office_elsewhere_or_a_guest_does_not_answer(statement):
    assert tells_of_other_office(matching_form(statement), MAYOR_OF_KALMAR, FINDER)


@pytest.mark.parametrize(
    "statement",
    [
        "Anna Holm ist Bürgermeisterin von Kalmar.",
        "Bürgermeisterin in Kalmar ist seit Mai Anna Holm.",
        "Die Kalmarer Bürgermeisterin heißt Anna Holm.",
        "Anna Holm has been mayor of Kalmar since May.",
        "The council of Kalmar installed Lord Mayor Anna Holm.",
        "カルマル市長はアンナ・ホルム氏です。",
        "カルマル市の市長はアンナ・ホルム氏です。",
        "Anna Holm wurde 1970 geboren.",
        "Bürgermeisterin | Anna Holm",
        "Kalmar liegt am Meer.",
    ],
)
def test_the_office_of_the_place_answers_and_so_may_what_names_none(statement):
    assert not tells_of_other_office(matching_form(statement), MAYOR_OF_KALMAR, FINDER)


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("Wer war 2018 Bürgermeister von Kalmar?", 2018),
        ("Who was mayor of Kalmar in 2018?", 2018),
        ("2018年のカルマル市長は誰でしたか", 2018),
        ("Wer ist Bürgermeister von Kalmar?", None),
        ("Wer war 2018 in Kalmar zu Gast?", None),
        ("Wer war von 2016 bis 2018 Bürgermeister von Kalmar?", None),
    ],
)
def test_the_year_in_which_an_office_was_held_is_asked_for(question, year):
    assert asked_year(question) == year


@pytest.mark.parametrize(
    ("statement", "not_then"),
    [
        ("Bürgermeisterin von Kalmar ist seit 2020 Anna Holm.", True),
        ("Anna Holm, born in 1970, sails.", True),
        ("Bürgermeister von Kalmar war bis 2020 Per Berg.", False),
        ("Per Berg was mayor of Kalmar from 2015.", False),
        ("Mayor Per Berg left in 2020.", False),
    ],
)
def test_who_took_office_later_did_not_hold_it_then(statement, not_then):
    assert held_not_then(matching_form(statement), 2018) is not_then


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        (
            "Anna Holm was mayor of Kalmar from 2015 until 31 October 2025.",
            "Who was mayor of Kalmar in 2020?",
        ),
        (
            "Anna Holm war von April 2015 bis zum 31. März 2025 Bürgermeisterin von Kalmar.",
            "Wer war 2020 Bürgermeister von Kalmar?",
        ),
        (
            "Anna Holm has been mayor of Kalmar since 17 November 2015.",
            "Who was mayor of Kalmar in 2020?",
        ),
        (
            "アンナ・ホルム氏は、2015年から2025年10月31日までカルマル市長を務めました。",
            "2020年のカルマル市長は誰でしたか。",
        ),
    ],
)
def test_a_term_tells_who_held_an_office_within_it(statement, question):
    assert held_then(statement, question, 2020, MAYOR_OF_KALMAR, FINDER)


@pytest.mark.parametrize(
    "statement",
    [
        "Anna Holm was mayor of Kalmar from 2020 until 2025.",  # another may have been before
        "Anna Holm was mayor of Kalmar from 2010 until 2015.",
        "Anna Holm was mayor of Arendal from 2015 until 2025.",
        "Anna Holm was vice mayor of Kalmar from 2015 until 2025.",
        "Anna Holm was president of the police of Kalmar from 2015 until 2025.",
        "Anna Holm has been mayor of Kalmar since 2021.",
        "The mayor of Kalmar has had a garden since 2015.",
    ],
)
def test_another_term_office_or_place_does_not(statement):
    question = "Who was mayor of Kalmar in 2020?"

    assert not held_then(statement, question, 2020, MAYOR_OF_KALMAR, FINDER)
