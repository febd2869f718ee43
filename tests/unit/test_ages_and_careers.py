"""How old somebody is, and whose age is told."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.statements import StatementFinder
from twinbot.answering.understanding.particulars.ages import person_of_age
from twinbot.answering.understanding.particulars.settling import find_settling
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import parse_glossary
from twinbot.types import Passage, Query, Span

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "b,Anna Berg | Berg,Anna Berg | Berg,アンナ・ベルク | ベルク市長\n"
    "k,Jan Kroll | Kroll,Jan Kroll | Kroll,ヤン・クロル | クロル氏\n"
    "w,Werk Nord,Nord Works,ノルト工場\n"
    "m,Oberbürgermeister | Bürgermeister,Lord Mayor | mayor,市長\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)
BERG = frozenset({0})


@pytest.fixture(scope="module")
def statements() -> StatementFinder:
    return StatementFinder(StaticEmbedder(BUILT_IN_FOLDER), FINDER)


def settles(statements, question, language, text, told_in="de"):
    passage = Passage("p", f"{told_in}/p.md", "p", told_in, 1, Span(0, len(text)), text, "")
    (told,) = statements.find([passage])[0]
    tell = find_settling(Query(question, language), "count", FINDER)
    return tell is not None and tell(told)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wie alt ist Anna Berg?", "de"),
        ("wie alt ist Berg heute", "de"),
        ("Wann wurde Anna Berg geboren?", "de"),
        ("How old is Berg now?", "en"),
        ("When was Anna Berg born?", "en"),
        ("Wie alt ist Frau Berg?", "de"),
        ("How old is Ms Berg?", "en"),
        ("ベルク市長は何歳ですか", "ja"),
        ("アンナ・ベルクさんは何歳ですか", "ja"),
        ("アンナ・ベルクの誕生日は？", "ja"),
        ("How old is Mayor Berg?", "en"),
        ("Wie alt war Berg, als sie Bürgermeisterin wurde?", "de"),
    ],
)
def test_whose_age_is_asked_for_is_known_by_name(question, language):
    assert person_of_age(question, language, FINDER) == BERG


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wie alt ist die Firma von Anna Berg?", "de"),
        ("Wie alt ist Werk Nord?", "de"),
        ("Wer ist älter, Berg oder Kroll?", "de"),
        ("Wer ist älter als Anna Berg?", "de"),
        ("Wann wurde Bergs Sohn geboren?", "de"),
        ("Wo und wann wurde Berg geboren?", "de"),
        ("When was the wife of Berg born?", "en"),
        ("Who is older than Berg?", "en"),
        ("ベルク市長より年上なのは誰ですか", "ja"),
        ("ベルク市長の誕生日に何がありましたか", "ja"),
        ("Who is Anna Berg?", "en"),
        ("How old is the mayor?", "en"),
        ("クロル氏とベルク市長は何歳ですか", "ja"),
    ],
)
def test_the_age_of_something_else_or_of_two_is_not(question, language):
    assert not person_of_age(question, language, FINDER)


def test_a_birth_settles_how_old_one_is_though_no_age_is_told(statements):
    assert settles(statements, "Wie alt ist Berg?", "de", "Anna Berg wurde 1962 geboren.")
    assert settles(statements, "How old is Anna Berg?", "en", "Anna Berg was born in 1962.", "en")
    assert settles(
        statements, "アンナ・ベルクは何歳？", "ja", "ベルク市長は1962年生まれです。", "ja"
    )


def test_what_somebody_elses_birth_or_a_term_tells_settles_nothing(statements):
    question = "Wie alt ist Anna Berg?"
    assert not settles(statements, question, "de", "Jan Kroll wurde 1970 geboren.")
    assert not settles(statements, question, "de", "Anna Berg ist seit 2019 im Amt.")
    assert not settles(statements, question, "de", "Berg kam 1998 zum Geburtstag der Stadt.")
    assert not settles(statements, question, "de", "Anna Berg wurde in Nordheim geboren.")
    assert not settles(statements, question, "de", "ベルク市長は20歳以上の市民に会った。", "ja")
    assert not settles(statements, question, "de", "Anna Berg und Jan Kroll sind 1962 geboren.")


def test_an_age_at_the_beginning_is_told_by_years_alone(statements):
    question = "Wie alt war Anna Berg beim Amtsantritt?"
    assert settles(statements, question, "de", "Anna Berg war 26 Jahre alt, als sie antrat.")
    assert not settles(statements, question, "de", "Anna Berg wurde 1962 geboren.")
    asked = "ベルク市長は就任したとき何歳でしたか"
    assert settles(statements, asked, "ja", "ベルク市長は就任時26歳でした。", "ja")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Was hat Frau Berg beruflich gemacht, bevor sie ins Rathaus kam?", "de"),
        ("Was war Anna Berg, bevor sie Bürgermeisterin wurde?", "de"),
        ("What did Berg do before she became mayor?", "en"),
        ("ベルク市長は市長になる前は何をしていましたか", "ja"),
    ],
)
@pytest.mark.parametrize(
    ("text", "told_in"),
    [
        ("Anna Berg kam aus dem Finanzministerium.", "de"),
        ("From 2010 to 2015 Anna Berg was director of the port.", "en"),
        ("ベルク市長は財務省の出身です。", "ja"),
    ],
)
def test_an_earlier_task_settles_what_somebody_did_before(
    statements, question, language, text, told_in
):
    assert settles(statements, question, language, text, told_in)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg war bis 2020 Bürgermeisterin.",
        "Anna Berg kam aus Werk Nord zurück.",
        "Jan Kroll kam aus dem Finanzministerium.",
        "Anna Berg war 2019 im Museum.",
    ],
)
def test_the_office_itself_a_journey_or_another_does_not(statements, text):
    question = "Was war Anna Berg, bevor sie Bürgermeisterin wurde?"
    assert not settles(statements, question, "de", text)


@pytest.mark.parametrize(
    "question",
    [
        "Was sagte Anna Berg vor ihrer Wahl über das Bad?",
        "When did Anna Berg visit Nord Works before her election?",
        "Wie viele Stimmen bekam Anna Berg vor ihrer Wahl?",
        "Where did Anna Berg go before she signed the treaty?",
    ],
)
def test_what_one_did_at_a_time_is_no_work_before_an_office(statements, question):
    assert not settles(statements, question, "de", "Anna Berg war Direktorin des Hafens.")
