"""What a follow-up takes from the turns before."""

import pytest

from twinbot.answering.understanding.following.conversation import name_person, resolve
from twinbot.glossary import parse_glossary
from twinbot.types import Query, Turn

GLOSSARY = parse_glossary(
    "id,de,en,ja\nnord,Nordstadt,North Town,北市\nsued,Südstadt,South Town,南市\n"
    "miller,Anna Müller,Anna Miller,アンナ・ミュラー\n".encode(),
    "glossary.csv",
)


def resolved(text, language, *turns):
    return resolve(Query(text, language, tuple(Turn(*turn) for turn in turns)), GLOSSARY)


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("Und wann war das?", "de", "Wo wurde der Vertrag unterzeichnet?"),
        ("Wer war davor Bürgermeister der Stadt?", "de", "Wer ist Bürgermeister von Nordstadt?"),
        ("And who signed it?", "en", "When was the contract signed?"),
        ("それはいつですか", "ja", "契約はどこで結ばれましたか"),
    ],
)
def test_a_follow_up_carries_the_question_before(text, language, question):
    found = resolved(text, language, (question, "Antwort."))
    assert found.carried == question
    assert found.topic == "Antwort."
    assert found.search_text == f"{question} {text}"
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie viele Menschen wohnen in Nordstadt insgesamt?", "de"),
        ("Which museums can visitors see near the station?", "en"),
        ("図書館の開館時間と場所を教えてください", "ja"),
    ],
)
def test_a_question_that_stands_alone_carries_nothing(text, language):
    found = resolved(text, language, ("Wer war das?", "Anna Müller."))
    assert not found.carried
    assert not found.topic


@pytest.mark.parametrize(
    ("text", "language", "turn", "about"),
    [
        (
            "Was kostet das?",
            "de",
            ("Wo liegt Nordstadt?", "Südstadt liegt nebenan.[1] Anna Müller wohnt dort.[2]"),
            ("Südstadt", "Nordstadt liegt"),
        ),
        (
            "What does it cost?",
            "en",
            ("What is the new bridge?", "It is blue.[1]"),
            ("new bridge", "new bridge"),
        ),
        (
            "それはいくらですか",
            "ja",
            ("北市の橋とは何ですか", "青い橋です。[1]"),
            ("北市", "北市 橋"),
        ),
    ],
)
def test_a_follow_up_is_about_names_of_the_answer_and_names_and_words_of_the_question(
    text, language, turn, about
):
    found = resolved(text, language, turn)
    assert found.about == about
    assert found.with_subject == [f"{one}: {text}" for one in about]
    assert resolved("Wo liegt Nordstadt?", "de", ("Wer?", "Er.")).about == ()


def test_a_question_may_be_taken_to_go_on_though_nothing_says_so():
    text = "When was the foundation stone laid?"
    turn = Turn("What is the new bridge in North Town?", "It is blue.[1]")
    asked = Query(text, "en", (turn,))
    assert resolve(asked, GLOSSARY) == asked
    assert resolve(asked, GLOSSARY, goes_on=True).carried == turn.question


def test_without_earlier_turns_nothing_is_carried():
    assert not resolved("Und wann war das?", "de").carried


def test_a_chain_of_follow_ups_goes_back_to_the_question_that_stood_alone():
    asked = "When was the agreement of North Town signed?"
    turns = [(asked, "In 2019.[1]"), ("By whom?", "By Mia.[1]"), ("Where?", "In the hall.[1]")]
    found = resolved("And why?", "en", *turns, ("And at what time?", "At noon.[1]"))
    assert found.carried == f"{asked} And at what time?"
    assert found.topic == "At noon."


def test_an_answer_that_found_nothing_is_no_topic_to_go_on_from():
    told = ("Wer ist Anna Müller?", "Anna Müller ist Rektorin.[1]")
    nothing = ("Was hat sie studiert?", "Dazu steht hier nichts. Fragen Sie Nordstadt.")
    found = resolved("Seit wann ist sie im Amt?", "de", told, nothing)
    assert found.topic == "Anna Müller ist Rektorin."
    assert "Nordstadt" not in found.carried


