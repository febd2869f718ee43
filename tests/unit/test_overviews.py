"""Whoever asks for whatever is told of something is told of it."""

from __future__ import annotations

import pytest

from twinbot.answering.extraction.names import NameFinder
from twinbot.answering.extraction.statements import StatementFinder
from twinbot.answering.understanding.particulars.overviews import name_subject
from twinbot.answering.understanding.particulars.settling import find_settling
from twinbot.embedding import BUILT_IN_FOLDER, StaticEmbedder
from twinbot.glossary import parse_glossary
from twinbot.types import Passage, Query, Span

GLOSSARY = parse_glossary(
    "id,de,en,ja\n"
    "b,Anna Berg | Berg,Anna Berg | Berg,アンナ・ベルク | ベルク\n"
    "n,Nordheim,Northam,ノルトハイム\n"
    "s,Südstadt,Southport,ズュート市\n"
    "m,Oberbürgermeister | Bürgermeister,Lord Mayor | mayor,市長\n".encode(),
    "glossary.csv",
)
FINDER = NameFinder(GLOSSARY)


def subject(text, language, *, follows=False):
    return name_subject(text, language, FINDER, follows=follows)


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Erzähl mir etwas über Anna Berg", "de", "Wer ist Anna Berg?"),
        ("Was wissen Sie über Frau Berg?", "de", "Wer ist Frau Berg?"),
        ("Infos zu Bürgermeisterin Berg", "de", "Wer ist Bürgermeisterin Berg?"),
        ("Ich möchte etwas über Anna Berg erfahren", "de", "Wer ist Anna Berg?"),
        ("Tell me something about Anna Berg", "en", "Who is Anna Berg?"),
        ("What do you know about Mayor Berg?", "en", "Who is Mayor Berg?"),
        ("アンナ・ベルクについて教えて", "ja", "アンナ・ベルクは誰ですか"),
        ("ベルク市長について知りたいです", "ja", "ベルク市長は誰ですか"),
        ("Anna Berg", "de", "Wer ist Anna Berg?"),
    ],
)
def test_of_a_person_it_is_asked_who_that_is(text, language, asked):
    assert subject(text, language) == asked


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Ich hätte gern Informationen über Schwimmkurse", "de", "Schwimmkurse"),
        ("Infos zum Stadtfest bitte", "de", "Stadtfest"),
        ("Was gibt es zu Nordheim zu sagen?", "de", "Nordheim"),
        ("Give me an overview of the city fair", "en", "the city fair"),
        ("I'd like to know more about Northam", "en", "Northam"),
        ("ノルトハイムについて", "ja", "ノルトハイム"),
        ("水泳教室の情報をください", "ja", "水泳教室"),
    ],
)
def test_of_anything_else_the_subject_is_left(text, language, asked):
    assert subject(text, language) == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Erzähl mir mehr darüber", "de"),
        ("Was gibt es zu essen?", "de"),
        ("Ich möchte zu Fuß gehen und mehr wissen", "de"),
        ("Was ist mit dem Stadtfest gemeint?", "de"),
        ("I need something to eat", "en"),
        ("Tell me about the fair. When was it?", "en"),
        ("ベルク市長が祭りについて説明した", "ja"),
        ("学生は水泳について聞きたいです", "ja"),
        ("Was wissen Sie über ihn?", "de"),
        ("Erzähl mir von dem, was Berg gesagt hat", "de"),
        ("Tell me about it", "en"),
        ("Tell me about yourself", "en"),
        ("Tell me about what happened", "en"),
        ("それについて教えて", "ja"),
        ("市長は何について話しましたか", "ja"),
        ("Wer ist Bürgermeister?", "de"),
        ("Nordheim", "de"),
    ],
)
def test_what_stands_for_something_or_asks_by_itself_stays(text, language):
    assert subject(text, language) == text


def test_what_about_a_name_asks_for_it_only_where_nothing_came_before():
    assert subject("What about Northam?", "en") == "Northam"
    assert subject("Was ist mit Nordheim?", "de") == "Nordheim"
    assert subject("What about Northam?", "en", follows=True) == "What about Northam?"


def settles(question, language, text, told_in, carried=""):
    passage = Passage("p", f"{told_in}/p.md", "p", told_in, 1, Span(0, len(text)), text, "")
    (told,) = StatementFinder(StaticEmbedder(BUILT_IN_FOLDER), FINDER).find([passage])[0]
    tell = find_settling(Query(question, language, carried=carried), "other", FINDER)
    return tell is not None and tell(told)


def test_of_a_name_alone_a_statement_about_it_answers():
    assert settles("Nordheim", "de", "Nordheim liegt am Fluss.", "de")
    assert settles("Northam?", "en", "Northam is a port.", "en")
    assert settles("ノルトハイム", "ja", "ノルトハイムは港町です。", "ja")


def test_a_statement_about_another_or_a_follow_up_does_not():
    assert not settles("Nordheim", "de", "Südstadt liegt bei Nordheim.", "de")
    assert not settles(
        "Nordheim", "de", "Nordheim liegt am Fluss.", "de", carried="Wer ist Rektor?"
    )
    assert not settles("Was ist Nordheim?", "de", "Nordheim liegt am Fluss.", "de")


def test_an_ending_repeated_without_end_takes_no_time():
    text = f"水泳について教えて{'くれますか' * 400}x"
    assert subject(text, "ja") == text


@pytest.mark.parametrize(
    ("keyword", "language", "text"),
    [
        ("Grubenfest", "de", "Mit dem Grubenfest endet das Jahr."),
        ("G DATA", "en", "The guests saw the firm G DATA."),
        ("徐州", "ja", "市は中国の徐州と協力しています。"),
    ],
)
def test_of_a_name_that_staff_do_not_list_a_statement_that_holds_it_answers(
    keyword, language, text
):
    assert settles(keyword, language, text, language)
    assert not settles(keyword, language, text.replace(keyword[-1], "x"), language)


@pytest.mark.parametrize(
    ("word", "language"),
    [("Wetter", "de"), ("Universität", "de"), ("weather", "en"), ("会社", "ja"), ("です", "ja")],
)
def test_an_everyday_word_alone_settles_nothing(word, language):
    assert not settles(word, language, f"Here we have {word} today.", language)
