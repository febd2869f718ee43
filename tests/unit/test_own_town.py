"""The names of the two towns for "our city", "here" and "our partner city"."""

import pytest

from twinbot.answering.understanding.wording.own_town import name_own_town

CALLED = {
    "de": ("Nordstadt", "Südstadt"),
    "en": ("North Town", "South Town"),
    "ja": ("北市", "南市"),
}


def named(text, language, *, names_town=False, follows=False):
    own, partner = CALLED[language]
    return name_own_town(text, language, own, partner, named=names_town, follows=follows)


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Wie viele Einwohner hat unsere Stadt?", "de", "Wie viele Einwohner hat Nordstadt?"),
        ("Wie viele Menschen leben hier?", "de", "Wie viele Menschen leben in Nordstadt?"),
        ("War der Rektor schon bei uns?", "de", "War der Rektor schon in Nordstadt?"),
        ("Wann kam er zu uns?", "de", "Wann kam er nach Nordstadt?"),
        ("Wer ist unser Oberbürgermeister?", "de", "Wer ist Oberbürgermeister von Nordstadt?"),
        ("How old is our city?", "en", "How old is North Town?"),
        ("Can I learn to sail here?", "en", "Can I learn to sail in North Town?"),
        ("Who is our mayor?", "en", "Who is the mayor of North Town?"),
        ("Where is our city hall?", "en", "Where is the city hall of North Town?"),
        ("当市の人口は？", "ja", "北市の人口は？"),
        ("うちの市長は誰ですか", "ja", "北市の市長は誰ですか"),
        ("ここには大学がありますか", "ja", "北市には大学がありますか"),
        ("ここの人口は？", "ja", "北市の人口は？"),
    ],
)
def test_our_city_is_the_one_that_speaks_on_the_page(text, language, asked):
    assert named(text, language) == asked


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        (
            "Wer ist Bürgermeister unserer Partnerstadt?",
            "de",
            "Wer ist Bürgermeister von Südstadt?",
        ),
        ("Wie groß ist unsere Partnerstadt in Japan?", "de", "Wie groß ist Südstadt?"),
        ("What is our sister city famous for?", "en", "What is South Town famous for?"),
        ("私たちの姉妹都市の人口は？", "ja", "南市の人口は？"),
    ],
)
def test_our_partner_city_is_the_other(text, language, asked):
    assert named(text, language) == asked


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Wie heißt unsere Partnerstadt?", "de", "Wie heißt die Partnerstadt von Nordstadt?"),
        ("Which city is our twin town?", "en", "Which city is the twin town of North Town?"),
        ("私たちの姉妹都市はどこですか", "ja", "北市の姉妹都市はどこですか"),
    ],
)
def test_which_city_the_partner_is_stays_the_question(text, language, asked):
    assert named(text, language) == asked


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Wie weit ist Südstadt entfernt?", "de", "Wie weit ist Südstadt entfernt von Nordstadt?"),
        ("How far is South Town?", "en", "How far is South Town from North Town?"),
    ],
)
def test_how_far_a_place_is_means_from_here(text, language, asked):
    assert named(text, language, names_town=True) == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Seit wann ist unsere Partnerstadt Oststadt dabei?", "de"),
        ("Wer schreibt hier im Chat?", "de"),
        ("How far is it from here?", "en"),
        ("How far is South Town from East Town?", "en"),
        ("ここで答えてください", "ja"),
        ("ここの資料は誰が書いたのですか", "ja"),
        ("姉妹都市はここのつありますか", "ja"),
        ("ここのところ雨が多いですか", "ja"),
        ("ここの内容は正しいですか", "ja"),
        ("How far is the cooperation?", "en"),
    ],
)
def test_what_means_another_place_is_left_alone(text, language):
    assert named(text, language) == text


def test_our_partner_city_is_not_named_beside_a_town_that_the_question_names():
    asked = "Ist Oststadt unsere Partnerstadt?"
    assert named(asked, "de", names_town=True) == asked


def test_in_a_conversation_the_japanese_here_is_what_was_spoken_of():
    asked = "ここには大学がありますか"
    assert named(asked, "ja", follows=True) == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hier ist meine Frage: Wie groß ist Oststadt?", "de"),
        ("Hier noch eine Frage: Wie groß ist Oststadt?", "de"),
        ("Hier spricht Anna. Wer ist der Vorsitzende?", "de"),
        ("Kann ich hier etwas fragen?", "de"),
        ("Here is my question: how big is East Town?", "en"),
        ("Here are two short questions. Who was it?", "en"),
        ("Here's what I want to know: who was it?", "en"),
        ("ここに質問を書けばいいですか", "ja"),
    ],
)
def test_here_in_the_chat_is_no_town(text, language):
    assert named(text, language) == text


@pytest.mark.parametrize(
    "text",
    [
        "松本市の人口は？",
        "熊本市の姉妹都市の人口は？",
        "日本市場とは何ですか",
        "このうちの市で一番大きいのは？",
        "街なかのそこここにある像は？",
    ],
)
def test_the_end_of_a_longer_japanese_word_is_not_our_city(text):
    assert named(text, "ja") == text


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Wie groß ist unsere Partnerstadt in Spanien?", "de", None),
        ("How big is our partner city in Spain?", "en", None),
        ("How big is our partner city in Japan?", "en", "How big is South Town?"),
    ],
)
def test_a_partner_in_another_country_is_another(text, language, asked):
    assert named(text, language) == (asked or text)


def test_here_behind_another_preposition_gets_no_second_one():
    assert named("How far is it from Berlin to here?", "en").endswith("Berlin to North Town?")
    assert named("Did she come over here?", "en") == "Did she come to North Town?"
    assert named("How do I get here?", "en") == "How do I get to North Town?"
    assert named("Is there a school near here?", "en") == "Is there a school near here?"