def test_a_pronoun_means_a_person_before_anything_else():
    glossary = parse_glossary(
        "id,de,en,ja\nhaus,Altes Haus,Old House,旧館\nbad,Neues Bad,New Pool,新館\n"
        "miller,Anna Müller,Anna Miller,アンナ・ミュラー\n".encode(),
        "glossary.csv",
    )
    answer = "Im Alten Haus, im Neues Bad und im Altes Haus arbeitet Anna Müller.[1]"
    query = Query("Wann wurde sie gewählt?", "de", (Turn("Wer arbeitet dort?", answer),))
    assert "Anna Müller" in resolve(query, glossary).carried


def test_a_name_that_is_replaced_is_not_carried():
    found = resolved("Und im Rathaus Südstadt?", "de", ("Wer regiert in Nordstadt?", "Müller."))
    assert "Nordstadt" not in found.carried
    assert "regiert" in found.carried


@pytest.mark.parametrize(
    ("text", "language", "question", "asked"),
    [
        ("Und Südstadt?", "de", "Wie groß ist Nordstadt?", "Wie groß ist Südstadt?"),
        ("Und in Südstadt?", "de", "Wer regiert in Nordstadt?", "Wer regiert in Südstadt?"),
        ("And South Town?", "en", "How big is North Town?", "How big is South Town?"),
        ("Und Suedstadt?", "de", "Wie groß ist Nordstadt?", "Wie groß ist Suedstadt?"),
        ("And Ｓｏｕｔｈ Ｔｏｗｎ？", "en", "How big is North Town?", "How big is South Town?"),
        ("Und was ist mit Südstadt?", "de", "Wie groß ist Nordstadt?", "Wie groß ist Südstadt?"),
        ("What about South Town?", "en", "How big is North Town?", "How big is South Town?"),
        ("南市は？", "ja", "北市の人口は？", "南市の人口は?"),
        ("では南市では？", "ja", "北市の人口は？", "南市の人口は?"),
    ],
)
def test_a_name_alone_asks_the_last_question_of_that_one(text, language, question, asked):
    found = resolved(text, language, (question, "Antwort."))
    assert found.text == asked
    assert not found.carried
    assert not found.topic


def test_names_alone_one_after_the_other_ask_the_question_before_them():
    turns = ("How big is North Town?", "Big."), ("And South Town?", "Bigger.")
    assert resolved("And North Town?", "en", *turns).text == "How big is North Town?"


def test_behind_follow_ups_a_name_alone_asks_the_question_that_they_followed():
    turns = ("Wer regiert in Nordstadt?", "Anna Müller."), ("Seit wann?", "Seit Mai.")
    assert resolved("Und in Südstadt?", "de", *turns).text == "Wer regiert in Südstadt?"


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("And South Town?", "en", "How far is it from North Town to South Town?"),
        ("And South Town?", "en", "Wie groß ist Nordstadt?"),
        ("And South Town?", "en", "What is it like there?"),
        ("And Anna Miller?", "en", "How big is North Town?"),
        ("Has he been to South Town?", "en", "Who is the mayor of North Town?"),
        ("War er in Südstadt?", "de", "Wer ist Bürgermeister von Nordstadt?"),
        ("南市に来ましたか？", "ja", "北市の市長は誰ですか。"),
    ],
)
def test_where_it_is_not_plain_what_the_name_replaces_the_question_is_carried(
    text, language, question
):
    assert resolved(text, language, (question, "Answer.")).topic == "Answer."


def test_a_pronoun_takes_the_person_of_the_last_answer():
    found = resolved("When was she born?", "en", ("Who is mayor?", "The mayor is Anna Miller."))
    assert found.carried.endswith("Anna Miller")


def test_a_chain_of_follow_ups_reaches_back_to_its_subject():
    found = resolved(
        "Und wo?",
        "de",
        ("Wer unterzeichnete den Vertrag über die Zusammenarbeit?", "Anna Müller."),
        ("Und wann?", "Im Mai."),
    )
    assert found.carried == "Wer unterzeichnete den Vertrag über die Zusammenarbeit? Und wann?"


def test_saying_that_the_language_changes_is_no_question():
    found = resolved("Let me switch to English. Who was there?", "en", ("Wann war das Fest?", "2."))
    assert found.text == "Who was there?"


def test_a_name_is_replaced_where_it_stands_and_not_within_a_word():
    glossary = parse_glossary(b"id,de,en,ja\nhal,HAL,HAL,HAL\nros,ROS,ROS,ROS\n", "glossary.csv")
    turns = (Turn("welche patienten erhalten eine behandlung mit hal?", "Viele."),)
    found = resolve(Query("Und ROS?", "de", turns), glossary)
    assert found.text == "welche patienten erhalten eine behandlung mit ROS?"


