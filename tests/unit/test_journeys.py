"""A journey to a place is not told by one from there."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.understanding.particulars.journeys import (
    asked_destination,
    leads_elsewhere,
    leads_there,
)
from twinbot.glossary import parse_glossary
from twinbot.language import matching_form

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "arendal,Arendal,Arendal,アーレンダール\n"
    "kalmar,Kalmar,Kalmar,カルマル\n"
    "university,Universität Kalmar,University of Kalmar,カルマル大学\n"
    "mayor,Bürgermeister,Mayor,市長\n"
    "holm,Anna Holm | Holm,Anna Holm | Holm,アンナ・ホルム\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)
KALMAR = frozenset({1})


@pytest.mark.parametrize(
    "question",
    [
        "Kam die Bürgermeisterin von Arendal nach Kalmar?",
        "Wann besuchte Anna Holm Kalmar?",
        "War Anna Holm schon in Kalmar?",
        "Was Anna Holm in Kalmar?",
        "Wann reiste eine Arendaler Delegation nach Kalmar?",
        "Did the mayor of Arendal come to Kalmar?",
        "When did the Arendal delegation visit Kalmar?",
        "アーレンダールの市長はカルマルを訪れましたか。",
        "アーレンダール市長がカルマルに来たのはいつですか。",
    ],
)
def test_a_question_for_a_journey_has_its_end(question):
    assert asked_destination(question, FINDER) == KALMAR


@pytest.mark.parametrize(
    "question",
    [
        "Wer ist Bürgermeister von Kalmar?",
        "Who visited the guests?",
        "Wann kam Anna Holm?",
        "Wie weit ist Kalmar von Arendal entfernt?",
        "カルマルの市長は誰ですか。",
        "Was the mayor born in Kalmar?",
        "Was Anna Holm elected in Kalmar?",
        "War Anna Holm in Kalmar geboren?",
    ],
)
def test_other_questions_have_none(question):
    assert not asked_destination(question, FINDER)


@pytest.mark.parametrize(
    ("statement", "elsewhere"),
    [
        ("Die Bürgermeisterin von Kalmar besuchte Arendal.", True),
        ("Im Mai kam eine Gruppe aus Kalmar nach Arendal.", True),
        ("The mayor of Kalmar visited Arendal in May.", True),
        ("May 2025 | A Kalmar delegation visits Arendal.", True),
        ("カルマル市長は5月にアーレンダールを訪れました。", True),
        ("Anna Holm besuchte Kalmar im Mai.", False),
        ("Anna Holm visited the University of Kalmar.", False),
        ("アーレンダールの代表団は5月にカルマルを訪れました。", False),
        ("Die Gäste aus Arendal reisten im Mai an.", False),
        ("Anna Holm ist Bürgermeisterin von Arendal.", False),
    ],
)
def test_a_statement_leads_there_or_elsewhere(statement, elsewhere):
    assert leads_elsewhere(matching_form(statement), KALMAR, FINDER) is elsewhere


@pytest.mark.parametrize(
    ("statement", "guest"),
    [
        ("Bürgermeister Per Berg besuchte Kalmar.", True),
        ("Bürgermeister Per Berg kam zum Antrittsbesuch nach Kalmar.", True),
        ("Mayor Per Berg visited Kalmar in May.", True),
        ("ベルク市長は5月にカルマルを訪れました。", True),
        ("Die Bürgermeisterin von Kalmar besuchte Arendal.", False),
        ("Anna Holm is mayor of Kalmar.", False),
        ("カルマルの市長はアンナ・ホルム氏です。", False),
    ],
)
def test_who_goes_to_a_place_is_a_guest_there(statement, guest):
    assert leads_there(matching_form(statement), KALMAR, FINDER) is guest
