"""Who asks who somebody is, and who asks for somebody's name."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder, is_person
from twinbot.answering.extraction.statements import StatementFinder
from twinbot.answering.understanding.particulars.identities import asks_identity
from twinbot.answering.understanding.particulars.questions import adds_kind, can_hold
from twinbot.answering.understanding.particulars.settling import find_settling
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import parse_glossary
from twinbot.types import Passage, Query, Span

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "h,Uta Hohn | Hohn,Uta Hohn | Hohn,ウタ・ホーン | ホーン教授\n"
    "n,Kyosuke Nagata | Nagata,Kyosuke Nagata | Nagata,永田恭介 | 永田学長\n"
    "b,Radio Bochum,Radio Bochum,ラジオ・ボーフム\n"
    "r,Rathaus Nord,Rathaus Nord,ラートハウス・ノルト\n"
    "k,Mia Kern,Mia Kern,ミア・ケルン\n"
    "m,Bürgermeister,mayor,市長\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer ist Uta Hohn?", "de"),
        ("wer ist eigentlich hohn", "de"),
        ("Wer war denn Prof. Dr. Hohn?", "de"),
        ("Wer ist Thorsten Wegner?", "de"),
        ("Who is Kyosuke Nagata?", "en"),
        ("who's nagata", "en"),
        ("And who was Professor Hohn?", "en"),
        ("永田恭介とは誰ですか。", "ja"),
        ("永田恭介さんって誰？", "ja"),
        ("Wer ist Uta Hohn, bitte?", "de"),
        ("ウタ・ホーンは何者ですか", "ja"),
        ("ウタ・ホーンは誰なんですかね", "ja"),
        ("アルベルト・ベルクマンは誰ですか", "ja"),
    ],
)
def test_a_name_alone_asks_who_that_is(text, language):
    assert asks_identity(text, language, FINDER)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wer ist Bürgermeister?", "de"),
        ("Wer ist Rektor der Universität?", "de"),
        ("Wer ist mit Uta Hohn gereist?", "de"),
        ("Wer ist der Nachfolger von Nagata?", "de"),
        ("Who is the mayor?", "en"),
        ("Who is Radio Bochum?", "en"),
        ("Who is older, Hohn or Nagata?", "en"),
        ("市長は誰ですか。", "ja"),
        ("永田学長の後任は誰ですか", "ja"),
    ],
)
def test_whoever_asks_for_somebody_else_is_not_taken_so(text, language):
    assert not asks_identity(text, language, FINDER)


def test_an_office_tells_who_somebody_is_and_another_name_does_not():
    question = "Who is Uta Hohn?"
    tells, names = "Uta Hohn is president of the club.", "Uta Hohn met Jan Berg."
    assert can_hold("identity", question, tells)
    assert adds_kind("identity", question, tells)
    assert not can_hold("identity", question, names)
    assert can_hold("identity", question, "Prof. Uta Hohn ist Professorin für Geographie.")
    assert adds_kind("identity", "永田学長は誰ですか", "永田恭介氏は筑波大学の学長です。")


def settles(question, language, text, told_in):
    passage = Passage("p", f"{told_in}/p.md", "p", told_in, 1, Span(0, len(text)), text, "")
    (told,) = StatementFinder(StaticEmbedder(BUILT_IN_FOLDER), FINDER).find([passage])[0]
    tell = find_settling(Query(question, language), "identity", FINDER)
    return tell is not None and tell(told)


@pytest.mark.parametrize(
    ("text", "told_in"),
    [
        ("Rektorin der Hochschule ist seit dem 1. Mai 2020 Uta Hohn.", "de"),
        ("Uta Hohn is president of the club.", "en"),
        ("ウタ・ホーン教授は地理学者です。", "ja"),
    ],
)
def test_an_office_beside_the_name_settles_who_somebody_is(text, told_in):
    assert settles("Wer ist Uta Hohn?", "de", text, told_in)


@pytest.mark.parametrize(
    ("text", "told_in"),
    [
        ("Uta Hohn traf den Bürgermeister Mia Kern.", "de"),
        ("Uta Hohn came to the town in 2017.", "en"),
        ("Mia Kern is president of the club.", "en"),
        (
            "Uta Hohn sprach vor vielen Gästen aus beiden Städten, auch vor dem Bürgermeister.",
            "de",
        ),
    ],
)
def test_what_names_another_or_no_office_settles_nothing(text, told_in):
    assert not settles("Wer ist Uta Hohn?", "de", text, told_in)


def test_a_station_called_by_two_words_is_nobody():
    persons = [entry.entry_id for entry in GLOSSARY.entries if is_person(entry)]
    assert persons == ["h", "n", "k"]
