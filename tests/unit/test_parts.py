"""Questions that ask two things at once, and those that only sound so."""

import pytest

from twinbot.answering.parts import split_question
from twinbot.glossary import parse_glossary
from twinbot.types import Query

GLOSSARY = parse_glossary(
    "id,de,en,ja\nnord,Nordstadt,North Town,北市\nsued,Südstadt,South Town,南市\n".encode(),
    "glossary.csv",
)


def parts(text, language):
    return [(p.carried, p.text) for p in split_question(Query(text, language), GLOSSARY)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wer unterzeichnete den Vertrag, und wann begann die Zusammenarbeit?",
            "de",
            [
                ("", "Wer unterzeichnete den Vertrag"),
                ("Wer unterzeichnete den Vertrag", "wann begann die Zusammenarbeit?"),
            ],
        ),
        (
            "Where do founders find support in North Town, and where in South Town?",
            "en",
            [
                ("", "Where do founders find support in North Town"),
                ("Where do founders find support in", "where in South Town?"),
            ],
        ),
        (
            "調印式には何人が出席し、訪問団は何人でしたか",
            "ja",
            [("", "調印式には何人が出席し"), ("調印式には何人が出席し", "訪問団は何人でしたか")],
        ),
        (
            "Welche Stadt ist älter, Nordstadt oder Südstadt?",
            "de",
            [
                ("", "Welche Stadt ist älter, Nordstadt oder ?"),
                ("", "Welche Stadt ist älter, oder Südstadt?"),
            ],
        ),
    ],
)
def test_two_things_asked_are_two_parts(text, language, expected):
    assert parts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie weit ist es zwischen Nordstadt und Südstadt?", "de"),
        ("When did North Town and South Town sign the agreement?", "en"),
        ("北市と南市の距離はどのくらいですか", "ja"),
        ("Wer ist Bürgermeister?", "de"),
    ],
)
def test_one_thing_asked_of_two_names_stays_whole(text, language):
    assert parts(text, language) == []


def test_a_follow_up_is_not_taken_apart():
    query = Query("Who came, and when did they leave?", "en", topic="They came in May.")
    assert split_question(query, GLOSSARY) == ()
