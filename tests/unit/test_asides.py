"""Turns that only speak of the last answer."""

import pytest

from twinbot.answering.understanding.following.asides import asks_more, language_asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Erzähl mir mehr", "de"),
        ("Mehr dazu?", "de"),
        ("Noch mehr Infos?", "de"),
        ("Gibt es dazu noch weitere Einzelheiten?", "de"),
        ("Bitte genauer!", "de"),
        ("Tell me more.", "en"),
        ("More details, please", "en"),
        ("Can you elaborate on that?", "en"),
        ("Anything else?", "en"),
        ("もっと詳しく教えて", "ja"),
        ("もう少し詳しくお願いします。", "ja"),
        ("続きは？", "ja"),
    ],
)
def test_a_turn_may_ask_for_more_of_the_answer(text, language):
    assert asks_more(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Erzähl mir mehr über HAL", "de"),
        ("Wo gibt es weitere Informationen zum Austausch?", "de"),
        ("Was ist das?", "de"),
        ("Sag das", "de"),
        ("Tell me about it", "en"),
        ("Tell me more about the agreement", "en"),
        ("Is it more than that of Bochum?", "en"),
        ("ほかにどんな都市がありますか", "ja"),
        ("HALについてもっと詳しく教えて", "ja"),
        ("教えてください", "ja"),
        ("", "en"),
    ],
)
def test_a_turn_that_names_what_it_asks_about_asks_for_that(text, language):
    assert not asks_more(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Auf Englisch bitte", "en"),
        ("Kannst du das auch auf Japanisch sagen?", "ja"),
        ("Bitte auf Deutsch!", "de"),
        ("In German please", "de"),
        ("Can you say that in English?", "en"),
        ("日本語でお願いします。", "ja"),
        ("英語で教えてください", "en"),
        ("ドイツ語で", "de"),
        ("Wo kann ich Japanisch lernen?", None),
        ("Was heißt das auf Japanisch?", None),
        ("Welche Sprache spricht man in Japan?", None),
        ("In welcher Sprache ist der Vertrag?", None),
        ("Is the course in English?", None),
        ("英語で相談できますか", None),
        ("", None),
    ],
)
def test_a_turn_may_ask_for_the_answer_in_another_language(text, language):
    assert language_asked(text) == language