@pytest.mark.parametrize(
    ("text", "language", "turn", "asked"),
    [
        (
            "Wie alt ist er?",
            "de",
            ("Wer leitet die Schule?", "Leiterin ist Anna Müller.[1]"),
            "Wie alt ist Anna Müller?",
        ),
        (
            "Was hat sie vorher gemacht?",
            "de",
            ("Wann ist Anna Müller geboren?", "Im Jahr 1970.[1]"),
            "Was hat Anna Müller vorher gemacht?",
        ),
        (
            "When was she born?",
            "en",
            ("Who is the mayor of North Town?", "Anna Miller is the mayor.[1]"),
            "When was Anna Miller born?",
        ),
        (
            "彼女は何歳ですか",
            "ja",
            ("北市の市長は誰ですか", "市長はアンナ・ミュラー氏です。[1]"),
            "アンナ・ミュラーは何歳ですか",
        ),
    ],
)
def test_she_is_the_one_person_spoken_of(text, language, turn, asked):
    assert name_person(Query(text, language, (Turn(*turn),)), GLOSSARY) == asked


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("Wo steht er?", ("Wie hoch ist der Turm, den Anna Müller baute?", "Er ist 20 m hoch.[1]")),
        ("Wer ist sie?", ("Wer leitet die Schule?", "Leiterin ist Anna Müller.[1]")),
        ("Wie alt ist er?", ("Wie groß ist Nordstadt?", "Groß.[1] Anna Müller misst es.[2]")),
        ("Wie alt ist Anna Müller?", ("Wer leitet die Schule?", "Anna Müller.[1]")),
    ],
)
def test_nobody_is_put_for_a_word_that_may_mean_a_thing_or_nobody_named(text, turn):
    assert name_person(Query(text, "de", (Turn(*turn),)), GLOSSARY) == ""


@pytest.mark.parametrize(
    ("text", "language", "first", "then", "asked"),
    [
        (
            "Wie alt ist sie?",
            "de",
            "Wer ist Leiterin der Schule?",
            "Und in Südstadt?",
            "Wie alt ist Anna Müller?",
        ),
        (
            "How old is she?",
            "en",
            "Who is head of the school?",
            "And in South Town?",
            "How old is Anna Miller?",
        ),
    ],
)
def test_she_is_who_was_asked_for_by_another_town_alone(text, language, first, then, asked):
    told = {"de": "Leiterin ist Anna Müller.[1]", "en": "Anna Miller is its head.[1]"}[language]
    turns = (Turn(first, "Ernst Vogel.[1]"), Turn(then, told))
    assert name_person(Query(text, language, turns), GLOSSARY) == asked


def test_she_is_nobody_whom_a_turn_in_between_did_not_ask_for():
    turns = (
        Turn("Who is head of the school?", "Ernst Vogel.[1]"),
        Turn("And when was it built?", "Anna Miller built it in 1900.[1]"),
    )
    assert name_person(Query("How old is she?", "en", turns), GLOSSARY) == ""


@pytest.mark.parametrize(
    ("text", "language", "before", "asked"),
    [
        ("und 2025?", "de", "Wer leitete 2019 Nordstadt?", "Wer leitete 2025 Nordstadt?"),
        ("And in 2025?", "en", "Who led North Town in 2019?", "Who led North Town in 2025?"),
        ("and now?", "en", "Who was head of North Town in 2019?", "Who is head of North Town ?"),
        ("2025年は？", "ja", "2019年の北市の市長は誰でしたか", "2025年の北市の市長は誰でしたか"),
        ("und 2025?", "de", "Worum ging es 2007?", "und 2025?"),
    ],
)
def test_a_year_alone_asks_the_question_before_of_that_year(text, language, before, asked):
    assert resolved(text, language, (before, "Antwort.")).text == asked


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Nein, ich meine das Bad, wann wurde es gebaut?", "de", "das Bad, wann wurde es gebaut?"),
        ("No, I meant the old one", "en", "the old one"),
        ("いや、そうじゃなくて、前の仕事は？", "ja", "前の仕事は？"),
    ],
)
def test_what_corrects_the_last_question_is_asked_itself(text, language, asked):
    assert resolved(text, language, ("Wo ist es?", "Dort.")).text == asked
